"""Numbers: unique and without a gap in each series, however many ask at once.

A batch of takings is one transaction. It locks its series in the order of their keys, so that two
processes with the same series never wait for each other crosswise; a number comes from the locked
row alone. A taking that is refused uses up no number.
"""

import secrets
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Sum

from bening.domain.queueing import (
    IssuePolicy,
    QueueRefused,
    TicketAct,
    check_issue,
    fold,
    format_number,
)
from bening.domain.queueing import TicketEvent as Happened
from bening.queues.hall_hours import keep_hours
from bening.queues.models import (
    HallPulse,
    Leg,
    NumberSeries,
    TakingChannel,
    Ticket,
    TicketEvent,
    TicketState,
)
from bening.queues.projection import project
from bening.queues.setups import HallSetup, PointSetup, QueueSetup

CODE_BYTES = 16
"""128 bits: an address that nobody guesses."""
THEN = "then"
"""In the values of the first event: the keys of the lines that are still to come."""
TOLERANCE = timedelta(seconds=2)
"""A kiosk's clock, put right, may still be so much ahead."""


@dataclass(frozen=True, slots=True, eq=False)
class Taking:
    """Somebody asks for a number. `by` is the officer who asks for them.

    `then`: the lines to which the visit goes on afterwards, under the same number.
    `last_served`: when whoever takes a number now will be served, where an estimate says.

    `number`, `taken_at` and `device_at` come from a kiosk that gave the number while the line was
    down: `taken_at` is its time put right by the measured offset, `device_at` what its clock said.
    """

    hall: HallSetup
    queue: QueueSetup
    channel: TakingChannel
    is_priority: bool = False
    needs: tuple[str, ...] = ()
    language: str = "id"
    point: PointSetup | None = None
    delivery_key: uuid.UUID | None = None
    by: uuid.UUID | None = None
    then: tuple[uuid.UUID, ...] = ()
    last_served: datetime | None = None
    number: int | None = None
    taken_at: datetime | None = None
    device_at: datetime | None = None
    code: str = field(default_factory=lambda: secrets.token_urlsafe(CODE_BYTES))

    @property
    def mark(self) -> str:
        """The mark of the series: a kiosk's own, else none."""
        return self.point.mark if self.point and self.channel == TakingChannel.KIOSK else ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The ticket of a taking; `is_repeat` where the same taking had come before."""

    key: uuid.UUID
    code: str
    label: str
    is_repeat: bool = False


def take_number(taking: Taking, *, now: datetime) -> Taken:
    """One number, in a transaction of its own or the caller's. Raises QueueRefused."""
    (outcome,) = write([taking], now=now)
    if isinstance(outcome, QueueRefused):
        raise outcome
    return outcome


def write(takings: Sequence[Taking], *, now: datetime) -> list[Taken | QueueRefused]:
    """Commits the batch and says what became of each, in order.

    Refusals: those of `check_issue`, "taken_in_future", and of a kiosk's own numbers
    "kiosk_number_gap" (expected), "kiosk_number_used"; "asked_before" where a page that was left
    open sends its key again in another hall or on another day.
    """
    with transaction.atomic():
        before = _delivered(takings)
        desk = _Desk(takings, now)
        outcomes: list[Taken | QueueRefused] = []
        for taking in takings:
            key = taking.delivery_key
            if key and (there := before.get(key)):
                outcomes.append(there.again(taking, now))
                continue
            try:
                made = desk.issue(taking)
            except QueueRefused as refusal:
                outcomes.append(refusal)
                continue
            outcomes.append(made)
            if key:
                repeated = Taken(made.key, made.code, made.label, is_repeat=True)
                before[key] = _Before(repeated, taking.hall.key, _day_of(taking, now))
        desk.keep()
    return outcomes


@dataclass(frozen=True, slots=True)
class _Before:
    """A ticket that was given under a key, its hall and day."""

    taken: Taken
    hall: uuid.UUID
    day: date

    def again(self, taking: Taking, now: datetime) -> Taken | QueueRefused:
        """The same ticket; of a page that was left open only where and when that can be meant."""
        if taking.number is None and (self.hall, self.day) != (
            taking.hall.key,
            _day_of(taking, now),
        ):
            return QueueRefused("asked_before")
        return self.taken


def _day_of(taking: Taking, now: datetime) -> date:
    return taking.hall.hours.day_of(taking.taken_at or now)


def _delivered(takings: Sequence[Taking]) -> dict[uuid.UUID, _Before]:
    """What came before under the keys of these takings."""
    keys = [one.delivery_key for one in takings if one.delivery_key]
    if not keys:
        return {}
    rows = Ticket.objects.filter(delivery_key__in=keys)
    return {
        key: _Before(Taken(pk, code, label, is_repeat=True), hall, day)
        for key, pk, code, label, hall, day in rows.values_list(
            "delivery_key", "pk", "code", "label", "hall", "day"
        )
        if key
    }


SeriesKey = tuple[uuid.UUID, date, str]


class _Desk:
    """The locked series of a batch, and the rows that it adds."""

    def __init__(self, takings: Sequence[Taking], now: datetime) -> None:
        self.now = now
        self.series = self._locked({self._key(one) for one in takings})
        self.read = {key: row.last for key, row in self.series.items()}
        self.given = self._given(takings)
        self.rows: list[tuple[Ticket, Taking]] = []

    def issue(self, taking: Taking) -> Taken:
        """Gives the next number. Raises QueueRefused."""
        at = taking.taken_at or self.now
        if at > self.now + TOLERANCE:
            raise QueueRefused("taken_in_future", at=at)
        hall, line = taking.hall, taking.queue
        key = self._key(taking)
        row, day = self.series[key], key[1]
        number = row.last + 1
        if taking.number is not None and taking.number != number:
            code = "kiosk_number_gap" if taking.number > number else "kiosk_number_used"
            raise QueueRefused(code, expected=number)
        if taking.number is None:
            check_issue(
                IssuePolicy(cap=line.daily_cap, ended_at=hall.issuing_ended_at(day)),
                hours=hall.hours,
                now=at,
                issued=self.given[line.key, day],
                last_served=taking.last_served,
            )
        row.last = number
        self.given[line.key, day] += 1
        ticket = Ticket(
            hall_id=hall.key,
            day=day,
            queue_id=line.key,
            series=row,
            number=number,
            label=format_number(line.prefix, number, taking.mark),
            code=taking.code,
            channel=taking.channel,
            point_id=taking.point.key if taking.point else None,
            language=taking.language,
            is_priority=taking.is_priority,
            needs=list(taking.needs),
            promise_minutes=line.promise(day).minutes,
            delivery_key=taking.delivery_key,
            version=1,
        )
        issued = Happened(TicketAct.ISSUED, at, service=str(line.key))
        project(ticket, fold([issued], promise=line.promise(day), hours=hall.hours))
        self.rows.append((ticket, taking))
        return Taken(ticket.pk, ticket.code, ticket.label)

    def keep(self) -> None:
        """Writes what was issued."""
        if not self.rows:
            return
        for ticket, taking in self.rows:
            if ticket.number == 1:
                keep_hours(ticket.hall_id, taking.hall.hours, {ticket.day})
        Ticket.objects.bulk_create([ticket for ticket, _ in self.rows])
        TicketEvent.objects.bulk_create(
            TicketEvent(
                ticket=ticket,
                position=1,
                act=TicketAct.ISSUED,
                at=ticket.taken_at,
                device_at=taking.device_at,
                queue_id=ticket.queue_id,
                by_id=taking.by,
                values={THEN: [str(one) for one in taking.then]} if taking.then else {},
            )
            for ticket, taking in self.rows
        )
        Leg.objects.bulk_create(
            Leg(ticket=ticket, queue_id=ticket.queue_id, position=1, waiting_since=ticket.taken_at)
            for ticket, _ in self.rows
        )
        changed = [row for key, row in self.series.items() if row.last != self.read[key]]
        NumberSeries.objects.bulk_update(changed, ["last"])
        beat({ticket.hall_id for ticket, _ in self.rows})

    def _key(self, taking: Taking) -> SeriesKey:
        return taking.queue.key, _day_of(taking, self.now), taking.mark

    def _locked(self, keys: set[SeriesKey]) -> dict[SeriesKey, NumberSeries]:
        rows = self._read(keys)
        if missing := keys - rows.keys():
            NumberSeries.objects.bulk_create(
                [NumberSeries(queue_id=one, day=day, mark=mark) for one, day, mark in missing],
                ignore_conflicts=True,
            )
            rows = self._read(keys)
        return rows

    def _read(self, keys: set[SeriesKey]) -> dict[SeriesKey, NumberSeries]:
        """Those that are there, locked in the order of their lines, days and marks."""
        found = NumberSeries.objects.select_for_update().filter(
            queue__in={one for one, _, _ in keys}, day__in={day for _, day, _ in keys}
        )
        rows = {
            (row.queue_id, row.day, row.mark): row for row in found.order_by("queue", "day", "mark")
        }
        return {key: row for key, row in rows.items() if key in keys}

    def _given(self, takings: Sequence[Taking]) -> dict[tuple[uuid.UUID, date], int]:
        """How many numbers of a line were given on a day, of all its series, where it has a cap."""
        capped = {one.queue.key for one in takings if one.queue.daily_cap is not None}
        days = {key[1] for key in self.series}
        return defaultdict(int, _counted(capped, days))


def _counted(
    queues: Collection[uuid.UUID], days: Collection[date]
) -> dict[tuple[uuid.UUID, date], int]:
    """Numbers that were given and those that booked visitors will get, by line and day."""
    if not queues:
        return {}
    counts: dict[tuple[uuid.UUID, date], int] = defaultdict(int)
    sums = NumberSeries.objects.filter(queue__in=queues, day__in=days).order_by()
    for line, day, total in sums.values_list("queue", "day").annotate(total=Sum("last")):
        counts[line, day] += total
    booked = Ticket.objects.filter(queue__in=queues, day__in=days, state=TicketState.BOOKED)
    for line, day, total in (
        booked.order_by().values_list("queue", "day").annotate(total=Count("pk"))
    ):
        counts[line, day] += total
    return counts


def numbers_given(setup: HallSetup, day: date) -> dict[uuid.UUID, int]:
    """Of each line with a cap: the numbers of a day, bookings included."""
    capped = {one.key for one in setup.queues if one.daily_cap is not None}
    return {line: total for (line, _day), total in _counted(capped, {day}).items()}


def held_series(queue: uuid.UUID, day: date) -> NumberSeries:
    """The server's own series of a line, locked until the caller's transaction ends."""
    mine = NumberSeries.objects.select_for_update().filter(queue=queue, day=day, mark="")
    row = mine.first()
    if row is None:
        NumberSeries.objects.bulk_create(
            [NumberSeries(queue_id=queue, day=day)], ignore_conflicts=True
        )
        row = mine.get()
    return row


def next_number(queue: uuid.UUID, day: date) -> tuple[NumberSeries, int]:
    """The next number of that series; whoever calls it writes it down in the same transaction."""
    row = held_series(queue, day)
    row.last += 1
    row.save(update_fields=["last"])
    return row, row.last


def beat(halls: Collection[uuid.UUID]) -> None:
    """Tells whoever shows these halls that something changed. In the caller's transaction.

    Written last: until the commit everybody else who changes the hall waits here.
    """
    for hall in sorted(halls):
        HallPulse.objects.filter(pk=hall).update(beat=F("beat") + 1)
    for tell in _told:
        transaction.on_commit(tell)


_told: list[Callable[[], None]] = []


def when_beaten(tell: Callable[[], None]) -> None:
    """Calls `tell` after each commit of this process that changed a hall."""
    _told.append(tell)
