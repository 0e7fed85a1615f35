"""A year of one unit, lived through the actions that people use: nothing is put into a state."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bening.accounts.models import Person
from bening.evaluations import actions as evaluations
from bening.evaluations.models import EvaluationCycle, EvaluationSheet
from bening.evidence import actions as evidence
from bening.evidence.actions import Period
from bening.evidence.models import EvidenceLink
from bening.pacts import actions as pacts
from bening.pacts.identity import Identification
from bening.pacts.models import Identified
from bening.pacts.wording import BODY, TITLE
from bening.programs.actions import open_program
from bening.programs.models import Designation, ProgramState, ZoneProgram
from bening.programs.states import BY_NAME
from bening.reviews import actions as reviewing
from bening.reviews.actions import Verdict
from bening.reviews.dossier import dossier_of, whole
from bening.reviews.models import ReviewAssignment, ReviewRound, ReviewTeam, ReviewTier, Standing
from bening.reviews.reports import ReportHead
from bening.selection import actions as selection
from bening.selection.actions import Decision, Figures, ScoreGiven
from bening.selection.models import Verdict as Choice
from tests.features.evidence.conftest import no_previews
from tests.features.pacts.conftest import asked, post
from tests.features.reviews.conftest import Reviews, answer_all
from tests.people import NOW, SINCE, Cast, make_person

__all__ = ["asked", "no_previews"]


class Life:
    """One unit and the people around it, on a clock that the story moves."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.people = Reviews(cast)
        self.now = NOW - timedelta(days=390)
        self.papers = 0

    @property
    def today(self) -> date:
        return self.now.date()

    def pass_time(self, days: int = 1) -> None:
        self.now += timedelta(days=days)

    def number(self) -> str:
        """The next number of a paper."""
        self.papers += 1
        return f"{self.papers}/ZI/{self.now.year}"

    @cached_property
    def cycle(self) -> EvaluationCycle:
        return self.people.cycle

    @cached_property
    def program(self) -> ZoneProgram:
        return open_program(
            unit=self.cast.unit,
            cycle=self.cycle,
            target=Designation.WBK,
            by=self.cast.agency_admin,
            now=self.now,
        )

    def again(self, program: ZoneProgram | None = None) -> ZoneProgram:
        """The program as it is stored."""
        return Reviews.again(program or self.program)

    def state(self, program: ZoneProgram | None = None) -> str:
        return ProgramState(self.again(program).state).value

    # the first part: declared, chosen, building

    def sign_pacts(self, signers: Iterable[Person]) -> None:
        """The agency's text, a campaign in the unit, and everybody's own signature."""
        draft = pacts.draft_text(
            agency=self.cast.agency,
            title=TITLE,
            body=BODY,
            by=self.cast.agency_admin,
            now=self.now,
        )
        text = pacts.publish_text(text=draft, by=self.cast.agency_admin, now=self.now)
        campaign = pacts.open_campaign(
            agency=self.cast.agency,
            text=text,
            unit=self.cast.unit,
            opens_on=self.today,
            closes_on=self.today + timedelta(days=14),
            by=self.cast.agency_admin,
            now=self.now,
        )
        for person in signers:
            post(person, self.cast.unit)
        for person in signers:
            pacts.sign_pact(
                campaign=campaign,
                person=person,
                read_sha256=text.sha256,
                identified=Identification(Identified.PASSWORD, self.now),
                by=person,
                now=self.now,
            )

    def declare(self) -> None:
        pacts.declare(
            programs=[self.program],
            held_on=self.today,
            place="Balai Kota Tirtamaya",
            statement="Kami membangun Zona Integritas.",
            by=self.cast.unit_head,
            now=self.now,
        )

    def choose(self) -> None:
        """The working group weighs the unit and proposes it; the head decides and signs."""
        lead = make_person("Nyoman Kerta", agency=self.cast.agency)
        round_ = selection.open_round(
            agency=self.cast.agency,
            year=self.cycle.year,
            lead=lead,
            members=[],
            by=self.cast.agency_admin,
            now=self.now,
        )
        candidate = selection.add_candidate(
            round_=round_, unit=self.cast.unit, by=lead, now=self.now
        )
        selection.save_candidate(
            candidate=candidate,
            figures=Figures(
                budget=12_000_000_000, staff=41, users=90_000, figures_source="DPA 2026"
            ),
            scores={
                one.pk: ScoreGiven(4, "Layanan utama kota.") for one in round_.criteria.items.all()
            },
            by=lead,
            now=self.now,
        )
        proposed = selection.propose(round_=round_, by=lead, now=self.now)
        decided = selection.decide(
            round_=proposed,
            decisions={candidate.pk: Decision(Choice.ACCEPTED, "Layanan utama kota.")},
            number=self.number(),
            dated_on=self.today,
            by=self.cast.agency_head,
            now=self.now,
        )
        selection.move_programs(round_=decided, by=self.cast.agency_head, now=self.now)

    # the sheet

    def sheet_of(self, program: ZoneProgram | None = None) -> EvaluationSheet:
        return EvaluationSheet.objects.select_related(
            "unit__agency", "cycle", "instrument", "program"
        ).get(program=program or self.program)

    def fill(self, program: ZoneProgram | None = None) -> None:
        """Every answer, and one proof that all questions share."""
        sheet = self.sheet_of(program)
        answer_all(sheet, self.cast.pic)
        proof = evidence.add_link(
            unit=sheet.unit,
            url="https://tirtamaya.example/bukti",
            title="Data dukung Zona Integritas",
            period=Period(SINCE, self.today),
            by=self.cast.pic,
            now=self.now,
        )
        for question in self.people.instrument.questions:
            evidence.attach(
                evidence=proof,
                sheet=sheet,
                official_code=question.code,
                need=0,
                by=self.cast.pic,
                now=self.now,
            )
        assert EvidenceLink.objects.filter(sheet=sheet).exists()

    def submit(self, program: ZoneProgram | None = None) -> None:
        evaluations.submit_sheet(sheet=self.sheet_of(program), by=self.cast.unit_head, now=self.now)

    # reviews

    def assign(self, team: ReviewTeam, people: Iterable[Person], by: Person) -> ReviewAssignment:
        """The team on the program, everybody declared free of ties."""
        program = self.again()
        made = reviewing.assign(
            team=team,
            program=program,
            starts_on=self.today,
            ends_on=self.today + timedelta(days=300),
            by=by,
            now=self.now,
        )
        for person in people:
            reviewing.declare_conflict(
                program=program, has_tie=False, text="", by=person, now=self.now
            )
        return made

    def open_round(self, by: Person) -> ReviewRound:
        return reviewing.open_round(program=self.again(), by=by, now=self.now)

    def review(
        self, round_: ReviewRound, tier: ReviewTier, by: Person, found: dict[str, str] | None = None
    ) -> None:
        """One tier values everything it was shown: what it found, or the value proposed to it."""
        dossier = dossier_of(whole(round_.pk))
        proposals = dossier.proposals(tier)
        given = found or {}
        for code in dossier.untouched(tier):
            held = proposals[code].held
            differs = code in given
            saved = reviewing.save_mark(
                round_=whole(round_.pk),
                official_code=code,
                value=given.get(code, held.value or None),
                inputs=None if differs else dict(held.inputs) or None,
                note="Belum terlihat di lapangan." if differs else "Sesuai bukti.",
                seen_version=0,
                verdict=Verdict(relevant=True, valid=True, sufficient=not differs),
                recommendation="Lengkapi pelaksanaannya." if differs else "",
                by=by,
                now=self.now,
            )
            assert saved.mark.standing == (Standing.CHANGED if differs else Standing.CONFIRMED)

    def send(self, round_: ReviewRound, by: Person) -> None:
        kept = whole(round_.pk)
        reviewing.send_to_next_tier(round_=kept, seen_version=kept.version, by=by, now=self.now)

    def close(
        self, round_: ReviewRound, outcome: str, by: Person, *, reason: str = ""
    ) -> ReviewRound:
        kept = whole(round_.pk)
        has_report = bool(dossier_of(kept).kind.reports.get(outcome))
        return reviewing.close_round(
            round_=kept,
            outcome=outcome,
            seen_version=kept.version,
            by=by,
            now=self.now,
            reason=reason,
            report=ReportHead(self.number(), self.today, "Tirtamaya") if has_report else None,
        )

    def valued_by_tpi(self, found: dict[str, str] | None = None) -> ReviewRound:
        """One round of TPI: member, lead and controller in turn, ready to be closed."""
        who = self.people
        round_ = self.open_round(who.lead)
        for tier, by in (
            (ReviewTier.MEMBER, who.member),
            (ReviewTier.LEAD, who.lead),
            (ReviewTier.CONTROLLER, who.controller),
        ):
            self.review(round_, tier, by, found if tier == ReviewTier.MEMBER else None)
            if tier != ReviewTier.CONTROLLER:
                self.send(round_, by)
        return round_

    def through_tpi(self, outcome: str, *, found: dict[str, str] | None = None) -> ReviewRound:
        """One round of TPI with its closing."""
        return self.close(self.valued_by_tpi(found), outcome, self.people.controller)

    @staticmethod
    def taken_by(program: ZoneProgram) -> set[Person]:
        """Who moved the program."""
        return {step.taken_by for step in program.steps.select_related("taken_by")}

    @staticmethod
    def check_steps(program: ZoneProgram) -> None:
        """Every step follows the one before it, with the papers that the table asks for."""
        before = ProgramState.DRAFT.value
        for step in program.steps.order_by("number").prefetch_related("documents"):
            move = BY_NAME[step.transition]
            assert (step.source, step.target) == (move.source, move.target)
            if program.continues_id is None:
                assert step.source == before
            assert set(move.documents) <= {paper.kind for paper in step.documents.all()}
            before = step.target


@pytest.fixture
def life(cast: Cast, tmp_path: Path, settings: Settings, no_previews: list[str]) -> Life:
    """A life whose documents are real ones, in a folder of this test."""
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"
    assert no_previews == []
    return Life(cast)
