"""What pacts and declarations refuse; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class PactRefused(Refused):
    """A text, a signature, a declaration or a promise can't be so; `field` names a form's field."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field
