"""What the calendar refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class CalendarRefused(Refused):
    """A day off or a stand-in that can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field
