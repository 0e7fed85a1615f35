"""The kiosk's own small server, on its own machine, for its own browser alone."""

import html
import json
import mimetypes
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import segno

from bening.queues.kiosk import spoken
from bening.queues.kiosk.book import Given
from bening.queues.kiosk.desk import STANDS, Desk, KioskRefused
from bening.queues.kiosk.places import filled, name_of
from bening.queues.kiosk.printing import NoPaper, Paper, Sheet

PACKAGE = Path(__file__).resolve().parents[2]
STATIC = (PACKAGE / "ui/static", PACKAGE / "queues/static")
MOST_SHOWN = 100
"""Rows of each kind on the page for staff."""
STANDS_WAITING = "menunggu sambungan"
LARGEST = 4096
"""Bytes of a post: a few short fields."""
OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
    ),
)
NOT_YET = """<!doctype html><html lang="id"><head><meta charset="utf-8">
<meta http-equiv="refresh" content="5"><title>Kios menunggu server</title></head>
<body><h1>Kios menunggu server</h1>
<p>Kios ini belum pernah tersambung ke servernya. Halaman ini mencoba lagi setiap lima detik.</p>
</body></html>"""

_HASHED = re.compile(r"\.[0-9a-f]{12}(?=\.[a-z0-9]+$)")

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """How the kiosk is used now."""

    language: str
    is_low: bool
    is_priority: bool

    @classmethod
    def of(cls, fields: Fields) -> "Asked":
        """As the address or the post says."""
        return cls(
            "en" if fields.get("bahasa") == "en" else "id",
            fields.get("rendah") == "1",
            fields.get("prioritas") == "1",
        )

    def page(self, step: str) -> str:
        """The name of a page that looks so."""
        is_priority = self.is_priority and step != "out"
        return name_of(step, self.language, is_low=self.is_low, is_priority=is_priority)

    def link(self, **more: str) -> str:
        """The address of a page that looks so."""
        fields = {
            "bahasa": "en" if self.language == "en" else "",
            "rendah": "1" if self.is_low else "",
            "prioritas": "1" if self.is_priority else "",
            **more,
        }
        return "/?" + urlencode({name: value for name, value in fields.items() if value})


class Pages:
    """The pages of a kiosk, filled in."""

    def __init__(self, desk: Desk, *, paper: int = 80, printer: Paper | None = None) -> None:
        self.desk, self.paper, self.printer = desk, paper, printer

    def show(self, fields: Fields) -> str:
        """The page of an address; "" where the server was never reached."""
        asked = Asked.of(fields)
        if given := self.desk.book.find(fields.get("tiket", "")):
            return self._out(asked, given, fields)
        letter = fields.get("antrean", "")
        step = f"line-{letter}" if self.desk.line(letter) else "start"
        note = self._words(asked, fields.get("kabar", ""))
        if not note and not self.desk.is_connected():
            note = self._words(asked, "offline")
        return self._fill(asked, step, {"key": str(uuid.uuid4()), "note": note})

    def take(self, fields: Fields) -> str:
        """Gives a number and says where its page is."""
        asked = Asked.of(fields)
        way = fields.get("cara", "")
        letter = fields.get("antrean", "")
        try:
            given = self.desk.give(
                letter,
                key=uuid.UUID(fields.get("key", "")),
                is_priority=way.endswith("prioritas"),
                language=asked.language,
            )
        except ValueError:
            return asked.link()
        except KioskRefused as refused:
            return asked.link(antrean=letter, kabar=refused.code)
        if not way.startswith("cetak"):
            return asked.link(tiket=given.code, suara="0")
        if self.printer is None:
            return asked.link(tiket=given.code, cetak="1")
        try:
            self.printer.print(self._sheet(asked, given))
        except NoPaper:
            return asked.link(tiket=given.code, kabar="no_paper")
        return asked.link(tiket=given.code)

    def staff(self) -> str:
        """How the kiosk fares, for whoever looks after it; "" before the first contact ever."""
        desk = self.desk
        waits, refused = desk.book.counts()
        met = desk.met_at
        offset = desk.now().offset_ms / 1000
        values = {
            "place": desk.state.get("place", ""),
            "mark": desk.mark(desk.book.identity()),
            "stands": STANDS.get(desk.trouble, STANDS["away"]),
            "met": met.astimezone(desk.zone).strftime("%d-%m-%Y %H.%M.%S") if met else "–",
            "offset": f"{offset:+.1f}".replace(".", ","),
            "waits": str(waits),
            "refused": str(refused),
            "rows": "".join(
                self._row(one)
                for one in (*desk.book.refused(MOST_SHOWN), *desk.book.undelivered(MOST_SHOWN))
            ),
        }
        asked = Asked("id", is_low=False, is_priority=False)
        return self._fill(asked, "staff", values)

    def _row(self, given: Given) -> str:
        """A number that the server does not have, and why, as a row of the table."""
        why = self.desk.state.get("refusals", {}).get(given.refused, given.refused)
        at = given.at.astimezone(self.desk.zone).strftime("%d-%m-%Y %H.%M")
        cells = (at, why or STANDS_WAITING)
        label = html.escape(given.label)
        return f'<tr><th scope="row">{label}</th>' + "".join(
            f"<td>{html.escape(cell)}</td>" for cell in cells
        ) + "</tr>"  # fmt: skip

    def _out(self, asked: Asked, given: Given, fields: Fields) -> str:
        url = self._url(given)
        drawn = segno.make(url, error="m", micro=False)
        qr = drawn.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
        values = {
            **self._told(asked, given),
            "qr": qr.replace("<svg ", '<svg aria-hidden="true" ', 1),
            "clips": self._spoken(asked, given, fields),
            "printed": "1" if fields.get("cetak") == "1" else "",
            "note": self._words(asked, fields.get("kabar", "")),
        }
        return self._fill(asked, "out", values)

    def _spoken(self, asked: Asked, given: Given, fields: Fields) -> str:
        """The addresses of the recordings that say a number."""
        if asked.language != "id":
            return ""
        is_out = fields.get("kabar") == "no_paper"
        is_printed = not is_out and fields.get("suara") != "0"
        clips = spoken.of_number(given.label, is_printed=is_printed, has_no_paper=is_out)
        return " ".join(spoken.address_of(clip) for clip in clips)

    def _told(self, asked: Asked, given: Given) -> dict[str, str]:
        line = next(
            (one for one in self.desk.state.get("lines", ()) if one["queue"] == given.queue), None
        )
        at = given.at
        here = at.astimezone(self.desk.zone)
        due = self.desk.due(line["prefix"], at) if line else None
        return {
            "number": given.label,
            "service": line["name"] if line else "",
            "taken": here.strftime("%d-%m-%Y %H.%M"),
            "due": due.astimezone(self.desk.zone).strftime("%H.%M") if due else "",
            "said": self._said(line, asked) if line else "",
        }

    def _sheet(self, asked: Asked, given: Given) -> Sheet:
        told = self._told(asked, given)
        return Sheet(
            hall=self.desk.state.get("hall", ""),
            service=told["service"],
            number=given.label,
            latest=self._words(asked, "latest").replace("{at}", told["due"]),
            promise=self._words(asked, "promise"),
            taken=told["taken"],
            said=told["said"],
            url=self._url(given),
            follow=self._words(asked, "follow"),
            foot=self._words(asked, "foot"),
        )

    def _fill(self, asked: Asked, step: str, values: Mapping[str, str]) -> str:
        page = self.desk.page(asked.page(step))
        now = self.desk.now().at
        here = now.astimezone(self.desk.zone)
        known = {
            "clock": here.strftime("%H:%M" if asked.language == "en" else "%H.%M"),
            "clock_iso": here.strftime("%H:%M"),
            "paper": str(self.paper),
        }
        for line in self.desk.state.get("lines", ()):
            letter = line["prefix"]
            due = self.desk.due(letter, now)
            known[f"due-{letter}"] = due.astimezone(self.desk.zone).strftime("%H.%M") if due else ""
            known[f"said-{letter}"] = self._said(line, asked)
            known[f"wait-{letter}"] = self._said(line, asked, "wait")
        return filled(page, {**known, **values})

    def _said(self, line: Mapping[str, Mapping[str, Fields]], asked: Asked,
              name: str = "said") -> str:  # fmt: skip
        """What is known of waiting in a line; nothing where it is no longer known."""
        return line["words"][asked.language][name] if self.desk.is_connected() else ""

    def _words(self, asked: Asked, name: str) -> str:
        words: Mapping[str, str] = self.desk.state.get("words", {}).get(asked.language, {})
        return words.get(name, "")

    def _url(self, given: Given) -> str:
        return f"{self.desk.state.get('home', '')}{given.code}/"


class Handler(BaseHTTPRequestHandler):
    """One request of the kiosk's browser."""

    pages: Pages
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Bening", ""
    timeout = 20

    def do_GET(self) -> None:
        """A page, a file of the package, or how the kiosk fares."""
        parts = urlsplit(self.path)
        if not self._is_own():
            self._answer(HTTPStatus.FORBIDDEN)
        elif parts.path.startswith("/static/"):
            self._file(parts.path.removeprefix("/static/"))
        elif parts.path == "/keadaan/":
            self._answer(HTTPStatus.OK, self._health(), "application/json")
        elif parts.path == "/petugas/":
            page = self.pages.staff() or NOT_YET
            self._answer(HTTPStatus.OK, page.encode(), "text/html; charset=utf-8")
        elif parts.path == "/":
            page = self.pages.show(_fields(parts.query)) or NOT_YET
            self._answer(HTTPStatus.OK, page.encode(), "text/html; charset=utf-8")
        else:
            self._answer(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Somebody takes a number."""
        size = self.headers.get("Content-Length", "")
        if not self._is_own() or not self._is_from_here():
            self.close_connection = True
            self._answer(HTTPStatus.FORBIDDEN)
        elif not size.isdecimal() or int(size) > LARGEST or urlsplit(self.path).path != "/":
            self.close_connection = True
            self._answer(HTTPStatus.BAD_REQUEST)
        else:
            body = self.rfile.read(int(size)).decode("utf-8", "replace")
            where = self.pages.take(_fields(body))
            self._answer(HTTPStatus.SEE_OTHER, more=[("Location", where)])

    def log_message(self, *_given: object) -> None:
        """Nothing is logged of visitors."""

    def _is_own(self) -> bool:
        """Whether this machine's own browser asks, by the machine's own name."""
        host = self.headers.get("Host", "")
        return re.sub(r":[0-9]+$", "", host) in OWN_NAMES

    def _is_from_here(self) -> bool:
        origin = self.headers.get("Origin")
        return origin in {None, "null", f"http://{self.headers.get('Host', '')}"} and (
            self.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
        )

    def _health(self) -> bytes:
        waits, refused = self.pages.desk.book.counts()
        content = {
            "connected": self.pages.desk.is_connected(),
            "undelivered": waits,
            "refused": refused,
            "trouble": self.pages.desk.trouble,
            "clock_offset_ms": self.pages.desk.now().offset_ms,
        }
        return json.dumps(content).encode()

    def _file(self, name: str) -> None:
        """A file of the package; the server's pages name it with a hash in it."""
        plain = _HASHED.sub("", name)
        for folder in STATIC:
            path = (folder / plain).resolve()
            if path.is_relative_to(folder) and path.is_file():
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                self._answer(HTTPStatus.OK, path.read_bytes(), kind)
                return
        self._answer(HTTPStatus.NOT_FOUND)

    def _answer(
        self,
        status: HTTPStatus,
        content: bytes = b"",
        kind: str = "text/plain",
        more: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.send_response(status)
        for name, value in (*SAFE, *more):
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def make_server(pages: Pages, port: int) -> ThreadingHTTPServer:
    """Listens on the machine's own address only."""
    handler = type("OwnHandler", (Handler,), {"pages": pages})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    return server


def _fields(query: str) -> dict[str, str]:
    try:
        found = parse_qs(query, max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[-1] for name, values in found.items()}
