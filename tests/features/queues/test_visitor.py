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
from bening.queues.models import (
    BackupCall,
    BackupDuty,
    BackupOffer,
    CounterSession,
    OfferState,
    Ticket,
)
from tests.features.queues.halls import MINUTE, SmallHall
from tests.people import NOW

pytestmark = pytest.mark.django_db

Clock = Callable[[datetime], None]


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


def test_the_needs_with_who_waits_and_how_long(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    sit(hall)
    hall.take("A")
    hall.take("A")
    page = text_of(client.get("/antrean/dukcapil/").content.decode())
    assert "Akta kelahiran" in page
    assert re.search(r"2 orang menunggu, sekitar \d+–\d+ menit", page)
    assert "Tidak ada antrean" in page
    assert "dilayani dalam 45 menit" in page


def test_the_second_tap_posts_to_where_numbers_are_given(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    answer = client.get("/antrean/dukcapil/?queue=B&point=1")
    page = answer.content.decode()
    assert 'action="/antrean/dukcapil/ambil/"' in page
    assert re.search(r'name="key" value="[0-9a-f-]{36}"', page)
    assert 'name="queue" value="B"' in page
    assert not answer.cookies
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_what_was_refused_is_said_and_what_was_chosen_is_kept(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    answer = client.get("/antrean/dukcapil/?refused=cap_reached&queue=B&priority=1")
    page = answer.content.decode()
    assert "sudah habis hari ini" in page
    assert 'name="priority" value="1" checked' in page
    assert "Nomor belum diberikan. Coba lagi." in text_of(
        client.get("/antrean/dukcapil/?refused=%3Cb%3E").content.decode()
    )


def test_the_sticker_of_a_point_is_carried_on_and_an_unknown_one_is_not(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    hall.hall.points.create(number=4, place="Pintu masuk")
    page = client.get("/antrean/dukcapil/t/4/").content.decode()
    assert "?queue=A&amp;point=4" in page
    assert "point=" not in client.get("/antrean/dukcapil/t/9/").content.decode()


def test_a_closed_hall_says_when_it_opens(hall: SmallHall, client: Client, clock: Clock) -> None:
    clock(NOW + timedelta(hours=7))  # 17.00
    page = text_of(client.get("/antrean/dukcapil/").content.decode())
    assert "sedang tutup" in page
    assert "Kamis, 16 April 2026 pukul 08.00" in page
    clock(NOW - timedelta(hours=3))  # 07.00
    assert "Loket buka pukul 08.00" in text_of(client.get("/antrean/dukcapil/").content.decode())


def test_codes_and_bookings_are_asked_for_by_policy(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    assert 'name="presence"' not in client.get("/antrean/dukcapil/?queue=A").content.decode()
    hall.hall.policy = "on_site"
    hall.hall.save()
    clock(NOW)
    assert 'name="presence"' in client.get("/antrean/dukcapil/?queue=A").content.decode()
    hall.hall.policy = "booking"
    hall.hall.save()
    clock(NOW)
    page = client.get("/antrean/dukcapil/?queue=A").content.decode()
    assert "/ambil/" not in page
    assert "/antrean/dukcapil/pesan/" in page


def test_an_unknown_hall_and_one_that_is_not_open(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    assert client.get("/antrean/nowhere/").status_code == 404
    hall.hall.opened_at = None
    hall.hall.save()
    assert client.get("/antrean/dukcapil/").status_code == 404


def test_near_closing_no_number_is_given_that_could_not_be_served(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    """The estimate made for the page is the cut-off of the writer, from memory."""
    sit(hall)
    late = NOW + timedelta(hours=5, minutes=10)  # 15.10, closing at 15.30
    for place in range(6):
        hall.take("A", now=late - (10 - place) * MINUTE)
    clock(late)
    assert "tidak dibagikan lagi" in client.get("/antrean/dukcapil/").content.decode()
    closing = hall.setup.hours.closing(hall.setup.hours.day_of(late))
    key = hall.queues["A"].pk
    assert looks.last_served(hall.hall.pk, key, closing) is not None
    looks.forget()
    assert looks.last_served(hall.hall.pk, key, closing) is None


# --- the number's page


def test_waiting_shows_the_promise_as_a_clock_time(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    sit(hall)
    hall.take("A", now=NOW - 2 * MINUTE)
    ticket = hall.take("A", now=NOW - MINUTE)
    clock(NOW)
    page = shown(client, ticket)
    assert "Di depan Anda 1 orang" in page
    assert re.search(r"Giliran sekitar \d+–\d+ menit lagi", page)
    assert "paling lambat pukul 10.44" in page
    raw = client.get(f"/tiket/{ticket.code}/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in raw
    assert f'data-stream="/sse/tiket/{ticket.code}/"' in raw


def test_each_state_has_its_words(hall: SmallHall, client: Client, clock: Clock) -> None:
    sit(hall)
    ticket = hall.take("A")
    acts = TicketAct
    act(hall, ticket, acts.CALLED, at=NOW + MINUTE)
    clock(NOW + MINUTE)
    assert "Giliran Anda. Silakan ke Loket 1" in shown(client, ticket)
    act(hall, ticket, acts.RECALLED, acts.RECALLED, acts.SKIPPED, at=NOW + 2 * MINUTE)
    clock(NOW + 5 * MINUTE)
    assert "terlewat" in shown(client, ticket)
    act(hall, ticket, acts.RETURNED, acts.CALLED, acts.STARTED, at=NOW + 6 * MINUTE)
    clock(NOW + 9 * MINUTE)
    page = shown(client, ticket)
    assert "Anda sedang dilayani di Loket 1" in page
    assert "Janji 45 menit terpenuhi" in page
    act(hall, ticket, acts.HELD, at=NOW + 10 * MINUTE)
    assert "ditunda sebentar" in shown(client, ticket)
    act(hall, ticket, acts.RESUMED, acts.FINISHED, at=NOW + 12 * MINUTE)
    clock(NOW + 14 * MINUTE)
    page = shown(client, ticket)
    assert "Selesai" in page
    assert "Mulai dilayani 10.08" in page
    assert "Saya belum dilayani" in page
    clock(NOW + 50 * MINUTE)
    assert "Saya belum dilayani" not in shown(client, ticket)


def test_a_late_promise_is_said_first(hall: SmallHall, client: Client, clock: Clock) -> None:
    ticket = hall.take("A")
    clock(NOW + 49 * MINUTE)
    page = shown(client, ticket)
    assert "Maaf, kami terlambat. Janji pukul 10.45 tidak terpenuhi." in page
    assert "Lewat 4 menit dari janji 45 menit" in page
    assert "Batas janji terlewati" in page


def test_help_is_said_to_come_only_once_somebody_accepted(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    """Asked is "sedang dipanggil", nobody left is the coordinator, another line's help is none."""
    _ = hall.supervisor
    hall.counters[1].queues.set([hall.queues["B"]])
    for counter in (hall.counters[2], hall.counters[3]):
        counter.queues.set([hall.queues["A"]])
    first, other = hall.take("A", now=NOW), hall.take("B", now=NOW)
    BackupDuty.objects.create(staff=hall.second, weekday=NOW.weekday(), order=1)
    at = NOW + 46 * MINUTE
    called = BackupCall.objects.create(
        hall=hall.hall, queue=hall.queues["A"], counter=hall.counters[2], at=at
    )
    offer = BackupOffer.objects.create(
        call=called, staff=hall.second, asked_at=at, answer_by=at + 3 * MINUTE
    )
    clock(at)
    assert "Petugas tambahan sedang dipanggil." in shown(client, first)
    assert "Petugas tambahan" not in shown(client, other)
    offer.state, offer.answered_at = OfferState.ACCEPTED, at
    offer.save()
    assert "Petugas tambahan menuju Loket 2." in shown(client, first)
    assert "Petugas tambahan" not in shown(client, other)
    offer.state = OfferState.LAPSED
    offer.save()
    assert "Petugas tambahan" not in shown(client, first)
    called.is_with_supervisor = True
    called.save()
    assert "Koordinator ruang layanan sudah diberi tahu." in shown(client, first)


def test_the_end_of_the_day_without_service_is_said_as_broken(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    ticket = hall.take("A", now=NOW)
    act(hall, ticket, TicketAct.EXPIRED, at=NOW + timedelta(hours=5, minutes=30))
    clock(NOW + timedelta(hours=6))
    assert "janji yang tidak ditepati" in shown(client, ticket)


@pytest.mark.parametrize("code", ["x", "AAAAAAAAAAAAAAAAAAAAAA", "..%2F..%2Fetc", "%00"])
def test_addresses_that_no_number_has(hall: SmallHall, client: Client, code: str) -> None:
    hall.take("A")
    assert client.get(f"/tiket/{code}/").status_code in {400, 404}


def test_the_page_is_cheap_however_many_wait(hall: SmallHall, client: Client, clock: Clock) -> None:
    sit(hall)
    tickets = [hall.take("A", now=NOW - (40 - n) * MINUTE) for n in range(30)]
    clock(NOW)
    shown(client, tickets[0])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        shown(client, tickets[-1])
    assert len(queries) == 2, [one["sql"] for one in queries]


# --- what visitors do


def test_cancelled_once(hall: SmallHall, client: Client, clock: Clock) -> None:
    ticket = hall.take("A")
    path = f"/tiket/{ticket.code}/batal/"
    assert "Batalkan nomor A-001?" in text_of(client.get(path).content.decode())
    assert client.post(path, {"version": "1"}).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.state, ticket.is_kept) == ("cancelled", None)
    again = client.post(path, {"version": "1"})
    assert again.status_code == 409
    assert "sudah berubah" in again.content.decode()
    with pytest.raises(QueueRefused) as refusal:
        visitors.cancel(ticket=ticket, setup=hall.setup, version=2, now=NOW)
    assert refusal.value.code == "not_from_here"
    assert ticket.events.count() == 2


def test_late_shows_the_new_clock_before_it_is_agreed(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    ticket = hall.take("A")
    clock(NOW + 10 * MINUTE)
    path = f"/tiket/{ticket.code}/terlambat/"
    page = text_of(client.get(path).content.decode())
    assert "20 menit Tidak dipanggil sebelum pukul 10.30 Batas janji menjadi pukul 11.05" in page
    client.post(path, {"version": "1", "minutes": "20"})
    ticket.refresh_from_db()
    assert timezone.localtime(ticket.due_at).strftime("%H.%M") == "11.05"
    page = shown(client, ticket)
    assert "tidak dipanggil sebelum pukul 10.30" in page
    assert "mundur menjadi pukul 11.05" in page


def test_late_twice_at_once_and_too_often(hall: SmallHall, clock: Clock) -> None:
    ticket, at = hall.take("A"), NOW

    def late(minutes: int = 10) -> None:
        ticket.refresh_from_db()
        visitors.say_late(
            ticket=ticket, setup=hall.setup, minutes=minutes, version=ticket.version, now=at
        )

    late()
    for minutes, code in ((10, "already_away"), (15, "late_minutes"), (-10, "late_minutes")):
        with pytest.raises(QueueRefused) as refusal:
            late(minutes)
        assert refusal.value.code == code
    for _again in range(2):
        at += 11 * MINUTE
        late()
    at += 11 * MINUTE
    with pytest.raises(QueueRefused) as refusal:
        late()
    assert refusal.value.code == "late_too_often"
    ticket.refresh_from_db()
    assert ticket.paused_seconds == 30 * 60


def test_late_past_closing_is_refused(hall: SmallHall, client: Client, clock: Clock) -> None:
    late = NOW + timedelta(hours=5, minutes=15)
    ticket = hall.take("A", now=late)
    clock(late)
    page = text_of(client.get(f"/tiket/{ticket.code}/terlambat/").content.decode())
    assert "10 menit" in page
    assert "20 menit" not in page
    answer = client.post(f"/tiket/{ticket.code}/terlambat/", {"version": "1", "minutes": "20"})
    assert answer.status_code == 409
    assert "Pilih yang lebih singkat" in answer.content.decode()


def test_back_earlier_than_said_and_after_a_skip(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    ticket = hall.take("A")
    client.post(f"/tiket/{ticket.code}/terlambat/", {"version": "1", "minutes": "30"})
    clock(NOW + 5 * MINUTE)
    client.post(f"/tiket/{ticket.code}/kembali/", {"version": "2"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.away_until, ticket.paused_seconds) == ("waiting", None, 300)
    refused = client.post(f"/tiket/{ticket.code}/kembali/", {"version": "3"})
    assert "tidak perlu apa-apa" in refused.content.decode()

    acts = (TicketAct.CALLED, TicketAct.RECALLED, TicketAct.RECALLED, TicketAct.SKIPPED)
    for place in range(3):
        at = NOW + (10 + 10 * place) * MINUTE
        act(hall, ticket, *acts, at=at)
        clock(at + 5 * MINUTE)
        answer = client.post(f"/tiket/{ticket.code}/kembali/", {"version": str(ticket.version)})
        ticket.refresh_from_db()
        assert (answer.status_code, ticket.state) == (
            (302, "waiting") if place < 2 else (409, "skipped")
        )
    assert "sudah dua kali kembali" in shown(client, ticket)


def test_belum_dilayani_runs_the_clock_on_and_counts_as_not_kept(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    ticket = hall.take("A")
    due = ticket.due_at
    act(hall, ticket, TicketAct.CALLED, TicketAct.STARTED, TicketAct.FINISHED, at=NOW + MINUTE)
    clock(NOW + 20 * MINUTE)
    path = f"/tiket/{ticket.code}/belum-dilayani/"
    assert "Anda belum dilayani?" in client.get(path).content.decode()
    assert client.post(path, {"version": str(ticket.version)}).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.state, ticket.is_kept, ticket.due_at) == ("waiting", False, due)


def test_belum_dilayani_ends_half_an_hour_after_the_finish(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    ticket = hall.take("A")
    act(hall, ticket, TicketAct.CALLED, TicketAct.STARTED, TicketAct.FINISHED, at=NOW)
    clock(NOW + 33 * MINUTE)
    answer = client.post(f"/tiket/{ticket.code}/belum-dilayani/", {"version": str(ticket.version)})
    assert answer.status_code == 409
    assert "lebih dari 30 menit" in answer.content.decode()
    ticket.refresh_from_db()
    assert (ticket.state, ticket.is_kept) == ("done", True)


def test_yesterdays_number_does_nothing_today(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    ticket = hall.take("A")
    clock(NOW + timedelta(days=1))
    answer = client.post(f"/tiket/{ticket.code}/batal/", {"version": "1"})
    assert answer.status_code == 409
    assert "15 April 2026" in answer.content.decode()


def test_a_page_that_shows_an_older_state_does_nothing(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    ticket = hall.take("A")
    act(hall, ticket, TicketAct.CALLED, at=NOW)
    for version in ("1", "", "x", "99999999999", None):
        data = {} if version is None else {"version": version}
        answer = client.post(f"/tiket/{ticket.code}/batal/", data)
        assert answer.status_code == 409
    assert "Giliran Anda" in answer.content.decode()
    ticket.refresh_from_db()
    assert ticket.state == "called"
