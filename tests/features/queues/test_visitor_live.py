"""The live page of a number, its weight, the app on the phone, the way back to a lost page."""

import asyncio
import gzip
import io
import json
import re
import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from bening.adapters.asgi import Receive, Scope, Send
from bening.adapters.gate import BODY, KIB, MIB, Gate, registered_rules
from bening.domain.queueing import TicketAct
from bening.queues import after_visit
from bening.queues.after_visit import AfterVisit
from bening.queues.finished import FinishedVisit
from bening.queues.models import Ticket
from bening.queues.today import read_today
from bening.queues.visitor_state import TICK, states
from tests.features.queues.halls import MINUTE, SmallHall
from tests.features.queues.test_visitor import act, sit
from tests.people import NOW

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]


def state_of(hall: SmallHall, ticket: Ticket, at: datetime) -> dict[str, Any]:
    return dict(states(read_today(hall.setup, at), [ticket.code])[ticket.code])


# --- the stream


def test_a_waiting_page_is_told_figures_under_the_key_that_it_shows(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    sit(hall)
    first, second = hall.take("A", now=NOW - 3 * MINUTE), hall.take("A", now=NOW - 2 * MINUTE)
    clock(NOW)
    page = client.get(f"/tiket/{second.code}/").content.decode()
    told = state_of(hall, second, NOW)
    assert f'data-key="{told["key"]}"' in page
    assert (told["ahead"], told["minute"], told["serving"]) == (1, 2, "")
    assert re.fullmatch(r"\d+–\d+", told["wait"])
    assert told["at"] == "10.00.00"

    act(hall, first, TicketAct.CALLED, at=NOW)
    clock(NOW)
    told = state_of(hall, second, NOW)
    assert f'data-key="{told["key"]}"' in page
    assert (told["ahead"], told["serving"]) == (0, first.label)


def test_another_state_is_another_key(hall: SmallHall, clock: Clock) -> None:
    ticket = hall.take("A")
    keys = [state_of(hall, ticket, NOW)["key"]]
    for deed in (TicketAct.CALLED, TicketAct.RECALLED, TicketAct.STARTED, TicketAct.HELD):
        act(hall, ticket, deed, at=NOW + MINUTE)
        keys.append(state_of(hall, ticket, NOW + MINUTE)["key"])
    act(hall, ticket, TicketAct.RESUMED, TicketAct.FINISHED, at=NOW + MINUTE)
    keys.append(state_of(hall, ticket, NOW + 2 * MINUTE)["key"])
    assert len(set(keys)) == len(keys)
    assert keys[-1] == "gone"


def test_a_late_page_is_drawn_anew_each_minute(hall: SmallHall, clock: Clock) -> None:
    ticket = hall.take("A")
    keys = []
    for minute in (46, 46, 47):
        clock(NOW + minute * MINUTE)
        keys.append(state_of(hall, ticket, NOW + minute * MINUTE)["key"])
    assert keys[0] == keys[1] != keys[2]


def test_a_quiet_stream_still_says_that_it_lives(hall: SmallHall, clock: Clock) -> None:
    ticket = hall.take("A")
    before = state_of(hall, ticket, NOW)
    clock(NOW + timedelta(seconds=TICK))
    assert state_of(hall, ticket, NOW)["at"] != before["at"]


def test_a_thousand_phones_cost_one_look(hall: SmallHall, clock: Clock) -> None:
    """However many numbers are watched, the hall is ordered and forecast once."""
    sit(hall)
    tickets = [hall.take("A", now=NOW - (90 - n) * MINUTE / 3) for n in range(60)]
    today = read_today(hall.setup, NOW)
    found = states(today, [one.code for one in tickets] + [f"none-{n:04}" for n in range(900)])
    assert [found[one.code]["ahead"] for one in tickets] == list(range(60))
    assert found["none-0000"] == {"key": "gone"}


def test_a_day_that_is_read_on_is_the_day_read_anew(hall: SmallHall, clock: Clock) -> None:
    tickets = [hall.take("A", now=NOW - (9 - n) * MINUTE) for n in range(6)]
    before = read_today(hall.setup, NOW)

    def read_on() -> None:
        nonlocal before
        anew = read_today(hall.setup, NOW)
        before = read_today(hall.setup, NOW, before=before)
        assert list(before.tickets) == list(anew.tickets)
        for key, one in anew.tickets.items():
            there = before.tickets[key]
            assert {f.attname: getattr(there, f.attname) for f in Ticket._meta.concrete_fields} == {
                f.attname: getattr(one, f.attname) for f in Ticket._meta.concrete_fields
            }

    kept = before.tickets[tickets[5].pk]
    for change_it in (
        lambda: act(hall, tickets[0], TicketAct.CALLED, at=NOW),
        lambda: act(hall, tickets[0], TicketAct.STARTED, TicketAct.FINISHED, at=NOW),
        lambda: act(hall, tickets[1], TicketAct.CANCELLED, at=NOW),
        lambda: Ticket.objects.filter(pk=tickets[2].pk).update(escalated_at=NOW),
        lambda: Ticket.objects.filter(pk=tickets[2].pk).update(passed_over=1),
        lambda: hall.take("B"),
    ):
        change_it()
        read_on()
    assert before.tickets[tickets[5].pk] is kept


def test_who_is_called_is_told_before_those_who_wait(hall: SmallHall, clock: Clock) -> None:
    tickets = [hall.take("A", now=NOW - (3 - n) * MINUTE) for n in range(3)]
    act(hall, tickets[2], TicketAct.CALLED, at=NOW)
    clock(NOW)
    found = states(read_today(hall.setup, NOW), [one.code for one in tickets])
    assert next(iter(found)) == tickets[2].code
    assert len(found) == 3


# --- weight


SHARED = (
    "ui/vendor/bootstrap-reboot.min.css",
    "ui/vendor/plus-jakarta-sans/plus-jakarta-sans-latin-wght-normal.woff2",
)


def test_the_whole_page_weighs_less_than_a_hundred_kilobytes(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    sit(hall)
    ticket = hall.take("A")
    clock(NOW)
    for path in ("/antrean/dukcapil/", "/antrean/dukcapil/?queue=A", f"/tiket/{ticket.code}/"):
        page = client.get(path).content
        names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode()))
        assert set(SHARED) <= {re.sub(r"\.[0-9a-f]{12}(?=\.)", "", one) for one in names}
        total = len(gzip.compress(page, 6))
        for name in names | {"queues/mine.js"}:
            found = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", name))
            assert isinstance(found, str), name
            total += len(gzip.compress(Path(found).read_bytes(), 6))
        assert total < 75_000, (path, total)


# --- the app


def test_the_manifest_and_the_workers(hall: SmallHall, client: Client, clock: Clock) -> None:
    answer = client.get("/antrean/dukcapil/aplikasi.webmanifest")
    made = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (made["start_url"], made["scope"]) == ("/antrean/dukcapil/", "/")
    assert [one["purpose"] for one in made["icons"]] == ["any", "any", "maskable"]
    for icon in made["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        assert isinstance(found, str)
        head = Path(found).read_bytes()[:24]
        width, height = struct.unpack(">II", head[16:])
        assert (head[:4], f"{width}x{height}") == (b"\x89PNG", icon["sizes"])
    assert client.get("/antrean/nowhere/aplikasi.webmanifest").status_code == 404
    for path in ("/antrean/pekerja.js", "/tiket/pekerja.js"):
        answer = client.get(path)
        text = answer.content.decode()
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert text.startswith("const KEPT = [")
        kept = json.loads(text.partition(" = ")[2].partition(";\n")[0])
        assert all(one.startswith("/static/") for one in kept)
        assert any("queues/mine" in one for one in kept)  # what the page's script imports
    assert "tetap berlaku" in client.get("/tiket/luring/").content.decode()


def test_pages_of_visitors_know_nobody(hall: SmallHall, client: Client, clock: Clock) -> None:
    ticket = hall.take("A")
    for path in ("/antrean/dukcapil/", "/antrean/dukcapil/pesan/", f"/tiket/{ticket.code}/"):
        answer = client.get(path)
        assert not answer.cookies
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_in_english_with_its_way_carried_on(hall: SmallHall, client: Client, clock: Clock) -> None:
    ticket = hall.take("A")
    page = client.get(f"/tiket/{ticket.code}/?bahasa=en").content.decode()
    assert '<html lang="en">' in page
    assert f"/tiket/{ticket.code}/batal/?bahasa=en" in page
    answer = client.post(f"/tiket/{ticket.code}/batal/?bahasa=en", {"version": "1"})
    assert answer.headers["Location"] == f"/tiket/{ticket.code}/?bahasa=en"


# --- after the visit


def test_doors_after_a_visit_carry_no_trace_of_the_number(
    hall: SmallHall, client: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []

    def survey(visit: FinishedVisit) -> str:
        heard.append(visit)
        return "/survei/x/"

    monkeypatch.setattr(after_visit, "_registered", {})
    after_visit.register(
        AfterVisit(
            code="survey",
            label="Isi survei",
            about="Bagaimana layanan kami tadi?",
            url=survey,
            is_main=True,
        )
    )
    after_visit.register(AfterVisit(code="none", label="Tidak ada", url=lambda _visit: None))
    ticket = hall.take("A")
    act(hall, ticket, TicketAct.CALLED, TicketAct.STARTED, TicketAct.FINISHED, at=NOW)
    clock(NOW + 3 * MINUTE)
    page = client.get(f"/tiket/{ticket.code}/").content.decode()
    assert 'href="/survei/x/">Isi survei</a>' in page
    assert "Tidak ada</a>" not in page
    assert ticket.label not in str(heard)
    assert str(ticket.pk) not in str(heard)


# --- the way back


# --- slow phones


def test_a_slow_phone_holds_no_thread_and_sends_little(tmp_path: Path) -> None:
    """What is posted about a number is whole before a page is asked, and at most 4 KiB."""
    reached: list[bytes] = []

    async def page(scope: Scope, _receive: Receive, send: Send) -> None:
        reached.append(scope[BODY].read())
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    gate = Gate(page, registered_rules(), folder=tmp_path, memory=MIB)

    def scope_of(length: int) -> Scope:
        headers = [(b"content-length", b"%d" % length)]
        return {
            "type": "http",
            "method": "POST",
            "path": "/tiket/AAAAAAAAAAAAAAAAAAAAAA/batal/",
            "query_string": b"",
            "headers": headers,
            "client": ("127.0.0.1", 1),
        }

    async def ask(body: bytes, *, waits: asyncio.Event | None = None) -> int:
        sent: list[Any] = []
        pieces = io.BytesIO(body)

        async def receive() -> dict[str, Any]:
            piece = pieces.read(5)
            if waits is not None and pieces.tell() > 5:
                await waits.wait()
            more = pieces.tell() < len(body)
            return {"type": "http.request", "body": piece, "more_body": more}

        async def send(message: Any) -> None:
            sent.append(message)

        await gate(scope_of(len(body)), receive, send)
        return int(sent[0]["status"])

    async def story() -> None:
        goes_on = asyncio.Event()
        slow = asyncio.create_task(ask(b"version=1&x=slow", waits=goes_on))
        await asyncio.sleep(0.05)
        assert await ask(b"version=2") == 200
        assert reached == [b"version=2"]
        goes_on.set()
        assert await slow == 200
        assert await ask(b"x" * (4 * KIB + 1)) == 413
        assert len(reached) == 2

    asyncio.run(story())
