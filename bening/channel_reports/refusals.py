"""What this feature refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class ReportRefused(Refused):
    """The evaluation of a channel can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class ReportSettled(ReportRefused):
    """Somebody has approved or changed it before."""

    status = 409
