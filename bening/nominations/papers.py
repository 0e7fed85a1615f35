"""Making, taking in and withdrawing official documents: the acts of `documents`, found when needed.

They name programs, as this feature does, so neither may wait for the other to be loaded.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bening.documents.models import OfficialDocument


def issue(**given: Any) -> "OfficialDocument":
    """Sets a letter as PDF and DOCX, seals and stores it."""
    from bening.documents import actions  # noqa: PLC0415 - see above

    paper: OfficialDocument = actions.issue(**given)
    return paper


def attach(**given: Any) -> "OfficialDocument":
    """Takes in a file that somebody brings, after the checks of its content."""
    from bening.documents import actions  # noqa: PLC0415 - see above

    paper: OfficialDocument = actions.attach(**given)
    return paper


def withdraw(**given: Any) -> "OfficialDocument":
    """Withdraws a document, with the reason."""
    from bening.documents import actions  # noqa: PLC0415 - see above

    paper: OfficialDocument = actions.withdraw(**given)
    return paper
