"""A real server with a unit for each story, and a real browser that is watched while it is used."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.people import PASSWORD
from tests.servers import ROOT, Running, environment_for, made_once, serve, upgrade

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 15_000  # milliseconds, on a machine that runs other tests beside this one
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Story:
    """One unit and its people, for one test alone."""

    pic: str
    sessions: dict[str, str]
    data: Path
    head: str = ""
    sheet: str = ""
    unit: str = ""

    def path(self, query: str = "") -> str:
        """The address of the sheet."""
        return f"/lembar-kerja/{self.sheet}/{query}"

    def stored(self, code: str) -> dict[str, Any]:
        """The answer as the database holds it; empty when there is none."""
        found = rows(
            self.data,
            "SELECT value, note, version, inputs FROM evaluations_answer "
            f"WHERE sheet_id = '{self.sheet.replace('-', '')}' AND official_code = '{code}'",
        )
        names = ("value", "note", "version", "inputs")
        return dict(zip(names, found[0], strict=True)) if found else {}

    def events_with(self, words: str) -> int:
        """How many saved answers of this sheet's trail hold these words as what came of it."""
        bodies = rows(
            self.data,
            "SELECT body FROM audit_event WHERE act = 'answer.saved' "
            f"AND subject_id LIKE '{self.sheet}/%'",
        )
        return sum(words in json.loads(body)["data"]["after"]["note"] for (body,) in bodies)


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    """What the server's database answers."""
    with sqlite3.connect(data / "bening.sqlite3") as database:
        return database.execute(sql).fetchall()


@pytest.fixture(scope="session")
def installed() -> Path:
    """The data folder of an installation without people. To be copied, never used."""
    return made_once("empty", upgrade)


def seed(data: Path, module: str, *arguments: str) -> dict[str, Any]:
    """Runs a module that fills the data folder; what its last line says."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**environment_for(data, 1), "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


@pytest.fixture
def receiving(installed: Path, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A data folder with an open site for reports."""
    data = tmp_path / "data"
    shutil.copytree(installed, data)
    return data, seed(data, "tests.journeys.report_seed", "open")


@pytest.fixture
def office(receiving: tuple[Path, dict[str, Any]]) -> Iterator[Running]:
    """The server of a reporter's story."""
    with serve(receiving[0]) as running:
        yield running


@pytest.fixture(scope="session")
def seeded(
    installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """A data folder that no server has used yet, and what `seed.py` says of it."""
    data = tmp_path_factory.mktemp("journeys") / "data"
    shutil.copytree(installed, data)
    return data, seed(data, "tests.journeys.seed")


@pytest.fixture(scope="session")
def server(seeded: tuple[Path, dict[str, Any]]) -> Iterator[Running]:
    """One server for every story that leaves it standing."""
    with serve(seeded[0], BENING_REQUIRE_TWO_FACTOR="tidak") as running:
        yield running


@pytest.fixture(scope="session")
def story(seeded: tuple[Path, dict[str, Any]]) -> Callable[[str], Story]:
    """The unit of a story by its name."""

    def named(name: str, data: Path | None = None) -> Story:
        known = seeded[1][name]
        return Story(**known, data=data or seeded[0])

    return named


@pytest.fixture
def own_data(seeded: tuple[Path, dict[str, Any]], tmp_path: Path) -> Path:
    """A copy of the data for a test that kills its server. No file was stored yet."""
    source, target = seeded[0], tmp_path / "data"
    target.mkdir(mode=0o700)
    with (
        sqlite3.connect(source / "bening.sqlite3") as used,
        sqlite3.connect(target / "bening.sqlite3") as own,
    ):
        used.backup(own)
    shutil.copy(source / "secret-key", target / "secret-key")
    return target


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Its event loop ends with the module: other tests need the thread free."""
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """Everything a browser complained about, and every host it asked."""

    allowed: tuple[str, ...] = ()
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext, home: str) -> None:
        """Listens to every page of the context."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

        def asked(request: Any) -> None:
            if not request.url.startswith((home, "data:", "blob:")):
                self.foreign.append(request.url)

        context.on("request", asked)

    def _said(self, message: Any) -> None:
        expected = any(words in message.text for words in self.allowed)
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(f"{message.type}: {message.text}")


Visit = Callable[..., Page]
LINE_LOST = ("net::ERR_", "htmx:sendError", "htmx:afterRequest")
"""What Chromium and htmx write to the console by themselves while there is no line."""
CONFLICT, SIGNED_OUT = ("(Conflict)", "Error Code 409"), ("(Unauthorized)", "Error Code 401")
"""What they write when a save meets another version, or no session."""


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page of `server` in a browser of its own, signed in as `who` of a story or nobody.

    At the end of the test: no word on the console but those of `allowed`, no request to another
    host, no breach of the content policy (the browser writes those to the console).
    """
    opened: list[tuple[BrowserContext, Watched]] = []

    def visited(
        server: Running,
        story: Story | None = None,
        who: str = "pic",
        *,
        allowed: tuple[str, ...] = (),
        **options: Any,
    ) -> Page:
        made = browser.new_context(
            base_url=server.url, locale="id-ID", timezone_id="Asia/Jakarta", **options
        )
        made.set_default_timeout(PATIENCE)
        watched = Watched(allowed)
        watched.watch(made, server.url)
        opened.append((made, watched))
        if story:
            made.add_cookies(
                [{"name": "bening_session", "value": story.sessions[who], "url": server.url}]
            )
        return made.new_page()

    yield visited
    for made, _ in opened:
        made.close()
    assert [watched.complaints for _, watched in opened if watched.complaints] == []
    assert [watched.foreign for _, watched in opened if watched.foreign] == []


def sign_in(page: Page, email: str, then: str) -> None:
    """Signs in at the sign-in page, which is open, and ends at `then`."""
    page.get_by_label("Alamat surel dinas").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url(f"**{then}")
