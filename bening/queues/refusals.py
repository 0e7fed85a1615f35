"""What the set-up of a hall refuses; codes and values here, the sentences in `words_setup.py`."""

from typing import Any

from bening.domain.queueing import QueueRefused


class SetupRefused(QueueRefused):
    """A hall can't be set up so; `field` names the form's field."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class SetupBusy(SetupRefused):
    """Not now: somebody waits, or sits there."""

    status = 409
