"""A worker is killed in the middle of a list: who is asked again, and who never twice."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections

from bening.domain.surveys.drawing import FrameEntry
from bening.surveys import jobs
from bening.surveys.actions import invitations as actions
from bening.surveys.models import (
    BatchState,
    Drawing,
    InvitationBatch,
    QuarterlyCap,
    SurveyContact,
    SurveyPeriod,
    SurveyToken,
)
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)
People = Callable[[int], list[FrameEntry]]


class Deadly(BaseEmailBackend):
    """Takes messages into a file; the process is killed as it comes to one more than `takes`."""

    takes = 0
    kept = Path()

    def send_messages(self, messages: Any) -> int:
        for one in messages:
            if type(self).takes == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            type(self).takes -= 1
            with self.kept.open("a") as file:
                file.write(one.to[0] + "\n")
        return len(messages)


def killed_after(takes: int, batch: InvitationBatch, kept: Path) -> list[str]:
    """A worker of its own sends the batch and is killed; whom it sent a message."""
    connections.close_all()  # no connection is shared with the child
    Deadly.takes, Deadly.kept = takes, kept
    child = os.fork()
    if child == 0:
        try:
            jobs.send_invitations.call(str(batch.pk))
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was killed"
    return kept.read_text().split() if kept.exists() else []


def test_a_worker_that_is_killed_loses_one_message_at_most(
    cast: Cast, opened: SurveyPeriod, people: People, settings: Any, tmp_path: Path
) -> None:
    settings.MAIL_IS_SET = True
    batch = actions.prepare(
        period=opened, entries=people(20), drawing=Drawing.EVERYONE, by=cast.pic, now=NOW
    )
    settings.EMAIL_BACKEND = f"{__name__}.Deadly"
    reached = killed_after(7, batch, tmp_path / "reached")
    batch.refresh_from_db()
    assert len(reached) == 7
    assert batch.state == BatchState.WAITING
    assert batch.invited == SurveyContact.objects.filter(is_invited=True).count() == 8
    assert QuarterlyCap.objects.count() == 8, "the others may still be asked"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    jobs.send_invitations.call(str(batch.pk))  # as the queue gives it to the next worker
    batch.refresh_from_db()
    asked_now = [one.to[0] for one in mail.outbox]
    assert len(asked_now) == 12
    assert not set(asked_now) & set(reached), "nobody has two tokens"
    assert (batch.state, batch.invited, batch.held_back) == (BatchState.SENT, 20, 0)
    assert QuarterlyCap.objects.count() == 20
    assert SurveyToken.objects.count() == 20 + 12, "of 13 hashes nobody has the token"


def test_two_workers_with_one_list_ask_nobody_twice(
    cast: Cast,
    opened: SurveyPeriod,
    people: People,
    settings: Any,
) -> None:
    """A job that seemed dead and another begin with the same people."""
    settings.MAIL_IS_SET = True
    batch = actions.prepare(
        period=opened, entries=people(9), drawing=Drawing.EVERYONE, by=cast.pic, now=NOW
    )
    first = jobs._next(batch)
    jobs.send_invitations.call(str(batch.pk))
    jobs._deliver(batch, first, None)

    batch.refresh_from_db()
    assert len(mail.outbox) == len({one.to[0] for one in mail.outbox}) == 9
    assert batch.invited == SurveyToken.objects.count() == 9


def test_whoever_was_asked_elsewhere_meanwhile_is_held_back(
    cast: Cast, opened: SurveyPeriod, people: People, settings: Any
) -> None:
    settings.MAIL_IS_SET = True
    one, other = (
        actions.prepare(
            period=opened, entries=people(6), drawing=Drawing.EVERYONE, by=cast.pic, now=NOW
        )
        for _ in range(2)
    )
    chosen = jobs._next(one)
    jobs.send_invitations.call(str(other.pk))
    jobs._deliver(one, chosen, None)

    one.refresh_from_db()
    assert (one.invited, one.held_back, one.contacts.count()) == (0, 6, 0)
    assert len(mail.outbox) == SurveyToken.objects.count() == 6
