"""A disk that is full while people work: said in words, nothing half there, and it goes on after.

The server's own limit on the size of files plays the disk: SQLite's log can't grow any more.
"""

import http.client
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from tests.servers import Running, bening, environment_for, serve
from tests.whole.test_killed import open_sheet, rows, signed_in

LONG = "catatan " * 1000
HTMX = {"HX-Request": "true"}


@pytest.fixture
def data(demo_data: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(demo_data, folder)
    return folder


@contextmanager
def no_room(running: Running) -> Iterator[None]:
    """Inside, no file of the server takes a byte past its first page."""
    pid, unlimited = running.process.pid, resource.RLIM_INFINITY
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, unlimited))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))


class Person:
    """Somebody who saves answers of one sheet, whatever the server says to it."""

    def __init__(self, running: Running, sheet: str) -> None:
        self.running, self.sheet = running, UUID(sheet)
        self.cookies = signed_in(running).cookies

    def save(self, code: str, version: int, note: str, **headers: str) -> tuple[int, str]:
        """Status and text of the answer."""
        form = {"value": "", "note": note, "seen": str(version)}
        token = {"csrfmiddlewaretoken": self.cookies["bening_csrf"]}
        line = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=60)
        line.request(
            "POST",
            f"/lembar-kerja/{self.sheet}/butir/{code}/jawaban/",
            urlencode({**form, **token}),
            {
                "Host": f"localhost:{self.running.port}",
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                **headers,
            },
        )
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return answer.status, text


def stored(data: Path, sheet: str) -> dict[str, Any]:
    found = rows(
        data,
        f"SELECT official_code, version, note FROM evaluations_answer WHERE sheet_id = '{sheet}'",
    )
    return {code: (version, note) for code, version, note in found}


def test_a_full_disk_is_said_and_loses_nothing(data: Path) -> None:
    sheet = open_sheet(data)
    codes = [
        code
        for (code,) in rows(
            data,
            "SELECT official_code FROM evaluations_answer "
            f"WHERE sheet_id = '{sheet}' AND inputs = '{{}}' ORDER BY official_code",
        )
    ]
    with serve(data, BENING_DEMO="ya") as running:
        person = Person(running, sheet)
        first = codes.pop(0)
        assert person.save(first, stored(data, sheet)[first][0], "sebelum penuh")[0] == 302
        before = stored(data, sheet)
        events = rows(data, "SELECT count(*) FROM audit_event WHERE act = 'answer.saved'")

        with no_room(running):
            for place, code in enumerate(codes[:6]):
                extra = HTMX if place % 2 else {}
                status, text = person.save(code, before[code][0], LONG, **extra)
                assert status == 507, text
                assert "Penyimpanan sedang penuh" in text
                assert "tetap ada di perangkat ini" in text
                assert ("<html" in text) is not bool(extra)
            assert running.ask("GET", "/sehat/")[0] == 200
            assert stored(data, sheet) == before

        code = codes[0]
        assert person.save(code, before[code][0], "sesudah penuh")[0] == 302
        assert stored(data, sheet)[code] == (before[code][0] + 1, "sesudah penuh")
        [(count,)] = rows(data, "SELECT count(*) FROM audit_event WHERE act = 'answer.saved'")
        assert count == events[0][0] + 1, "an event without its answer"
        until = time.monotonic() + 30
        while rows(data, "SELECT 1 FROM audit_event WHERE position IS NULL LIMIT 1"):
            assert time.monotonic() < until, "the sealer does not go on"
            time.sleep(0.1)

    assert rows(data, "PRAGMA integrity_check") == [("ok",)]
    bening("verify", environment=environment_for(data, 1))


def test_reading_goes_on_while_the_disk_is_full(data: Path) -> None:
    sheet = open_sheet(data)
    with serve(data, BENING_DEMO="ya") as running:
        client = signed_in(running)
        with no_room(running):
            assert b"<main" in client.get("/")
            assert b"A.I.1.i.a" in client.get(f"/lembar-kerja/{UUID(sheet)}/")
