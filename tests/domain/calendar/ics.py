"""A small reader of iCalendar, written from RFC 5545 alone: it knows nothing of the writer."""

from collections.abc import Iterator

UNESCAPED = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}


def read(text: str) -> list[dict[str, str]]:
    """The events of a calendar as property to value. Raises ValueError where a rule is broken."""
    lines = list(unfolded(text))
    if lines[:1] != ["BEGIN:VCALENDAR"] or lines[-1:] != ["END:VCALENDAR"]:
        raise ValueError("no calendar")
    events: list[dict[str, str]] = []
    inside = False
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"no property: {line!r}")
        if line == "BEGIN:VEVENT":
            if inside:
                raise ValueError("events inside events")
            inside = True
            events.append({})
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            if name in events[-1]:
                raise ValueError(f"{name} twice")
            events[-1][name] = value
    if inside:
        raise ValueError("an event without end")
    return events


def unfolded(text: str) -> Iterator[str]:
    """Content lines: CRLF ends a line unless a space follows (3.1)."""
    if "\r" in text.replace("\r\n", "") or "\n" in text.replace("\r\n", ""):
        raise ValueError("bare line ends")
    if not text.endswith("\r\n"):
        raise ValueError("last line without end")
    pieces = text.split("\r\n")[:-1]
    if any(len(piece.encode()) > 75 for piece in pieces):
        raise ValueError("line too long")
    line = pieces[0]
    for piece in pieces[1:]:
        if piece[:1] in {" ", "\t"}:
            line += piece[1:]
        else:
            yield line
            line = piece
    yield line


def unescaped(value: str) -> str:
    """A text value as it was meant (3.3.11)."""
    found, signs = [], iter(value)
    for sign in signs:
        if sign in {",", ";", "\n"}:
            raise ValueError(f"bare {sign!r}")
        found.append(UNESCAPED[next(signs)] if sign == "\\" else sign)
    return "".join(found)
