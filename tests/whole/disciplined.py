"""A case of discipline at the unit of the cast, its rules and officers, made when named."""

from datetime import date
from functools import cached_property

from bening.accounts.models import Person
from bening.discipline import actions
from bening.discipline.models import (
    AbsenceRecap,
    CaseExaminer,
    ConductRule,
    DisciplineCase,
    DisciplineOfficer,
    RuleKind,
)
from tests.features.conflicts.conftest import post
from tests.features.discipline.conftest import registered, summoned
from tests.people import NOW, TODAY, Cast, make_person


class Disciplined:
    """The head registers what the colleague is alleged to have done, and summons them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        _ = cast.unit_head
        post(cast, cast.colleague)

    @cached_property
    def case(self) -> DisciplineCase:
        head = self.cast.unit_head
        examiner = make_person("Oki Ramdani", agency=self.cast.agency)
        officer = self.officer.person
        return summoned(registered(head, self.cast.colleague), officer, examiner)

    @cached_property
    def absent(self) -> Person:
        """The colleague, whose recap reached a step of the scale."""
        person = self.cast.colleague
        AbsenceRecap.objects.create(
            agency=self.cast.agency,
            unit=self.cast.unit,
            person=person,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 1, 31),
            days=9,
            in_a_row=2,
            entered_by=self.cast.unit_head,
            entered_at=NOW,
        )
        return person

    @cached_property
    def examiner(self) -> CaseExaminer:
        return self.case.examiners.get()

    @cached_property
    def officer(self) -> DisciplineOfficer:
        return actions.name_officer(
            unit=self.cast.unit,
            person=make_person("Nurul Aini", agency=self.cast.agency).email,
            starts_on=TODAY,
            by=self.cast.unit_head,
            now=NOW,
        )

    @cached_property
    def rule(self) -> ConductRule:
        return actions.enter_rule(
            unit=self.cast.unit,
            kind=RuleKind.ETHICS,
            title="Kode etik pegawai",
            number="PER-1",
            starts_on=TODAY,
            by=self.cast.unit_head,
            now=NOW,
        )
