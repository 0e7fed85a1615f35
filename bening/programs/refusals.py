"""What the program refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class ProgramRefused(Refused):
    """A program, its state or its titles can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field
