"""What this feature refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class RiskRefused(Refused):
    """A register, a risk or what belongs to it can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class RiskSettled(RiskRefused):
    """Somebody was faster: it has moved since."""

    status = 409
