"""Reads of the audit trail.

Events are told by the object they are about: whoever shows a history has checked that the person
may see the object.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bening.audit import names
from bening.audit.models import Checkpoint, CheckpointDelivery, CheckpointRecipient, Event

ALARM_AFTER = timedelta(minutes=1)
"""Events that wait longer for their seal mean that the sealer stands still."""

Subject = tuple[str, uuid.UUID | str]


def history(subject: Subject, limit: int = 20, before: uuid.UUID | None = None) -> list[Event]:
    """The events about an object, newest first; with `before`, those earlier than that event."""
    kind, key = subject
    events = Event.objects.filter(subject_type=kind, subject_id=str(key))
    if before is not None:
        at = events.filter(pk=before).values_list("at", flat=True).first()
        if at is None:
            return []
        events = events.filter(Q(at__lt=at) | Q(at=at, pk__lt=before))
    return list(events.order_by("-at", "-pk")[:limit])


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a timeline, in the form that `{% timeline %}` shows."""

    event: Event
    who: str
    me: bool
    sentence: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lines of an object's history; `earlier` is the key for `before`, None at the end."""

    entries: tuple[Told, ...]
    earlier: uuid.UUID | None


def timeline(
    subject: Subject,
    *,
    limit: int = 20,
    before: uuid.UUID | None = None,
    reader: uuid.UUID | None = None,
) -> Timeline:
    """The history of an object in sentences, with names, for `audit/_history.html`: two queries."""
    found = history(subject, limit + 1, before)
    shown = found[:limit]
    return Timeline(
        entries=told(shown, reader=reader),
        earlier=shown[-1].pk if len(found) > limit else None,
    )


def recent(
    *, subject_type: str, prefix: str, limit: int = 10, reader: uuid.UUID | None = None
) -> tuple[Told, ...]:
    """The newest events about objects of one kind whose key begins with `prefix`: two queries."""
    events = Event.objects.filter(subject_type=subject_type, subject_id__startswith=prefix)
    return told(list(events.order_by("-at", "-pk")[:limit]), reader=reader)


def told(events: Sequence[Event], *, reader: uuid.UUID | None = None) -> tuple[Told, ...]:
    """The events in sentences, with the names of who acted."""
    people = names.of_people({event.by for event in events if event.by})
    return tuple(
        Told(
            event=event,
            who=_who(event.by, people.get(event.by) if event.by else None),
            me=event.by is not None and event.by == reader,
            sentence=capfirst(event.sentence),
            at=event.at,
        )
        for event in events
    )


def _who(key: uuid.UUID | None, name: str | None) -> str:
    if key is None:
        return _("Sistem")
    return name or _("Akun yang sudah dihapus")


def unsealed_age(now: datetime) -> timedelta | None:
    """How long the oldest event without seal has been waiting; None where none waits.

    Counted from when its key was made, not from the time the action gave.
    """
    oldest = (
        Event.objects.filter(position__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )
    if oldest is None:
        return None
    made = datetime.fromtimestamp((oldest.int >> 80) / 1000, UTC)
    return max(now - made, timedelta(0))


def sealer_stands_still(now: datetime) -> bool:
    """Whether events wait longer than `ALARM_AFTER`: the alarm for `bening doctor`."""
    age = unsealed_age(now)
    return age is not None and age > ALARM_AFTER


def checkpoints() -> QuerySet[Checkpoint]:
    """All published checkpoints, newest first: public."""
    return Checkpoint.objects.defer("text").order_by("-number")


def checkpoint_on(day: date) -> Checkpoint | None:
    """The checkpoint of a day: public."""
    return Checkpoint.objects.filter(day=day).first()


def recipients_of(agency: uuid.UUID) -> list[CheckpointRecipient]:
    """The addresses an agency has chosen."""
    return list(CheckpointRecipient.objects.filter(agency=agency))


def deliveries_of(agency: uuid.UUID, limit: int = 30) -> list[CheckpointDelivery]:
    """The newest deliveries to an agency's addresses."""
    return list(
        CheckpointDelivery.objects.filter(agency=agency)
        .select_related("checkpoint")
        .defer("checkpoint__text")
        .order_by("-checkpoint__number", "email")[:limit]
    )


def unsealed_count() -> int:
    """How many events wait for their seal."""
    found = Event.objects.filter(position__isnull=True).aggregate(count=Count("pk"))
    return int(found["count"])
