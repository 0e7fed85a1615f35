"""What mentoring and the choice of units hold about the unit of the cast, made when named."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from bening.evaluations.models import EvaluationSheet
from bening.mentoring import actions
from bening.mentoring.models import (
    Consultation,
    Frequency,
    MentoringVisit,
    MonitoringReport,
    Recommendation,
    ReportSide,
    TpnQuestion,
)
from bening.programs.models import ProgramState
from bening.selection import actions as selection
from bening.selection.models import Candidate
from tests.people import NOW, TODAY, Cast


class Mentored:
    """One of each; the group of the round is the head of the agency alone."""

    def __init__(self, cast: Cast, sheet: Callable[[], EvaluationSheet]) -> None:
        self.cast = cast
        self._sheet = sheet

    @cached_property
    def recommendation(self) -> Recommendation:
        return actions.recommend(
            unit=self.cast.unit,
            program=None,
            text="Lengkapi notula.",
            source="aftercare",
            owner=None,
            due_on=None,
            by=self.cast.inspector,
            now=NOW,
        )

    @cached_property
    def consultation(self) -> Consultation:
        return actions.ask(
            unit=self.cast.unit, topic="Foto", question="Cukupkah?", by=self.cast.pic, now=NOW
        )

    @cached_property
    def visit(self) -> MentoringVisit:
        return actions.plan_visit(
            unit=self.cast.unit,
            held_on=TODAY,
            place="Aula",
            purpose="Monev",
            by=self.cast.inspector,
            now=NOW,
        )

    @cached_property
    def tpn_question(self) -> TpnQuestion:
        return actions.ask_tpn(
            agency=self.cast.agency,
            unit=self.cast.unit,
            topic="Foto",
            question="Cukupkah?",
            by=self.cast.inspector,
            now=NOW,
        )

    @cached_property
    def report(self) -> MonitoringReport:
        program = self._sheet().program
        program.state = ProgramState.BUILDING
        program.save(update_fields=["state"])
        return actions.save_report(
            program=program,
            side=ReportSide.UNIT,
            frequency=Frequency.QUARTERLY,
            year=2026,
            number=1,
            content=actions.ReportContent(date(2026, 4, 10), True, 20, 18, "Baik.", "Tidak ada."),
            by=self.cast.pic,
            now=NOW,
        )

    @cached_property
    def candidate(self) -> Candidate:
        head = self.cast.agency_head
        found = selection.open_round(
            agency=self.cast.agency, year=2026, lead=head, members=[], by=head, now=NOW
        )
        return selection.add_candidate(round_=found, unit=self.cast.unit, by=head, now=NOW)
