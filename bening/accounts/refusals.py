"""What people administration refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class NotAllowed(Refused):
    """The person's roles don't permit the act; `code` says which role would."""

    status = 403


class PeopleRefused(Refused):
    """An act on people, roles or units that the rules of administration don't permit."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class LinkRefused(Refused):
    """An invitation or reset link that is unknown, used or past its seven days."""

    status = 410
