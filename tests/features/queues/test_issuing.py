"""Numbers are unique and without a gap, whoever asks how often at once."""

import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from bening.domain.queueing import QueueRefused
from bening.queues import issuing
from bening.queues.issuing import Taken, Taking, take_number
from bening.queues.models import NumberSeries, Queue, TakingChannel, Ticket, TicketEvent
from bening.queues.setups import PointSetup
from tests.features.queues.halls import SmallHall
from tests.people import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def taking(hall: SmallHall, line: str = "A", **values: object) -> Taking:
    given: dict[str, object] = {
        "hall": hall.setup,
        "queue": hall.setup.queue(hall.queues[line].pk),
        "channel": TakingChannel.PHONE,
        **values,
    }
    return Taking(**given)  # type: ignore[arg-type]  # a test names what it changes


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Runs `work(0)` to `work(count - 1)` at once; what one raises is raised here."""
    faults: list[BaseException] = []

    def run(at: int) -> None:
        try:
            work(at)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def test_two_hundred_at_once_are_unique_and_gapless(hall: SmallHall) -> None:
    setup = taking(hall)
    made: list[Taken] = []
    in_threads(20, lambda _at: made.extend(
        take_number(taking(hall, "AB"[at % 2]), now=NOW) for at in range(10)
    ))  # fmt: skip

    labels = sorted(one.label for one in made)
    assert labels == sorted([f"{line}-{n:03}" for line in "AB" for n in range(1, 101)])
    assert len({one.code for one in made}) == 200
    last = dict(NumberSeries.objects.values_list("queue__prefix", "last"))
    assert last == {"A": 100, "B": 100}
    assert TicketEvent.objects.count() == 200
    assert setup.code not in {one.code for one in made}


def test_one_batch_serves_several_lines(hall: SmallHall) -> None:
    outcomes = issuing.write([taking(hall, line) for line in "ABAB"], now=NOW)
    assert [one.label for one in outcomes if isinstance(one, Taken)] == [
        "A-001", "B-001", "A-002", "B-002",
    ]  # fmt: skip


def test_the_same_request_is_the_same_number(hall: SmallHall) -> None:
    key = uuid.uuid4()
    first = take_number(taking(hall, delivery_key=key), now=NOW)
    again = take_number(taking(hall, delivery_key=key), now=NOW + timedelta(minutes=1))
    assert (again.key, again.code, again.is_repeat) == (first.key, first.code, True)
    assert Ticket.objects.count() == 1
    pair = issuing.write([taking(hall, delivery_key=uuid.UUID(int=5))] * 2, now=NOW)
    assert [one.is_repeat for one in pair if isinstance(one, Taken)] == [False, True]


def test_a_refused_taking_uses_up_no_number(hall: SmallHall) -> None:
    Queue.objects.filter(prefix="A").update(daily_cap=1)
    outcomes = issuing.write([taking(hall), taking(hall), taking(hall, "B")], now=NOW)
    assert [getattr(one, "code", "") == "cap_reached" for one in outcomes] == [
        False, True, False,
    ]  # fmt: skip
    assert NumberSeries.objects.get(queue__prefix="A").last == 1


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (NOW - timedelta(hours=3), "not_open_yet"),
        (NOW + timedelta(hours=6), "closed_for_today"),
        (NOW + timedelta(days=3), "closed_today"),
    ],
)
def test_a_closed_hall_gives_no_number(hall: SmallHall, now: datetime, code: str) -> None:
    with pytest.raises(QueueRefused, match=code):
        take_number(taking(hall), now=now)
    assert not Ticket.objects.exists()


def test_who_could_not_be_served_today_is_told_at_once(hall: SmallHall) -> None:
    with pytest.raises(QueueRefused, match="too_late_today"):
        take_number(taking(hall, last_served=NOW + timedelta(hours=6)), now=NOW)


def test_a_kiosk_has_a_series_of_its_own_and_leaves_no_gap(hall: SmallHall) -> None:
    point = hall.hall.points.create(number=9, kind="kiosk", mark="K2")
    place = PointSetup(point.pk, 9, "", "K2")

    def from_kiosk(number: int) -> Taking:
        return taking(hall, channel=TakingChannel.KIOSK, point=place, number=number,
                      taken_at=NOW - timedelta(minutes=5), delivery_key=uuid.uuid4())  # fmt: skip

    take_number(taking(hall), now=NOW)
    assert take_number(from_kiosk(1), now=NOW).label == "A-K2-001"
    with pytest.raises(QueueRefused, match="kiosk_number_gap"):
        take_number(from_kiosk(3), now=NOW)
    with pytest.raises(QueueRefused, match="kiosk_number_used"):
        take_number(from_kiosk(1), now=NOW)
    assert take_number(taking(hall), now=NOW).label == "A-002"
    ticket = Ticket.objects.get(label="A-K2-001")
    assert ticket.due_at == NOW + timedelta(minutes=40)


def test_numbers_begin_anew_each_day(hall: SmallHall) -> None:
    assert take_number(taking(hall), now=NOW).label == "A-001"
    assert take_number(taking(hall), now=NOW + timedelta(days=1)).label == "A-001"
