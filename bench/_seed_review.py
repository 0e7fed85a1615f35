"""Run in a process of its own on the data that `bench.review` measures. Prints one line of JSON.

Units whose submitted sheet holds 113 answers with notes and 300 files, and the team that reviews
them. One stands in the second round with five columns, everything marked by the tiers before; the
others stand where the stories of `tests.journeys.test_review` begin.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from bening.accounts.models import Person
    from bening.agencies.models import WorkUnit
    from bening.programs.models import ZoneProgram
    from bening.reviews.models import ReviewRound, ReviewTeam, ReviewTier

FIELD, SECOND, FIRST = "field", "second", "first"
STORIES = {"keys": FIRST, "plain": FIRST, "looks": SECOND, "merge": FIRST, "field": FIELD}
STORIES |= {"away": FIELD, "shared": FIELD, "refused": FIELD}


def main() -> None:
    """Fills the database that the environment names; by the stories that `sys.argv` names."""
    django.setup()
    from django.db import transaction

    if sys.argv[1:]:
        with transaction.atomic():  # one sync of the disk instead of hundreds
            given = stories(sys.argv[1:])
    else:  # storing files commits by itself
        given = {"bench": Agency(files=300).at(SECOND, 1)}
    sys.stdout.write(json.dumps(given) + "\n")


def stories(names: list[str]) -> dict[str, dict[str, Any]]:
    """One unit for each story, all reviewed by the same team."""
    agency = Agency(files=0)
    return {name: agency.at(STORIES[name], number) for number, name in enumerate(names, 1)}


class Agency:
    """The agency with its inspectorate's team and a national one."""

    def __init__(self, files: int) -> None:
        from bening.accounts.models import Role
        from bening.evaluations.instruments import store_shipped
        from bening.reviews.models import ReviewStage, ReviewTier
        from tests.people import PASSWORD, give, make_agency, make_person

        self.files, self.now = files, datetime.now(UTC)
        self.today = self.now.date()
        store_shipped(now=self.now)
        self.agency = make_agency()

        def person(name: str, *, national: bool = False) -> "Person":
            return make_person(name, agency=None if national else self.agency, password=PASSWORD)

        self.admin, self.inspector = person("Fitri Admin"), person("Eka Inspektur")
        self.operator = person("Gita Operator", national=True)
        give(self.admin, Role.AGENCY_ADMIN)
        give(self.inspector, Role.INSPECTOR)
        give(self.operator, Role.OPERATOR)
        self.people = {
            ReviewTier.MEMBER: person("Maya Anggota"),
            ReviewTier.LEAD: person("Nanda Ketua"),
            ReviewTier.CONTROLLER: person("Oki Pengendali"),
        }
        self.national = {
            ReviewTier.MEMBER: person("Putra Nasional", national=True),
            ReviewTier.LEAD: person("Qori Nasional", national=True),
        }
        self.team = self._team("Tim 2", ReviewStage.TPI, self.people, self.inspector)
        self.national_team = self._team("TPN 1", ReviewStage.TPN, self.national, self.operator)

    def _team(
        self, name: str, stage: Any, people: "dict[ReviewTier, Person]", by: "Person"
    ) -> "ReviewTeam":
        from bening.reviews import actions

        agency = None if by is self.operator else self.agency
        team = actions.create_team(agency=agency, stage=stage, name=name, by=by, now=self.now)
        for tier, person in people.items():
            actions.add_member(
                team=team, person=person, tier=tier, trained_on=self.today, by=by, now=self.now
            )
        return team

    def at(self, stage: str, number: int) -> dict[str, Any]:
        """A unit's round in a stage, with the sessions of its people."""
        from bench._seed import session
        from tests.people import make_unit

        unit = make_unit(self.agency, f"{number:02}", f"Dinas Kependudukan {number}")
        program = self._submitted(unit)
        round_ = {FIRST: self._first, SECOND: self._second, FIELD: self._field}[stage](program)
        people = self.national if stage == FIELD else self.people
        return {
            "round": str(round_.pk),
            "sheet": str(program.sheet.pk),
            "sessions": {tier.value: session(person) for tier, person in people.items()},
        }

    def _submitted(self, unit: "WorkUnit") -> "ZoneProgram":
        from bench._seed import answer_all, attach_files, empty_sheet
        from bening.accounts.models import Role
        from bening.evaluations.instruments import instrument_of
        from bening.evaluations.models import EvaluationCycle
        from bening.programs.actions import open_program
        from bening.programs.models import Designation
        from tests.people import give, make_person

        pic = make_person(f"Ani {unit.code}", agency=self.agency)
        give(pic, Role.UNIT_PIC, unit=unit)
        cycle = EvaluationCycle.objects.filter(agency=self.agency).first()
        if cycle is None:
            sheet = empty_sheet(unit, self.admin, self.now)
        else:
            opened = open_program(
                unit=unit, cycle=cycle, target=Designation.WBK, by=self.admin, now=self.now
            )
            sheet = (
                type(opened.sheet)
                .objects.select_related("unit__agency", "cycle", "instrument")
                .get(program=opened)
            )
        questions = instrument_of(sheet.instrument).questions
        answer_all(sheet, questions, pic, self.now)
        if self.files:
            attach_files(sheet, questions, [pic], self.now)
        program = self._again(sheet.program_id)
        self._submit(program, pic)
        return program

    @staticmethod
    def _again(key: Any) -> "ZoneProgram":
        from bening.programs.models import ZoneProgram

        return ZoneProgram.objects.select_related("unit__agency", "cycle", "sheet__instrument").get(
            pk=key
        )

    def _submit(self, program: "ZoneProgram", by: "Person") -> None:
        """A snapshot of the sheet, whatever the checks of its evidence say."""
        import hashlib

        from bening.evaluations import queries, snapshots
        from bening.evaluations.models import EvaluationSheet, Snapshot

        sheet = EvaluationSheet.objects.select_related(
            "unit__agency", "cycle", "instrument", "program"
        ).get(program=program)
        filled = queries.filled(sheet, now=self.now)
        number = sheet.snapshots.count() + 1
        text = snapshots.content(filled, number=number, by=by, now=self.now)
        sheet.state = "submitted"
        sheet.save(update_fields=["state"])
        Snapshot.objects.create(
            agency_id=sheet.agency_id,
            sheet=sheet,
            number=number,
            content=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            total=str(filled.summary.total),
            submitted_by=by,
            submitted_at=self.now,
        )

    def _put(self, program: "ZoneProgram", state: str) -> "ZoneProgram":
        """The program in a state, without the moves that lead there."""
        type(program).objects.filter(pk=program.pk).update(state=state)
        return self._again(program.pk)

    def _open(self, program: "ZoneProgram", *, national: bool = False) -> "ReviewRound":
        from bening.reviews import actions
        from bening.reviews.models import ReviewAssignment

        team = self.national_team if national else self.team
        people = self.national if national else self.people
        if not ReviewAssignment.objects.filter(program=program, stage=team.stage).exists():
            actions.assign(
                team=team,
                program=program,
                starts_on=self.today,
                ends_on=self.today + timedelta(days=60),
                by=self.operator if national else self.inspector,
                now=self.now,
            )
            for person in people.values():
                actions.declare_conflict(
                    program=program, has_tie=False, text="", by=person, now=self.now
                )
        lead = next(person for tier, person in people.items() if tier == "lead")
        return actions.open_round(program=program, by=lead, now=self.now)

    def _mark(self, round_: "ReviewRound", tier: "ReviewTier") -> None:
        """The tier confirms what it is shown, every ninth option lowered."""
        from bening.reviews.dossier import dossier_of, whole
        from bening.reviews.models import ReviewMark, Standing

        dossier = dossier_of(whole(round_.pk))
        proposals = dossier.proposals(tier)
        made = []
        for place, code in enumerate(dossier.untouched(tier)):
            held = proposals[code].held
            question = dossier.instrument.question(code)
            lowered = place % 9 == 4 and len(question.criteria) > 1
            made.append(
                ReviewMark(
                    agency_id=round_.agency_id,
                    round=round_,
                    tier=tier,
                    official_code=code,
                    value=question.criteria[1].key if lowered else held.value,
                    inputs=dict(held.inputs),
                    note="Notula triwulan II belum ditandatangani." if lowered else "Sesuai bukti.",
                    recommendation="Lengkapi tanda tangan notula." if lowered else "",
                    standing=Standing.CHANGED if lowered else Standing.CONFIRMED,
                    proposed_value=held.value,
                    proposed_inputs=dict(held.inputs),
                    seconds=45,
                    marked_by=self.people.get(tier) or self.national[tier],
                    marked_at=self.now,
                )
            )
        ReviewMark.objects.bulk_create(made)

    def _send(self, round_: "ReviewRound", tier: "ReviewTier") -> "ReviewRound":
        from bening.reviews import actions
        from bening.reviews.dossier import whole

        self._mark(round_, tier)
        kept = whole(round_.pk)
        return actions.send_to_next_tier(
            round_=kept, seen_version=kept.version, by=self.people[tier], now=self.now
        )

    def _first(self, program: "ZoneProgram") -> "ReviewRound":
        """TPI's first round, with the lead."""
        from bening.reviews.models import ReviewTier

        round_ = self._open(self._put(program, "tpi_round_1"))
        return self._send(round_, ReviewTier.MEMBER)

    def _closed(self, round_: "ReviewRound", outcome: str) -> None:
        """As closed by the controller, without its report."""
        from bening.reviews.models import ReviewTier

        self._mark(round_, ReviewTier.CONTROLLER)
        type(round_).objects.filter(pk=round_.pk).update(
            state="closed",
            outcome=outcome,
            closed_by=self.people[ReviewTier.CONTROLLER],
            closed_at=self.now,
        )

    def _second(self, program: "ZoneProgram") -> "ReviewRound":
        """TPI's second round with the controller, after fifty answers were repaired."""
        from bening.evaluations.models import Answer
        from bening.reviews.models import ReviewTier

        first = self._send(self._first(program), ReviewTier.LEAD)
        self._closed(first, "round_1_closed")
        repaired = Answer.objects.filter(sheet=program.sheet).order_by("official_code")[:50]
        for answer in repaired:
            answer.note += " Notula sudah ditandatangani."
        Answer.objects.bulk_update(repaired, ["note"])
        self._submit(program, self.people[ReviewTier.LEAD])
        second = self._open(self._put(program, "tpi_round_2"))
        return self._send(self._send(second, ReviewTier.MEMBER), ReviewTier.LEAD)

    def _field(self, program: "ZoneProgram") -> "ReviewRound":
        """The field evaluation, nothing valued yet."""
        return self._open(self._put(program, "tpn_field"), national=True)


if __name__ == "__main__":
    main()
