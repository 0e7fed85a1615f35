"""What is counted and listed while it changes."""

from datetime import timedelta
from fractions import Fraction

import pytest

from bening.accounts.models import Person
from bening.complaints import inbox
from bening.complaints.actions import desk
from bening.complaints.facts import responsiveness
from bening.complaints.models import ComplaintClass
from bening.facts import Period
from tests.features.complaints.conftest import answered, filed
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WAY_LATER = NOW + 30 * DAY


def test_who_answers_one_and_lets_the_others_wait_is_not_fast(cast: Cast, liaison: Person) -> None:
    answered(cast.unit, liaison)
    period = Period(TODAY.replace(month=1, day=1), TODAY.replace(month=12, day=31))
    found = responsiveness(cast.unit.pk, period, NOW)
    assert found is not None
    assert (found.value, found.counts["in_time"], found.counts["answered"]) == (Fraction(2), 1, 1)
    for _each in range(4):
        left = filed(cast.unit).complaint
        desk.verify(key=left.pk, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    found = responsiveness(cast.unit.pk, period, NOW + DAY)
    assert found is not None
    assert found.value == 2
    found = responsiveness(cast.unit.pk, period, WAY_LATER)
    assert found is not None
    assert (found.value, found.counts["in_time"], found.counts["answered"]) == (Fraction(0), 1, 5)
    assert found.counts["overdue"] == 4


def test_a_list_that_changes_while_it_is_read_goes_on(
    cast: Cast, liaison: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 2)
    made = [filed(cast.unit, now=NOW + timedelta(minutes=n)).complaint for n in range(4)]
    asked = inbox.Asked(state="filed")
    first = inbox.page(liaison, asked, today=TODAY)
    assert first.after == made[2].pk
    desk.verify(key=made[2].pk, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    following = inbox.page(liaison, asked, today=TODAY, after=first.after)
    assert [one.pk for one in following.rows] == [made[1].pk, made[0].pk]
