"""The ticket on paper, by an ESC/POS printer. `escpos` is imported when a printer is used.

A printer is named as `usb:04b8:0e15`, `network:192.168.1.50`, `serial:/dev/ttyUSB0` or
`file:/dev/usb/lp0`; without one the browser prints.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

WIDTHS = {80: 48, 58: 32}
"""Characters in a line of the printer's own font."""
QR_SIZES = {80: 8, 58: 7}
"""Dots of the printer a module: about a millimetre."""
PLAIN = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
"""Typography that printers lack: they would switch to a table of letters that few have."""
PORT = 9100


class NoPaper(Exception):
    """The ticket could not be printed: no paper, or no printer."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper, in the visitor's language. Empty lines are left out."""

    hall: str
    service: str
    number: str
    latest: str
    promise: str
    taken: str
    said: str
    url: str
    follow: str
    foot: str


class Printer(Protocol):
    """What is used of a printer of `escpos`."""

    def set(self, **values: Any) -> None: ...
    def text(self, text: str) -> None: ...
    def qr(self, content: str, **values: Any) -> None: ...
    def cut(self) -> None: ...
    def close(self) -> None: ...


Open = Callable[[], Printer]


def opener(name: str) -> Open:
    """How the printer of this name is opened. Raises ValueError for a name that means none."""
    kind, _, where = name.partition(":")
    if kind == "usb" and where.count(":") == 1:
        vendor, product = (int(part, 16) for part in where.split(":"))
        return lambda: _escpos().Usb(vendor, product)
    if kind == "network" and where:
        host, _, port = where.partition(":")
        return lambda: _escpos().Network(host, int(port or PORT), timeout=5)
    if kind == "serial" and where:
        return lambda: _escpos().Serial(where)
    if kind == "file" and where:
        return lambda: _escpos().File(where)
    raise ValueError(f"no printer is named so: {name!r}")


def _escpos() -> Any:
    return import_module("escpos.printer")  # only a kiosk with a printer of its own has it


class Paper:
    """The printer of a kiosk; one ticket at a time."""

    def __init__(self, open_printer: Open, *, width: int = 80) -> None:
        self._open, self._width = open_printer, width
        self._door = threading.Lock()

    def print(self, sheet: Sheet) -> None:
        """Prints a ticket. Raises NoPaper: the visitor is then shown the QR code."""
        with self._door:
            try:
                printer = self._open()
                try:
                    is_empty = has_no_paper(printer)
                    if not is_empty:
                        write(printer, sheet, width=self._width)
                finally:
                    printer.close()
            except Exception as fault:  # whatever keeps the paper from coming out
                raise NoPaper(str(fault)) from fault
        if is_empty:
            raise NoPaper("roll")


def has_no_paper(printer: Printer) -> bool:
    """Whether the printer says that its roll is empty; many cannot say it."""
    ask = getattr(printer, "paper_status", None)
    if ask is None:
        return False
    try:
        return bool(ask() == 0)
    except Exception:  # no way back from this printer
        return False


def write(printer: Printer, sheet: Sheet, *, width: int) -> None:
    """The whole ticket, cut off at its end."""
    columns = WIDTHS[width]
    printer.set(align="center", bold=True, normal_textsize=True)
    _lines(printer, sheet.hall.upper(), columns)
    printer.set(bold=False)
    _lines(printer, sheet.service, columns)
    size = 4 if len(sheet.number) * 4 <= columns else 3
    printer.set(bold=True, custom_size=True, width=size, height=size)
    printer.text(f"{sheet.number}\n")
    printer.set(normal_textsize=True, bold=True, invert=True)
    _lines(printer, f" {sheet.latest.upper()} ", columns)
    printer.set(invert=False, bold=False)
    for text in (sheet.promise, "", sheet.taken, sheet.said):
        _lines(printer, text, columns)
    printer.qr(sheet.url, size=QR_SIZES[width], center=False)
    for text in (sheet.follow, sheet.foot):
        _lines(printer, text, columns)
    printer.cut()


def _lines(printer: Printer, text: str, columns: int) -> None:
    """Text broken between words; the printer itself would break inside them."""
    line = ""
    for word in text.translate(PLAIN).split():
        if line and len(line) + 1 + len(word) > columns:
            printer.text(f"{line}\n")
            line = word
        else:
            line = f"{line} {word}".strip()
    printer.text(f"{line}\n")
