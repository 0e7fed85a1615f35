"""Hours as people write them: `08.00-12.00, 13.00-15.30`; nothing written is closed."""

import re
from collections.abc import Iterable
from datetime import time

from bening.domain.queueing import Span
from bening.queues.actions.hours import DayHours, span
from bening.queues.refusals import SetupRefused

_CLOCK = r"(\d{1,2})[.:](\d{2})"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|\u2013|\u2014|s/d|sampai)\s*{_CLOCK}")

OFFICE = DayHours((Span(time(8), time(15, 30)),), (Span(time(12), time(13)),))
FRIDAY = DayHours((Span(time(8), time(15, 30)),), (Span(time(11, 30), time(13)),))
"""With the time of the Friday prayer."""
PROPOSED = {**dict.fromkeys(range(4), OFFICE), 4: FRIDAY}

RAMADAN = DayHours((Span(time(8), time(15)),), (Span(time(12), time(12, 30)),))
RAMADAN_FRIDAY = DayHours((Span(time(8), time(15, 30)),), (Span(time(11, 30), time(12, 30)),))
"""32 hours and a half a week without breaks (Perpres 21/2023 art. 4)."""


def read_spans(text: str, *, field: str) -> tuple[Span, ...]:
    """The spans of a text. Raises SetupRefused ("hours_unreadable", "hours_backwards")."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    return tuple(_span(part, field) for part in parts)


def _span(part: str, field: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise SetupRefused("hours_unreadable", field=field, text=part[:40])
    hour, minute, last_hour, last_minute = map(int, found.groups())
    try:
        begins, ends = time(hour, minute), time(last_hour, last_minute)
    except ValueError:
        raise SetupRefused("hours_unreadable", field=field, text=part[:40]) from None
    return span(begins, ends, field=field)


def read_clock(text: str, *, field: str) -> time:
    """A time of the day. Raises SetupRefused("hours_unreadable")."""
    found = re.fullmatch(_CLOCK, text.strip())
    try:
        if found is not None:
            return time(int(found[1]), int(found[2]))
    except ValueError:
        pass
    raise SetupRefused("hours_unreadable", field=field, text=text[:40])


def spans_text(spans: Iterable[Span]) -> str:
    """As `read_spans` reads it."""
    return ", ".join(f"{one.opens:%H.%M}-{one.closes:%H.%M}" for one in sorted(spans))
