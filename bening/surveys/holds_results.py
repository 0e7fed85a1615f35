"""Papers of results that are not withdrawn alone."""

from bening.documents.models import OfficialDocument
from bening.surveys.models import (
    ExternalIndex,
    ImprovementPlan,
    SurveyImport,
    SurveyPublication,
    SurveyReport,
)
from bening.surveys.refusals import WrongMoment


def hold(document: OfficialDocument) -> WrongMoment | None:
    """An issued report, and what a value, a publication, a plan or an import stands on."""
    if SurveyReport.objects.filter(document=document).exists():
        return WrongMoment("survey_report_stays")
    used = (
        ExternalIndex.objects.filter(document=document, withdrawn_at__isnull=True),
        SurveyPublication.objects.filter(proof=document),
        ImprovementPlan.objects.filter(proof=document),
        SurveyImport.objects.filter(document=document),
    )
    return WrongMoment("survey_paper_used") if any(rows.exists() for rows in used) else None
