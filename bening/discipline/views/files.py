"""From the name of a paper of a case to its PDF."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse

from bening.conflicts.views.finding import pdf_page
from bening.discipline import papers
from bening.discipline.models import DisciplineCase


def names_of(case: DisciplineCase, *, is_own: bool) -> list[str]:
    """The papers there are: `panggilan-1`, `bap-1`, `keputusan`; one's own once handed over."""
    names = [f"panggilan-{row.position}" for row in case.summons.all()]
    names += [f"bap-{at}" for at, _row in enumerate(case.examinations.all(), start=1)]
    is_decided = bool(case.decision_number)
    if is_decided and (case.is_told or not is_own):
        names.append("keputusan")
    return names


def paper(
    case: DisciplineCase, name: str, words: dict[str, Any], now: datetime, *, is_own: bool
) -> HttpResponse:
    """One of those. Raises Http404."""
    if name not in names_of(case, is_own=is_own):
        raise Http404
    kind, _dash, at = name.partition("-")
    if kind == "panggilan":
        row = case.summons.select_related("issued_by").get(position=int(at))
        data = papers.summons_data(case, row, words)
    elif kind == "bap":
        data = papers.examination_data(case, case.examinations.all()[int(at) - 1], words)
    else:
        data = papers.decision_data(case, words)
    return pdf_page(papers.pdf_of(data, at=now), f"{case.number.lower()}-{name}")
