"""The acts of other features that closing a round calls, found when they are needed."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bening.documents.models import OfficialDocument


def issue(**given: Any) -> "OfficialDocument":
    """`documents.actions.issue`: sets a letter, seals and stores it."""
    from bening.documents import actions  # noqa: PLC0415 - it names programs

    paper: OfficialDocument = actions.issue(**given)
    return paper


def recommend(**given: Any) -> object:
    """`mentoring.actions.recommend`: hands a recommendation to the unit."""
    from bening.mentoring import actions  # noqa: PLC0415 - it names programs

    return actions.recommend(**given)
