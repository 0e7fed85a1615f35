"""Papers of pacts that are not withdrawn: a signature stays, and so does its paper."""

from bening.documents.models import DocumentKind, OfficialDocument
from bening.pacts.models import Declaration, PactPaper, SigningEvent
from bening.pacts.refusals import PactRefused


def hold(document: OfficialDocument) -> PactRefused | None:
    """Sealed pacts, the proof of a signed list, and charters of a declaration."""
    if document.kind == DocumentKind.PACT or PactPaper.objects.filter(document=document).exists():
        return PactRefused("pact_paper_stays")
    if SigningEvent.objects.filter(proof=document).exists():
        return PactRefused("signed_list_stays")
    if Declaration.objects.filter(charter=document).exists():
        return PactRefused("charter_stays")
    return None
