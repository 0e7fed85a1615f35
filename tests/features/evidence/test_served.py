"""Uploads through the whole server: broken lines, kills, a full disk, trickling; and a browser."""

import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.adapters import samples
from tests.features.evidence.conftest import CODE
from tests.servers import ROOT, Running, environment_for, free_port, made_once, make_ready, serve

pytestmark = [pytest.mark.whole]
CSRF = "a" * 32
LISTEN = """() => {
  const heard = [];
  document.addEventListener("evidence:changed", (event) => {
    heard.push(event.detail.code);
    document.body.dataset.heard = heard.join(" ");
  });
}"""
SEED = "seed.json"
CHUNK = 512 * 1024
FILE = samples.movie(media=random.Random(3).randbytes(5 << 20))
HASH = hashlib.sha256(FILE).hexdigest()


@dataclass
class Served:
    """A running server and somebody who is signed in to it."""

    server: Running
    seed: dict[str, str]

    def cookies(self, who: str = "pic") -> str:
        cookies = f"bening_session={self.seed[who]}; bening_csrf={CSRF}"
        return f"Cookie: {cookies}\r\nX-CSRFToken: {CSRF}\r\n"

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "application/json", **who: str
    ) -> tuple[int, Any, dict[str, str]]:
        extra = f"{self.cookies(**who)}Content-Type: {kind}\r\nAccept: application/json\r\n"
        status, headers, answer = self.server.ask(method, path, body, extra)
        text = answer.decode(errors="replace")
        is_json = "json" in headers.get("content-type", "")
        return status, json.loads(text) if is_json else text, headers

    def begin(self, content: bytes = FILE, name: str = "video.mp4") -> str:
        asked = {"filename": name, "size": len(content), "sheet": self.seed["sheet"], "code": CODE}
        status, answer, _ = self.ask("POST", "/bukti/unggah/", json.dumps(asked).encode())
        assert status == 201, answer
        return str(answer["url"])

    def send(self, url: str, content: bytes = FILE, stop: int | None = None) -> tuple[int, int]:
        """What a client does; the last status and the offset reached."""
        offset, status = int(self.ask("GET", url)[1]["offset"]), 200
        while offset < (len(content) if stop is None else stop):
            chunk = content[offset : offset + CHUNK]
            status, answer, _ = self.ask(
                "PUT", f"{url}?offset={offset}", chunk, "application/octet-stream"
            )
            if status != 200:
                return status, offset
            offset = answer["offset"]
        return status, offset

    def finish(self, url: str, sha256: str = HASH) -> tuple[int, Any]:
        return self.ask("POST", f"{url}selesai/", json.dumps({"sha256": sha256}).encode())[:2]


def seed(data: Path) -> None:
    """Makes an installation with somebody signed in; what was made is in `seed.json`."""
    env = environment_for(data, free_port())
    make_ready(data, env)
    done = subprocess.run(
        [sys.executable, "-m", "tests.features.evidence.served_seed"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (data / SEED).write_text(done.stdout.strip().splitlines()[-1])


def seeded(data: Path) -> dict[str, str]:
    """An installation of the test's own in `data`, and who is signed in there."""
    shutil.copytree(made_once("served", seed), data, dirs_exist_ok=True)
    found: dict[str, str] = json.loads((data / SEED).read_text())
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("served")
    seed = seeded(data)
    with serve(data) as server:
        yield Served(server, seed)


def contents(data: Path) -> list[Path]:
    return [path for path in (data / "files/content").rglob("*") if path.is_file()]


def test_a_broken_line_a_kill_and_a_full_disk_lose_nothing(tmp_path: Path) -> None:
    seed = seeded(tmp_path)
    with serve(tmp_path, largest_file=(3 << 20) - 1000) as server:
        here = Served(server, seed)
        url = here.begin()
        with server.connect() as line:  # half a chunk, then the line breaks
            head = server.head("PUT", f"{url}?offset=0", CHUNK, here.cookies())
            line.sendall(head + FILE[: CHUNK // 2])
        time.sleep(0.3)
        assert here.ask("GET", url)[1]["offset"] == 0
        full, offset = here.send(url)
        assert full == 507
        assert offset == 5 * CHUNK, "3 MiB end within the sixth chunk"
        assert here.ask("GET", "/bukti/")[0] == 200, "the rest goes on"
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    with serve(tmp_path) as server:
        here = Served(server, seed)
        assert here.ask("GET", url)[1]["offset"] == 5 * CHUNK
        assert here.send(url) == (200, len(FILE))
        first, second = here.finish(url), here.finish(url)  # the first answer was lost
        assert first[0] == second[0] == 200
        assert first[1]["evidence"] == second[1]["evidence"]
    (stored,) = contents(tmp_path)
    assert stored.name == HASH
    assert stored.read_bytes() == FILE
    assert list((tmp_path / "files/partial").iterdir()) == []


def test_a_kill_while_the_file_is_kept_is_repeated_safely(tmp_path: Path) -> None:
    seed = seeded(tmp_path)
    for _ in range(3):
        with serve(tmp_path) as server:
            here = Served(server, seed)
            url = here.begin()
            assert here.send(url)[0] == 200
            asking = threading.Thread(target=_ignoring, args=(here.finish, url))
            asking.start()
            time.sleep(random.Random().uniform(0.05, 0.5))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            asking.join()
        with serve(tmp_path) as server:
            again = Served(server, seed)
            assert again.finish(url)[0] == 200
    assert [path.name for path in contents(tmp_path)] == [HASH]


def _ignoring(act: Any, *arguments: Any) -> None:
    try:
        act(*arguments)
    except (OSError, ValueError):
        return


def test_twenty_trickling_uploads_stop_nobody(served: Served) -> None:
    url = served.begin()
    head = served.server.head("PUT", f"{url}?offset=0", CHUNK, served.cookies())
    lines = []
    for _ in range(20):
        line = served.server.connect()
        line.sendall(head + FILE[:100])
        lines.append(line)
    waits = []
    for _ in range(8):
        for line in lines:
            line.sendall(b"x")
        began = time.monotonic()
        assert served.ask("GET", "/bukti/")[0] == 200
        waits.append(time.monotonic() - began)

    for line in lines:
        line.close()
    assert sorted(waits)[len(waits) // 2] < 1, waits
    assert served.ask("GET", url)[1]["offset"] == 0


def test_a_file_leaves_with_safe_headers_for_its_visitor_only(served: Served) -> None:
    content = b"Notula\n"
    url = served.begin(content, "Notula “rapat”.txt")
    served.send(url, content)
    _, answer = served.finish(url, hashlib.sha256(content).hexdigest())

    status, _, headers = served.ask("GET", f"/bukti/{answer['evidence']}/berkas/1/")
    assert status == 302
    place = headers["location"]
    status, text, headers = served.ask("GET", place)
    assert (status, text) == (200, "Notula\n")
    assert headers["content-disposition"].startswith("attachment;")
    assert "filename*=UTF-8''Notula%20%E2%80%9Crapat%E2%80%9D.txt" in headers["content-disposition"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert served.ask("GET", place, who="outsider")[0] == 404


@pytest.mark.browser
def test_a_browser_sends_many_files_through_a_lost_line_and_a_reload(
    served: Served, tmp_path: Path
) -> None:
    files = {
        "video.mp4": FILE,
        "Notula rapat.pdf": samples.pdf(2),
        "foto.png": samples.picture("png", (500, 400)),
        "jahat.pdf": samples.WINDOWS_PROGRAM,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    page_url = f"{served.server.url}/bukti/lembar/{served.seed['sheet']}/A.I.5.iii.d/"
    with sync_playwright() as started:
        chromium = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        context = chromium.new_context(locale="id-ID")
        context.add_cookies(
            [
                {
                    "name": "bening_session",
                    "value": served.seed["pic"],
                    "url": served.server.url,
                }
            ]
        )
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(page_url)
        line = context.new_cdp_session(page)
        line.send("Network.emulateNetworkConditions", _line(upload=1_500_000))
        with page.expect_response(lambda answer: answer.request.method == "PUT"):
            page.set_input_files("input[type=file]", [tmp_path / name for name in files])
        line.send("Network.emulateNetworkConditions", _line(offline=True))
        expect(_row(page, "video.mp4")).to_contain_text("menunggu sambungan", timeout=15_000)
        line.send("Network.emulateNetworkConditions", _line())
        page.reload()

        expect(page.locator(".b-ev__t", has_text="video")).to_have_count(1, timeout=30_000)
        expect(_row(page, "jahat.pdf")).to_contain_text("program komputer", timeout=30_000)
        attached = page.locator("[data-evidence-of] a.b-ev__t")
        expect(attached).to_have_count(3, timeout=30_000)
        assert sorted(attached.all_inner_texts()) == ["Notula rapat", "foto", "video"]
        # The fragment that shows the last upload has settled; what is heard next is of the clicks.
        expect(page.locator(".htmx-settling, .htmx-request")).to_have_count(0)
        page.evaluate(LISTEN)
        page.locator(".b-ev", has_text="foto").locator("summary").click()
        page.get_by_role("button", name="Lepas dari pertanyaan ini").locator("visible=true").click()
        expect(attached).to_have_count(2)
        page.get_by_role("link", name="Pakai ulang").click()
        expect(page.locator("dialog[open] h1")).to_have_text("Pakai ulang bukti")
        page.get_by_role("button", name="Pakai foto").click()
        expect(attached).to_have_count(3)
        expect(page.locator("dialog[open]")).to_have_count(0)
        assert page.url == page_url
        # The fragment settles, and says so, a moment after the dialog has gone.
        expect(page.locator("body")).to_have_attribute("data-heard", "A.I.5.iii.d A.I.5.iii.d")
        page.reload()
        expect(page.locator("[data-drop-list] li")).to_have_count(0)
        assert problems == []
        chromium.close()
    stored = {path.name for path in contents(served.server.data)}
    assert {
        hashlib.sha256(files[name]).hexdigest() for name in files if name != "jahat.pdf"
    } <= stored


def _line(*, offline: bool = False, upload: int = -1) -> dict[str, Any]:
    rates = {"uploadThroughput": upload, "downloadThroughput": -1}
    return {"offline": offline, "latency": 0, **rates}


def _row(page: Page, name: str) -> Any:
    return page.locator("[data-drop-list] li", has_text=name)
