"""What was done to tickets behind the program's back is named."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bening.adapters import queue_sql
from bening.domain.queueing import TicketAct
from bening.queues import closing
from bening.queues.actions import bookings, calls, counters, serving
from bening.queues.changes import change, held_ticket
from bening.queues.checking import FOLDED
from bening.queues.models import QueueDay, ServicePromise, SpecialDays, Ticket, TicketEvent
from bening.queues.registration import examine_tickets
from bening.queues.setups import setup_of
from tests.features.queues.halls import MINUTE, SmallHall
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are looked at as they stand the day after."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=1))


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


@pytest.fixture
def served(hall: SmallHall) -> Ticket:
    """A visit over two lines that was served in time, on a day that is closed."""
    who = hall.officer.person
    hall.take()
    hall.take("B", now=NOW + MINUTE)
    counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=who, now=NOW)
    one = calls.call_next(hall=hall.hall, by=who, now=NOW + 2 * MINUTE)
    one = serving.start(
        hall=hall.hall, ticket=one.pk, version=one.version, by=who, now=NOW + 3 * MINUTE
    )
    serving.transfer(
        hall=hall.hall, ticket=one.pk, version=one.version, queue=hall.queues["C"], is_done=True,
        by=who, now=NOW + 8 * MINUTE,
    )  # fmt: skip
    closing.close_days(now=NOW + timedelta(days=1))
    return Ticket.objects.get(pk=one.pk)


LATER = NOW + 99 * MINUTE
COLUMNS: dict[str, object] = {
    "state": "done", "taken_at": LATER, "promise_from": LATER, "due_at": LATER, "is_kept": True,
    "late_seconds": 7, "paused_seconds": 7, "away_until": LATER, "waiting_since": LATER,
    "called_at": LATER, "last_called_at": LATER, "calls": 2, "returns": 1, "started_at": LATER,
    "ended_at": LATER, "appointment": LATER, "promise_minutes": 60, "label": "A-009",
    "day": TODAY + timedelta(days=1),
}  # fmt: skip
LEG_COLUMNS: dict[str, object] = {
    "waiting_since": LATER, "called_at": LATER, "started_at": LATER, "ended_at": LATER,
    "served_seconds": 1, "calls": 9, "is_taken_back": True,
}  # fmt: skip
DAY_COLUMNS: dict[str, object] = {
    "visits": 9, "judged": 9, "kept": 9, "content": {}, "half_hours": [],
}  # fmt: skip


def told() -> list[str]:
    return [one.detail for one in examine_tickets() if not isinstance(one, int)]


def test_each_column_that_was_changed_is_named(served: Ticket, hall: SmallHall) -> None:
    assert told() == []
    kept = Ticket.objects.filter(pk=served.pk)
    columns = COLUMNS | {"queue_id": hall.queues["A"].pk, "counter_id": hall.counters[3].pk}
    assert {*FOLDED} < set(columns)
    for name, value in columns.items():
        right = kept.values_list(name, flat=True).get()
        assert right != value, name
        with transaction.atomic():
            kept.update(**{name: value})
            (found,) = [one for one in told() if "berbeda dari catatannya" in one]
            assert f"{name}: " in found, found
            assert str(getattr(value, "isoformat", lambda value=value: value)()) in found
            kept.update(**{name: right})
    assert told() == []


def test_each_column_of_a_leg_that_was_changed_is_named(served: Ticket, hall: SmallHall) -> None:
    kept = served.legs.filter(position=1)
    for name, value in (LEG_COLUMNS | {"queue_id": hall.queues["B"].pk}).items():
        right = kept.values_list(name, flat=True).get()
        assert right != value, name
        kept.update(**{name: value})
        (found,) = [one for one in told() if "Bagian kunjungan" in one]
        assert f"1 {name}: " in found
        kept.update(**{name: right})
    served.legs.filter(position=2).delete()
    assert "legs: 1, 2" in told()[0]


def test_each_figure_of_a_day_that_was_changed_is_named(served: Ticket, hall: SmallHall) -> None:
    closing.close_days(now=NOW + timedelta(days=1))
    row = QueueDay.objects.filter(queue=hall.queues["A"])
    for name, value in DAY_COLUMNS.items():
        right = row.values_list(name, flat=True).get()
        assert right != value, name
        row.update(**{name: value})
        (said,) = told()
        assert f"A {TODAY.isoformat()}" in said
        assert name in said
        row.update(**{name: right})
    row.update(half_hours=[[*one[:3], 9] for one in row.get().half_hours])
    assert told() == [], "what a counter could serve then is kept nowhere"
    row.delete()
    assert "visits: None, 1" in told()[0]
    assert found() == {"queue_day_disagrees"}


def test_figures_of_days_whose_tickets_are_gone_stay_unasked(hall: SmallHall) -> None:
    QueueDay.objects.create(queue=hall.queues["A"], day=TODAY, visits=3, made_at=NOW)
    assert told() == []


def test_hours_that_change_afterwards_make_nothing_wrong(hall: SmallHall) -> None:
    """A promise that ends tomorrow was promised with the hours known then."""
    hall.take(now=NOW + timedelta(hours=5, minutes=15))  # 15.15, closing at 15.30
    closing.close_days(now=NOW + timedelta(days=1))
    SpecialDays.objects.create(
        hall=hall.hall, name="Libur", starts_on=TODAY + timedelta(days=1),
        ends_on=TODAY + timedelta(days=1), spans=[],
    )  # fmt: skip
    assert told() == []


def test_a_booked_visit_has_the_promise_of_its_day(hall: SmallHall) -> None:
    line = hall.queues["A"]
    line.slot_minutes, line.slot_seats = 30, 2
    line.save()
    setup, at = setup_of(hall.hall.pk, TODAY), NOW + timedelta(days=1, minutes=90)
    booked = bookings.book(setup=setup, line=setup.queue(line.pk), at=at, now=NOW)
    ServicePromise.objects.create(
        hall=hall.hall, starts_on=TODAY + timedelta(days=1), minutes=30, warn_at=20,
        prealert_at=25, head_at=40, made_by=hall.cast.pic, made_at=NOW,
    )  # fmt: skip
    assert told() == []
    setup = setup_of(hall.hall.pk, TODAY + timedelta(days=1))
    came = bookings.check_in(ticket=booked, setup=setup, version=1, now=at)
    assert (booked.promise_minutes, came.promise_minutes) == (45, 30)
    assert came.due_at == at + 30 * MINUTE
    assert told() == []


@pytest.mark.usefixtures("cancelled")
def test_a_guard_that_was_taken_away_is_named() -> None:
    queue_sql.remove_guard()
    assert found() == {"ticket_guard_missing"}
