"""A small service hall: three lines, three counters, an officer each, a coordinator, a promise."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.queues.issuing import Taking, take_number
from bening.queues.models import (
    Counter,
    CounterStaff,
    Hall,
    HallPulse,
    HallSpan,
    Queue,
    ServicePromise,
    SpanKind,
    TakingChannel,
    Ticket,
)
from bening.queues.setups import HallSetup, setup_of
from bening.services.models import Service
from tests.people import NOW, SINCE, TODAY, Cast, make_person

LINES = {"A": "Akta kelahiran", "B": "Kartu Keluarga", "C": "Legalisasi"}
KEY = bytes(range(32))
MINUTE = timedelta(minutes=1)


@dataclass
class SmallHall:
    """The hall and its people. Open on weekdays 08.00 to 15.30, a break from 12.00 to 13.00."""

    cast: Cast
    hall: Hall
    queues: dict[str, Queue] = field(default_factory=dict)
    counters: dict[int, Counter] = field(default_factory=dict)

    @cached_property
    def setup(self) -> HallSetup:
        """As read at NOW."""
        return setup_of(self.hall.pk, TODAY)

    @cached_property
    def officer(self) -> CounterStaff:
        """Serves every line."""
        return self.staff("Sekar Ayu")

    @cached_property
    def second(self) -> CounterStaff:
        """Another officer."""
        return self.staff("Dimas Putra")

    @cached_property
    def supervisor(self) -> CounterStaff:
        """Leads the hall."""
        return self.staff("Gita Permata", is_supervisor=True)

    def staff(self, name: str, *, is_supervisor: bool = False, lines: str = "") -> CounterStaff:
        """Somebody of the agency who serves here."""
        person: Person = make_person(name, agency=self.cast.agency)
        made = CounterStaff.objects.create(
            hall=self.hall, person=person, is_supervisor=is_supervisor, starts_on=SINCE
        )
        made.queues.set(self.queues[line] for line in lines)
        return made

    def take(self, line: str = "A", *, now: datetime = NOW, is_priority: bool = False) -> Ticket:
        """A number, taken by phone."""
        taking = Taking(
            hall=self.setup,
            queue=self.setup.queue(self.queues[line].pk),
            channel=TakingChannel.PHONE,
            is_priority=is_priority,
        )
        return Ticket.objects.get(pk=take_number(taking, now=now).key)


def make_hall(cast: Cast, slug: str = "dukcapil", *, unit: WorkUnit | None = None) -> SmallHall:
    """An opened hall of the cast's unit, with a promise of 45 minutes."""
    unit = unit or cast.unit
    hall = Hall.objects.create(
        agency=unit.agency,
        unit=unit,
        slug=slug,
        name="Ruang layanan utama",
        presence_key=KEY,
        added_at=NOW,
        opened_at=NOW,
    )
    HallPulse.objects.create(hall=hall)
    made = SmallHall(cast, hall)
    for order, (prefix, name) in enumerate(LINES.items(), 1):
        service = Service.objects.create(
            agency=unit.agency, unit=unit, code=f"L{prefix}", name=name, added_at=NOW
        )
        made.queues[prefix] = Queue.objects.create(
            hall=hall, service=service, prefix=prefix, order=order, standard_minutes=10
        )
    for number in (1, 2, 3):
        counter = made.counters[number] = Counter.objects.create(hall=hall, number=number)
        counter.queues.set(made.queues.values())
    for weekday in range(5):
        HallSpan.objects.create(hall=hall, weekday=weekday, begins=time(8), ends=time(15, 30))
        HallSpan.objects.create(
            hall=hall, weekday=weekday, kind=SpanKind.BREAK, begins=time(12), ends=time(13)
        )
    ServicePromise.objects.create(
        hall=hall, starts_on=date(2025, 1, 1), made_by=cast.pic, made_at=NOW
    )
    return made
