"""People of the cast at their places, and a conflict among them."""

from typing import Any

import pytest

from bening.accounts.models import Person, Posting
from bening.conflicts import actions
from bening.conflicts.models import ConflictCase, ConflictOfficer, ControlKind, Kind, Source
from tests.people import NOW, SINCE, Cast, make_person


def post(cast: Cast, person: Person, unit: Any = None) -> Person:
    """The person works at the unit."""
    Posting.objects.create(
        agency=cast.agency,
        person=person,
        unit=unit or cast.unit,
        starts_on=SINCE,
        entered_by=cast.agency_admin,
        entered_at=NOW,
    )
    return person


def declare(by: Person, **more: Any) -> ConflictCase:
    """A declaration with words that are found again."""
    values: dict[str, Any] = {
        "kind": Kind.ACTUAL,
        "sources": [Source.FAMILY],
        "description": "Ipar saya mengajukan izin",
        "proposed": [ControlKind.WITHDRAW],
        "by": by,
        "now": NOW,
    }
    return actions.declare_conflict(**{**values, **more})


@pytest.fixture
def staff(cast: Cast) -> Person:
    """Somebody who works at the cast's unit, below its head."""
    _ = cast.unit_head
    return post(cast, cast.colleague)


@pytest.fixture
def case(staff: Person) -> ConflictCase:
    return declare(staff)


@pytest.fixture
def officer(cast: Cast) -> Person:
    """The officer of the cast's unit, without any other role."""
    person = make_person("Nurul Aini", agency=cast.agency)
    ConflictOfficer.objects.create(
        agency=cast.agency,
        unit=cast.unit,
        person=person,
        starts_on=SINCE,
        given_by=cast.unit_head,
        given_at=NOW,
    )
    return person
