"""Which calendar day it is where people work: the one place where a moment becomes a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_in(zone: str, now: datetime) -> date:
    """The calendar day of the aware moment `now` in the IANA zone `zone`."""
    return now.astimezone(ZoneInfo(zone)).date()
