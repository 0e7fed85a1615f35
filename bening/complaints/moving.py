"""One step of a complaint: the row held, the right checked, state, step and audit written."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min

from bening import audit
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.adapters.prepared_writes import PreparedInsert
from bening.calendars.queries import holidays_between
from bening.casework.clocks import AHEAD
from bening.casework.models import CaseClock, ClockState
from bening.casework.terms import term_in_force
from bening.complaints import access, content
from bening.complaints.models import (
    Complaint,
    ComplaintMessage,
    ComplaintStep,
    MessageKind,
)
from bening.domain.complaints import (
    TERM_BY_CLASS,
    Act,
    Classification,
    ComplaintRefused,
    silent_until,
    state_after,
)
from bening.domain.complaints.codes import fingerprint
from bening.domain.complaints.states import State
from bening.domain.days import day_in

LONGEST = 10_000
VERIFY, START, APPEAL, SILENT = (
    "complaint_verify",
    "complaint_start",
    "complaint_appeal",
    "complaint_silent",
)


_add_step = PreparedInsert(ComplaintStep)


def held(key: UUID, act: Act, *, by: Person, now: datetime) -> Complaint:
    """The complaint, its row held, where `by` may do `act` and the state allows it.

    Raises Complaint.DoesNotExist, NotAllowed ("complaint_act_by", "complaint_tied"),
    ComplaintMoved("complaint_moved").
    """
    kept = (
        access.complaints_of(by)
        .select_for_update(of=("self",))
        .select_related("unit__agency", "owner")
        .get(pk=key)
    )
    access.check_may(by, kept, act, now=now)
    state_after(State(kept.state), act)
    return kept


def opened(key: UUID, *, by: Person, now: datetime) -> Complaint:
    """The complaint whose personal data `by` opens: an officer of it, whatever its state.

    Raises Complaint.DoesNotExist, NotAllowed ("complaint_act_by", "complaint_tied").
    """
    kept = access.complaints_of(by).select_related("unit__agency").get(pk=key)
    access.check_may(by, kept, Act.ASK, now=now)
    return kept


def held_for_reporter(code: str, act: Act) -> Complaint:
    """The complaint of a tracking code, its row held.

    Raises Complaint.DoesNotExist, ComplaintMoved("complaint_moved").
    """
    try:
        digest = fingerprint(code)
    except ValueError:
        raise Complaint.DoesNotExist from None
    kept = (
        Complaint.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "owner")
        .get(code_hash=digest, erased_at__isnull=True)
    )
    state_after(State(kept.state), act)
    return kept


def stepped(
    kept: Complaint,
    act: Act,
    *,
    by: Person | None,
    now: datetime,
    data: dict[str, Any] | None = None,
    **fields: Any,
) -> Complaint:
    """Leads the complaint on: state and `fields` saved, step and audit event written."""
    kept.state = state_after(State(kept.state), act).value
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.due_on = due_day(kept.pk)
    kept.save(update_fields=["state", "due_on", *fields])
    write_step(kept, act, by=by, now=now, data=data)
    return kept


def write_step(
    kept: Complaint,
    act: Act,
    *,
    by: Person | None,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """What was done, for the timeline and for the record."""
    _add_step(
        ComplaintStep(
            complaint=kept, act=act, state=kept.state, unit_id=kept.unit_id, by=by, at=now
        )
    )
    audit.record(
        act=f"complaint.{act}",
        by=by.pk if by else None,
        agency=kept.agency_id,
        subject=("complaint", kept.pk),
        at=now,
        data={"unit": kept.unit_id, **(data or {})},
    )


def say(
    kept: Complaint,
    kind: MessageKind,
    text: str,
    *,
    by: Person | None,
    now: datetime,
    retry_hash: str = "",
) -> ComplaintMessage:
    """One text of the conversation, encrypted."""
    key = new_key()
    return ComplaintMessage.objects.create(
        pk=key,
        complaint=kept,
        kind=kind,
        body=content.seal_text(text, row=key),
        by=by,
        at=now,
        retry_hash=retry_hash,
    )


def words(text: str, code: str, *, field: str = "text") -> str:
    """The text without space around it. Raises ComplaintRefused (`code`, "complaint_too_long")."""
    found = text.replace("\r\n", "\n").strip()
    if not found:
        raise ComplaintRefused(code, field=field)
    if len(found) > LONGEST:
        raise ComplaintRefused("complaint_too_long", field=field, most=LONGEST)
    return found


def due_day(key: UUID) -> date | None:
    """The last day of the clock of the complaint that ends first; None while none runs."""
    running = CaseClock.objects.filter(case=key, state=ClockState.RUNNING)
    found: date | None = running.aggregate(last=Min("due_on"))["last"]
    return found


def class_term(kept: Complaint) -> str:
    """The code of the term of its class."""
    return TERM_BY_CLASS[Classification(kept.classification)]


def silent_until_of(kept: Complaint, now: datetime) -> date:
    """The day before which nobody closes what is answered now."""
    today = day_in(kept.unit.zone, now)
    days = term_in_force(kept.unit.agency, SILENT, today).days
    return silent_until(today, days, holidays_between(kept.unit.agency, today, today + AHEAD))


def wait_of(kept: Complaint) -> date | None:
    """The same as the calendar is now, from the last word of either side; never sooner than told.

    A reporter who added something after the answer was not silent. None where nothing was answered.
    """
    said = kept.messages.filter(kind__in=(MessageKind.ANSWER, MessageKind.ADDITION))
    last: datetime | None = said.aggregate(last=Max("at"))["last"]
    if kept.silent_until is None or last is None:
        return kept.silent_until
    return max(kept.silent_until, silent_until_of(kept, last))


def clock_title(kept: Complaint) -> str:
    """What the owner of a clock reads; it names nobody."""
    return f"Pengaduan {kept.number}"


def page_of(kept: Complaint) -> str:
    """The page of the desk."""
    return f"/pengaduan/meja/{kept.pk}/"
