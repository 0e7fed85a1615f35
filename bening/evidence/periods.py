"""Spans of days as people say them."""

from calendar import monthrange
from datetime import date

from django.utils.formats import date_format


def period_text(start: date, end: date) -> str:
    """As short as it is exact: 2025, Okt–Des 2025, 10 Apr 2026, 30 Des 2025–2 Jan 2026."""
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole and (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if whole and start.year == end.year:
        first, last = date_format(start, "M"), date_format(end, "M")
        return f"{first} {end.year}" if start.month == end.month else f"{first}–{last} {end.year}"
    if whole:
        return f"{date_format(start, 'M Y')}–{date_format(end, 'M Y')}"
    if start == end:
        return date_format(start, "j M Y")
    first = date_format(start, "j M" if start.year == end.year else "j M Y")
    return f"{first}–{date_format(end, 'j M Y')}"
