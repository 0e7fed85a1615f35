"""Booked times: seats that nobody gets twice, the number at check-in, windows and refusals."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from bening.domain.queueing import QueueRefused
from bening.queues.actions.bookings import book, check_in, free_slots
from bening.queues.actions.visitors import cancel
from bening.queues.limits import Limits
from bening.queues.models import Queue, Ticket
from bening.queues.setups import HallSetup, setup_of
from bening.queues.views import booking
from tests.features.queues.halls import MINUTE, SmallHall
from tests.features.queues.test_issuing import in_threads
from tests.people import NOW, TODAY

TOMORROW = TODAY + timedelta(days=1)
TEN = datetime(2026, 4, 16, 3, 0, tzinfo=UTC)  # 10.00 WIB
Clock = Callable[[datetime], None]


def with_slots(hall: SmallHall, *, seats: int = 2, cap: int | None = None) -> HallSetup:
    Queue.objects.filter(pk=hall.queues["A"].pk).update(
        slot_minutes=30, slot_seats=seats, daily_cap=cap
    )
    return setup_of(hall.hall.pk, TODAY)


def booked(setup: HallSetup, at: datetime = TEN, *, now: datetime = NOW) -> Ticket:
    return book(setup=setup, line=setup.queues[0], at=at, now=now)


def code(refusal: pytest.ExceptionInfo[QueueRefused]) -> str:
    return refusal.value.code


@pytest.mark.django_db
def test_slots_lie_in_the_hours_and_touch_no_break(hall: SmallHall) -> None:
    setup = with_slots(hall)
    found = free_slots(setup, setup.queues[0], TOMORROW, now=NOW)
    times = [one.at.astimezone(UTC).strftime("%H.%M") for one in found]
    assert times[0] == "01.00"
    assert "05.00" not in times
    assert times[-1] == "08.00"
    assert {one.free for one in found} == {2}
    booked(setup)
    again = {one.at: one.free for one in free_slots(setup, setup.queues[0], TOMORROW, now=NOW)}
    assert again[TEN] == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (TEN + MINUTE, "slot_unknown"),
        (TEN + timedelta(hours=2), "slot_unknown"),  # the break
        (TEN + timedelta(days=2), "slot_unknown"),  # Saturday
        (NOW, "slot_too_soon"),
        (NOW - timedelta(days=1), "slot_too_soon"),
        (TEN + timedelta(days=28), "slot_too_far"),
    ],
)
def test_times_that_are_not_offered(hall: SmallHall, at: datetime, refused: str) -> None:
    setup = with_slots(hall)
    with pytest.raises(QueueRefused) as refusal:
        booked(setup, at)
    assert code(refusal) == refused
    assert not Ticket.objects.exists()


@pytest.mark.django_db
def test_lines_without_appointments_and_full_days(hall: SmallHall) -> None:
    with pytest.raises(QueueRefused) as refusal:
        booked(hall.setup)
    assert code(refusal) == "no_appointments"
    setup = with_slots(hall, seats=5, cap=1)
    booked(setup)
    with pytest.raises(QueueRefused) as refusal:
        booked(setup, TEN + timedelta(hours=1))
    assert code(refusal) == "cap_reached"


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_for_five_seats(hall: SmallHall) -> None:
    setup = with_slots(hall, seats=5)
    outcomes: list[str] = []

    def ask(_at: int) -> None:
        try:
            outcomes.append(str(booked(setup).slot_seat))
        except QueueRefused as refused:
            outcomes.append(refused.code)

    in_threads(50, ask)
    assert sorted(one for one in outcomes if one != "slot_full") == ["1", "2", "3", "4", "5"]
    assert outcomes.count("slot_full") == 45
    assert Ticket.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_the_cap_holds_for_bookings_at_once(hall: SmallHall) -> None:
    setup = with_slots(hall, seats=5, cap=3)
    outcomes: list[str] = []

    def ask(at: int) -> None:
        try:
            booked(setup, TEN + timedelta(minutes=30 * (at % 3)))
            outcomes.append("booked")
        except QueueRefused as refused:
            outcomes.append(refused.code)

    in_threads(12, ask)
    assert outcomes.count("booked") == 3
    assert outcomes.count("cap_reached") == 9


@pytest.mark.django_db
def test_the_number_comes_at_check_in_and_the_clock_from_the_appointment(hall: SmallHall) -> None:
    setup = with_slots(hall)
    ticket = booked(setup)
    assert (ticket.label, ticket.due_at, ticket.is_kept) == ("", None, None)
    hall.take("A", now=TEN - 30 * MINUTE)
    made = check_in(ticket=ticket, setup=setup, version=1, now=TEN - 15 * MINUTE)
    assert (made.label, made.state) == ("A-002", "waiting")
    assert (made.promise_from, made.due_at) == (TEN, TEN + 45 * MINUTE)
    assert hall.take("A", now=TEN).label == "A-003"
    with pytest.raises(QueueRefused) as refusal:
        check_in(ticket=ticket, setup=setup, version=2, now=TEN)
    assert code(refusal) == "not_from_here"


@pytest.mark.django_db
def test_the_check_in_window(hall: SmallHall) -> None:
    setup = with_slots(hall)
    ticket = booked(setup)
    for at, refused in ((-16, "checked_in_early"), (11, "checked_in_late")):
        with pytest.raises(QueueRefused) as refusal:
            check_in(ticket=ticket, setup=setup, version=1, now=TEN + at * MINUTE)
        assert code(refusal) == refused
    assert check_in(ticket=ticket, setup=setup, version=1, now=TEN + 10 * MINUTE).label == "A-001"


@pytest.mark.django_db
def test_a_cancelled_seat_is_offered_again(hall: SmallHall) -> None:
    setup = with_slots(hall, seats=1)
    ticket = booked(setup)
    with pytest.raises(QueueRefused) as refusal:
        booked(setup)
    assert code(refusal) == "slot_full"
    cancel(ticket=ticket, setup=setup, version=1, now=NOW)
    ticket.refresh_from_db()
    assert ticket.is_kept is None
    assert booked(setup).slot_seat == 1


@pytest.mark.django_db
def test_booking_on_the_phone(hall: SmallHall, client: Client, clock: Clock) -> None:
    with_slots(hall)
    clock(NOW)
    page = client.get("/antrean/dukcapil/pesan/?queue=A&day=2026-04-16").content.decode()
    assert 'value="2026-04-16T10:00:00+07:00"' in page
    sent = {"queue": "A", "at": "2026-04-16T10:00:00+07:00", "day": "2026-04-16"}
    answer = client.post("/antrean/dukcapil/pesan/", sent)
    assert answer.status_code == 302
    ticket = Ticket.objects.get()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Kamis, 16 April 2026" in page
    assert "janji 45 menit dihitung sejak pukul 10.00" in page
    assert "Saya sudah datang</button>" not in page

    clock(TEN - 5 * MINUTE)
    assert "Saya sudah datang</button>" in client.get(f"/tiket/{ticket.code}/").content.decode()
    assert client.post(f"/tiket/{ticket.code}/datang/", {"version": "1"}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.label == "A-001"


@pytest.mark.django_db
def test_what_can_not_be_booked_is_said_in_place(
    hall: SmallHall,
    client: Client,
    clock: Clock,
) -> None:
    with_slots(hall, seats=1)
    clock(NOW)
    path = "/antrean/dukcapil/pesan/"
    for at in ("", "x", "2026-04-16T10:00:00", "2026-04-16T10:01:00+07:00", "9" * 60):
        answer = client.post(path, {"queue": "A", "at": at})
        assert answer.status_code == 409
        assert "tidak ditawarkan" in answer.content.decode()
    sent = {"queue": "A", "at": "2026-04-16T10:00:00+07:00", "day": "2026-04-16"}
    client.post(path, sent)
    answer = client.post(path, sent)
    assert answer.status_code == 409
    assert "baru saja penuh" in answer.content.decode()
    assert Ticket.objects.count() == 1


@pytest.mark.django_db
def test_one_network_books_only_so_many(
    hall: SmallHall,
    client: Client,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_slots(hall, seats=20)
    clock(NOW)
    monkeypatch.setattr(booking, "limits", Limits(most_numbers=2))
    sent = {"queue": "A", "at": "2026-04-16T10:00:00+07:00"}
    statuses = [client.post("/antrean/dukcapil/pesan/", sent).status_code for _ in range(3)]
    assert statuses == [302, 302, 409]
