"""`bening kiosk`: the process on the kiosk's own machine."""

import argparse
import json
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from bening.queues.kiosk.book import Book
from bening.queues.kiosk.desk import STANDS, Desk, Rejected, Send
from bening.queues.kiosk.printing import Paper, opener
from bening.queues.kiosk.server import Pages, make_server
from bening.queues.kiosk.signing import HEADER, path_of, sign

EVERY = 10.0
"""Seconds between contacts with the server."""
PATIENCE = 10.0
SECRET = "BENING_KIOSK_SECRET"  # noqa: S105 - the name of a variable
MOST_ANSWER = 8 * 1024 * 1024
MOST_PROBLEM = 4096


def sender(server: str, slug: str, point: int, secret: str) -> Send:
    """Sends signed messages to the hall of a kiosk."""
    path = path_of(slug, point)
    web = build_opener()

    def send(body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", HEADER: sign(secret, path, body)}
        asked = Request(f"{server}{path}", data=body, headers=headers, method="POST")  # noqa: S310 - checked when the kiosk starts
        try:
            with web.open(asked, timeout=PATIENCE) as answer:
                return bytes(answer.read(MOST_ANSWER))
        except HTTPError as refused:
            raise Rejected(_code(refused)) from refused

    return send


def _code(refused: HTTPError) -> str:
    """What the server says is wrong; "away" where somebody else answered."""
    try:
        told = json.loads(refused.read(MOST_PROBLEM))
        return str(told["code"])
    except (OSError, ValueError, KeyError, TypeError):
        return "away"


def keep_meeting(desk: Desk, ended: threading.Event) -> None:
    """Meets the server until the kiosk ends; says when it goes and when it is back."""
    before: tuple[str, int] | None = None
    while not ended.is_set():
        desk.meet()
        waits, refused = desk.book.counts()
        if (desk.trouble, refused) != before:
            _say(f"{STANDS.get(desk.trouble, STANDS['away'])} Belum terkirim: {waits}, "
                 f"ditolak: {refused}.")  # fmt: skip
            before = desk.trouble, refused
        ended.wait(EVERY)


def run(arguments: Sequence[str]) -> int:
    """Runs until it is stopped. The exit code: 0, or 2 where the options make no sense."""
    given = _read(arguments)
    parts = urlsplit(given.address)
    pieces = [piece for piece in parts.path.split("/") if piece]
    if (
        parts.scheme not in {"http", "https"}
        or len(pieces) != 4
        or (pieces[0], pieces[2]) != ("antrean", "kios")
        or not pieces[3].isdecimal()
    ):
        _fault("Alamat kios seperti https://bening.contoh.go.id/antrean/utama/kios/2/.")
        return 2
    secret = os.environ.get(SECRET, "")
    if given.secret_file:
        secret = given.secret_file.read_text("utf-8").strip()
    if not secret:
        _fault(f"Kunci kios diberikan dengan --secret-file atau {SECRET}.")
        return 2
    try:
        paper = Paper(opener(given.printer), width=given.paper) if given.printer else None
    except ValueError:
        _fault("Pencetak seperti usb:04b8:0e15, network:192.168.1.50, atau file:/dev/usb/lp0.")
        return 2
    send = sender(f"{parts.scheme}://{parts.netloc}", pieces[1], int(pieces[3]), secret)
    serve(Desk(Book(given.book), send), port=given.port, width=given.paper, printer=paper)
    return 0


def serve(desk: Desk, *, port: int, width: int, printer: Paper | None) -> None:
    """Serves the kiosk's browser until interrupted."""
    ended = threading.Event()
    meeting = threading.Thread(target=keep_meeting, args=(desk, ended), name="meet", daemon=True)
    server = make_server(Pages(desk, paper=width, printer=printer), port)
    meeting.start()
    _say(f"Kios siap di http://localhost:{port}/")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        ended.set()
        server.server_close()
        meeting.join(timeout=1)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _fault(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bening kiosk",
        description="Kios yang tetap memberi nomor selama server atau jaringannya mati.",
    )
    parser.add_argument("address", metavar="ALAMAT", help="alamat kios dari ruang layanan")
    parser.add_argument("--secret-file", type=Path, metavar="BERKAS", help="berkas kunci kios")
    parser.add_argument(
        "--book",
        type=Path,
        default=Path.home() / ".bening-kiosk.sqlite3",
        metavar="BERKAS",
        help="berkas nomor kios ini (bawaan: ~/.bening-kiosk.sqlite3)",
    )
    parser.add_argument("--port", type=int, default=8765, help="porta di mesin ini (bawaan: 8765)")
    parser.add_argument(
        "--printer", default="", metavar="PENCETAK", help="usb:…, network:…, serial:…, file:…"
    )
    parser.add_argument("--paper", type=int, choices=(80, 58), default=80, help="lebar kertas, mm")
    return parser.parse_args(arguments)
