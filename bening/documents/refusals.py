"""What this feature refuses; codes and values here, the sentences in `words.py`."""

from http import HTTPStatus

from bening.domain.refusals import Refused


class DocumentRefused(Refused):
    """A document that can't be so. `field` names the field of a form it is about."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


class DocumentTaken(DocumentRefused):
    """Somebody was faster: the number is taken, the document withdrawn."""

    status = HTTPStatus.CONFLICT
