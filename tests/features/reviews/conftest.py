"""Units with a submitted sheet, teams that review them, and quick ways to value whole sheets."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

import pytest

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.documents.letters import Letter
from bening.documents.models import OfficialDocument, Origin
from bening.domain.scoring import Instrument
from bening.evaluations import queries, snapshots
from bening.evaluations.instruments import instrument_of, store_shipped
from bening.evaluations.models import (
    Answer,
    EvaluationCycle,
    EvaluationSheet,
    InstrumentVersion,
    Snapshot,
)
from bening.evidence.models import StoredFile
from bening.programs.actions import open_program
from bening.programs.models import Designation, ProgramState, ZoneProgram
from bening.reviews import actions
from bening.reviews.actions import closing
from bening.reviews.dossier import dossier_of, whole
from bening.reviews.models import (
    ReviewAssignment,
    ReviewMark,
    ReviewRound,
    ReviewStage,
    ReviewTeam,
    ReviewTier,
    Standing,
    SurveyValue,
)
from bening.reviews.reports import ReportHead
from tests.features.evaluations.conftest import make_cycle
from tests.people import NOW, TODAY, Cast, make_person, make_unit

UNTIL = TODAY + timedelta(days=60)
TRAINED = date(2026, 2, 1)


def answer_all(sheet: EvaluationSheet, by: Person, best: bool = True) -> None:
    """Every question answered: the first option (the last where not `best`), an index of 3.6."""
    rows = []
    for question in instrument_of(sheet.instrument).questions:
        value, inputs = "", {}
        if question.formula:
            inputs = {one.id: "6" for one in question.inputs}
        elif question.criteria:
            value = question.criteria[0 if best else -1].key
        else:
            value = "3.60"
        rows.append(
            Answer(
                agency_id=sheet.agency_id,
                sheet=sheet,
                official_code=question.code,
                value=value,
                inputs=inputs,
                note="Dilaksanakan.",
                changed_by=by,
                changed_at=NOW,
            )
        )
    Answer.objects.bulk_create(rows)


class Reviews:
    """A unit under review and the people around it, each made when first named."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._filler = cast.pic

    @cached_property
    def cycle(self) -> EvaluationCycle:
        store_shipped(now=NOW)
        return make_cycle(self.cast, InstrumentVersion.objects.get(slug="lke-2021"), 2026)

    @cached_property
    def instrument(self) -> Instrument:
        return instrument_of(self.cycle.instrument)

    @cached_property
    def inspectorate(self) -> WorkUnit:
        """Where reviewers work: neither above nor below the unit."""
        return make_unit(self.cast.agency, "90", "Inspektorat")

    def program_of(
        self, unit: WorkUnit, state: ProgramState = ProgramState.TPI_ROUND_1, best: bool = True
    ) -> ZoneProgram:
        """A program whose sheet is submitted, put into a state."""
        program = open_program(
            unit=unit,
            cycle=self.cycle,
            target=Designation.WBK,
            by=self.cast.agency_admin,
            now=NOW,
        )
        answer_all(program.sheet, self._filler, best)
        self.submit(program)
        return self.put(program, state)

    def submit(self, program: ZoneProgram, by: Person | None = None) -> Snapshot:
        """A snapshot of the sheet as it stands, whatever the checks of its evidence say."""
        sheet = EvaluationSheet.objects.select_related(
            "unit__agency", "cycle", "instrument", "program"
        ).get(program=program)
        number = sheet.snapshots.count() + 1
        filled = queries.filled(sheet, now=NOW)
        text = snapshots.content(filled, number=number, by=by or self.cast.pic, now=NOW)
        sheet.state = "submitted"
        sheet.save(update_fields=["state"])
        return Snapshot.objects.create(
            agency_id=sheet.agency_id,
            sheet=sheet,
            number=number,
            content=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            total=str(filled.summary.total),
            submitted_by=by or self.cast.pic,
            submitted_at=NOW,
        )

    @staticmethod
    def put(program: ZoneProgram, state: ProgramState) -> ZoneProgram:
        """The program in another state, without the move that leads there."""
        ZoneProgram.objects.filter(pk=program.pk).update(state=state)
        return ZoneProgram.objects.select_related("unit__agency", "cycle", "sheet__instrument").get(
            pk=program.pk
        )

    @cached_property
    def program(self) -> ZoneProgram:
        """The program of the cast's unit, in TPI's first round."""
        return self.program_of(self.cast.unit)

    # people

    def reviewer(self, name: str) -> Person:
        return make_person(name, agency=self.cast.agency)

    @cached_property
    def member(self) -> Person:
        return self.reviewer("Maya Anggota")

    @cached_property
    def lead(self) -> Person:
        return self.reviewer("Nanda Ketua")

    @cached_property
    def controller(self) -> Person:
        return self.reviewer("Oki Pengendali")

    def team_of(
        self, name: str, people: dict[ReviewTier, list[Person]], stage: ReviewStage
    ) -> ReviewTeam:
        national = stage == ReviewStage.TPN
        by = self.cast.operator if national else self.cast.inspector
        team = actions.create_team(
            agency=None if national else self.cast.agency, stage=stage, name=name, by=by, now=NOW
        )
        for tier, persons in people.items():
            for person in persons:
                actions.add_member(
                    team=team, person=person, tier=tier, trained_on=TRAINED, by=by, now=NOW
                )
        return team

    @cached_property
    def team(self) -> ReviewTeam:
        return self.team_of(
            "Tim 1",
            {
                ReviewTier.MEMBER: [self.member],
                ReviewTier.LEAD: [self.lead],
                ReviewTier.CONTROLLER: [self.controller],
            },
            ReviewStage.TPI,
        )

    @cached_property
    def national_member(self) -> Person:
        return make_person("Putra Nasional", agency=None)

    @cached_property
    def national_lead(self) -> Person:
        return make_person("Qori Nasional", agency=None)

    @cached_property
    def national_team(self) -> ReviewTeam:
        return self.team_of(
            "TPN 1",
            {
                ReviewTier.MEMBER: [self.national_member],
                ReviewTier.LEAD: [self.national_lead],
            },
            ReviewStage.TPN,
        )

    # acts

    def assign(
        self, program: ZoneProgram | None = None, team: ReviewTeam | None = None
    ) -> ReviewAssignment:
        chosen = team or self.team
        by = self.cast.operator if chosen.agency_id is None else self.cast.inspector
        return actions.assign(
            team=chosen,
            program=program or self.program,
            starts_on=TODAY,
            ends_on=UNTIL,
            by=by,
            now=NOW,
        )

    def declare(self, program: ZoneProgram, *people: Person) -> None:
        for person in people:
            actions.declare_conflict(program=program, has_tie=False, text="", by=person, now=NOW)

    @cached_property
    def round(self) -> ReviewRound:
        """TPI's first round of `program`, opened, everybody declared free of ties."""
        self.assign()
        self.declare(self.program, self.member, self.lead, self.controller)
        return actions.open_round(program=self.program, by=self.lead, now=NOW)

    def round_of_assigned(self) -> ReviewRound:
        """The same round where the team was assigned before."""
        self.declare(self.program, self.member, self.lead, self.controller)
        self.round = actions.open_round(program=self.program, by=self.lead, now=NOW)
        return self.round

    def open_national(self, program: ZoneProgram) -> ReviewRound:
        """A national round in the state the program is in, its team declared."""
        if not ReviewAssignment.objects.filter(program=program, stage="tpn").exists():
            self.assign(program, self.national_team)
            self.declare(program, self.national_member, self.national_lead)
        return actions.open_round(program=program, by=self.national_lead, now=NOW)

    @staticmethod
    def fresh(round_: ReviewRound) -> ReviewRound:
        return whole(round_.pk)

    def confirm_all(self, round_: ReviewRound, tier: ReviewTier, by: Person) -> None:
        """The tier confirms everything it was shown, without the page and its checks."""
        dossier = dossier_of(self.fresh(round_))
        proposals = dossier.proposals(tier)
        ReviewMark.objects.bulk_create(
            ReviewMark(
                agency_id=round_.agency_id,
                round=round_,
                tier=tier,
                official_code=code,
                value=proposals[code].held.value,
                inputs=dict(proposals[code].held.inputs),
                note="Sesuai bukti.",
                standing=Standing.CONFIRMED,
                proposed_value=proposals[code].held.value,
                proposed_inputs=dict(proposals[code].held.inputs),
                marked_by=by,
                marked_at=NOW,
            )
            for code in dossier.untouched(tier)
        )

    def mark(
        self,
        code: str,
        value: str | None = None,
        *,
        by: Person,
        round_: ReviewRound | None = None,
        note: str = "Catatan.",
        seen: int = 0,
        inputs: dict[str, str] | None = None,
        **more: object,
    ) -> actions.SavedMark:
        return actions.save_mark(
            round_=round_ or self.round,
            official_code=code,
            value=value,
            inputs=inputs,
            note=note,
            seen_version=seen,
            by=by,
            now=NOW,
            **more,  # type: ignore[arg-type]
        )

    def send(self, round_: ReviewRound, by: Person) -> ReviewRound:
        kept = self.fresh(round_)
        return actions.send_to_next_tier(round_=kept, seen_version=kept.version, by=by, now=NOW)

    def to_lead(self, round_: ReviewRound) -> ReviewRound:
        """The members have confirmed everything and sent it."""
        self.confirm_all(round_, ReviewTier.MEMBER, self.member)
        return self.send(round_, self.member)

    def to_controller(self, round_: ReviewRound) -> ReviewRound:
        """Members and lead have confirmed everything and sent it."""
        sent = self.to_lead(round_)
        self.confirm_all(sent, ReviewTier.LEAD, self.lead)
        return self.send(sent, self.lead)

    def close(
        self,
        round_: ReviewRound,
        outcome: str,
        by: Person,
        *,
        reason: str = "",
        number: str = "7/LHE",
    ) -> ReviewRound:
        kept = self.fresh(round_)
        return actions.close_round(
            round_=kept,
            outcome=outcome,
            seen_version=kept.version,
            by=by,
            now=NOW,
            reason=reason,
            report=ReportHead(number, TODAY, "Tirtamaya") if number else None,
        )

    def through_round_1(self) -> ZoneProgram:
        """The first round closed, what was not marked yet confirmed; the program is in repair."""
        sent = self.to_controller(self.round)
        self.confirm_all(sent, ReviewTier.CONTROLLER, self.controller)
        self.close(sent, "round_1_closed", self.controller)
        return self.again(self.program)

    @staticmethod
    def again(program: ZoneProgram) -> ZoneProgram:
        return ZoneProgram.objects.select_related("unit__agency", "cycle", "sheet__instrument").get(
            pk=program.pk
        )

    def open_round_2(self) -> ReviewRound:
        """What was repaired is sent as another snapshot, and the second round is open."""
        program = self.again(self.program)
        self.submit(program)
        return actions.open_round(
            program=self.put(program, ProgramState.TPI_ROUND_2), by=self.lead, now=NOW
        )

    def close_round_2(
        self,
        round_: ReviewRound,
        outcome: str = "found_eligible",
        *,
        value_of: dict[str, str] | None = None,
    ) -> ReviewRound:
        """The second round brought to its end; `value_of` are values that the members found."""
        for code, value in (value_of or {}).items():
            self.mark(code, value, by=self.member, round_=round_)
        for tier, by in (
            (ReviewTier.MEMBER, self.member),
            (ReviewTier.LEAD, self.lead),
            (ReviewTier.CONTROLLER, self.controller),
        ):
            self.confirm_all(round_, tier, by)
            if tier != ReviewTier.CONTROLLER:
                self.send(round_, by)
        reason = "Belum cukup." if outcome == "not_proposed" else ""
        return self.close(round_, outcome, self.controller, reason=reason)

    def close_desk(self, round_: ReviewRound) -> ReviewRound:
        self.confirm_all(round_, ReviewTier.MEMBER, self.national_member)
        return self.close(round_, "passed_desk", self.national_lead, number="")

    def close_field(self, round_: ReviewRound) -> ReviewRound:
        """The field round, all confirmed, with the source of each index."""
        self.confirm_all(round_, ReviewTier.MEMBER, self.national_member)
        SurveyValue.objects.bulk_create(
            SurveyValue(
                agency_id=round_.agency_id,
                round=round_,
                official_code=code,
                organisation="BPS",
                respondents=142,
                surveyed_on=TODAY,
                entered_by=self.national_member,
                entered_at=NOW,
            )
            for code in ("B.I.a.1", "B.II.a.1")
        )
        return self.close(round_, "field_closed", self.national_lead, number="")


@dataclass
class Papers:
    """What would have been made as documents and recommendations, in place of the real makers."""

    letters: list[Letter] = field(default_factory=list)
    recommended: list[dict[str, Any]] = field(default_factory=list)

    def issue(self, **given: Any) -> OfficialDocument:
        self.letters.append(given["letter"])
        file = StoredFile.objects.create(
            sha256=uuid4().hex * 2,
            size=1,
            media_type="application/pdf",
            extension="pdf",
            stored_at=NOW,
        )
        return OfficialDocument.objects.create(
            agency=given["agency"],
            unit=given["unit"],
            program=given["program"],
            kind=given["kind"],
            origin=Origin.GENERATED,
            number=given["number"],
            title=given["letter"].title,
            dated_on=given["dated_on"],
            file=file,
            code=uuid4().hex,
            made_by=given["by"],
            made_at=given["now"],
        )

    def recommend(self, **given: Any) -> None:
        self.recommended.append(given)


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    found = Papers()
    monkeypatch.setattr(closing, "issue", found.issue)
    monkeypatch.setattr(closing, "recommend", found.recommend)
    return found


@pytest.fixture
def reviews(cast: Cast, papers: Papers) -> Reviews:
    return Reviews(cast)
