"""The officer's button reads little of the line and finds whom the whole rule finds."""

import math
import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bening.domain.queueing import QueueRefused, next_up
from bening.queues import kept_setups
from bening.queues.actions import calls, counters, serving
from bening.queues.desks import skills_of
from bening.queues.kept_setups import setup_now
from bening.queues.lines import Place, next_at, passed_by
from bening.queues.models import CounterStaff, Hall, Queue, Ticket, TicketState
from bening.queues.today import as_waiting, served_on
from tests.features.queues.halls import MINUTE, SmallHall
from tests.people import NOW

pytestmark = pytest.mark.django_db


def drawn(hall: SmallHall, seed: int) -> None:
    """A line of fifteen, some escalated, booked, late or of priority groups, some of one time."""
    rng = random.Random(seed)
    Ticket.objects.all().delete()
    for _visitor in range(15):
        ago = rng.choice((0, 5, 5, 12, 20, 31, 40, 52)) * MINUTE
        ticket = hall.take(rng.choice("ABC"), now=NOW - ago, is_priority=rng.random() < 0.3)
        values: dict[str, Any] = {}
        if rng.random() < 0.25:
            values |= {"escalated_at": NOW, "passed_over": rng.randrange(3)}
        if rng.random() < 0.2:
            values["appointment"] = NOW + rng.choice((-10, 0, 20)) * MINUTE
        if rng.random() < 0.2:
            values["paused_seconds"] = rng.choice((60, 600, 1800))
        if rng.random() < 0.2:
            values["away_until"] = NOW + rng.choice((-5, 5)) * MINUTE
        if rng.random() < 0.1:
            values["state"] = TicketState.SKIPPED
        if values:
            Ticket.objects.filter(pk=ticket.pk).update(**values)


@pytest.mark.parametrize("kind", ["first", "ratio", "none"])
def test_the_few_that_are_read_hold_the_choice_of_the_rule(hall: SmallHall, kind: str) -> None:
    Hall.objects.filter(pk=hall.hall.pk).update(priority=kind)
    held = Hall.objects.select_related("unit__agency").get(pk=hall.hall.pk)
    kept_setups.forget()
    setup = setup_now(held, NOW)
    staff = hall.staff("Wulan Asri", lines="AC")
    place = Place(setup, hall.counters[1], staff.pk, skills_of(hall.counters[1], staff))
    assert len(place.skills) == 2
    reasons = set()
    for seed in range(25):
        drawn(hall, seed)
        rows = Ticket.objects.filter(state=TicketState.WAITING)
        whole = next_up(
            [as_waiting(one) for one in rows],
            skills={str(key) for key in place.skills},
            policy=setup.priority,
            now=NOW,
            served=served_on(setup, NOW),
        )
        assert next_at(place, NOW) == whole
        if whole is None:
            continue
        reasons.add(whole.reason)
        chosen = Ticket.objects.get(pk=whole.key)
        assert tuple(map(str, passed_by(place, as_waiting(chosen), NOW))) == whole.passes
        second = next_at(place, NOW, without=[chosen.pk])
        rest = rows.exclude(pk=chosen.pk)
        assert second == next_up(
            [as_waiting(one) for one in rest],
            skills={str(key) for key in place.skills},
            policy=setup.priority,
            now=NOW,
            served=served_on(setup, NOW),
        )
    assert len(reasons) > 2


def test_an_officer_without_lines_of_their_own_serves_those_of_the_counter(hall: SmallHall) -> None:
    hall.counters[1].queues.set([hall.queues["B"]])
    assert skills_of(hall.counters[1], hall.officer) == {hall.queues["B"].pk}
    only_c = hall.staff("Wulan Asri", lines="C")
    assert skills_of(hall.counters[1], only_c) == frozenset()


def test_the_button_costs_the_same_however_long_the_line(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_setups, "FRESH", math.inf)  # however slow the machine

    def queries(staff: CounterStaff, number: int) -> int:
        counters.open_counter(
            hall=hall.hall, counter=hall.counters[number], by=staff.person, now=NOW
        )
        with CaptureQueriesContext(connection) as seen:
            calls.call_next(hall=hall.hall, by=staff.person, now=NOW + 5 * MINUTE)
        return len(seen)

    hall.take()
    queries(hall.officer, 1)  # reads the set-up
    hall.take()
    few = queries(hall.second, 2)
    for _visitor in range(30):
        hall.take("B", is_priority=True)
    assert queries(hall.supervisor, 3) == few <= 17


def test_a_hall_with_its_own_numbers_of_priority_gives_turns(hall: SmallHall) -> None:
    Hall.objects.filter(pk=hall.hall.pk).update(priority="ratio", normal_per_priority=2)
    held = Hall.objects.select_related("unit__agency").get(pk=hall.hall.pk)
    kept_setups.forget()
    staff = hall.officer
    counters.open_counter(hall=held, counter=hall.counters[1], by=staff.person, now=NOW)
    for _turn in range(3):
        hall.take("A", is_priority=True, now=NOW - MINUTE)
    for _turn in range(4):
        hall.take("B", now=NOW - 2 * MINUTE)
    seen = ""
    at = timedelta()
    while True:
        at += MINUTE
        try:
            ticket = calls.call_next(hall=held, by=staff.person, now=NOW + at)
        except QueueRefused:
            break
        seen += "P" if ticket.is_priority else "n"
        for deed in (serving.start, serving.finish):
            ticket.refresh_from_db()
            deed(hall=held, ticket=ticket.pk, version=ticket.version, by=staff.person,
                 now=NOW + at + 30 * timedelta(seconds=1))  # fmt: skip
    assert seen == "PnnPnnP"
    assert Queue.objects.count() == 3
