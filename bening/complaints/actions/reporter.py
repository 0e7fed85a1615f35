"""What a reporter does with the tracking code: reply, add, agree, disagree, appeal, rate."""

import hashlib
from datetime import datetime

from django.db import transaction

from bening.casework.actions import resume_clock, start_clock
from bening.casework.models import CaseClock, Channel, ClockState
from bening.complaints.actions.desk import begin_terms
from bening.complaints.models import (
    ClosedBy,
    Complaint,
    ComplaintMessage,
    MessageKind,
)
from bening.complaints.moving import (
    APPEAL,
    clock_title,
    held_for_reporter,
    page_of,
    say,
    stepped,
    wait_of,
    words,
    write_step,
)
from bening.complaints.notices import tell_deciders, tell_desk
from bening.complaints.queries import by_code
from bening.domain.complaints import Act, ComplaintRefused

MOST_MESSAGES = 200
"""What a reporter can write to one complaint; more would be a flood."""
BEST = 4


def reply(*, code: str, text: str, retry_key: str = "", now: datetime) -> ComplaintMessage:
    """Replies to the question of the office; its terms go on from now.

    The same `retry_key` again writes nothing twice. Raises Complaint.DoesNotExist, ComplaintMoved,
    ComplaintRefused ("reply_missing", "nothing_was_asked", "too_many_messages").
    """
    said = words(text, "reply_missing")
    with transaction.atomic():
        kept = held_for_reporter(code, Act.REPLY)
        there = _said_before(kept, retry_key)
        if there is not None:
            return there
        if kept.asked_at is None:
            raise ComplaintRefused("nothing_was_asked")
        made = _say(kept, MessageKind.REPLY, said, retry_key, now)
        paused = CaseClock.objects.filter(case=kept.pk, state=ClockState.PAUSED)
        for term in paused.values_list("term", flat=True):
            resume_clock(case=kept.pk, term=term, by=None, now=now)
        stepped(kept, Act.REPLY, by=None, now=now, asked_at=None)
        tell_desk(kept, "complaint_replied", made.pk, now=now)
    return made


def add(*, code: str, text: str, retry_key: str = "", now: datetime) -> ComplaintMessage:
    """Adds something nobody asked for; a question that waits counts as replied to.

    After an answer the lawful wait begins anew: its reporter is not silent.
    Raises as `reply`.
    """
    said = words(text, "reply_missing")
    with transaction.atomic():
        kept = held_for_reporter(code, Act.ADD)
        there = _said_before(kept, retry_key)
        if there is not None:
            return there
        if kept.asked_at is not None:
            return reply(code=code, text=said, retry_key=retry_key, now=now)
        made = _say(kept, MessageKind.ADDITION, said, retry_key, now)
        if kept.silent_until is not None:
            kept.silent_until = wait_of(kept)
            kept.save(update_fields=["silent_until"])
        write_step(kept, Act.ADD, by=None, now=now)
        tell_desk(kept, "complaint_replied", made.pk, now=now)
    return made


def agree(*, code: str, now: datetime) -> Complaint:
    """The answer settles it. Raises Complaint.DoesNotExist, ComplaintMoved."""
    with transaction.atomic():
        kept = held_for_reporter(code, Act.AGREE)
        return stepped(
            kept,
            Act.AGREE,
            by=None,
            now=now,
            closed_at=now,
            closed_by=ClosedBy.REPORTER,
        )


def disagree(*, code: str, text: str, retry_key: str = "", now: datetime) -> Complaint:
    """The answer or the redirection does not settle it: the office has it again, with a new term.

    Raises Complaint.DoesNotExist, ComplaintMoved, ComplaintRefused ("disagreement_missing",
    "too_many_messages").
    """
    said = words(text, "disagreement_missing")
    with transaction.atomic():
        kept = held_for_reporter(code, Act.REOPEN)
        made = _say(kept, MessageKind.DISAGREEMENT, said, retry_key, now)
        begin_terms(kept, by=None, now=now, reopened=True)
        moved = stepped(
            kept,
            Act.REOPEN,
            by=None,
            now=now,
            silent_until=None,
            redirected_at=None,
            closed_at=None,
            closed_by="",
            times_reopened=kept.times_reopened + 1,
        )
        tell_desk(moved, "complaint_reopened", made.pk, now=now)
    return moved


def appeal(*, code: str, text: str, retry_key: str = "", now: datetime) -> Complaint:
    """Against a refusal, once; another person than the one who refused decides.

    Raises Complaint.DoesNotExist, ComplaintMoved, ComplaintRefused ("appeal_missing",
    "appealed_already").
    """
    said = words(text, "appeal_missing")
    with transaction.atomic():
        kept = held_for_reporter(code, Act.APPEAL)
        if kept.appeal_decided_at is not None:
            raise ComplaintRefused("appealed_already")
        _say(kept, MessageKind.APPEAL, said, retry_key, now)
        start_clock(
            channel=Channel.COMPLAINT,
            case=kept.pk,
            term=APPEAL,
            unit=kept.unit,
            owner=None,
            title=clock_title(kept),
            url=page_of(kept),
            at=now,
            by=None,
            now=now,
        )
        moved = stepped(kept, Act.APPEAL, by=None, now=now)
        tell_deciders(moved, now=now)
    return moved


def rate(*, code: str, rating: int, now: datetime) -> Complaint:
    """How satisfied the reporter is, 1 to 4, once, after it was closed.

    Raises Complaint.DoesNotExist, ComplaintMoved, ComplaintRefused ("rating_unknown",
    "rated_already").
    """
    if not 1 <= rating <= BEST:
        raise ComplaintRefused("rating_unknown", field="rating")
    with transaction.atomic():
        kept = held_for_reporter(code, Act.RATE)
        if kept.rating is not None:
            raise ComplaintRefused("rated_already")
        return stepped(
            kept, Act.RATE, by=None, now=now, data={"rating": rating}, rating=rating, rated_at=now
        )


def was_said(*, code: str, retry_key: str) -> bool:
    """Whether a text with this retry key has come before, whatever the state is now.

    Raises Complaint.DoesNotExist.
    """
    return _said_before(by_code(code), retry_key) is not None


def _say(
    kept: Complaint, kind: MessageKind, text: str, retry_key: str, now: datetime
) -> ComplaintMessage:
    if kept.messages.filter(by=None).count() >= MOST_MESSAGES:
        raise ComplaintRefused("too_many_messages", most=MOST_MESSAGES)
    return say(kept, kind, text, by=None, now=now, retry_hash=_digest(retry_key))


def _said_before(kept: Complaint, retry_key: str) -> ComplaintMessage | None:
    if not retry_key:
        return None
    return kept.messages.filter(retry_hash=_digest(retry_key)).first()


def _digest(retry_key: str) -> str:
    return hashlib.sha256(retry_key.encode()).hexdigest() if retry_key else ""
