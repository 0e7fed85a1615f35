"""Which calendar day it is where people work: the one place where a moment becomes a day."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def day_in(zone: str, now: datetime) -> date:
    """The calendar day of the aware moment `now` in the IANA zone `zone`."""
    return now.astimezone(ZoneInfo(zone)).date()


_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIALS_FROM = date(1899, 12, 30)


def read_day(text: str) -> date | None:
    """The day that a cell of a table means; None where it means none.

    2026-04-20, 20/04/2026, 20-4-2026, with or without a time behind it, and the number by which
    spreadsheets keep days (46132). The day stands before the month, as in Indonesia.
    """
    kept = text.strip()
    try:
        if found := _YEAR_FIRST.fullmatch(kept):
            year, month, day = found.groups()
        elif found := _DAY_FIRST.fullmatch(kept):
            day, month, year = found.groups()
        elif _SERIAL.fullmatch(kept):
            return _SERIALS_FROM + timedelta(days=int(float(kept)))
        else:
            return None
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
