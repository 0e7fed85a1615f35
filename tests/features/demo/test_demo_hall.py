"""The hall of the demo: its figures at any time, people in it only while it is open."""

from datetime import UTC, datetime

import pytest

from bening.config.demo import people, queueing, serving
from bening.config.demo.cast import MAIN_UNIT
from bening.config.demo.stage import Stage
from bening.queues.models import (
    CounterSession,
    Hall,
    PromiseBreach,
    QueueDay,
    Ticket,
    TicketState,
)
from bening.queues.readiness import missing_of
from bening.services.actions import add_service

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OPEN = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
"""A Monday, half past ten in the hall."""
JUST_OPEN = datetime(2026, 11, 23, 1, 3, tzinfo=UTC)
CLOSED = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)


def hall_at(now: datetime) -> Hall:
    """The hall of a demo that is made at that moment."""
    stage: Stage = people.set_up(now, lambda _: None)
    for plan in serving.SERVICES[MAIN_UNIT]:  # without the registers of their years
        add_service(
            unit=stage.units[MAIN_UNIT],
            code=plan.code,
            name=plan.name,
            tariff=plan.tariff,
            tariff_basis=plan.basis,
            by=stage.pics[MAIN_UNIT],
            now=stage.at(300),
        )
    queueing.queue(stage)
    return Hall.objects.get()


def test_open_hall_has_people_in_it() -> None:
    hall = hall_at(OPEN)

    assert missing_of(hall, OPEN.date()) == []
    states = list(hall.tickets.values_list("state", flat=True))
    assert states.count(TicketState.WAITING) == len(queueing.LATELY) - 2
    assert states.count(TicketState.SERVING) == 2
    assert CounterSession.objects.filter(closed_at=None).count() == 2
    assert not hall.tickets.filter(is_kept=False).exists()
    check_figures(hall)


@pytest.mark.parametrize("now", [JUST_OPEN, CLOSED])
def test_nobody_came_before_it_opened(now: datetime) -> None:
    hall = hall_at(now)

    opened = datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert not Ticket.objects.filter(taken_at__lt=opened).exists()
    assert Ticket.objects.count() == (1 if now == JUST_OPEN else 0)
    check_figures(hall)


def check_figures(hall: Hall) -> None:
    """Sixty days; most promises were kept, some were not, and nearly all of those explained."""
    rows = QueueDay.objects.filter(queue__hall=hall)
    assert rows.values("day").distinct().count() == queueing.DAYS
    judged = sum(rows.values_list("judged", flat=True))
    kept = sum(rows.values_list("kept", flat=True))
    assert 0.93 < kept / judged < 1
    breaches = PromiseBreach.objects.filter(hall=hall)
    assert breaches.count() == judged - kept
    assert breaches.filter(cause="").count() == queueing.UNEXPLAINED
