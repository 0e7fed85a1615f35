"""What the desk refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class DeskRefused(Refused):
    """A key, a report or a request can't be so; `field` names what is to be changed."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class Settled(DeskRefused):
    """Somebody has done or ended it before."""

    status = 409


class KeyClosed(Refused):
    """No key of the person is open in this session: the passphrase is asked first."""

    status = 403
