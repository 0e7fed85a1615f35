"""The clock is put back and forward: the trail holds, mails go, and the doctor says it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from pytest_django.fixtures import Settings

from bening.adapters import keys
from bening.audit import actions, delivery, record, sealing
from bening.audit.models import Checkpoint, CheckpointDelivery, Event, Seal
from bening.config import doctor
from bening.domain.keys import uuid7
from tests.features.audit.trail import DINAS, findings

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Set = Callable[[timedelta], datetime]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Puts the machine's clock, by which keys are made, so far from the right time."""
    right = time.time_ns()

    def put(by: timedelta) -> datetime:
        now = datetime.fromtimestamp(right / 1e9, UTC) + by
        monkeypatch.setattr("bening.adapters.keys.time.time_ns", lambda: int(now.timestamp() * 1e9))
        return now

    return put


def act(now: datetime, code: str) -> Event:
    with transaction.atomic():
        return record(
            act="test.saved",
            by=None,
            agency=DINAS,
            subject=("answer", code),
            at=now,
            data={"code": code},
        )


def test_events_of_a_clock_that_jumps_are_one_whole_chain(clock: Set) -> None:
    for number, days in enumerate((0, -400, 30, -1, 0)):
        now = clock(timedelta(days=days))
        act(now, f"A.{number}")
        act(now, f"B.{number}")
        sealing.seal_all(now=now)

    assert not Event.objects.filter(position__isnull=True).exists()
    stream = Event.objects.filter(agency=DINAS).order_by("position")
    order = [event.subject_id[-1] for event in stream]
    assert order == ["0", "0", "1", "1", "2", "2", "3", "3", "4", "4"], (
        "not in the order of sealing"
    )
    assert Seal.objects.count() == 5
    assert findings() == []


def test_the_doctor_says_that_the_trail_is_ahead_of_the_clock(clock: Set) -> None:
    ahead = clock(2 * DAY)
    act(ahead, "A.1")
    now = clock(timedelta(0))

    finding = doctor.check_database_clock(now)

    assert finding.level is doctor.Level.FAULT
    assert "di depan jam mesin" in finding.sentence


def test_keys_made_before_a_jump_back_never_come_again(clock: Set) -> None:
    clock(timedelta(0))
    before = {keys.new_key() for _ in range(100)}
    clock(timedelta(0))

    assert before.isdisjoint(keys.new_key() for _ in range(100))
    assert uuid7(0, bytes(10)) < min(before)


def test_a_mail_tried_in_the_future_is_not_waited_for(clock: Set, settings: Settings) -> None:
    settings.MAIL_IS_SET = True
    now = clock(timedelta(0))
    act(now, "A.1")
    sealing.seal_all(now=now)
    actions.issue_checkpoint(now=now)
    CheckpointDelivery.objects.create(
        checkpoint=Checkpoint.objects.get(),
        agency=DINAS,
        email="pemeriksa@luar.example",
        attempts=3,
        tried_at=now + 300 * DAY,
    )

    assert delivery.deliver_waiting(now=now) == 1
    assert len(mail.outbox) == 1
