"""Evaluations and what they led to."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.conflicts import access, actions, papers, queries
from bening.conflicts.forms import ImprovementForm, ProofForm
from bening.conflicts.models import ConflictReview
from bening.conflicts.views.finding import found, pdf_page
from bening.ui.acting import carried_out


@login_required
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """One evaluation and its follow-up."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    row = found(lambda: queries.review_for(person, key, today))
    if request.method == "POST":
        access.check_can_keep(person, row.unit, today)
    form = ImprovementForm(request.POST or None)
    if carried_out(form, partial(actions.add_improvement, review=row, by=person, now=now)):
        messages.success(request, _("Tindak lanjut ditetapkan."))
        return redirect("conflicts:review", row.pk)
    context = {
        "review": row,
        "figures": [(words, row.figures.get(name, 0)) for name, words in papers.FIGURES.items()],
        "improvements": row.improvements.all(),
        "before": _before(row),
        "form": form if access.may_keep(person, row.unit, today) else None,
        "today": today,
    }
    return render(request, "conflicts/review.html", context, status=422 if form.errors else 200)


def _before(row: ConflictReview) -> ConflictReview | None:
    """The evaluation before this one."""
    return queries.reviews_of(row.unit).filter(ends_on__lt=row.ends_on).first()


@login_required
@require_safe
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The evaluation as PDF."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.review_for(person, key, today_of(person, now)))
    content = papers.pdf_of(papers.review_data(row, _before(row)), at=now)
    return pdf_page(content, f"evaluasi-konflik-kepentingan-{row.ends_on.isoformat()}")


@login_required
def improvement(request: HttpRequest, key: UUID) -> HttpResponse:
    """One follow-up: done, with its proof."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    row = found(lambda: queries.improvement_for(person, key, today))
    if request.method == "POST":
        access.check_can_keep(person, row.review.unit, today)
    form = ProofForm(request.POST or None)
    act = partial(actions.finish_improvement, improvement=row, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Tindak lanjut selesai."))
        return redirect("conflicts:review", row.review_id)
    keeps = access.may_keep(person, row.review.unit, today) and row.done_on is None
    context = {"improvement": row, "form": form if keeps else None, "today": today}
    return render(
        request, "conflicts/improvement.html", context, status=422 if form.errors else 200
    )
