"""Numbers that officers take for visitors, and lost pages found again."""

import re
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.domain.queueing import QueueRefused
from bening.queues.actions import calls, counters, serving
from bening.queues.actions.handing import Wanted, find_page, hand_out
from bening.queues.handed import handed_numbers
from bening.queues.models import CounterStaff, NumberSeries, TakingPolicy, Ticket, TicketEvent
from tests.features.queues.conftest import Clock
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.people import NOW, TODAY, Cast, make_unit, sign_in

pytestmark = pytest.mark.django_db


def wanted(hall: SmallHall, line: str = "A", **more: Any) -> Wanted:
    return Wanted(queue=hall.queues[line].pk, **more)


def take(hall: SmallHall, want: Wanted, *, at: datetime = NOW) -> list[Ticket]:
    made = hand_out(hall=hall.hall, wanted=want, by=hall.officer.person, now=at)
    return [Ticket.objects.get(pk=one.key) for one in made]


@pytest.fixture
def officer(hall: SmallHall, clock: Clock) -> Client:
    return sign_in(Client(), hall.officer.person)


# --- the action


def test_an_officer_takes_a_number_under_their_own_name(hall: SmallHall) -> None:
    (ticket,) = take(hall, wanted(hall, is_priority=True, needs=("wheelchair", "throne")))
    assert (ticket.label, ticket.channel, ticket.is_priority) == ("A-001", "officer", True)
    assert ticket.needs == ["wheelchair"]
    assert ticket.promise_from == NOW
    assert ticket.events.get().by == hall.officer.person
    told = Event.objects.get(act="queue_ticket.handed_out")
    assert told.by == hall.officer.person.pk
    assert told.data == {"line": "A", "count": 1}


def test_only_staff_in_force_of_the_hall_take_numbers_for_others(
    cast: Cast, hall: SmallHall
) -> None:
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    for by in (cast.pic, other.staff("Wulan Asri").person):
        with pytest.raises(NotAllowed, match="hall_served_by_staff"):
            hand_out(hall=hall.hall, wanted=wanted(hall), by=by, now=NOW)
    gone = hall.officer
    CounterStaff.objects.filter(pk=gone.pk).update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        take(hall, wanted(hall))
    assert not Ticket.objects.exists()


def test_the_same_request_again_is_the_same_numbers(hall: SmallHall) -> None:
    want = wanted(hall, count=3)
    first = take(hall, want)
    again = take(hall, want, at=NOW + MINUTE)
    assert [one.pk for one in again] == [one.pk for one in first]
    assert [one.label for one in first] == ["A-001", "A-002", "A-003"]
    assert Event.objects.filter(act="queue_ticket.handed_out").count() == 1


def test_a_group_gets_all_its_numbers_or_none(hall: SmallHall) -> None:
    hall.queues["A"].daily_cap = 4
    hall.queues["A"].save()
    take(hall, wanted(hall, count=3))
    with pytest.raises(QueueRefused, match="cap_reached"):
        take(hall, wanted(hall, count=2))
    assert Ticket.objects.count() == 3
    assert NumberSeries.objects.get().last == 3


@pytest.mark.parametrize("count", [0, 11])
def test_a_group_has_one_to_ten_numbers(hall: SmallHall, count: int) -> None:
    with pytest.raises(QueueRefused, match="handed_count"):
        take(hall, wanted(hall, count=count))


def test_lines_of_another_hall_closed_lines_and_the_same_line_twice_are_refused(
    cast: Cast, hall: SmallHall
) -> None:
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    with pytest.raises(QueueRefused, match="unknown_queue"):
        take(hall, Wanted(queue=other.queues["A"].pk))
    with pytest.raises(QueueRefused, match="unknown_queue"):
        take(hall, wanted(hall, then=other.queues["B"].pk))
    with pytest.raises(QueueRefused, match="same_queue"):
        take(hall, wanted(hall, then=hall.queues["A"].pk))
    hall.queues["C"].closed_on = TODAY
    hall.queues["C"].save()
    with pytest.raises(QueueRefused, match="unknown_queue"):
        take(hall, wanted(hall, "C"))


def test_a_hall_that_is_not_open_or_serves_by_appointment_gives_no_number(hall: SmallHall) -> None:
    hall.hall.policy = TakingPolicy.BOOKING
    with pytest.raises(QueueRefused, match="hall_by_appointment"):
        take(hall, wanted(hall))
    hall.hall.policy, hall.hall.opened_at = TakingPolicy.ON_SITE, None
    with pytest.raises(QueueRefused, match="hall_not_opened"):
        take(hall, wanted(hall))
    hall.hall.opened_at, hall.hall.closed_on = NOW, TODAY
    with pytest.raises(QueueRefused, match="hall_not_opened"):
        take(hall, wanted(hall))


def test_the_hours_hold_for_officers_too(hall: SmallHall) -> None:
    with pytest.raises(QueueRefused, match="closed_for_today"):
        take(hall, wanted(hall), at=NOW.replace(hour=12))  # 20.00 where the hall is


# --- two services in one visit


def test_a_visit_of_two_services_goes_on_with_its_first_number_and_clock(
    hall: SmallHall, officer: Client, clock: Clock
) -> None:
    (ticket,) = take(hall, wanted(hall, then=hall.queues["B"].pk))
    by = hall.officer.person
    counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=by, now=NOW)
    calls.call_next(hall=hall.hall, by=by, now=NOW + MINUTE)
    ticket.refresh_from_db()
    serving.start(hall=hall.hall, ticket=ticket.pk, version=2, by=by, now=NOW + MINUTE)
    clock(NOW + 2 * MINUTE)
    console = reverse("queues:console", args=[hall.hall.pk])
    html = officer.get(console).content.decode()
    assert "Selesai di sini, lanjut ke Kartu Keluarga" in html
    form = re.search(r"<form[^>]*>(?:(?!</form>).)*l-lanjut", html, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    del fields["csrfmiddlewaretoken"]
    officer.post(reverse("queues:transfer", args=[hall.hall.pk, ticket.pk]), fields)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.queue, ticket.label) == ("waiting", hall.queues["B"], "A-001")
    assert ticket.promise_from == NOW
    calls.call_next(hall=hall.hall, by=by, now=NOW + 3 * MINUTE)
    clock(NOW + 3 * MINUTE)
    assert "masih ke" not in officer.get(console).content.decode()


# --- the pages


def test_the_page_offers_the_services_and_hands_the_number_over(
    hall: SmallHall, officer: Client
) -> None:
    address = reverse("queues:hand_out", args=[hall.hall.pk])
    html = officer.get(address).content.decode()
    assert "A · Akta kelahiran: 0 menunggu" in html
    key = re.search(r'name="key" value="([^"]+)"', html)
    assert key is not None
    fields = {"queue": hall.queues["A"].pk, "count": 2, "key": key[1], "language": "id"}
    answer = officer.post(address, fields)
    assert answer.status_code == 302
    officer.post(address, fields)  # the second click
    assert Ticket.objects.count() == 2
    handed = officer.get(answer["Location"])
    assert handed["Cache-Control"] == "no-store"
    page = handed.content.decode()
    assert page.count("<svg") >= 2
    assert "Kode QR halaman nomor A-001" in page
    slips = officer.get(f"{answer['Location']}karcis/?lebar=58").content.decode()
    assert slips.count("t-58 t-hand-slip") == 2
    assert f"{hall.officer.person.name} 2" in officer.get(address).content.decode()


def test_a_hall_that_gives_none_says_so_once(hall: SmallHall, clock: Clock) -> None:
    clock(NOW + timedelta(hours=12))
    officer = sign_in(Client(), hall.officer.person)
    html = officer.get(reverse("queues:hand_out", args=[hall.hall.pk])).content.decode()
    assert html.count("Nomor belum dibagikan") + html.count("sudah tutup") == 1
    assert "A · Akta kelahiran:" not in html


def test_what_is_missing_or_wrong_is_said_in_place(hall: SmallHall, officer: Client) -> None:
    address = reverse("queues:hand_out", args=[hall.hall.pk])
    key = str(uuid.uuid4())
    for fields in (
        {"count": 1, "key": key},
        {"queue": hall.queues["A"].pk, "count": 11, "key": key},
        {"queue": hall.queues["A"].pk, "count": 1, "key": "x"},
        {"queue": hall.queues["A"].pk, "then": hall.queues["A"].pk, "count": 1, "key": key},
    ):
        assert officer.post(address, fields).status_code == 422
    assert not Ticket.objects.exists()


def test_the_pages_are_of_staff_of_this_hall_and_of_today(
    cast: Cast, hall: SmallHall, officer: Client
) -> None:
    want = wanted(hall)
    take(hall, want)
    addresses = [
        reverse("queues:hand_out", args=[hall.hall.pk]),
        reverse("queues:handed", args=[hall.hall.pk, want.key]),
        reverse("queues:slips", args=[hall.hall.pk, want.key]),
        reverse("queues:lost_page", args=[hall.hall.pk]),
    ]
    assert [officer.get(one).status_code for one in addresses] == [200] * 4
    pic = sign_in(Client(), cast.pic)
    assert [pic.get(one).status_code for one in addresses] == [403] * 4
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    theirs = sign_in(Client(), other.staff("Wulan Asri").person)
    foreign = reverse("queues:handed", args=[other.hall.pk, want.key])
    assert theirs.get(foreign).status_code == 404
    assert len(handed_numbers(hall.hall, want.key, NOW)) == 1
    assert handed_numbers(hall.hall, want.key, NOW + timedelta(days=1)) == []


# --- the lost page


@pytest.mark.django_db(transaction=True)  # what is recorded needs a transaction of its own
def test_a_lost_page_is_found_by_its_number_and_that_is_recorded(
    hall: SmallHall, officer: Client
) -> None:
    hall.take()
    address = reverse("queues:lost_page", args=[hall.hall.pk])
    assert not Event.objects.filter(act="queue_ticket.page_shown").exists()
    page = officer.post(address, {"label": " a-001"})
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "Kode QR halaman nomor A-001" in page.content.decode()
    told = Event.objects.get(act="queue_ticket.page_shown")
    assert (told.by, told.data) == (hall.officer.person.pk, {"line": "A"})


def test_no_page_of_another_day_hall_or_of_what_is_over_is_shown(
    cast: Cast, hall: SmallHall, officer: Client
) -> None:
    address = reverse("queues:lost_page", args=[hall.hall.pk])
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    other.take()  # its A-001
    assert officer.post(address, {"label": "A-001"}).status_code == 422
    ticket = hall.take()
    by = hall.officer.person
    with pytest.raises(QueueRefused, match="number_not_today"):
        find_page(hall=hall.hall, label="A-001", by=by, now=NOW + timedelta(days=1))
    Ticket.objects.filter(pk=ticket.pk).update(state="done")
    assert officer.post(address, {"label": "A-001"}).status_code == 422
    for label in ("", "x" * 13, "A-999"):
        assert officer.post(address, {"label": label}).status_code == 422
    assert not Event.objects.filter(act="queue_ticket.page_shown").exists()
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        find_page(hall=hall.hall, label="A-001", by=cast.pic, now=NOW)


def test_a_booked_visit_has_no_number_to_be_found(hall: SmallHall) -> None:
    ticket = hall.take()
    Ticket.objects.filter(pk=ticket.pk).update(state="booked")
    with pytest.raises(QueueRefused, match="number_not_today"):
        find_page(hall=hall.hall, label="A-001", by=hall.officer.person, now=NOW)


def test_the_first_event_tells_where_the_visit_goes_on(hall: SmallHall) -> None:
    (ticket,) = take(hall, wanted(hall, then=hall.queues["C"].pk))
    assert TicketEvent.objects.get(ticket=ticket).values == {"then": [str(hall.queues["C"].pk)]}
