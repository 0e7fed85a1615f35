"""Papers of this feature that are not withdrawn alone."""

from bening.aftercare.models import AftercareReview
from bening.aftercare.refusals import Settled
from bening.documents.models import DocumentKind, OfficialDocument
from bening.programs.models import Award


def hold(document: OfficialDocument) -> Settled | None:
    """The report of a concluded monitoring, and the decree by which a title was taken back."""
    if AftercareReview.objects.filter(report=document).exists():
        return Settled("monitoring_paper_stays")
    if document.kind == DocumentKind.REVOCATION_DECREE:
        revoked = Award.objects.filter(
            agency_id=document.agency_id,
            revoked_on=document.dated_on,
            revocation_number=document.number,
        )
        if revoked.exists():
            return Settled("revocation_paper_stays")
    return None
