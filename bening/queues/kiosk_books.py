"""The books of kiosks: which mark belongs to which file, and what a kiosk may give by itself.

A mark is given to one book. It rests long enough after the book was heard of last that no number
of it can still be given or delivered, and only then another book may have it.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

from django.db import transaction

from bening.domain.queueing import free_mark
from bening.queues.issuing import numbers_given
from bening.queues.kept_setups import forget
from bening.queues.models import Hall, KioskBook, PointKind, ServicePoint
from bening.queues.setting_up import locked_hall
from bening.queues.setups import HallSetup, PointSetup

DAYS_AHEAD = 7
"""So many days a kiosk knows the hours of its hall: without contact for longer it gives nothing."""
OLDEST = timedelta(days=2)
"""Numbers of days further back belong to days that are closed and counted."""
MARK_RESTS = timedelta(days=DAYS_AHEAD + 1) + OLDEST + timedelta(days=1)
LIVES = timedelta(days=1)
"""A book that was heard of since then has its share of a day's numbers."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many numbers of a line a kiosk may give without contact: today, or on a day to come."""

    left: int
    fresh: int


def book_of(
    hall: HallSetup, point: PointSetup, *, book: uuid.UUID, mark: str, now: datetime
) -> KioskBook | None:
    """The book of a kiosk, begun now where it has no mark yet.

    None for one that is not known under its mark: it was at rest too long, and begins another.
    Raises QueueRefused("marks_used_up").
    """
    rows = KioskBook.objects.filter(point=point.key, book=book)
    found = rows.first()
    if found is None and not mark:
        with transaction.atomic():
            held = locked_hall(hall.key)
            found = rows.first() or _begin(held, point, book, now)
    return found if found is not None and mark in {"", found.mark} else None


def note_contact(found: KioskBook, *, turn: int, sent_at: datetime, now: datetime) -> bool:
    """Keeps when a book was heard of and how far its clock is off.

    False, and nothing is kept, where its turn was there before.
    """
    offset = (now - sent_at) // timedelta(milliseconds=1)
    rows = KioskBook.objects.filter(pk=found.pk, turn__lt=turn)
    return rows.update(turn=turn, seen_at=now, clock_offset_ms=offset) == 1


def taken_marks(hall: Hall, now: datetime) -> set[str]:
    """Marks that no other series of the hall may have now."""
    points = hall.points.exclude(mark="").values_list("mark", flat=True)
    books = KioskBook.objects.filter(hall=hall, seen_at__gte=now - MARK_RESTS)
    return {*points, *books.order_by().values_list("mark", flat=True)}


def _begin(hall: Hall, point: PointSetup, book: uuid.UUID, now: datetime) -> KioskBook:
    """The first book of a point has the point's mark, each later one another."""
    held = ServicePoint.objects.get(pk=point.key)
    taken = taken_marks(hall, now)
    is_first = not KioskBook.objects.filter(hall=hall, mark=held.mark).exists()
    mark = held.mark if is_first else free_mark(taken)
    KioskBook.objects.filter(hall=hall, mark=mark, seen_at__lt=now - MARK_RESTS).delete()
    made = KioskBook.objects.create(
        hall=hall, point=held, book=book, mark=mark, begun_at=now, seen_at=now
    )
    if held.mark != mark:
        held.mark = mark
        held.save(update_fields=["mark"])
        transaction.on_commit(forget)
    return made


def shares(hall: HallSetup, day: date, now: datetime) -> Mapping[uuid.UUID, Share]:
    """Of each line with a cap: what one kiosk may give until it is heard of again.

    What is left of the day is divided among the server and every kiosk with a program, rounded up.
    """
    given = numbers_given(hall, day)
    machines = ServicePoint.objects.filter(
        hall=hall.key, kind=PointKind.MACHINE, closed_on__isnull=True
    ).count()
    books = KioskBook.objects.filter(hall=hall.key, seen_at__gte=now - LIVES).count()
    parts = 1 + max(machines, books)
    return {
        line.key: Share(
            left=ceil(Fraction(max(0, line.daily_cap - given.get(line.key, 0)), parts)),
            fresh=ceil(Fraction(line.daily_cap, parts)),
        )
        for line in hall.queues
        if line.daily_cap is not None
    }
