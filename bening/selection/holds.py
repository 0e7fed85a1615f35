"""Papers of this feature that are not withdrawn alone."""

from bening.documents.models import OfficialDocument
from bening.selection.models import SelectionRound
from bening.selection.refusals import RoundLocked


def hold(document: OfficialDocument) -> RoundLocked | None:
    """The decree that a decided round stands on."""
    if SelectionRound.objects.filter(decree=document).exists():
        return RoundLocked("selection_decree_stays")
    return None
