"""What was done to tickets behind the program's back is named."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bening.adapters import queue_sql
from bening.domain.queueing import TicketAct
from bening.queues.changes import change, held_ticket
from bening.queues.models import Ticket, TicketEvent
from bening.queues.registration import examine_tickets
from tests.features.queues.halls import MINUTE, SmallHall
from tests.people import NOW

pytestmark = pytest.mark.django_db


def found() -> set[str]:
    return {one.code for one in examine_tickets() if not isinstance(one, int)}


@pytest.fixture
def cancelled(hall: SmallHall) -> Ticket:
    """The first of three numbers, cancelled by its visitor."""
    tickets = [hall.take(now=NOW + at * MINUTE) for at in range(3)]
    with transaction.atomic():
        held = held_ticket(tickets[0].pk)
        change(held, TicketAct.CANCELLED, setup=hall.setup, at=NOW + 5 * MINUTE)
    return held


def test_an_honest_hall_has_no_findings(cancelled: Ticket) -> None:
    assert cancelled.version == 2
    assert sum(one for one in examine_tickets() if isinstance(one, int)) == 3
    assert found() == set()


def test_the_database_refuses_to_change_an_event(cancelled: Ticket) -> None:
    events = TicketEvent.objects.filter(ticket=cancelled)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        events.update(at=NOW - timedelta(hours=1))
    assert events.filter(at__lt=NOW).count() == 0


def test_a_time_that_was_set_back_is_named(cancelled: Ticket) -> None:
    Ticket.objects.filter(pk=cancelled.pk).update(taken_at=NOW + 3 * MINUTE)
    assert found() == {"ticket_disagrees"}


def test_an_event_that_was_taken_out_is_named(cancelled: Ticket) -> None:
    TicketEvent.objects.filter(ticket=cancelled, position=2).delete()
    assert found() == {"ticket_event_missing"}


def test_a_ticket_that_was_taken_out_is_named(cancelled: Ticket) -> None:
    cancelled.legs.all().delete()
    cancelled.events.all().delete()
    Ticket.objects.filter(pk=cancelled.pk).delete()
    assert found() == {"ticket_missing"}


@pytest.mark.usefixtures("cancelled")
def test_a_guard_that_was_taken_away_is_named() -> None:
    queue_sql.remove_guard()
    assert found() == {"ticket_guard_missing"}
