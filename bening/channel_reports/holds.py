"""Papers of this feature that are not withdrawn alone."""

from bening.channel_reports.models import ChannelReport
from bening.channel_reports.refusals import ReportSettled
from bening.documents.models import OfficialDocument


def hold(document: OfficialDocument) -> ReportSettled | None:
    """The paper of an approved evaluation."""
    if ChannelReport.objects.filter(document=document).exists():
        return ReportSettled("channel_paper_stays")
    return None
