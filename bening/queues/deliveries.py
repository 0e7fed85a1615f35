"""Numbers that a kiosk gave while the line was down, delivered exactly once.

Each ticket carries a key of its own: a batch that comes again finds its tickets there. Their times
are the kiosk's, put right by the offset that it had measured at its last contact before each; what
its clock said stays beside. A refused ticket uses up no number, and the kiosk is told why.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from django.db import transaction
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from bening.domain.queueing import HIGHEST, QueueRefused, format_number
from bening.queues.issuing import Taken, Taking, write
from bening.queues.models import ServicePoint, TakingChannel, Ticket
from bening.queues.setups import HallSetup, PointSetup, QueueSetup

MOST_TICKETS = 200
"""In one batch; a kiosk with more sends the next when this one was taken."""
DRIFT = timedelta(minutes=1)
"""So far a corrected time may lie ahead: it is then taken as now."""
OLDEST = timedelta(days=2)
"""Older tickets are of days that are closed and counted."""

Code = Annotated[str, StringConstraints(pattern=re.compile(r"^[-_a-zA-Z0-9]{22}$"))]


class Given(BaseModel):
    """A number that a kiosk gave. `device_at` is what its clock said, `offset_ms` how far behind.

    `offset_ms`: server time less kiosk time, measured at the last contact before.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: uuid.UUID
    queue: uuid.UUID
    number: Annotated[int, Field(ge=1, le=HIGHEST)]
    code: Code
    device_at: AwareDatetime
    offset_ms: Annotated[int, Field(ge=-(10**11), le=10**11)]
    is_priority: bool = False
    language: Literal["id", "en"] = "id"


class Message(BaseModel):
    """What a kiosk sends. `sent_at` is the time of its clock, `pages` what it has of the pages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sent_at: AwareDatetime
    pages: Annotated[str, StringConstraints(max_length=64)] = ""
    tickets: Annotated[tuple[Given, ...], Field(max_length=MOST_TICKETS)] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a ticket. `refused` is "" where it stands in the hall now."""

    key: uuid.UUID
    refused: str = ""
    expected: int | None = None


def deliver(
    hall: HallSetup, point: PointSetup, given: Sequence[Given], *, now: datetime
) -> list[Outcome]:
    """Takes a batch over, in one transaction, and says what became of each, in order.

    Refusals: "kiosk_queue_unknown", "kiosk_number_gap" (expected), "kiosk_number_used",
    "kiosk_code_used", "kiosk_key_used", "kiosk_too_old", "taken_in_future".
    """
    outcomes: dict[int, Outcome] = {}
    takings: list[tuple[int, Given, Taking]] = []
    with transaction.atomic():
        foreign = _foreign_codes(given)
        for at, one in enumerate(given):
            try:
                takings.append((at, one, _taking(hall, point, one, foreign, now)))
            except QueueRefused as refused:
                outcomes[at] = Outcome(one.key, refused.code)
        made = write([taking for _at, _one, taking in takings], now=now)
        for (at, one, taking), found in zip(takings, made, strict=True):
            outcomes[at] = _outcome(one, taking, found)
    return [outcomes[at] for at in range(len(given))]


def record_contact(point: PointSetup, *, sent_at: datetime, now: datetime) -> None:
    """Keeps when the kiosk was heard last and how far its clock is off. In milliseconds."""
    offset = (now - sent_at) // timedelta(milliseconds=1)
    ServicePoint.objects.filter(pk=point.key).update(seen_at=now, clock_offset_ms=offset)


def taken_at(one: Given, now: datetime) -> datetime:
    """The moment that counts. Raises QueueRefused("kiosk_too_old", "taken_in_future")."""
    moment = one.device_at.astimezone(UTC) + timedelta(milliseconds=one.offset_ms)
    if moment < now - OLDEST:
        raise QueueRefused("kiosk_too_old", at=moment)
    if moment > now + DRIFT:
        raise QueueRefused("taken_in_future", at=moment)
    return min(moment, now)


def _taking(
    hall: HallSetup, point: PointSetup, one: Given, foreign: frozenset[str], now: datetime
) -> Taking:
    line = next((each for each in hall.queues if each.key == one.queue), None)
    if line is None:
        raise QueueRefused("kiosk_queue_unknown")
    if one.code in foreign:
        raise QueueRefused("kiosk_code_used")
    return Taking(
        hall=hall,
        queue=line,
        channel=TakingChannel.KIOSK,
        is_priority=one.is_priority,
        language=one.language,
        point=point,
        delivery_key=one.key,
        number=one.number,
        taken_at=taken_at(one, now),
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
