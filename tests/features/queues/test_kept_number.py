"""The page of a number without a connection: shown on its day, and never as if it were live."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.features.queues.halls import SmallHall
from tests.journeys.conftest import CHROMIUM, QUIET

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.once]
Clock = Callable[[datetime], None]
KEPT = "caches.keys().then((names) => names.includes('bening-nomor-1'))"
FORGET_SCRIPTS = """caches.open('bening-antrean-1').then(async (kept) => {
  for (const one of await kept.keys()) if (one.url.endsWith('.js')) await kept.delete(one);
})"""


class Served:
    """Pages by their address, on a port of their own, until `stop`."""

    def __init__(self, pages: dict[str, tuple[str, bytes]]) -> None:
        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, body = pages.get(self.path) or _static(self.path)
                self.send_response(200 if kind else 404)
                self.send_header("Content-Type", kind or "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.at = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _static(path: str) -> tuple[str, bytes]:
    kinds = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
    name = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", path.removeprefix("/static/"))
    found = finders.find(name)
    if not isinstance(found, str):
        return "", b""
    return kinds.get(Path(found).suffix, "application/octet-stream"), Path(found).read_bytes()


@contextmanager
def phone() -> Iterator[Page]:
    """A browser, started once the database has been asked."""
    with sync_playwright() as started:
        browser: Browser = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser.new_page(timezone_id="Asia/Jakarta")
        browser.close()


def seen_once(
    hall: SmallHall, client: Client, day: str
) -> tuple[dict[str, tuple[str, bytes]], str]:
    """What a phone is given that opens the page of a number of `day`."""
    ticket = hall.take("A")
    path = f"/tiket/{ticket.code}/"
    text = client.get(path).content.decode()
    text = re.sub(r'data-day="[^"]*"', f'data-day="{day}"', text)
    worker = client.get("/tiket/pekerja.js").content
    offline = client.get("/tiket/luring/").content
    pages = {
        path: ("text/html; charset=utf-8", text.encode()),
        "/tiket/pekerja.js": ("text/javascript; charset=utf-8", worker),
        "/tiket/luring/": ("text/html; charset=utf-8", offline),
    }
    return pages, path


def opened_twice(page: Page, served: Served, path: str) -> None:
    """The first visit installs the worker, the second is kept; then the line is cut."""
    page.goto(served.at + path)
    page.wait_for_function("navigator.serviceWorker.controller !== null", timeout=20_000)
    page.reload()
    page.wait_for_function(KEPT, timeout=20_000)
    served.stop()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_kept_number_says_since_when_it_is_old(
    hall: SmallHall, client: Client, clock: Clock, *, scripts: bool
) -> None:
    """Also where the page's own script does not come: the worker itself has written it."""
    pages, path = seen_once(hall, client, "2999-01-01")
    with phone() as page:
        opened_twice(page, Served(pages), path)
        if not scripts:
            page.evaluate(FORGET_SCRIPTS)
        page.reload()
        assert page.locator("#tiket.is-cut").count() == 1
        assert page.locator("[data-ticket-cut]").is_visible()
        said = page.locator("[data-ticket-cut-words]").inner_text()
        assert said == "Sambungan terputus sejak 10.00"
        assert page.locator(".p-ticket-no").inner_text() == "A-001"


def test_a_number_of_another_day_is_not_shown(
    hall: SmallHall, client: Client, clock: Clock
) -> None:
    pages, path = seen_once(hall, client, "2001-01-01")
    with phone() as page:
        opened_twice(page, Served(pages), path)
        page.reload()
        assert page.locator(".p-ticket-no").count() == 0
        assert page.get_by_role("heading", name="Sambungan terputus").is_visible()
