"""What officers do with a complaint until it is answered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.casework.actions import (
    give_clocks,
    pause_as,
    pause_clock,
    start_clock,
    stop_clock,
    stop_clocks,
)
from bening.casework.models import CaseClock, Channel, ClockState
from bening.complaints import access
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    ComplaintMessage,
    ComplaintOfficer,
    MessageKind,
    RefusalReason,
    ReportedParty,
    Topic,
)
from bening.complaints.moving import (
    START,
    VERIFY,
    class_term,
    clock_title,
    held,
    page_of,
    say,
    silent_until_of,
    stepped,
    words,
    write_step,
)
from bening.complaints.notices import tell_owner, tell_unit
from bening.domain.complaints import Act, ComplaintRefused
from bening.domain.days import day_in


def verify(
    *,
    key: UUID,
    classification: ComplaintClass,
    topic: Topic | None = None,
    by: Person,
    now: datetime,
) -> Complaint:
    """It is complete and belongs to the desk: its class, and with it its term, is set.

    The term of the class runs from the day on which the complaint came in, save the days on which
    its reporter was asked; the start of the work has a term of its own. Raises
    Complaint.DoesNotExist, NotAllowed, ComplaintMoved.
    """
    with transaction.atomic():
        kept = held(key, Act.VERIFY, by=by, now=now)
        stop_clock(case=kept.pk, term=VERIFY, by=by, now=now)
        kept.classification = classification
        begin_terms(kept, by=by, now=now)
        pause_as(case=kept.pk, term=class_term(kept), other=VERIFY, now=now)
        return stepped(
            kept,
            Act.VERIFY,
            by=by,
            now=now,
            data={"classification": classification},
            classification=classification,
            topic=topic or kept.topic,
            verified_by=by,
            verified_at=now,
            asked_at=None,
        )


def begin_terms(
    kept: Complaint, *, by: Person | None, now: datetime, reopened: bool = False
) -> None:
    """Starts the terms of its class and of the start of the work."""
    for term, at in ((START, now), (class_term(kept), now if reopened else kept.filed_at)):
        start_clock(
            channel=Channel.COMPLAINT,
            case=kept.pk,
            term=term,
            unit=kept.unit,
            owner=kept.owner,
            title=clock_title(kept),
            url=page_of(kept),
            at=at,
            by=by,
            now=now,
        )


def refuse(*, key: UUID, reason: RefusalReason, text: str, by: Person, now: datetime) -> Complaint:
    """Not taken up, for a reason that the reporter reads and can appeal against.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("refusal_text_missing", "refused_before": an appeal was granted).
    """
    why = words(text, "refusal_text_missing")
    with transaction.atomic():
        kept = held(key, Act.REFUSE, by=by, now=now)
        if kept.appeal_was_granted:
            raise ComplaintRefused("refused_before")
        stop_clocks(case=kept.pk, by=by, now=now)
        say(kept, MessageKind.REFUSAL, why, by=by, now=now)
        return stepped(
            kept,
            Act.REFUSE,
            by=by,
            now=now,
            data={"reason": reason},
            refused_by=by,
            refused_at=now,
            refusal_reason=reason,
            asked_at=None,
        )


def redirect(*, key: UUID, text: str, by: Person, now: datetime) -> Complaint:
    """A violation by an official belongs to the protected channel: its reporter is sent there.

    Nothing is carried over, as nobody is moved between channels without consent; from now on the
    coordinators alone read it. The reporter may have it back, once and for good. Raises
    Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("redirection_text_missing", "redirected_before": its reporter has had it back).
    """
    why = words(text, "redirection_text_missing")
    with transaction.atomic():
        kept = held(key, Act.REDIRECT, by=by, now=now)
        if kept.steps.filter(act=Act.REDIRECT).exists():
            raise ComplaintRefused("redirected_before")
        stop_clocks(case=kept.pk, by=by, now=now)
        say(kept, MessageKind.REDIRECTION, why, by=by, now=now)
        return stepped(
            kept, Act.REDIRECT, by=by, now=now, redirected_at=now, owner=None, asked_at=None
        )


def forward(*, key: UUID, unit: WorkUnit, note: str = "", by: Person, now: datetime) -> Complaint:
    """To the unit whose matter it is; a misdirected complaint is passed on, never sent away.

    Its terms go on as they ran. Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved,
    ComplaintRefused ("forward_to_other_agency", "complaint_unit_closed", "forward_to_itself").
    """
    with transaction.atomic():
        kept = held(key, Act.FORWARD, by=by, now=now)
        if unit.agency_id != kept.agency_id:
            raise ComplaintRefused("forward_to_other_agency", field="unit")
        if unit.closed_at is not None:
            raise ComplaintRefused("complaint_unit_closed", field="unit", unit=unit.name)
        if unit.pk == kept.unit_id and kept.state != "verified":
            raise ComplaintRefused("forward_to_itself", field="unit", unit=unit.name)
        if note.strip():
            say(kept, MessageKind.NOTE, words(note, "complaint_note_missing"), by=by, now=now)
        kept.unit = unit
        CaseClock.objects.filter(case=kept.pk).exclude(state=ClockState.STOPPED).update(unit=unit)
        give_clocks(case=kept.pk, owner=None)
        moved = stepped(
            kept,
            Act.FORWARD,
            by=by,
            now=now,
            data={"unit_name": unit.name},
            unit=unit,
            owner=None,
        )
        tell_unit(moved, now=now)
        return moved


def assign(*, key: UUID, handler: Person, by: Person, now: datetime) -> Complaint:
    """Somebody of the unit's desk handles it, never a person it is about or tied to it.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("handler_not_officer", "handler_is_reported", "handler_is_tied").
    """
    with transaction.atomic():
        kept = held(key, Act.ASSIGN, by=by, now=now)
        check_handler(kept, handler, now=now)
        give_clocks(case=kept.pk, owner=handler)
        moved = stepped(
            kept, Act.ASSIGN, by=by, now=now, data={"handler": handler.name}, owner=handler
        )
        tell_owner(moved, handler, now=now)
        return moved


def check_handler(kept: Complaint, handler: Person, *, now: datetime) -> None:
    """Raises ComplaintRefused ("handler_not_officer", "handler_is_reported", "handler_is_tied")."""
    today = day_in(kept.unit.zone, now)
    duty = ComplaintOfficer.objects.filter(
        in_force(today), person=handler, agency_id=kept.agency_id
    )
    if not handler.is_active or not any(row.unit_id in (None, kept.unit_id) for row in duty):
        raise ComplaintRefused("handler_not_officer", field="handler", name=handler.name)
    if ReportedParty.objects.filter(complaint=kept, person=handler).exists():
        raise ComplaintRefused("handler_is_reported", field="handler", name=handler.name)
    if access.is_tied(handler, kept, today):
        raise ComplaintRefused("handler_is_tied", field="handler", name=handler.name)


def start(*, key: UUID, by: Person, now: datetime) -> Complaint:
    """Work begins; who begins it without being named before holds it from now on.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved.
    """
    with transaction.atomic():
        kept = held(key, Act.START, by=by, now=now)
        owner = kept.owner or by
        if kept.owner is None:
            give_clocks(case=kept.pk, owner=owner)
        stop_clock(case=kept.pk, term=START, by=by, now=now)
        return stepped(
            kept, Act.START, by=by, now=now, owner=owner, started_at=kept.started_at or now
        )


def ask(*, key: UUID, text: str, by: Person, now: datetime) -> Complaint:
    """Asks the reporter; until the reply the terms stand still, with the question as the reason.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("question_missing", "asked_already").
    """
    question = words(text, "question_missing")
    with transaction.atomic():
        kept = held(key, Act.ASK, by=by, now=now)
        if kept.asked_at is not None:
            raise ComplaintRefused("asked_already")
        say(kept, MessageKind.QUESTION, question, by=by, now=now)
        running = CaseClock.objects.filter(case=kept.pk, state=ClockState.RUNNING)
        for term in running.values_list("term", flat=True):
            pause_clock(case=kept.pk, term=term, reason=PAUSED, by=by, now=now)
        return stepped(kept, Act.ASK, by=by, now=now, asked_at=now)


PAUSED = "Menunggu balasan pelapor"
"""Stands in the clock's log; the question itself is in the conversation, encrypted."""


def note(*, key: UUID, text: str, by: Person, now: datetime) -> ComplaintMessage:
    """A note that only officers read. Raises as `ask`, ("complaint_note_missing")."""
    said = words(text, "complaint_note_missing")
    with transaction.atomic():
        kept = held(key, Act.NOTE, by=by, now=now)
        made = say(kept, MessageKind.NOTE, said, by=by, now=now)
        write_step(kept, Act.NOTE, by=by, now=now)
    return made


def answer(*, key: UUID, text: str, by: Person, now: datetime) -> Complaint:
    """The office's answer; the reporter now has the lawful wait to agree or not.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("answer_missing").
    """
    said = words(text, "answer_missing")
    with transaction.atomic():
        kept = held(key, Act.ANSWER, by=by, now=now)
        say(kept, MessageKind.ANSWER, said, by=by, now=now)
        stop_clocks(case=kept.pk, by=by, now=now)
        was_late = CaseClock.objects.filter(
            case=kept.pk, term=class_term(kept), is_late=True
        ).exists()
        return stepped(
            kept,
            Act.ANSWER,
            by=by,
            now=now,
            answered_at=now,
            asked_at=None,
            silent_until=silent_until_of(kept, now),
            was_late=kept.was_late or was_late,
        )
