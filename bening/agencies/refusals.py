"""What the tree of units and its agencies refuse; the sentences stand in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class AgencyRefused(Refused):
    """An act on agencies or units that the tree doesn't permit. `field` names the form field."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field
