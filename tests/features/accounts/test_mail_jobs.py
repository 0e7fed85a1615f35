"""Mails that do not go: which are tried again, how often, and which not."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from bening.accounts import jobs
from bening.accounts.models import Invitation
from tests.people import Cast

DOWN = ConnectionRefusedError(111, "refused")
Fail = Callable[[Exception], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Fail:
    def fail(error: Exception) -> None:
        def raised(*_: Any) -> None:
            raise error

        at = "open" if isinstance(error, OSError) and error is DOWN else "send_messages"
        monkeypatch.setattr(locmem.EmailBackend, at, raised)

    return fail


@pytest.fixture(autouse=True)
def kept_jobs(settings: Any) -> None:
    """Jobs wait in the table, as they do for a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def waiting() -> list[DBTaskResult[Any, Any]]:
    return list(DBTaskResult.objects.filter(run_after__lt=get_date_max()))


def send(cast: Cast, attempt: int = 1) -> None:
    jobs.mail_link.func(str(cast.colleague.pk), str(cast.agency_admin.pk), attempt)


def test_a_mail_that_went_is_sent_once(cast: Cast) -> None:
    send(cast)

    assert len(mail.outbox) == 1
    assert waiting() == []


def test_a_server_that_is_down_makes_no_link_and_is_tried_later(cast: Cast, failing: Fail) -> None:
    failing(DOWN)

    send(cast, attempt=4)

    assert not Invitation.objects.exists()
    [again] = waiting()
    assert again.args_kwargs["args"] == [str(cast.colleague.pk), str(cast.agency_admin.pk), 5]
    assert abs(again.run_after - timezone.now() - timedelta(minutes=8)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "error",
    [
        SMTPServerDisconnected("gone"),
        SMTPRecipientsRefused({"a": (451, b"later")}),
        TimeoutError("timed out"),
    ],
)
def test_what_may_pass_is_tried_again(cast: Cast, failing: Fail, error: Exception) -> None:
    failing(error)

    send(cast)

    assert len(waiting()) == 1


def test_an_address_that_does_not_exist_is_told_at_once(cast: Cast, failing: Fail) -> None:
    failing(SMTPRecipientsRefused({"a": (550, b"unknown")}))

    with pytest.raises(SMTPRecipientsRefused):
        send(cast)
    assert waiting() == []


def test_the_last_try_is_told_to_the_operator(cast: Cast, failing: Fail) -> None:
    failing(DOWN)

    with pytest.raises(ConnectionRefusedError):
        send(cast, attempt=jobs.TRIES_OF_LINKS)
    assert waiting() == []


def test_who_was_switched_off_meanwhile_gets_no_link(cast: Cast) -> None:
    cast.colleague.is_active = False
    cast.colleague.save()

    send(cast)

    assert mail.outbox == []


def test_a_reset_is_tried_again_too(cast: Cast, failing: Fail) -> None:
    failing(DOWN)

    jobs.mail_reset.func(cast.colleague.email)

    [again] = waiting()
    assert again.args_kwargs["args"] == [cast.colleague.email, 2]
