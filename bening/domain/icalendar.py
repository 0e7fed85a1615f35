"""Writes calendars that other programs subscribe to: iCalendar by RFC 5545, whole days only."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a content line before it is folded (RFC 5545, 3.1)."""

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class DayEvent:
    """One event that takes a whole day. `uid` stays the same for the same thing."""

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""


def escaped(text: str) -> str:
    """A text value (RFC 5545, 3.3.11); line ends of any kind become one, controls are left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_ESCAPES.get(sign, sign) for sign in CONTROLS.sub("", lines))


def folded(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, never inside a letter; rest lines indented."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece


def calendar(name: str, events: Iterable[DayEvent], *, made_at: datetime, language: str) -> str:
    """The whole file, with CRLF at each line's end.

    `made_at` is aware; it stamps every event, as a published calendar asks for.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Bening//Kalender//{language.upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line))


def _event(event: DayEvent, stamp: str) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(event.summary)}",
        "TRANSP:TRANSPARENT",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    if event.url:
        lines.append(f"URL:{CONTROLS.sub('', event.url).replace(chr(10), '')}")
    return [*lines, "END:VEVENT"]
