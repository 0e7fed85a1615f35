"""What the rules of discipline refuse; the sentences stand with the feature."""

from typing import Any

from bening.domain.refusals import Refused


class DisciplineRefused(Refused):
    """A case, a rule or an office can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field
