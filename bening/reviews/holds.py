"""Papers of this feature that are not withdrawn alone."""

from bening.documents.models import OfficialDocument
from bening.reviews.models import ReviewRound
from bening.reviews.refusals import ReviewRefused


def hold(document: OfficialDocument) -> ReviewRefused | None:
    """The report with which a round was closed."""
    if ReviewRound.objects.filter(report=document).exists():
        return ReviewRefused("round_report_stays")
    return None
