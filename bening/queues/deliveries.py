"""Numbers that a kiosk gave while the line was down, delivered exactly once.

Each ticket carries a key of its own: a batch that comes again finds its tickets there. Their times
are the kiosk's, put right by the offset that it had measured at its last contact before each; what
its clock said stays beside. A refused ticket uses up no number, and the kiosk is told why; what
is refused for good is kept for the coordinator, since somebody holds it and waits.
"""

import re
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from django.db import transaction
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
)

from bening.domain.queueing import HIGHEST, QueueRefused, format_number, is_mark
from bening.queues.issuing import Taken, Taking, write
from bening.queues.kiosk_books import OLDEST, book_of, note_contact
from bening.queues.models import KioskBook, RefusedNumber, TakingChannel, Ticket
from bening.queues.setups import HallSetup, PointSetup, QueueSetup

MOST_TICKETS = 200
"""In one batch; a kiosk with more sends the next when this one was taken."""
DRIFT = timedelta(minutes=1)
"""So far a corrected time may lie ahead: it is then taken as now."""
MOST_KEPT = 1000
"""Refused numbers of a point that are kept."""
BROKEN = frozenset({
    "kiosk_number_gap", "kiosk_number_used", "kiosk_code_used", "kiosk_key_used",
    "kiosk_book_unknown",
})  # fmt: skip
"""After these a series of the kiosk goes on with no number: it has to begin another book."""
FOR_GOOD = BROKEN | {"kiosk_too_old", "kiosk_queue_unknown"}
"""What is refused so is refused each time; anything else may pass later."""


def _is_mark(text: str) -> str:
    if text and not is_mark(text):
        raise ValueError("no mark")
    return text


Mark = Annotated[str, AfterValidator(_is_mark)]
Code = Annotated[str, StringConstraints(pattern=re.compile(r"^[-_a-zA-Z0-9]{22}$"))]


class Given(BaseModel):
    """A number that a kiosk gave. `device_at` is what its clock said, `offset_ms` how far behind.

    `offset_ms`: server time less kiosk time, measured at the last contact before.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: uuid.UUID
    book: uuid.UUID
    mark: Mark
    queue: uuid.UUID
    number: Annotated[int, Field(ge=1, le=HIGHEST)]
    code: Code
    device_at: AwareDatetime
    offset_ms: Annotated[int, Field(ge=-(10**11), le=10**11)]
    is_priority: bool = False
    language: Literal["id", "en"] = "id"


class Message(BaseModel):
    """What a kiosk sends. `sent_at` is the time of its clock, `pages` what it has of the pages.

    `mark` is "" until the kiosk was told the one of its book; `turn` grows with each message.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    book: uuid.UUID
    mark: Mark = ""
    turn: Annotated[int, Field(ge=1, le=2**53)]
    sent_at: AwareDatetime
    pages: Annotated[str, StringConstraints(max_length=64)] = ""
    tickets: Annotated[tuple[Given, ...], Field(max_length=MOST_TICKETS)] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a ticket. `refused` is "" where it stands in the hall now.

    `is_final`: it is not to be sent again.
    """

    key: uuid.UUID
    refused: str = ""
    expected: int | None = None
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """What a contact led to. `book` is None where the kiosk has to begin another."""

    outcomes: Sequence[Outcome]
    book: KioskBook | None


def meet(hall: HallSetup, point: PointSetup, message: Message, *, now: datetime) -> Met:
    """Takes over what a kiosk brings, and says whether its book is still good.

    Raises QueueRefused("marks_used_up").
    """
    outcomes = deliver(hall, point, message.tickets, now=now)
    found = book_of(hall, point, book=message.book, mark=message.mark, now=now)
    if found is None:
        return Met(outcomes, None)
    is_new = note_contact(found, turn=message.turn, sent_at=message.sent_at, now=now)
    is_broken = any(one.is_final and one.refused in BROKEN for one in outcomes)
    return Met(outcomes, found if is_new and not is_broken else None)


def deliver(
    hall: HallSetup, point: PointSetup, given: Sequence[Given], *, now: datetime
) -> list[Outcome]:
    """Takes a batch over, in one transaction, and says what became of each, in order.

    Refusals: "kiosk_queue_unknown", "kiosk_book_unknown", "kiosk_number_gap" (expected),
    "kiosk_number_used", "kiosk_code_used", "kiosk_key_used", "kiosk_too_old", "taken_in_future".
    """
    if not given:
        return []
    outcomes: dict[int, Outcome] = {}
    takings: list[tuple[int, Given, Taking]] = []
    with transaction.atomic():
        foreign = _foreign_codes(given)
        books = KioskBook.objects.filter(point=point.key, book__in={one.book for one in given})
        marks = dict(books.values_list("book", "mark"))
        for at, one in enumerate(given):
            try:
                takings.append((at, one, _taking(hall, point, one, marks, foreign, now)))
            except QueueRefused as refused:
                outcomes[at] = Outcome(one.key, refused.code)
        made = write([taking for _at, _one, taking in takings], now=now)
        for (at, one, taking), found in zip(takings, made, strict=True):
            outcomes[at] = _outcome(one, taking, found)
        told = list(_judged(given, [outcomes[at] for at in range(len(given))]))
        _keep_refused(hall, point, given, told, now)
    return told


def _judged(given: Sequence[Given], outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    """Which are refused for good: a gap is not where the number before it may still come."""
    may_come: set[tuple[uuid.UUID, str]] = set()
    for one, outcome in zip(given, outcomes, strict=True):
        series = one.queue, one.mark
        waits = outcome.refused == "kiosk_number_gap" and series in may_come
        is_final = outcome.refused in FOR_GOOD and not waits
        if outcome.refused and not is_final:
            may_come.add(series)
        yield replace(outcome, is_final=is_final)


def _keep_refused(
    hall: HallSetup,
    point: PointSetup,
    given: Sequence[Given],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Writes down, once, who holds a number that is not in the line."""
    lost = [
        (one, outcome) for one, outcome in zip(given, outcomes, strict=True) if outcome.is_final
    ]
    if not lost or RefusedNumber.objects.filter(point=point.key).count() >= MOST_KEPT:
        return
    letters = {line.key: line.prefix for line in hall.queues}
    RefusedNumber.objects.bulk_create(
        [
            RefusedNumber(
                hall_id=hall.key,
                point_id=point.key,
                key=one.key,
                label=_shown(letters.get(one.queue, ""), one),
                code=outcome.refused,
                is_priority=one.is_priority,
                taken_at=moment_of(one, now),
                refused_at=now,
            )
            for one, outcome in lost
        ],
        ignore_conflicts=True,
    )


def _shown(letter: str, one: Given) -> str:
    if letter and one.mark:
        return format_number(letter, one.number, one.mark)
    return f"?-{one.mark}-{one.number:03}"


def moment_of(one: Given, now: datetime) -> datetime:
    """When a number was given as far as its kiosk knew; never later than now."""
    return min(now, one.device_at.astimezone(UTC) + timedelta(milliseconds=one.offset_ms))


def taken_at(hall: HallSetup, one: Given, now: datetime) -> datetime:
    """The moment that counts. Raises QueueRefused("kiosk_too_old", "taken_in_future").

    Too old are whole days: a series of a day is taken over to its end or not begun.
    """
    moment = one.device_at.astimezone(UTC) + timedelta(milliseconds=one.offset_ms)
    if hall.hours.day_of(moment) < hall.hours.day_of(now) - OLDEST:
        raise QueueRefused("kiosk_too_old", at=moment)
    if moment > now + DRIFT:
        raise QueueRefused("taken_in_future", at=moment)
    return min(moment, now)


def _taking(
    hall: HallSetup,
    point: PointSetup,
    one: Given,
    marks: Mapping[uuid.UUID, str],
    foreign: Collection[str],
    now: datetime,
) -> Taking:
    line = next((each for each in hall.queues if each.key == one.queue), None)
    if line is None:
        raise QueueRefused("kiosk_queue_unknown")
    if not one.mark or marks.get(one.book) != one.mark:
        raise QueueRefused("kiosk_book_unknown")
    if one.code in foreign:
        raise QueueRefused("kiosk_code_used")
    return Taking(
        hall=hall,
        queue=line,
        channel=TakingChannel.KIOSK,
        is_priority=one.is_priority,
        language=one.language,
        point=replace(point, mark=one.mark),
        delivery_key=one.key,
        number=one.number,
        taken_at=taken_at(hall, one, now),
        device_at=one.device_at.astimezone(UTC),
        code=one.code,
    )


def _foreign_codes(given: Sequence[Given]) -> frozenset[str]:
    """Codes that other tickets have, or that this batch names twice."""
    keys: dict[str, uuid.UUID] = {}
    twice = {one.code for one in given if keys.setdefault(one.code, one.key) != one.key}
    rows = Ticket.objects.filter(code__in=list(keys)).values_list("code", "delivery_key")
    return frozenset(twice | {code for code, key in rows if key != keys[code]})


def _outcome(one: Given, taking: Taking, found: Taken | QueueRefused) -> Outcome:
    if isinstance(found, QueueRefused):
        expected = found.values.get("expected")
        return Outcome(one.key, found.code, expected if isinstance(expected, int) else None)
    if found.code != one.code or found.label != label_of(taking.queue, one, taking.mark):
        return Outcome(one.key, "kiosk_key_used")
    return Outcome(one.key)


def label_of(line: QueueSetup, one: Given, mark: str) -> str:
    """The number as the kiosk printed it."""
    return format_number(line.prefix, one.number, mark)
