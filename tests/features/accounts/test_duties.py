"""Who may hold a duty that a feature gives is known with the person of a request."""

from datetime import timedelta

import pytest

from bening.accounts.backends import PersonBackend
from bening.accounts.duties import may_hold
from bening.accounts.models import Person
from bening.wealth_reports.models import WealthOfficer
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def of_request(person: Person) -> Person:
    found = PersonBackend().get_user(person.pk)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("begins", "ends", "known"),
    [
        (-DAY, None, True),
        (-9 * DAY, DAY, True),
        (DAY, None, True),  # it is that day already somewhere
        (-9 * DAY, -2 * DAY, False),
        (3 * DAY, None, False),
    ],
)
def test_officers_of_about_today_are_asked_for(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    begins: timedelta,
    ends: timedelta | None,
    known: bool,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    WealthOfficer.objects.create(
        agency=cast.agency,
        person=cast.pic,
        starts_on=TODAY + begins,
        ends_on=TODAY + ends if ends is not None else None,
        named_by=cast.agency_admin,
        named_at=NOW,
    )
    assert may_hold(of_request(cast.pic), "wealth_reports") is known
    assert not may_hold(of_request(cast.pic), "complaints")
    assert not may_hold(of_request(cast.unit_head), "wealth_reports")


def test_who_was_not_read_for_a_request_may_hold_any(cast: Cast) -> None:
    assert may_hold(cast.unit_head, "wealth_reports")
