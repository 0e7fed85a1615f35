"""What somebody held at the desk when a duty of theirs ends: it goes back, and is seen there."""

from datetime import timedelta

import pytest

from bening.accounts.models import Person
from bening.casework.models import CaseClock
from bening.complaints import waiting
from bening.complaints.actions import desk, people
from bening.complaints.models import Complaint, ComplaintClass, ComplaintOfficer, OfficerDuty
from tests.features.complaints.conftest import filed, officer
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db


def held_by(handler: Person, by: Person, cast: Cast) -> Complaint:
    kept = filed(cast.unit).complaint
    desk.verify(key=kept.pk, classification=ComplaintClass.ORDINARY, by=by, now=NOW)
    desk.assign(key=kept.pk, handler=handler, by=by, now=NOW)
    desk.start(key=kept.pk, by=handler, now=NOW)
    return kept


def ended(handler: Person, cast: Cast) -> None:
    duty = ComplaintOfficer.objects.get(person=handler, unit=cast.unit)
    people.end_duty(key=duty.pk, by=cast.unit_head, now=NOW)


def test_it_goes_back_to_the_desk_and_waits_there(
    cast: Cast, liaison: Person, handler: Person
) -> None:
    kept = held_by(handler, liaison, cast)
    ended(handler, cast)
    kept.refresh_from_db()
    assert kept.owner is None
    clocks = CaseClock.objects.filter(case=kept.pk, owner=handler)
    assert not clocks.exclude(state="stopped").exists()
    found = [turn.key for turn in waiting.turns(liaison, NOW)]
    assert found == [f"complaint:{kept.pk}:in_progress"]


def test_a_duty_at_another_desk_keeps_nothing_of_this_one(
    cast: Cast, liaison: Person, handler: Person
) -> None:
    officer(handler, OfficerDuty.HANDLER, cast.other_unit)
    kept = held_by(handler, liaison, cast)
    ended(handler, cast)
    kept.refresh_from_db()
    assert kept.owner is None


def test_what_is_held_by_another_duty_stays(cast: Cast, liaison: Person, handler: Person) -> None:
    other = officer(handler, OfficerDuty.COORDINATOR)
    ComplaintOfficer.objects.filter(pk=other.pk).update(ends_on=NOW.date() + timedelta(days=30))
    kept = held_by(handler, liaison, cast)
    ended(handler, cast)
    kept.refresh_from_db()
    assert kept.owner == handler
