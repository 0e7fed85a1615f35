"""What this feature refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class AftercareRefused(Refused):
    """A title, its monitoring, a concern, a replication or a reward can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class Settled(AftercareRefused):
    """Somebody has closed or decided it before."""

    status = 409
