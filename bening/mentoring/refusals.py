"""What monitoring and mentoring refuse; codes and values here, the sentences in `words.py`."""

from typing import Any

from bening.domain.refusals import Refused


class MentoringRefused(Refused):
    """A question, visit, report or recommendation can't be so; `field` names the form's field."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class WrongMoment(MentoringRefused):
    """It is answered, held, issued or verified already: what was closed does not change."""

    status = 409
