"""Writes on days off, stand-ins and notices."""

from bening.calendars.actions.deputies import appoint_deputy, end_deputy
from bening.calendars.actions.holidays import add_holiday, import_days, remove_holiday
from bening.calendars.actions.notices import mark_all_read, mark_read

__all__ = [
    "add_holiday",
    "appoint_deputy",
    "end_deputy",
    "import_days",
    "mark_all_read",
    "mark_read",
    "remove_holiday",
]
