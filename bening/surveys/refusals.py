"""What surveys refuse; codes and values here, the sentences in the words modules."""

from typing import Any

from bening.domain.refusals import Refused


class SurveyRefused(Refused):
    """Something about a survey can't be so; `field` names the form's field."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: Any) -> None:
        super().__init__(code, **values)
        self.field = field


class WrongMoment(SurveyRefused):
    """The period is in another state: what was closed, confirmed or published does not change."""

    status = 409
