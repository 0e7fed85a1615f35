"""The visitor on the phone: choosing, the number's page in each state, what a visitor may do."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bening.domain.queueing import QueueRefused, TicketAct
from bening.queues import looks
from bening.queues.actions import visitors
from bening.queues.changes import By, change, held_ticket
from bening.queues.live import live
from bening.queues.models import CounterSession, Ticket
from tests.features.queues.halls import MINUTE, SmallHall
from tests.people import NOW

pytestmark = pytest.mark.django_db

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what the views read as now; begins at NOW."""

    def move(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)
        live.forget()
        looks.forget()

    move(NOW)
    return move


def sit(hall: SmallHall, number: int = 1) -> CounterSession:
    staff = {1: hall.officer, 2: hall.second}[number]
    return CounterSession.objects.create(
        counter=hall.counters[number], staff=staff, opened_at=NOW - MINUTE
    )


def act(hall: SmallHall, ticket: Ticket, *acts: TicketAct, at: datetime) -> Ticket:
    """Officers' deeds, a minute apart, at the first counter."""
    for place, one in enumerate(acts):
        held = held_ticket(ticket.pk)
        by = By(counter=hall.counters[1].pk)
        change(held, one, setup=hall.setup, at=at + place * MINUTE, by=by)
    ticket.refresh_from_db()
    live.forget()
    looks.forget()
    return ticket


def text_of(page: str) -> str:
    """What can be read on a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()


def shown(client: Client, ticket: Ticket) -> str:
    answer = client.get(f"/tiket/{ticket.code}/")
    assert answer.status_code == 200
    return text_of(answer.content.decode())


# --- choosing


def test_the_needs_with_who_waits_and_how_long(hall: SmallHall, client: Client, clock: Clock) -> None:
    sit(hall)
    hall.take("A")
    hall.take("A")
    page = text_of(client.get("/antrean/dukcapil/").content.decode())
    assert "Akta kelahiran" in page
    assert re.search(r"2 orang menunggu, sekitar \d+–\d+ menit", page)
    assert "Tidak ada antrean" in page
    assert "dilayani dalam 45 menit" in page
