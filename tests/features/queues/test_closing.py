"""The end of a day: what expires, what is counted, what is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from bening.domain.queueing import TicketAct
from bening.queues import closing, kept_setups, ladder
from bening.queues.actions import calls, counters, serving
from bening.queues.changes import By, change, held_ticket
from bening.queues.day_figures import from_day
from bening.queues.live import live
from bening.queues.models import (
    BreachKind,
    CounterSession,
    Leg,
    PromiseBreach,
    QueueDay,
    Ticket,
    TicketEvent,
    TicketState,
)
from bening.queues.today import read_pace
from tests.features.queues.halls import MINUTE, SmallHall
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
CLOSING = datetime(2026, 4, 15, 8, 30, tzinfo=UTC)  # 15.30 WIB
OVER = CLOSING + timedelta(hours=2)
MIDNIGHT = datetime(2026, 4, 15, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    live.forget()
    kept_setups.forget()


def serve(hall: SmallHall, at: datetime, minutes: int = 5) -> Ticket:
    """The next number: called, started at once, finished some minutes later."""
    who = hall.officer.person
    counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=who, now=at)
    one = calls.call_next(hall=hall.hall, by=who, now=at)
    one = serving.start(hall=hall.hall, ticket=one.pk, version=one.version, by=who, now=at)
    one.refresh_from_db()
    return serving.finish(
        hall=hall.hall, ticket=one.pk, version=one.version, by=who, now=at + minutes * MINUTE
    )


def test_a_day_is_closed_once_it_is_over(hall: SmallHall) -> None:
    hall.take("A")
    assert closing.close_days(now=CLOSING + 119 * MINUTE) == 0
    assert closing.close_days(now=OVER) == 1
    assert closing.close_days(now=OVER + MINUTE) == 0
    assert Ticket.objects.get().state == TicketState.EXPIRED


def test_who_was_left_waiting_was_promised_more(hall: SmallHall) -> None:
    hall.queues["A"].compensation = "Diantar tanpa biaya"
    hall.queues["A"].save()
    first, late = hall.take("A"), hall.take("A", now=CLOSING - 20 * MINUTE)
    closing.close_days(now=OVER)
    kinds = PromiseBreach.objects.values_list("ticket_id", "kind", "compensation")
    assert set(kinds) == {
        (first.pk, BreachKind.EXPIRED, "Diantar tanpa biaya"),
        (late.pk, BreachKind.EXPIRED, "Diantar tanpa biaya"),
    }
    assert QueueDay.objects.get().kept == 0
    assert QueueDay.objects.get().judged == 2


def test_a_program_that_was_down_for_days_counts_no_hour_of_them(hall: SmallHall) -> None:
    ticket = hall.take("A")
    closing.close_days(now=NOW + timedelta(days=3))
    event = TicketEvent.objects.get(ticket=ticket, act="expired")
    assert event.at == MIDNIGHT
    ticket.refresh_from_db()
    # 10.00 to 15.30 without a stop; 45 minutes were promised
    assert ticket.late_seconds == (5.5 * 60 - 45) * 60


def test_what_the_end_of_the_day_ended_is_no_time_of_a_service(hall: SmallHall) -> None:
    """A visit that nobody finished lasted until closing: no estimate learns from it."""
    hall.take("A")
    serve(hall, NOW)
    hall.take("A", now=NOW + 10 * MINUTE)
    who = hall.officer.person
    one = calls.call_next(hall=hall.hall, by=who, now=NOW + 11 * MINUTE)
    serving.start(hall=hall.hall, ticket=one.pk, version=one.version, by=who, now=NOW + 12 * MINUTE)
    closing.close_days(now=OVER)
    assert Leg.objects.filter(served_seconds__gt=0).count() == 2
    line = str(hall.queues["A"].pk)
    assert read_pace(hall.setup, OVER).times[line].visits == 1


def test_what_is_open_is_closed(hall: SmallHall) -> None:
    session = counters.open_counter(
        hall=hall.hall, counter=hall.counters[1], by=hall.officer.person, now=NOW
    )
    counters.begin_break(hall=hall.hall, minutes=10, by=hall.officer.person, now=NOW)
    closing.close_days(now=MIDNIGHT + MINUTE)
    session.refresh_from_db()
    assert session.closed_at == MIDNIGHT
    assert session.break_since is None
    assert not CounterSession.objects.filter(closed_at=None).exists()


def test_tomorrow_is_left_alone(hall: SmallHall) -> None:
    counters.open_counter(
        hall=hall.hall, counter=hall.counters[1], by=hall.officer.person,
        now=NOW + timedelta(days=1),
    )  # fmt: skip
    hall.take("A", now=NOW)
    hall.take("A", now=NOW + timedelta(days=1))
    closing.close_days(now=NOW + timedelta(days=1, minutes=1))
    assert list(Ticket.objects.order_by("day").values_list("state", flat=True)) == [
        TicketState.EXPIRED,
        TicketState.WAITING,
    ]
    assert CounterSession.objects.filter(closed_at=None).count() == 1


def test_the_figures_are_those_of_the_visits(hall: SmallHall) -> None:
    for line in "AA":
        hall.take(line, now=NOW)
    hall.take("B", now=NOW + timedelta(seconds=10))
    serve(hall, NOW + 7 * MINUTE)  # A in 7 minutes
    serve(hall, NOW + 50 * MINUTE, minutes=9)  # A in 50
    hall.take("A", now=NOW + 61 * MINUTE, is_priority=True)
    serve(hall, NOW + 65 * MINUTE)  # B: it waited too long to stand behind a young priority
    serve(hall, NOW + 70 * MINUTE, minutes=3)
    ladder.climb(now=NOW + 75 * MINUTE)
    closing.close_days(now=OVER)
    row = QueueDay.objects.get(queue=hall.queues["A"])
    kept = from_day(row)
    whole = kept.all
    assert (row.visits, row.judged, row.kept) == (3, 3, 2)
    assert (whole.served, whole.kept, whole.not_kept, whole.abandoned) == (3, 2, 1, 0)
    assert whole.waits.minutes == ((7, 1), (9, 1), (50, 1))
    assert whole.waits.percentile(50) == 9
    assert [(key.hour, key.is_priority, one.arrived) for key, one in kept.cells.items()] == [
        (10, False, 2),
        (11, True, 1),
    ]
    assert kept.half_hours[0] == ("08:00", 0, 0, 0)
    by_half = {row[0]: row[1:] for row in kept.half_hours}
    assert by_half["10:00"] == (2, 1, 1)
    assert by_half["11:00"] == (1, 1, 1)
    (officer,) = kept.officers.values()
    assert (officer.services, officer.seconds) == (3, (5 + 9 + 3) * 60)
    other = from_day(QueueDay.objects.get(queue=hall.queues["B"]))
    assert (other.all.not_kept, other.all.abandoned, other.all.served) == (1, 0, 1)
    assert PromiseBreach.objects.count() == 2


def test_a_number_that_came_in_late_is_counted_anew(hall: SmallHall) -> None:
    hall.take("A")
    closing.close_days(now=OVER)
    hall.take("A", now=NOW + MINUTE)  # a kiosk delivers afterwards
    closing.close_days(now=OVER + MINUTE)
    assert QueueDay.objects.get().judged == 2


def test_needs_go_with_the_day_and_tickets_after_ninety_days(hall: SmallHall) -> None:
    ticket = hall.take("A")
    Ticket.objects.update(needs=["wheelchair"])
    closing.close_days(now=OVER)
    ticket.refresh_from_db()
    assert ticket.needs == []
    closing.close_days(now=NOW + timedelta(days=90))
    assert Ticket.objects.exists()
    closing.close_days(now=NOW + timedelta(days=91))
    for model in (Ticket, TicketEvent, Leg):
        assert not model.objects.exists()
    assert PromiseBreach.objects.get().label == "A-001"
    assert QueueDay.objects.get().day == TODAY


def test_closing_twice_changes_nothing(hall: SmallHall) -> None:
    ticket = hall.take("A")
    change(held_ticket(ticket.pk), TicketAct.CANCELLED, setup=hall.setup, at=NOW + MINUTE, by=By())
    hall.take("B")
    for _again in range(2):
        closing.close_day(hall.hall, TODAY, now=OVER)
    assert PromiseBreach.objects.count() == 1
    assert QueueDay.objects.count() == 2
    assert TicketEvent.objects.filter(act="expired").count() == 1
