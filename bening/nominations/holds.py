"""Papers of this feature that are not withdrawn alone."""

from django.db.models import Q

from bening.documents.models import OfficialDocument
from bening.nominations.models import Clearance, Objection, PanelSession, Selection
from bening.nominations.refusals import NominationRefused


def hold(document: OfficialDocument) -> NominationRefused | None:
    """Results, repairs and objections of the selection, answers of bodies, papers of a panel."""
    is_selected = Selection.objects.filter(Q(result=document) | Q(repair=document)).exists()
    if is_selected or Objection.objects.filter(Q(letter=document) | Q(proof=document)).exists():
        return NominationRefused("selection_paper_stays")
    if PanelSession.objects.filter(Q(minutes=document) | Q(report=document)).exists():
        return NominationRefused("panel_paper_stays")
    if Clearance.objects.filter(letter=document).exists():
        return NominationRefused("clearance_letter_stays")
    return None
