"""From the name of a paper of a case to its PDF."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from bening.conflicts.views.finding import pdf_page
from bening.discipline import papers
from bening.discipline.models import DisciplineCase


def papers_of(case: DisciplineCase, *, is_own: bool) -> list[tuple[str, str]]:
    """The papers there are, each with its label: `panggilan-1`, `bap-1`, `keputusan` and so on.

    Whoever is examined gets the decision once it was handed over, and never what went to law
    enforcement. None is left once the words were erased.
    """
    if case.erased_at:
        return []
    found = [
        (f"panggilan-{row.position}", _("Panggilan ke-%(n)s") % {"n": row.position})
        for row in case.summons.all()
    ]
    found += [
        (f"bap-{at}", _("Berita acara %(n)s") % {"n": at})
        for at in range(1, case.examinations.count() + 1)
    ]
    if case.decision_number and (case.is_told or not is_own):
        found.append(("keputusan", _("Keputusan")))
    if case.handed_over_at and not is_own:
        found.append(("lampiran-pelimpahan", _("Lampiran surat pelimpahan")))
    return found


def paper(
    case: DisciplineCase, name: str, words: dict[str, Any], now: datetime, *, is_own: bool
) -> HttpResponse:
    """One of those. Raises Http404."""
    if name not in dict(papers_of(case, is_own=is_own)):
        raise Http404
    kind, at = [*name.split("-"), ""][:2]
    if kind == "panggilan":
        row = case.summons.select_related("issued_by").get(position=int(at))
        data = papers.summons_data(case, row, words)
    elif kind == "bap":
        data = papers.examination_data(case, case.examinations.all()[int(at) - 1], words)
    elif kind == "lampiran":
        data = papers.annex_data(case, words)
    else:
        data = papers.decision_data(case, words)
    return pdf_page(papers.pdf_of(data, at=now), f"{case.number.lower()}-{name}")
