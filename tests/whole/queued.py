"""A service hall of the unit of the cast, made when named."""

from functools import cached_property

from bening.queues.actions import counters
from bening.queues.models import (
    BackupCall,
    BackupOffer,
    BreachKind,
    CounterSession,
    Hall,
    PromiseBreach,
    Ticket,
)
from tests.features.queues.halls import SmallHall, make_hall
from tests.people import NOW, TODAY, Cast


class Queued:
    """The hall, one who waits in it, and a counter that somebody has opened."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def small(self) -> SmallHall:
        return make_hall(self.cast)

    @property
    def hall(self) -> Hall:
        return self.small.hall

    @cached_property
    def ticket(self) -> Ticket:
        return self.small.take()

    @cached_property
    def session(self) -> CounterSession:
        return counters.open_counter(
            hall=self.hall,
            counter=self.small.counters[1],
            by=self.small.officer.person,
            now=NOW,
        )

    @cached_property
    def offer(self) -> BackupOffer:
        call = BackupCall.objects.create(hall=self.hall, queue=self.small.queues["B"], at=NOW)
        return BackupOffer.objects.create(
            call=call, staff=self.small.second, asked_at=NOW, answer_by=NOW
        )

    @cached_property
    def breach(self) -> PromiseBreach:
        return PromiseBreach.objects.create(
            hall=self.hall,
            queue=self.small.queues["A"],
            label="A-001",
            day=TODAY,
            kind=BreachKind.LATE,
            at=NOW,
            compensation="Diantar tanpa biaya",
        )
