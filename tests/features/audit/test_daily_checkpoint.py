"""A checkpoint a day over every stream, signed outside the database, sent to chosen addresses."""

import json
import stat
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings

from bening.audit import actions, delivery, parts, sealing, signing
from bening.audit.models import Checkpoint, CheckpointDelivery, CheckpointRecipient, Event, Seal
from bening.domain.sealing import merkle
from bening.domain.sealing.checkpoints import SignedCheckpoint, fingerprint, read_checkpoint
from bening.domain.sealing.findings import Kind
from tests.features.audit.trail import (
    AT,
    BUDI,
    DINAS,
    RSUD,
    act,
    findings,
    lift_guards,
    named,
    seal_three_batches,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def issue(now: datetime = AT) -> SignedCheckpoint:
    issued = actions.issue_checkpoint(now=now)
    assert issued is not None
    return read_checkpoint(issued.text)


def receive(email: str = "pengawas@contoh.go.id") -> CheckpointRecipient:
    return CheckpointRecipient.objects.create(agency=DINAS, email=email, added_by=BUDI, added_at=AT)


def test_it_holds_the_head_of_every_stream() -> None:
    seal_three_batches()

    claims = issue().checkpoint

    assert [(head.stream, head.number, head.last) for head in claims.heads] == [
        (str(DINAS), 3, 12),
        (str(RSUD), 1, 1),
    ]
    assert (claims.number, claims.day) == (1, date(2026, 1, 5))


def test_it_is_signed_by_a_key_that_only_the_owner_may_read() -> None:
    seal_three_batches()

    signed = issue()

    assert signed.is_signed(verify=signing.verify, trusted=[signing.public_key()])
    assert stat.S_IMODE(signing.key_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(signing.folder().stat().st_mode) == 0o700


def test_a_key_that_others_may_read_is_refused() -> None:
    signing.public_key()
    signing.key_file().chmod(0o644)
    seal_three_batches()

    with pytest.raises(signing.KeyUnusable, match="chmod 600"):
        actions.issue_checkpoint(now=AT)


def test_a_day_has_one() -> None:
    seal_three_batches()
    issue()

    assert actions.issue_checkpoint(now=AT + timedelta(hours=3)) is None
    assert Checkpoint.objects.count() == 1


def test_the_day_is_that_of_the_installation() -> None:
    seal_three_batches()

    late = issue(datetime(2026, 1, 5, 17, 30, tzinfo=UTC))

    assert late.checkpoint.day == date(2026, 1, 6)


def test_a_clock_set_back_issues_none() -> None:
    seal_three_batches()
    issue(AT + DAY)

    assert actions.issue_checkpoint(now=AT) is None


def test_a_clock_that_was_years_ahead_once_stops_no_later_day() -> None:
    seal_three_batches()
    issue(AT + 900 * DAY)

    second = issue(AT).checkpoint

    assert (second.number, second.day) == (2, AT.date())
    assert actions.issue_checkpoint(now=AT + timedelta(hours=3)) is None
    assert issue(AT + DAY).checkpoint.number == 3
    assert findings() == []


def test_nothing_sealed_gives_none() -> None:
    act()

    assert actions.issue_checkpoint(now=AT) is None


def test_each_names_the_one_before() -> None:
    seal_three_batches()
    issue()
    first = Checkpoint.objects.get()

    second = issue(AT + DAY).checkpoint

    assert (second.number, second.previous) == (2, fingerprint(first.text))


def test_it_vouches_for_what_others_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_parts", {})
    files = [b"a", b"b"]
    parts.register_part(
        "evidence",
        lambda: parts.PartHead(len(files), merkle.root(files)),
        at=lambda size: (
            parts.PartHead(size, merkle.root(files[:size])) if size <= len(files) else None
        ),
    )
    seal_three_batches()
    signed = issue()
    trusted = signing.trusted_keys()

    assert [(part.name, part.size) for part in signed.checkpoint.parts] == [("evidence", 2)]
    files.append(b"c")
    assert findings(trusted=trusted) == []
    files[0] = b"x"
    assert [(one.kind, one.detail) for one in findings(trusted=trusted)] == [
        (Kind.PART_REWRITTEN, "evidence")
    ]
    del files[1:]
    assert [one.kind for one in findings(trusted=trusted)] == [Kind.PART_REWRITTEN]


def test_the_database_refuses_to_change_one() -> None:
    seal_three_batches()
    issue()

    for change in (lambda: Checkpoint.objects.update(text="x"), Checkpoint.objects.all().delete):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


def test_the_database_refuses_to_change_a_seal() -> None:
    seal_three_batches()

    for change in (lambda: Seal.objects.update(first=2), Seal.objects.all().delete):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


# What only an older checkpoint sees ---------------------------------------------------------------


def cut_the_tail() -> None:
    lift_guards()
    Event.objects.filter(stream=str(DINAS), position__gt=8).delete()
    Event.objects.filter(stream=str(RSUD)).delete()
    Seal.objects.filter(number=3).delete()
    Seal.objects.filter(stream=str(RSUD)).delete()


CUT = {(Kind.TAIL_CUT, str(DINAS), 12), (Kind.TAIL_CUT, str(RSUD), 1)}


def test_a_cut_tail_and_a_cut_quiet_stream() -> None:
    seal_three_batches()
    paper = issue()
    cut_the_tail()

    assert named(findings(paper, trusted=signing.trusted_keys())) == CUT


def test_without_any_checkpoint_a_cut_tail_is_not_seen() -> None:
    seal_three_batches()
    cut_the_tail()

    assert findings() == []


def rewrite_the_chain() -> None:
    """Everything of one agency again, without the second event, well sealed."""
    lift_guards()
    Seal.objects.filter(stream=str(DINAS)).delete()
    Event.objects.filter(stream=str(DINAS), position=2).delete()
    Event.objects.filter(stream=str(DINAS)).update(position=None)
    for _ in range(3):
        sealing.seal_round(now=AT, limit=4)


def test_a_rewritten_chain() -> None:
    seal_three_batches()
    paper = issue()
    rewrite_the_chain()
    Checkpoint.objects.all().delete()
    unseen = findings()
    later = issue(AT + DAY)

    assert unseen == []
    assert findings(later, trusted=signing.trusted_keys()) == []
    found = findings(paper, trusted=signing.trusted_keys())
    assert (Kind.CHAIN_REWRITTEN, str(DINAS), 12) in named(found)
    assert (Kind.CHECKPOINT_CHANGED, "2026-01-05") in {(one.kind, one.detail) for one in found}


def test_the_kept_checkpoint_accuses_who_forgot_it() -> None:
    seal_three_batches()
    issue()
    rewrite_the_chain()

    found = findings(trusted=signing.trusted_keys())

    assert named(found) == {(Kind.CHAIN_REWRITTEN, str(DINAS), 12)}


def test_a_checkpoint_of_another_key_accuses_nobody() -> None:
    seal_three_batches()
    paper = issue()
    signing.key_file().unlink()
    cut_the_tail()
    Checkpoint.objects.all().delete()

    found = findings(paper, trusted=[signing.public_key()])

    assert [(one.kind, one.detail) for one in found] == [(Kind.CHECKPOINT_NOT_SIGNED, "2026-01-05")]


def test_after_a_change_of_key_older_checkpoints_are_still_trusted() -> None:
    seal_three_batches()
    paper = issue()
    old = signing.public_key()

    new = actions.rotate_key(now=AT)
    sealing.seal_all(now=AT)
    later = issue(AT + DAY)

    assert old != new == later.public_key
    assert signing.trusted_keys() == [new, old]
    assert findings(paper, later, trusted=signing.trusted_keys()) == []


def test_changed_and_removed_checkpoints_are_named() -> None:
    seal_three_batches()
    papers = [issue(AT + number * DAY) for number in range(4)]
    lift_guards()
    Checkpoint.objects.filter(number=2).delete()
    last = Checkpoint.objects.get(number=4)
    last.text = json.dumps({**json.loads(last.text), "day": "2026-01-09"})
    last.save()

    own = findings(trusted=signing.trusted_keys())
    with_paper = findings(papers[1], trusted=signing.trusted_keys())

    assert {(one.kind, one.detail) for one in own} == {
        (Kind.CHECKPOINT_MISSING, "2"),
        (Kind.CHECKPOINT_CHANGED, "2026-01-08"),
        (Kind.CHECKPOINT_NOT_SIGNED, "2026-01-09"),
    }
    assert len(with_paper) == len(own) + 1


# How it leaves the machine ------------------------------------------------------------------------


@pytest.fixture
def _with_mail(settings: Settings) -> None:
    settings.MAIL_IS_SET = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.mark.usefixtures("_with_mail")
def test_it_is_mailed_to_every_address() -> None:
    receive()
    receive("arsip@contoh.go.id")
    seal_three_batches()
    issue()

    sent = delivery.deliver_waiting(now=AT)

    assert sent == 2
    assert {tuple(message.to) for message in mail.outbox} == {
        ("pengawas@contoh.go.id",), ("arsip@contoh.go.id",),
    }  # fmt: skip
    message = mail.outbox[0]
    assert message.subject == "Titik periksa Bening 5 Januari 2026"
    assert signing.public_key().hex() in str(message.body)
    ((name, text, _),) = message.attachments
    assert name == "titik-periksa-2026-01-05.json"
    assert text == Checkpoint.objects.get().text
    assert delivery.deliver_waiting(now=AT + DAY) == 0


def test_without_mail_server_it_waits() -> None:
    receive()
    seal_three_batches()
    issue()

    assert delivery.deliver_waiting(now=AT) == 0
    assert CheckpointDelivery.objects.get().attempts == 0
    assert mail.outbox == []


@pytest.mark.usefixtures("_with_mail")
def test_a_failed_mail_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: EmailMessage) -> int:
        raise SMTPException("mailbox full")

    receive()
    seal_three_batches()
    issue()
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", fail)
        assert delivery.deliver_waiting(now=AT) == 0
        assert delivery.deliver_waiting(now=AT + timedelta(minutes=1)) == 0
    waiting = CheckpointDelivery.objects.get()

    assert (waiting.attempts, waiting.fault, waiting.sent_at) == (2, "mailbox full", None)
    assert delivery.deliver_waiting(now=AT + timedelta(minutes=2)) == 0
    assert delivery.deliver_waiting(now=AT + timedelta(minutes=3)) == 1
    assert CheckpointDelivery.objects.get().fault == ""


@pytest.mark.usefixtures("_with_mail")
def test_what_is_too_old_is_not_sent() -> None:
    receive()
    seal_three_batches()
    issue()

    assert delivery.deliver_waiting(now=AT + timedelta(days=15)) == 0
