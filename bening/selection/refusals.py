"""What the choice of units refuses; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class SelectionRefused(Refused):
    """Criteria, a round, a candidate or a score can't be so; `field` names the form's field."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class RoundLocked(SelectionRefused):
    """The round was proposed or decided: what was proposed does not change."""

    status = 409
