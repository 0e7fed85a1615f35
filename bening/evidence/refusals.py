"""What this feature refuses; codes and values here, the sentences in `words.py`."""

from http import HTTPStatus

from bening.domain.refusals import Refused


class EvidenceRefused(Refused):
    """Something that can't be done with evidence as it is."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class EvidenceLocked(EvidenceRefused):
    """Evidence that was withdrawn or stands in a submitted sheet: nothing of it changes."""

    status = HTTPStatus.CONFLICT


class WrongState(EvidenceRefused):
    """The transition is not in the table."""

    status = HTTPStatus.CONFLICT

    def __init__(self, *, state: str, wanted: str) -> None:
        super().__init__("evidence_state_wrong", state=state, wanted=wanted)


class UploadRefused(EvidenceRefused):
    """An upload that is not begun or can't be finished."""


class UploadTooLarge(UploadRefused):
    """A file over the limit of this installation."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self, *, size: int, limit: int) -> None:
        super().__init__("upload_too_large", size=size, limit=limit)
