"""The officer's page and the coordinator's board: what they show, refuse and cost."""

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bening.queues import kept_setups
from bening.queues.actions import calls, counters, serving
from bening.queues.board import odd_of
from bening.queues.live import live
from bening.queues.models import Announcement, Counter, PromiseBreach, Ticket, TicketEvent
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
HTMX = {"HX-Request": "true"}
Move = Callable[[timedelta], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Move:
    """The clock of the pages; nothing is remembered from another test."""

    def move(after: timedelta) -> None:
        moment: datetime = NOW + after
        monkeypatch.setattr(timezone, "now", lambda: moment)

    kept_setups.forget()
    live.forget()
    move(timedelta(0))
    return move


@pytest.fixture
def desk(hall: SmallHall, at: Move) -> Client:
    """An officer at counter 1."""
    counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=hall.officer.person, now=NOW)
    return sign_in(Client(), hall.officer.person)


def address(hall: SmallHall, act: str, ticket: Ticket | None = None) -> str:
    if ticket is None:
        return reverse("queues:counter_act", args=[hall.hall.pk, act])
    return reverse("queues:ticket_act", args=[hall.hall.pk, ticket.pk, act])


def page(client: Client, hall: SmallHall) -> str:
    answer = client.get(reverse("queues:console", args=[hall.hall.pk]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def enabled(html: str, button: str) -> bool:
    found = re.search(rf'<(?:button|a)[^>]*id="l-{button}"[^>]*>', html)
    return found is not None and "disabled" not in found[0]


def states(html: str) -> str:
    """The buttons that can be pressed, by their keys."""
    keys = {"mulai": "_", "ulang": "U", "lewati": "L", "pindah": "P", "tunda": "T",
            "selesai": "S", "panggil": "N"}  # fmt: skip
    return "".join(key for button, key in keys.items() if enabled(html, button))


def test_a_counter_is_chosen_and_opened(hall: SmallHall, at: Move) -> None:
    client = sign_in(Client(), hall.officer.person)
    assert "Buka loket 2" in page(client, hall)
    answer = client.post(address(hall, "buka"), {"number": "2"})
    assert answer.headers["Location"] == reverse("queues:console", args=[hall.hall.pk])
    html = page(client, hall)
    assert "<title>Loket 2" in html
    assert "Tidak ada yang menunggu loket ini" in html
    other = page(sign_in(Client(), hall.second.person), hall)
    assert "Dipakai Sekar Ayu" in other
    assert client.post(address(hall, "buka"), {"number": "99"}).status_code == 404
    assert client.post(address(hall, "terbang"), {}).status_code == 404


def test_only_what_is_possible_can_be_pressed(hall: SmallHall, desk: Client, at: Move) -> None:
    ticket = hall.take()
    hall.take("B")
    assert states(page(desk, hall)) == "N"
    desk.post(address(hall, "panggil"))
    assert states(page(desk, hall)) == "_UP"
    ticket.refresh_from_db()
    for more in (10, 20):
        at(more * SECOND)
        ticket.refresh_from_db()
        desk.post(address(hall, "ulang", ticket), {"version": ticket.version})
    html = page(desk, hall)
    assert states(html) == "_P"
    assert "Lewati terbuka pukul 10.01.00" in html
    at(MINUTE)
    assert states(page(desk, hall)) == "_LP"
    ticket.refresh_from_db()
    desk.post(address(hall, "mulai", ticket), {"version": ticket.version})
    assert states(page(desk, hall)) == "PTS"
    ticket.refresh_from_db()
    desk.post(address(hall, "tunda", ticket), {"version": ticket.version})
    html = page(desk, hall)
    assert states(html) == "N"
    assert "Lanjutkan" in html
    ticket.refresh_from_db()
    desk.post(address(hall, "lanjutkan", ticket), {"version": ticket.version})
    ticket.refresh_from_db()
    at(5 * MINUTE)
    desk.post(address(hall, "selesai", ticket), {"version": ticket.version})
    html = page(desk, hall)
    assert states(html) == "N"
    assert "1 dari 1" in html
    desk.post(address(hall, "istirahat"), {"minutes": "10"})
    html = page(desk, hall)
    assert (states(html), "Loket sedang istirahat" in html) == ("", True)
    desk.post(address(hall, "kembali"))
    assert states(page(desk, hall)) == "N"


def test_why_a_number_is_next_is_said(hall: SmallHall, desk: Client, at: Move) -> None:
    first = hall.take(now=NOW - 24 * MINUTE)
    html = page(desk, hall)
    assert "Paling lama menunggu untuk loket ini: 24 menit." in html
    hall.take("B", now=NOW - 12 * MINUTE, is_priority=True)
    html = page(desk, hall)
    assert "Prioritas yang sudah menunggu 12 menit." in html
    assert "A-001, menunggu 24 menit" in html
    assert "Setelahnya: A-001." in html
    Ticket.objects.filter(pk=first.pk).update(escalated_at=NOW)
    live.forget()
    assert "didahulukan dari A-001" in page(desk, hall)


def test_a_second_click_says_what_happened(hall: SmallHall, desk: Client, at: Move) -> None:
    hall.take()
    hall.take()
    desk.post(address(hall, "panggil"))
    again = desk.post(address(hall, "panggil"), follow=True).content.decode()
    assert "Nomor A-001 masih ada di loket ini. Tidak ada nomor lain dipanggil." in again
    assert Announcement.objects.count() == 1
    ticket = Ticket.objects.get(label="A-001")
    start = address(hall, "mulai", ticket)
    desk.post(start, {"version": ticket.version})
    again = desk.post(start, {"version": ticket.version}, follow=True).content.decode()
    assert "Nomor A-001 sudah berubah" in again
    part = desk.post(start, {"version": ticket.version}, headers=HTMX)
    assert part.status_code == 200
    assert "Tidak ada yang diulang" in part.content.decode()
    assert TicketEvent.objects.filter(act="started").count() == 1


def test_a_refusal_is_a_toast_for_htmx_and_a_message_without(
    hall: SmallHall, desk: Client, at: Move
) -> None:
    hall.take()
    desk.post(address(hall, "panggil"))
    ticket = Ticket.objects.get()
    skip = address(hall, "lewati", ticket)
    refused = desk.post(skip, {"version": ticket.version}, headers=HTMX)
    assert (refused.status_code, refused.headers["HX-Retarget"]) == (422, "#b-toasts")
    shown = desk.post(skip, {"version": ticket.version}, follow=True).content.decode()
    assert "Baru dipanggil 1 kali. Lewati setelah 3 kali." in shown


def test_with_htmx_the_part_comes_back_and_what_is_known_does_not(
    hall: SmallHall, desk: Client, at: Move
) -> None:
    hall.take()
    part = desk.post(address(hall, "panggil"), headers=HTMX)
    html = part.content.decode()
    assert html.lstrip().startswith("<div")
    known = re.search(r"kini=([0-9]+-[0-9]+)", html)
    assert known
    console = reverse("queues:console", args=[hall.hall.pk])
    assert desk.get(console, {"kini": known[1]}, headers=HTMX).status_code == 204
    hall.take("C")
    assert desk.get(console, {"kini": known[1]}, headers=HTMX).status_code == 200


def test_another_number_asks_why(hall: SmallHall, desk: Client, at: Move) -> None:
    hall.take()
    later = hall.take("C")
    others = reverse("queues:other_number", args=[hall.hall.pk])
    chosen = f"{later.pk} {later.version}"
    assert "Giliran sekarang: A-001." in desk.get(others).content.decode()
    empty = desk.post(others, {"chosen": chosen, "reason": ""})
    assert empty.status_code == 422
    gone = desk.post(others, {"chosen": f"{later.pk} 9", "reason": "Mengejar kereta"})
    assert "Nomor itu sudah berubah" in gone.content.decode()
    assert desk.post(others, {"chosen": chosen, "reason": "Mengejar kereta"}).status_code == 302
    later.refresh_from_db()
    assert later.state == "called"
    board = sign_in(Client(), hall.supervisor.person)
    html = board.get(reverse("queues:board", args=[hall.hall.pk])).content.decode()
    assert "dipanggil Sekar Ayu di luar giliran: Mengejar kereta" in html


def test_a_transfer_on_the_page(hall: SmallHall, desk: Client, at: Move) -> None:
    hall.take()
    desk.post(address(hall, "panggil"))
    ticket = Ticket.objects.get()
    move = reverse("queues:transfer", args=[hall.hall.pk, ticket.pk])
    html = desk.get(move).content.decode()
    assert "Kartu Keluarga" in html
    assert "Akta kelahiran" not in re.sub(r"(?s)<header.*?</header>", "", html)
    to = {"queue": str(hall.queues["B"].pk), "version": ticket.version}
    assert "Tulis alasannya." in desk.post(move, to).content.decode()
    assert desk.post(move, {**to, "reason": "Salah antrean"}).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.state, ticket.queue_id) == ("waiting", hall.queues["B"].pk)


def test_a_transfer_to_another_hall_says_which_and_how_to_go_on(
    cast: Cast, hall: SmallHall, desk: Client, at: Move
) -> None:
    other = make_hall(cast, "perizinan", unit=cast.other_unit)
    other.hall.name = "Ruang perizinan"
    other.hall.save()
    hall.take()
    desk.post(address(hall, "panggil"))
    ticket = Ticket.objects.get()
    move = reverse("queues:transfer", args=[hall.hall.pk, ticket.pk])
    html = desk.get(move).content.decode()
    assert "Keperluannya di ruang layanan lain?" in html
    assert "Ruang perizinan" in html
    assert "/antrean/perizinan" in html
    assert str(other.queues["B"].pk) not in html
    to = {"queue": str(other.queues["B"].pk), "version": ticket.version, "reason": "Salah ruang"}
    answer = desk.post(move, to)
    assert answer.status_code == 422
    assert "Antrean itu milik Ruang perizinan." in answer.content.decode()
    again = Ticket.objects.get(pk=ticket.pk)
    assert (again.version, again.hall_id, again.due_at) == (
        ticket.version, hall.hall.pk, ticket.due_at,
    )  # fmt: skip


def test_a_line_of_another_agency_is_unknown_and_its_hall_unnamed(
    cast: Cast, hall: SmallHall, desk: Client
) -> None:
    other = make_hall(cast, "hulu", unit=cast.outside_unit)
    other.hall.name = "Ruang hulu"
    other.hall.save()
    hall.take()
    desk.post(address(hall, "panggil"))
    ticket = Ticket.objects.get()
    to = {"queue": str(other.queues["B"].pk), "version": ticket.version, "reason": "Salah ruang"}
    answer = desk.post(reverse("queues:transfer", args=[hall.hall.pk, ticket.pk]), to)
    assert answer.status_code == 422
    assert "Ruang hulu" not in answer.content.decode()
    assert Ticket.objects.get(pk=ticket.pk).version == ticket.version


def test_who_has_no_business_in_the_hall(cast: Cast, hall: SmallHall, at: Move) -> None:
    console = reverse("queues:console", args=[hall.hall.pk])
    board = reverse("queues:board", args=[hall.hall.pk])
    ticket = hall.take()
    calling = address(hall, "panggil")
    assert Client().get(console).status_code == 302
    stranger = sign_in(Client(), cast.outsider)
    for answer in (stranger.get(console), stranger.get(board), stranger.post(calling),
                   stranger.post(address(hall, "mulai", ticket), {"version": 1})):  # fmt: skip
        assert answer.status_code == 404
    pic = sign_in(Client(), cast.pic)  # sees the unit, serves nobody
    assert pic.get(board).status_code == 200
    for answer in (pic.get(console), pic.post(calling)):
        assert answer.status_code == 403
    member = sign_in(Client(), cast.area_member)
    assert member.get(board).status_code in {200, 403}
    inspector = sign_in(Client(), cast.inspector)
    assert inspector.get(board).status_code == 200
    assert inspector.post(calling).status_code == 403
    assert sign_in(Client(), hall.officer.person).get(board).status_code == 200


def test_a_ticket_of_another_hall_is_not_found(
    cast: Cast, hall: SmallHall, desk: Client, at: Move
) -> None:
    other = make_hall(cast, "perizinan", unit=cast.other_unit)
    theirs = other.take()
    for act in ("mulai", "ulang", "selesai", "tunda", "lanjutkan", "lewati", "kembali"):
        answer = desk.post(address(hall, act, theirs), {"version": 1})
        assert answer.status_code == 404, act
    assert desk.get(reverse("queues:transfer", args=[hall.hall.pk, theirs.pk])).status_code == 404
    assert theirs.events.count() == 1


def test_the_board_shows_what_a_coordinator_needs(hall: SmallHall, desk: Client, at: Move) -> None:
    hall.take(now=NOW - 20 * MINUTE)
    desk.post(address(hall, "panggil"))
    ticket = Ticket.objects.get()
    desk.post(address(hall, "mulai", ticket), {"version": ticket.version})
    ticket.refresh_from_db()
    at(10 * SECOND)
    desk.post(address(hall, "selesai", ticket), {"version": ticket.version})
    PromiseBreach.objects.create(
        hall=hall.hall, queue=hall.queues["B"], label="B-022", day=TODAY, kind="late",
        late_seconds=400, at=NOW,
    )  # fmt: skip
    at(MINUTE)
    boss = sign_in(Client(), hall.supervisor.person)
    html = boss.get(reverse("queues:board", args=[hall.hall.pk])).content.decode()
    assert "100 %" in html
    assert "1 dari 1 dilayani dalam 45 menit" in html
    assert "selesai atau ditunda kurang dari 20 detik setelah mulai" in html
    assert "lewat 7 menit" in html
    assert "Semua yang menunggu diperkirakan dilayani dalam janji" in html
    assert [one.kind for one in odd_of(hall.hall, TODAY)] == ["at_once"]


def test_a_crowd_before_one_counter_proposes_another(
    hall: SmallHall, desk: Client, at: Move
) -> None:
    for place in range(12):
        hall.take("ABC"[place % 3], now=NOW - 30 * MINUTE + place * SECOND)
    boss = sign_in(Client(), hall.supervisor.person)
    board = reverse("queues:board", args=[hall.hall.pk])
    html = boss.get(board).content.decode()
    assert "nomor dapat lewat janji" in html
    assert "Bila tetap 1 loket." in html
    assert "Usul: buka Loket 2 sekarang." in html
    assert "Lihat sebagai tabel" in html
    known = re.search(r"kini=([0-9]+-[0-9]+)", html)
    assert known
    assert boss.get(board, {"kini": known[1]}, headers=HTMX).status_code == 204


def test_a_coordinator_closes_a_counter_that_was_left(
    hall: SmallHall, desk: Client, at: Move
) -> None:
    hall.take()
    desk.post(address(hall, "panggil"))
    session = Counter.objects.get(number=1, hall=hall.hall).sessions.get()
    close = reverse("queues:close_counter", args=[hall.hall.pk, session.pk])
    assert sign_in(Client(), hall.second.person).post(close).status_code == 403
    session.refresh_from_db()
    assert session.closed_at is None
    assert sign_in(Client(), hall.supervisor.person).post(close).status_code == 302
    session.refresh_from_db()
    assert session.closed_at == NOW
    assert Ticket.objects.get().state == "waiting"


def test_who_waits_past_the_promise_is_said_on_the_board(hall: SmallHall, at: Move) -> None:
    """Such a number is no forecast any more, and no reason to say that all is well."""
    boss = sign_in(Client(), hall.supervisor.person)
    counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=hall.officer.person, now=NOW)
    late = hall.take("A", now=NOW)
    at(46 * MINUTE)
    live.forget()
    html = boss.get(reverse("queues:board", args=[hall.hall.pk])).content.decode()
    assert "1 nomor sudah lewat janji dan masih menunggu" in html
    assert "Semua yang menunggu diperkirakan dilayani dalam janji" not in html
    assert re.search(rf"<b>{late.label}</b> <span[^>]*>janji 10.45</span>", html)
    assert "masih menunggu</span>" in html


def test_pages_and_acts_cost_the_same_for_a_full_hall(
    hall: SmallHall, desk: Client, at: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_setups, "FRESH", math.inf)  # however slow the machine
    monkeypatch.setattr("bening.queues.live.OLDEST", math.inf)

    def queries(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as seen:
            act()
        return len(seen)

    console = reverse("queues:console", args=[hall.hall.pk])
    board = reverse("queues:board", args=[hall.hall.pk])
    boss = sign_in(Client(), hall.supervisor.person)
    hall.take()
    desk.get(console)
    boss.get(board)
    kept_setups.setup_now(hall.hall, NOW)
    calling = address(hall, "panggil")
    few = queries(lambda: desk.post(calling))
    looks = queries(lambda: desk.get(console)), queries(lambda: boss.get(board))
    ticket = Ticket.objects.get()
    serving.start(hall=hall.hall, ticket=ticket.pk, version=2, by=hall.officer.person, now=NOW)
    serving.hold(hall=hall.hall, ticket=ticket.pk, version=3, by=hall.officer.person, now=NOW)
    for place in range(25):
        hall.take("ABC"[place % 3], is_priority=place % 4 == 0)
    assert queries(lambda: desk.post(calling)) == few <= 20
    many = queries(lambda: desk.get(console)), queries(lambda: boss.get(board))
    assert many[0] <= looks[0] <= 34
    assert many[1] <= looks[1] + 1 <= 42
    hold = "b-desk-table"
    assert hold in page(desk, hall)
    assert calls.MOST_TRIES > 1
