"""Papers of this feature that are not withdrawn alone."""

from bening.documents.models import OfficialDocument
from bening.mentoring.models import MonitoringReport
from bening.mentoring.refusals import WrongMoment


def hold(document: OfficialDocument) -> WrongMoment | None:
    """An issued monitoring report stays as it is."""
    if MonitoringReport.objects.filter(document=document).exists():
        return WrongMoment("monitoring_report_stays")
    return None
