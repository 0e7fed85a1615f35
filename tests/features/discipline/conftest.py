"""Officers, examiners and a case among the people of the cast."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from bening.accounts.models import Person
from bening.discipline import actions
from bening.discipline.models import (
    Capacity,
    DisciplineCase,
    DisciplineOfficer,
    Level,
    Nature,
    Outcome,
    Source,
)
from bening.documents import to_law
from tests.features.conflicts.conftest import post
from tests.features.official_papers import Papers
from tests.people import NOW, SINCE, TODAY, Cast, make_person

ACT = "Menitipkan kehadiran kepada rekan"
TOMORROW = NOW + timedelta(days=1)
SOON = TODAY + timedelta(days=1)


def keep(cast: Cast, person: Person) -> Person:
    """The person is officer of the cast's unit."""
    DisciplineOfficer.objects.create(
        agency=cast.agency,
        unit=cast.unit,
        person=person,
        starts_on=SINCE,
        given_by=cast.unit_head,
        given_at=NOW,
    )
    return person


def registered(by: Person, about: Person, **more: Any) -> DisciplineCase:
    """An allegation with words that are found again."""
    values: dict[str, Any] = {
        "person": about.email,
        "nature": Nature.ATTENDANCE,
        "source": Source.ATTENDANCE,
        "level": Level.LIGHT,
        "happened_on": date(2026, 4, 1),
        "act": ACT,
        "article": "Pasal 4 huruf f",
        "reference": "Rekap Maret",
        "by": by,
        "now": NOW,
    }
    return actions.register_case(**{**values, **more})


def summoned(case: DisciplineCase, by: Person, examiner: Person) -> DisciplineCase:
    """Its superior examines tomorrow."""
    actions.name_examiner(
        case=case, person=examiner.email, capacity=Capacity.SUPERIOR, by=by, now=NOW
    )
    call(case, by)
    return case


def call(case: DisciplineCase, by: Person, **more: Any) -> Any:
    values: dict[str, Any] = {
        "case": case,
        "letter": "P-1",
        "examine_on": SOON,
        "place": "Ruang rapat, 09.00",
        "by": by,
        "now": NOW,
    }
    return actions.summon(**{**values, **more})


def examined(case: DisciplineCase, by: Person, examiner: Person) -> DisciplineCase:
    """The person came and answered."""
    summoned(case, by, examiner)
    actions.record_attendance(case=case, came=True, by=examiner, now=TOMORROW)
    write(case, examiner)
    return case


def write(case: DisciplineCase, examiner: Person, **more: Any) -> Any:
    values: dict[str, Any] = {
        "case": case,
        "held_on": SOON,
        "statement": "Benar saya menitipkan",
        "is_signed": True,
        "by": examiner,
        "now": TOMORROW,
    }
    return actions.examine(**{**values, **more})


def proposed(case: DisciplineCase, by: Person, examiner: Person) -> DisciplineCase:
    """A written reprimand is proposed."""
    examined(case, by, examiner)
    actions.propose(
        case=case, analysis="Terbukti dua kali", code="written_reprimand", by=examiner, now=TOMORROW
    )
    return case


def decide(case: DisciplineCase, by: Person, **more: Any) -> DisciplineCase:
    values: dict[str, Any] = {
        "case": case,
        "outcome": Outcome.PROVEN,
        "code": "written_reprimand",
        "article": "Pasal 4 huruf f",
        "letter": "KEP-1",
        "reason": "Mengakui perbuatannya",
        "by": by,
        "now": TOMORROW,
    }
    return actions.decide_case(**{**values, **more})


def handed_over(
    case: DisciplineCase, by: Person, examiner: Person, head: Person, **more: Any
) -> DisciplineCase:
    """Decided and handed over the same day."""
    proposed(case, by, examiner)
    decide(case, head, **more)
    return actions.hand_over(case=case, received_on=SOON, by=by, now=TOMORROW)


def days(many: int) -> datetime:
    """So many days after now."""
    return NOW + timedelta(days=many)


Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the moment of every request to come."""
    return lambda at: monkeypatch.setattr(timezone, "now", lambda: at)


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    """Letters to law enforcement, kept aside and not set."""
    made = Papers()
    monkeypatch.setattr(to_law, "issue", made.issue)
    return made


@pytest.fixture
def staff(cast: Cast) -> Person:
    """Somebody who works at the cast's unit, below its head."""
    _ = cast.unit_head
    return post(cast, cast.colleague)


@pytest.fixture
def officer(cast: Cast) -> Person:
    """The officer of the cast's unit, without any other role."""
    return keep(cast, make_person("Nurul Aini", agency=cast.agency))


@pytest.fixture
def examiner(cast: Cast) -> Person:
    """Who is named to examine, without any other role."""
    return make_person("Oki Ramdani", agency=cast.agency)


@pytest.fixture
def case(staff: Person, officer: Person) -> DisciplineCase:
    return registered(officer, staff)
