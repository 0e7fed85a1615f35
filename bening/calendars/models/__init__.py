"""Days off, people who stand in for others, and what people are told."""

from bening.calendars.models.deputy import Deputy
from bening.calendars.models.holiday import Holiday, HolidayKind
from bening.calendars.models.notice import Notice

__all__ = ["Deputy", "Holiday", "HolidayKind", "Notice"]
