"""What this feature refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class GratuityRefused(Refused):
    """A report, a campaign, an officer or a paper can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class GratuitySettled(GratuityRefused):
    """Somebody was faster: it has moved since."""

    status = 409
