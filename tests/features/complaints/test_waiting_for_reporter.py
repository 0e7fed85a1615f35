"""The time that belongs to the reporter: asked before verification, and after the answer."""

from datetime import date, timedelta
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.calendars.actions.holidays import import_days
from bening.calendars.models import Holiday, HolidayKind
from bening.casework.models import CaseClock
from bening.complaints.actions import desk, reporter, settling
from bening.complaints.models import Complaint, ComplaintClass
from bening.domain.complaints import ComplaintRefused
from tests.features.complaints.conftest import answered, filed
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_days_that_waited_for_the_reporter_before_verification_are_not_spent(
    cast: Cast, liaison: Person
) -> None:
    plain, asked = filed(cast.unit), filed(cast.unit)
    desk.ask(key=asked.complaint.pk, text="Loket berapa?", by=liaison, now=NOW)
    reporter.reply(code=asked.code, text="Empat.", now=NOW + 7 * DAY)
    for made in (plain, asked):
        key = made.complaint.pk
        desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW + 7 * DAY)
    due = {
        clock.case: clock.due_on for clock in CaseClock.objects.filter(term="complaint_ordinary")
    }
    first, second = due[plain.complaint.pk], due[asked.complaint.pk]
    assert first == date(2026, 5, 5)
    assert second == date(2026, 5, 11)  # 16, 17, 20 and 21 April were the reporter's


def test_a_question_still_open_when_it_is_verified_counts_until_then(
    cast: Cast, liaison: Person
) -> None:
    made = filed(cast.unit)
    desk.ask(key=made.complaint.pk, text="Loket berapa?", by=liaison, now=NOW)
    moved = desk.verify(
        key=made.complaint.pk, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW + 7 * DAY
    )
    clock = CaseClock.objects.get(case=moved.pk, term="complaint_ordinary")
    assert clock.state == "running"
    assert clock.due_on == date(2026, 5, 11)
    assert moved.due_on == CaseClock.objects.get(term="complaint_start").due_on


def test_days_off_that_come_later_make_the_wait_longer(cast: Cast, liaison: Person) -> None:
    made = answered(cast.unit, liaison)
    kept = Complaint.objects.get(pk=made.complaint.pk)
    last = kept.silent_until
    assert last is not None
    Holiday.objects.create(
        agency=cast.agency, day=last, name="Cuti bersama", kind=HolidayKind.JOINT_LEAVE,
        source="SKB", added_by=cast.agency_admin, added_at=NOW,
    )  # fmt: skip
    after = NOW + (last - TODAY + DAY)
    with pytest.raises(ComplaintRefused, match="closing_waits"):
        settling.close_silent(key=kept.pk, by=liaison, now=after)
    assert settling.close_all_silent(now=after) == 0
    assert settling.close_all_silent(now=after + 4 * DAY) == 1


def test_who_writes_after_the_answer_was_not_silent(cast: Cast, liaison: Person) -> None:
    made = answered(cast.unit, liaison)
    last = Complaint.objects.get(pk=made.complaint.pk).silent_until
    assert last is not None
    reporter.add(code=made.code, text="Hari ini masih ditolak.", now=NOW + 9 * DAY)
    after = NOW + (last - TODAY + DAY)
    with pytest.raises(ComplaintRefused, match="closing_waits"):
        settling.close_silent(key=made.complaint.pk, by=liaison, now=after)
    assert settling.close_all_silent(now=after) == 0
    assert settling.close_all_silent(now=after + 30 * DAY) == 1


def test_days_taken_from_the_public_table_move_running_clocks(
    cast: Cast, liaison: Person, django_capture_on_commit_callbacks: Any
) -> None:
    made = filed(cast.unit)
    key = made.complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    clock = CaseClock.objects.get(case=key, term="complaint_ordinary")
    before = clock.due_on
    with django_capture_on_commit_callbacks(execute=True):
        taken = import_days(
            agency=cast.agency, year=2026, days=[date(2026, 5, 1)], by=cast.agency_admin, now=NOW
        )
    assert taken == 1
    clock.refresh_from_db()
    assert before is not None
    assert clock.due_on == before + DAY
