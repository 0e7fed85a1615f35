"""The kiosk's own process: its small server, its book, its paper."""

import http.client
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bening.queues.kiosk import command
from bening.queues.kiosk.book import Book
from bening.queues.kiosk.desk import Desk, KioskRefused, Rejected
from bening.queues.kiosk.places import filled, place
from bening.queues.kiosk.printing import Paper, Sheet, has_no_paper, opener, write
from bening.queues.kiosk.server import Pages, make_server
from tests.servers import ROOT, free_port

NOW = datetime(2026, 4, 15, 3, 0, tzinfo=UTC)
WORDS = {"no_paper": "Kertas habis.", "offline": "Putus.", "latest": "Paling lambat {at}"}
STATE = {
    "hall": "Dinas <Dukcapil>",
    "zone": "Asia/Jakarta",
    "place": "Pintu masuk",
    "book": "buku-dua",
    "mark": "K2",
    "refusals": {"kiosk_number_gap": "Nomor sebelum ini tidak pernah terkirim."},
    "home": "https://antre.example/tiket/",
    "open": [[(NOW - timedelta(hours=2)).isoformat(), (NOW + timedelta(hours=5)).isoformat()]],
    "lines": [
        {
            "queue": "q-a",
            "prefix": "A",
            "name": "Akta <kelahiran>",
            "minutes": 45,
            "cap": None,
            "words": {
                one: {"wait": "3 orang", "said": "3 orang menunggu."} for one in ("id", "en")
            },
        }
    ],
    "last": [],
    "words": {"id": WORDS, "en": WORDS},
}
PAGES = {
    "start.id": f"start {place('note')} {place('wait-A')} {place('clock')}",
    "line-A.id": f"line {place('key')} {place('due-A')}",
    "out.id": f"out {place('number')} {place('service')} {place('due')} {place('qr')} "
    f"print={place('printed')} {place('note')}",
    "staff.id": f"staff {place('mark')} {place('stands')} {place('waits')} {place('rows')}",
}  # fmt: skip


@dataclass
class Recorder:
    """Stands for a printer of receipts."""

    status: int = 2
    fails: bool = False
    said: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    cuts: int = 0
    closed: int = 0

    def set(self, **values: Any) -> None:
        """Takes any property of text."""

    def text(self, text: str) -> None:
        if self.fails:
            raise OSError("jammed")
        self.said.append(text)

    def qr(self, content: str, **values: Any) -> None:
        self.codes.append(content)

    def cut(self) -> None:
        self.cuts += 1

    def close(self) -> None:
        self.closed += 1

    def paper_status(self) -> int:
        return self.status


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = Book(tmp_path / "book.sqlite3")
    made.keep("identity", STATE["book"])
    made.keep("state", STATE)
    made.keep("pages", PAGES)
    yield made
    made.close()


def cut(_body: bytes) -> bytes:
    raise OSError("cut")


@pytest.fixture
def desk(book: Book) -> Desk:
    return Desk(book, cut, clock=NOW.timestamp, steady=lambda: 0.0)


@dataclass
class Browser:
    """Speaks with the kiosk's server."""

    port: int
    patience: float = 10

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None,
            **headers: str) -> tuple[int, str, str]:  # fmt: skip
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        named = {"Host": f"localhost:{self.port}"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, urlencode(fields or {}) or None, named)
        answer = line.getresponse()
        body = answer.read().decode()
        line.close()
        return answer.status, answer.headers.get("Location", ""), body

    def take(self, way: str = "cetak", **more: str) -> str:
        fields = {"antrean": "A", "cara": way, "key": str(uuid.uuid4()), **more}
        status, where, _ = self.ask("POST", "/", fields)
        assert status == 303
        return where


@pytest.fixture
def serve(desk: Desk) -> Iterator[Any]:
    servers = []

    def begin(printer: Paper | None = None) -> Browser:
        server = make_server(Pages(desk, printer=printer), 0)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return Browser(server.server_address[1])

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_visitor_takes_a_number_without_a_server(serve: Any) -> None:
    browser = serve()
    assert "start Putus.  10.00" in browser.ask("GET", "/")[2]
    assert "10.45" in browser.ask("GET", "/?antrean=A")[2]
    page = browser.ask("GET", browser.take())[2]
    assert "out A-K2-001 Akta &lt;kelahiran&gt; 10.45 <svg aria-hidden" in page
    assert "print=1" in page
    assert "print= " in browser.ask("GET", browser.take("ponsel"))[2]


def test_what_means_nothing_leads_back(serve: Any) -> None:
    browser = serve()
    assert browser.take(key="x") == "/?"
    assert browser.take(antrean="Z") == "/?antrean=Z&kabar=unknown_line"
    assert browser.ask("GET", "/?tiket=x&antrean=Z")[2].startswith("start")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/ui/queues.css", 200),
        ("/static/ui/queues.0123456789ab.css", 200),
        ("/static/queues/kiosk.js", 200),
        ("/static/../models/halls.py", 404),
        ("/static/%2e%2e/registration.py", 404),
        ("/static//etc/passwd", 404),
        ("/lain/", 404),
        ("/keadaan/", 200),
    ],
)
def test_only_files_of_pages_are_served(serve: Any, path: str, status: int) -> None:
    assert serve().ask("GET", path)[0] == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "kios.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_no_other_page_takes_numbers_here(serve: Any, desk: Desk, headers: dict[str, str]) -> None:
    fields = {"antrean": "A", "cara": "cetak", "key": str(uuid.uuid4())}
    assert serve().ask("POST", "/", fields, **headers)[0] == 403
    assert desk.book.counts() == (0, 0)


def test_a_long_post_is_not_read(serve: Any, desk: Desk) -> None:
    assert serve().ask("POST", "/", {"key": "x" * 5000})[0] == 400
    assert desk.book.counts() == (0, 0)


def test_a_printer_of_its_own_prints_and_the_browser_does_not(serve: Any) -> None:
    printer = Recorder()
    browser = serve(Paper(lambda: printer))
    page = browser.ask("GET", browser.take())[2]
    assert "print= " in page
    assert "A-K2-001\n" in printer.said
    assert printer.codes[0].startswith("https://antre.example/tiket/")
    assert (printer.cuts, printer.closed) == (1, 1)
    browser.take("ponsel")
    assert printer.cuts == 1


@pytest.mark.parametrize("printer", [Recorder(status=0), Recorder(fails=True)])
def test_without_paper_the_number_holds_and_its_code_is_shown(
    serve: Any, printer: Recorder
) -> None:
    browser = serve(Paper(lambda: printer))
    page = browser.ask("GET", browser.take())[2]
    assert "Kertas habis." in page
    assert "<svg" in page
    assert "A-K2-001" in page
    assert printer.closed == 1


SHEET = Sheet(
    hall="Dinas Kependudukan dan Pencatatan Sipil Kabupaten Contoh Raya",
    service="Penerbitan Kartu Keluarga dan surat pindah datang",
    number="A-K12-003",
    latest="Paling lambat 10.45",
    promise="dilayani, atau petugas tambahan datang",
    taken="15-04-2026 10.00",
    said="12 orang menunggu di layanan ini. Perkiraan giliran Anda 20–35 menit lagi.",
    url="https://antre.example/tiket/x/",
    follow="Pantau di ponsel dengan kode ini.",
    foot="Tidak ada yang boleh meminta imbalan.",
)


def test_no_line_of_paper_is_wider_than_the_roll() -> None:
    for width, columns in ((80, 48), (58, 32)):
        printer = Recorder()
        write(printer, SHEET, width=width)
        assert max(len(line.rstrip("\n")) for line in printer.said) <= columns
        assert f"{SHEET.number}\n" in printer.said


@pytest.mark.parametrize("width", [80, 58])
def test_what_goes_to_a_printer_of_receipts(width: int) -> None:
    """Through the library itself: letters that every printer has, a code that fits, a cut."""
    printer = import_module("escpos.printer").Dummy()
    write(printer, SHEET, width=width)
    text, _, picture = printer.output.partition(b"\x1dv0\x00")  # a picture in rows of bytes
    assert b"A-K12-003\n" in text
    assert b"20-35 menit" in text
    assert text.count(b"\x1bt") == 1  # one table of letters
    dots = int.from_bytes(picture[:2], "little") * 8
    assert 170 < dots <= {80: 576, 58: 384}[width]
    assert printer.output.rstrip(b"\x00").endswith(b"\x1dV")


def test_a_printer_that_cannot_tell_its_paper_is_tried() -> None:
    class Mute(Recorder):
        def paper_status(self) -> int:
            raise NotImplementedError

    assert not has_no_paper(Mute())


@pytest.mark.parametrize("name", ["", "usb", "usb:1", "usb:x:y", "network:", "paper:1", "file:"])
def test_a_name_that_means_no_printer(name: str) -> None:
    with pytest.raises(ValueError, match=r"named so|invalid literal"):
        opener(name)


def test_many_at_once_get_different_numbers(book: Book) -> None:
    def give(_at: int) -> str:
        return book.give(
            key=uuid.uuid4(),
            book="b",
            mark="K2",
            queue="q",
            day=date(2026, 4, 15),
            after=3,
            label="A-K2-{number}",
            device_at=NOW,
            offset_ms=0,
            is_priority=False,
            language="id",
        ).label

    with ThreadPoolExecutor(8) as pool:
        labels = sorted(pool.map(give, range(40)))
    assert labels == [f"A-K2-{number:03}" for number in range(4, 44)]


def test_a_kiosk_gives_its_share_of_the_cap_and_no_more(book: Book) -> None:
    line = {**STATE["lines"][0], "cap": {"day": "2026-04-15", "left": 2, "fresh": 3}}  # type: ignore[index]  # a list of lines
    book.keep("state", {**STATE, "lines": [line]})
    desk = Desk(book, cut, clock=NOW.timestamp, steady=lambda: 0.0)
    keys = [uuid.uuid4() for _ in range(3)]

    def give(key: uuid.UUID) -> str:
        return desk.give("A", key=key, is_priority=False, language="id").label

    given = [give(key) for key in keys[:2]]
    with pytest.raises(KioskRefused, match="cap_reached"):
        give(keys[2])
    assert [give(key) for key in keys[:2]] == given
    book.settle(str(keys[0]))
    assert give(keys[2]) == "A-K2-003"


def test_a_book_without_a_mark_gives_nothing(book: Book, desk: Desk) -> None:
    """It was told to begin anew, and the line is cut before it has its mark."""
    book.begin_anew()
    with pytest.raises(KioskRefused, match="not_set_up"):
        desk.give("A", key=uuid.uuid4(), is_priority=False, language="id")


def test_the_last_number_of_a_series_is_the_last(book: Book) -> None:
    last = [{"queue": "q-a", "day": "2026-04-15", "number": 9998}]
    book.keep("state", {**STATE, "last": last})
    desk = Desk(book, cut, clock=NOW.timestamp, steady=lambda: 0.0)
    assert desk.give("A", key=uuid.uuid4(), is_priority=False, language="id").number == 9999
    with pytest.raises(KioskRefused, match="no_numbers_left"):
        desk.give("A", key=uuid.uuid4(), is_priority=False, language="id")


@pytest.mark.parametrize("code", ["kiosk_unknown", "kiosk_closed", "kiosk_in_browser"])
def test_a_kiosk_that_its_server_does_not_want_stops(book: Book, code: str) -> None:
    def rejected(_body: bytes) -> bytes:
        raise Rejected(code)

    desk = Desk(book, rejected, clock=NOW.timestamp, steady=lambda: 0.0)
    assert not desk.meet()
    after_restart = Desk(book, cut, clock=NOW.timestamp, steady=lambda: 0.0)
    assert not after_restart.meet()
    for one in (desk, after_restart):
        with pytest.raises(KioskRefused, match="stopped"):
            one.give("A", key=uuid.uuid4(), is_priority=False, language="id")


def test_a_page_of_somebody_else_in_between_stops_nothing(book: Book) -> None:
    def portal(_body: bytes) -> bytes:
        raise Rejected("away")

    desk = Desk(book, portal, clock=NOW.timestamp, steady=lambda: 0.0)
    assert not desk.meet()
    assert desk.give("A", key=uuid.uuid4(), is_priority=False, language="id").number == 1


def test_the_staff_page_tells_of_each_number_that_did_not_arrive(serve: Any, desk: Desk) -> None:
    browser = serve()
    for _ in range(2):
        browser.take()
    first = desk.book.undelivered(1)[0]
    desk.book.settle(first.key, "kiosk_number_gap")
    status, _where, page = browser.ask("GET", "/petugas/")
    assert status == 200
    assert "staff K2 Server tidak terjangkau" in page
    assert "A-K2-001" in page
    assert "Nomor sebelum ini tidak pernah terkirim." in page
    assert "A-K2-002" in page


def test_a_power_cut_before_the_paper_came_costs_no_number(tmp_path: Path) -> None:
    """The process is killed while its printer holds the ticket; then it is started again."""
    path, pipe = tmp_path / "book.sqlite3", tmp_path / "printer"
    os.mkfifo(pipe)  # nobody reads: whoever opens it to print waits
    book = Book(path)
    book.keep("identity", STATE["book"])
    now = datetime.now(UTC)
    spans = [[(now - timedelta(hours=1)).isoformat(), (now + timedelta(hours=5)).isoformat()]]
    noon = f"Etc/GMT{now.hour - 12:+}"  # where it is noon, so that no day begins meanwhile
    book.keep("state", {**STATE, "open": spans, "zone": noon})
    book.keep("pages", PAGES)
    book.close()
    key = str(uuid.uuid4())
    first = started(path, pipe)
    with pytest.raises(TimeoutError):
        Browser(first.port, patience=3).ask(
            "POST", "/", {"antrean": "A", "cara": "cetak", "key": key}
        )
    first.process.kill()
    first.process.wait()
    kept = Book(path)
    assert [one.label for one in kept.undelivered(9)] == ["A-K2-001"]
    kept.close()
    again = started(path, None)
    page = Browser(again.port).ask("GET", Browser(again.port).take(key=key))[2]
    assert "A-K2-001" in page
    page = Browser(again.port).ask("GET", Browser(again.port).take())[2]
    assert "A-K2-002" in page
    again.process.kill()
    again.process.wait()


@dataclass
class Started:
    """`bening kiosk` as a process of its own, whose server is not there."""

    process: "subprocess.Popen[bytes]"
    port: int


def started(book: Path, printer: Path | None) -> Started:
    port = free_port()
    more = ["--printer", f"file:{printer}"] if printer else []
    process = subprocess.Popen(
        [sys.executable, "-m", "bening", "kiosk", "http://127.0.0.1:9/antrean/a/kios/2/",
         "--book", book, "--port", str(port), *more],
        env={**os.environ, command.SECRET: "x"},
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    assert b"Kios siap" in process.stdout.readline()
    return Started(process, port)


def test_what_fills_a_page_is_never_markup() -> None:
    page = f"<p>{place('number')}</p>{place('unknown')}{place('said-A')}"
    assert filled(page, {"number": "<b>", "said-A": "&"}) == "<p>&lt;b&gt;</p>&amp;"


@pytest.mark.parametrize(
    "arguments",
    [
        ["https://bening.example/"],
        ["https://bening.example/antrean/utama/kios/dua/"],
        ["ftp://bening.example/antrean/utama/kios/2/"],
        ["https://bening.example/antrean/utama/kios/2/"],
        ["https://bening.example/antrean/utama/kios/2/", "--printer", "paper"],
    ],
)
def test_the_command_refuses_what_it_cannot_use(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if "--printer" in arguments:
        secret = tmp_path / "secret"
        secret.write_text("x")
        arguments = [*arguments, "--secret-file", str(secret)]
    monkeypatch.delenv(command.SECRET, raising=False)
    assert command.run(arguments) == 2


def test_the_kiosk_starts_without_the_web_framework() -> None:
    code = "import sys, bening.queues.kiosk.command; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
