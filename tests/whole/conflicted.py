"""A conflict of interest at the unit of the cast and what prevents others, made when named."""

from datetime import timedelta
from functools import cached_property

from bening.conflicts import actions
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import (
    CaseState,
    ConflictCase,
    ConflictOfficer,
    Consultation,
    ControlKind,
    ControlMeasure,
    FreedomStatement,
    InterestList,
    MainFunction,
    Occasion,
)
from bening.domain.conflicts import Section
from tests.features.conflicts.conftest import declare, post
from tests.people import NOW, TODAY, Cast, make_person


class Conflicted:
    """The colleague works at the unit, below its head, and declares."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        _ = cast.unit_head
        post(cast, cast.colleague)

    @cached_property
    def listing(self) -> InterestList:
        by = self.cast.colleague
        row = actions.start_list(by=by, now=NOW)
        for part in Section:
            actions.state_no_interest(listing=row, section=part, by=by, now=NOW)
        return actions.sign_list(listing=row, rank="", agrees=True, by=by, now=NOW)

    @cached_property
    def case(self) -> ConflictCase:
        return declare(self.cast.colleague)

    @cached_property
    def measure(self) -> ControlMeasure:
        head = MeasureHead(ControlKind.WITHDRAW, "Menarik diri", TODAY + timedelta(days=10))
        case = actions.decide_case(
            case=self.case,
            outcome=CaseState.CONTROLLED,
            reason="Ada hubungan",
            measure=head,
            by=self.cast.unit_head,
            now=NOW,
        )
        return case.measures.get()

    @cached_property
    def statement(self) -> FreedomStatement:
        return actions.ask_statement(
            unit=self.cast.unit,
            person=self.cast.colleague.email,
            occasion=Occasion.TENDER,
            subject="Pengadaan",
            due_on=TODAY,
            by=self.cast.unit_head,
            now=NOW,
        )

    @cached_property
    def consultation(self) -> Consultation:
        return actions.ask_consultation(text="Bolehkah?", by=self.cast.colleague, now=NOW)

    @cached_property
    def officer(self) -> ConflictOfficer:
        return actions.name_officer(
            unit=self.cast.unit,
            person=make_person("Nurul Aini", agency=self.cast.agency).email,
            starts_on=TODAY,
            by=self.cast.unit_head,
            now=NOW,
        )

    @cached_property
    def function(self) -> MainFunction:
        return actions.add_function(
            unit=self.cast.unit, name="Perizinan", by=self.cast.pic, now=NOW
        )
