"""What the coordinator sees: the forecast, the promise of the day, counters, and what is odd."""

import uuid
from collections import Counter as Counted
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.functional import cached_property

from bening.domain.queueing import Promise, TicketAct
from bening.domain.queueing.estimates import (
    OPEN_ANOTHER_ABOVE,
    Forecast,
    forecast,
    with_counter,
)
from bening.domain.queueing.hall import CounterNow
from bening.queues.console import minutes, percent
from bening.queues.hall_hours import IssuingEnd
from bening.queues.handed import handed_today
from bening.queues.kiosk_oddities import Odd, odd_kiosks
from bening.queues.models import (
    BackupDuty,
    BackupOffer,
    Counter,
    Hall,
    Leg,
    PromiseBreach,
    Ticket,
    TicketEvent,
    TicketState,
)
from bening.queues.setups import HallSetup, QueueSetup
from bening.queues.today import HallToday, OpenCounter
from bening.queues.wait_chart import WaitChart, future_waits, past_waits

FAKE_START = timedelta(seconds=20)
"""Whoever is finished sooner after the start was hardly served."""
LONG = 2
"""A service that lasts so many times its mean is called long."""
MOST_ODD = 30
TARGET = 95


@dataclass(frozen=True, slots=True)
class CounterRow:
    """One counter: who sits there and whom it serves since when."""

    counter: Counter
    open: OpenCounter | None
    officer: str
    lasts: int
    is_long: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the simulation says of the tickets that wait now; `late` are those already over."""

    count: int
    first: datetime | None
    last: datetime | None
    percent: int
    late: int

    @property
    def is_calm(self) -> bool:
        """Whether nobody is late, or in danger above 30 %."""
        return not (self.count or self.late)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another counter, and what would come of it. `line`: the one most in danger."""

    counter: Counter
    line: QueueSetup
    outlook: Outlook
    seen: Forecast


@dataclass(frozen=True, slots=True)
class Duty:
    """A backup officer of the day, and what was asked of them last."""

    duty: BackupDuty
    offer: BackupOffer | None


@dataclass(frozen=True)
class Board:
    """The hall at a moment."""

    hall: Hall
    today: HallToday
    seen: Forecast

    @property
    def now(self) -> datetime:
        """The moment shown."""
        return self.today.now

    @property
    def end(self) -> IssuingEnd | None:
        """When and why the issuing of today was ended early."""
        return self.setup.ends.get(self.setup.hours.day_of(self.now))

    @property
    def setup(self) -> HallSetup:
        """The hall as set up."""
        return self.today.setup

    @property
    def day(self) -> date:
        """The day of the hall."""
        return self.setup.hours.day_of(self.now)

    @cached_property
    def outlook(self) -> Outlook:
        """Who may be called too late if nothing changes."""
        return outlook_of(self.today, self.seen)

    @cached_property
    def proposal(self) -> Proposal | None:
        """The first closed counter, simulated as open; None where nobody is in danger."""
        if self.outlook.is_calm:
            return None
        open_ones = {one.counter for one in self.today.counters}
        free = [one for one in self.counters if one.counter.pk not in open_ones]
        if not free:
            return None
        counter = free[0].counter
        skills = frozenset(str(line.pk) for line in counter.queues.all())
        hall = with_counter(self.today.hall_now, CounterNow(str(counter.pk), skills))
        seen = forecast(hall, seed=f"{self.setup.key} {self.now.isoformat()}")
        return Proposal(counter, self._endangered, outlook_of(self.today, seen), seen)

    @property
    def _endangered(self) -> QueueSetup:
        """The line with the most tickets in danger."""
        lines = Counted(one.queue_id for one in endangered_in(self.today, self.seen))
        return self.setup.queue(lines.most_common(1)[0][0])

    @cached_property
    def counters(self) -> Sequence[CounterRow]:
        """Every counter in use."""
        open_ones = {one.counter: one for one in self.today.counters}
        people = dict(
            self.hall.staff.filter(pk__in=[one.staff for one in self.today.counters]).values_list(
                "pk", "person__name"
            )
        )
        rows = self.hall.counters.filter(closed_on=None).prefetch_related("queues")
        return [self._row(one, open_ones.get(one.pk), people) for one in rows]

    def _row(
        self, counter: Counter, desk: OpenCounter | None, people: Mapping[uuid.UUID, str]
    ) -> CounterRow:
        if desk is None:
            return CounterRow(counter, None, "", 0, is_long=False)
        name = people.get(desk.staff, "")
        if desk.serving is None:
            return CounterRow(counter, desk, name, 0, is_long=False)
        since = desk.serving.started_at or desk.serving.last_called_at or self.now
        lasts = self.now - since
        mean = self.today.times[str(desk.serving.queue_id)].mean
        return CounterRow(counter, desk, name, minutes(lasts), is_long=lasts > LONG * mean)

    @cached_property
    def promise(self) -> Promise | None:
        """The ladder of the hall's first line, as told beside the board."""
        lines = self.setup.offered or self.setup.queues
        return lines[0].promise(self.day) if lines and lines[0].promises else None

    @cached_property
    def kept(self) -> tuple[int, int]:
        """Promises kept today, of those decided."""
        rows = Ticket.objects.filter(hall=self.hall, day=self.day, is_kept__isnull=False)
        decided = list(rows.order_by().values_list("is_kept", flat=True))
        return sum(map(bool, decided)), len(decided)

    @cached_property
    def overdue(self) -> Sequence[Ticket]:
        """Those who wait although their promise is over."""
        return overdue_in(self.today, self.seen)

    @cached_property
    def breaches(self) -> Sequence[PromiseBreach]:
        """Promises broken today."""
        return list(PromiseBreach.objects.filter(hall=self.hall, day=self.day)[:MOST_ODD])

    @cached_property
    def duties(self) -> Sequence[Duty]:
        """Who can be asked today, in order."""
        rows = BackupDuty.objects.filter(staff__hall=self.hall, weekday=self.day.weekday())
        asked = {
            one.staff_id: one
            for one in BackupOffer.objects.filter(
                call__hall=self.hall, asked_at__gte=self.now - timedelta(hours=12)
            ).order_by("asked_at")
        }
        return [
            Duty(one, asked.get(one.staff_id))
            for one in rows.select_related("staff__person").prefetch_related("staff__queues")
        ]

    @cached_property
    def handed(self) -> Sequence[tuple[str, int]]:
        """How many numbers each officer took for visitors today."""
        return handed_today(self.hall, self.now)

    @cached_property
    def odd(self) -> Sequence[Odd]:
        """What kiosks lack, calls out of turn, starts finished at once, visits taken back."""
        kiosks = odd_kiosks(self.hall, self.setup, self.day, self.now)
        return [*kiosks, *odd_of(self.hall, self.day)]

    @cached_property
    def chart(self) -> WaitChart:
        """The longest waits of the last hour, and of the next by the simulation."""
        return WaitChart(
            promise=self.promise.minutes if self.promise else 0,
            past=past_waits(self.hall, self.day, self.now),
            future=future_waits(
                self.today, self.seen, self.proposal.seen if self.proposal else None
            ),
        )


def outlook_of(today: HallToday, seen: Forecast) -> Outlook:
    """Those whose chance to be called too late is above 30 %, apart from those who are late."""
    late = {one.pk for one in overdue_in(today, seen)}
    danger = [one for one in endangered_in(today, seen) if one.pk not in late]
    due = sorted(one.due_at for one in danger if one.due_at)
    chances = [chance for key, chance in seen.chances.items() if uuid.UUID(key) not in late]
    return Outlook(
        len(danger),
        due[0] if due else None,
        due[-1] if due else None,
        percent(max(chances, default=None)) or 0,
        len(late),
    )


def overdue_in(today: HallToday, seen: Forecast) -> Sequence[Ticket]:
    """The tickets whose promise is over while they still wait, the longest late first."""
    found = [
        (one.due_at, one)
        for key, one in today.tickets.items()
        if str(key) in seen.chances and one.due_at is not None and one.due_at <= today.now
    ]
    return [one for _due, one in sorted(found, key=lambda pair: (pair[0], str(pair[1].pk)))]


def endangered_in(today: HallToday, seen: Forecast) -> Sequence[Ticket]:
    """The tickets whose chance to be called too late is above 30 %."""
    return [
        one
        for key, one in today.tickets.items()
        if seen.chances.get(str(key), 0) > OPEN_ANOTHER_ABOVE
    ]


def odd_of(hall: Hall, day: date) -> Sequence[Odd]:
    """What is odd on a day, the latest first: two queries."""
    events = TicketEvent.objects.filter(
        Q(act=TicketAct.CALLED) & ~Q(reason="") | Q(act=TicketAct.REOPENED),
        ticket__hall=hall,
        ticket__day=day,
    ).select_related("ticket", "by", "counter")
    found = [
        Odd(
            "out_of_turn" if one.act == TicketAct.CALLED else "reopened",
            one.ticket.label,
            one.at,
            str(one.by or ""),
            one.counter.number if one.counter else None,
            one.reason,
        )
        for one in events.order_by("-at")[:MOST_ODD]
    ]
    legs = Leg.objects.filter(  # a start that is held at once stops the clock as well
        Q(ended_at__isnull=False) | Q(ticket__state=TicketState.ON_HOLD),
        ticket__hall=hall,
        ticket__day=day,
        started_at__isnull=False,
        served_seconds__lt=FAKE_START.total_seconds(),
    ).select_related("ticket", "session__staff__person", "session__counter")
    found += [
        Odd(
            "at_once",
            one.ticket.label,
            one.ended_at or one.started_at,
            str(one.session.staff.person) if one.session else "",
            one.session.counter.number if one.session else None,
            "",
        )
        for one in legs.order_by("-started_at")[:MOST_ODD]
        if one.started_at
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)
