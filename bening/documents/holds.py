"""Papers that something stands on: features say which, and those are not withdrawn alone.

A hold is a read of its feature: the refusal that says what stands on the document, or None. What a
step of a program was taken on is held in any case.
"""

from collections.abc import Callable

from bening.documents.models import OfficialDocument
from bening.documents.refusals import DocumentRefused
from bening.domain.refusals import Refused

Hold = Callable[[OfficialDocument], "Refused | None"]

_holds: dict[str, Hold] = {}


def register(name: str, hold: Hold) -> None:
    """Adds a hold; one of the same name replaces it."""
    _holds[name] = hold


def held_by(document: OfficialDocument) -> Refused | None:
    """Why a document can't be withdrawn, or None."""
    from bening.programs.models import ProgramStep  # noqa: PLC0415 - it names documents

    if ProgramStep.objects.filter(documents=document).exists():
        return DocumentRefused("document_used_in_step", title=document.title)
    found = (hold(document) for hold in _holds.values())
    return next((one for one in found if one is not None), None)
