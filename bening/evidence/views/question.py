"""Evidence of one question: what is expected, attached, and what can be used again."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.domain.scoring import Question
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.queries import sheets_of
from bening.evidence import access, actions, queries
from bening.evidence.forms import DetailsForm
from bening.ui.acting import carried_out
from bening.ui.refusals import is_htmx, sentence
from bening.ui.tables import Table

_REUSE_PAGE = 20


def _asked(person: Person, sheet_id: UUID, code: str) -> tuple[EvaluationSheet, Question]:
    """The sheet and its question, as far as the person may see it. Raises Http404."""
    sheet = get_object_or_404(sheets_of(person), pk=sheet_id)
    instrument = instrument_of(sheet.instrument)
    if not instrument.has_question(code):
        raise Http404
    return sheet, instrument.question(code)


def part_of(person: Person, sheet: EvaluationSheet, question: Question) -> dict[str, Any]:
    """What `evidence/_question.html` shows; see the README beside it."""
    attached = queries.evidence_for(sheet, [question.code]).get(question.code, [])
    refusal = access.refusal_of(lambda: access.check_can_attach(person, sheet, question))
    needs = queries.needs_of(question.evidence, attached)
    return {
        "sheet": sheet,
        "code": question.code,
        "needs": needs,
        "attached": attached,
        "may_edit": refusal is None,
        "why_not": sentence(refusal) if refusal else "",
    }


def _shown(
    request: HttpRequest, sheet: EvaluationSheet, question: Question, *, status: int = 200
) -> HttpResponse:
    part = part_of(signed_in(request), sheet, question)
    if is_htmx(request):
        return render(request, "evidence/_question.html", part, status=status)
    context = {**part, "question": question, "full": True}
    return render(request, "evidence/question.html", context, status=status)


def _changed(request: HttpRequest, sheet: EvaluationSheet, question: Question) -> HttpResponse:
    """After a change: the fresh fragment, or back to the page."""
    if not is_htmx(request):
        return redirect("evidence:question", sheet.pk, question.code)
    return _shown(request, sheet, question)


@login_required
@require_GET
def question(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Expected proofs, attached evidence and the place for more."""
    return _shown(request, *_asked(signed_in(request), sheet_id, code))


def _need(request: HttpRequest) -> int | None:
    text = request.POST.get("need", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


@login_required
@require_POST
def attach(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Uses evidence of the unit for the question."""
    person = signed_in(request)
    sheet, asked = _asked(person, sheet_id, code)
    try:
        key = UUID(request.POST.get("evidence", ""))
    except ValueError:
        raise Http404 from None
    actions.attach(
        evidence=queries.evidence_by_id(person, key),
        sheet=sheet,
        official_code=code,
        need=_need(request),
        by=person,
        now=timezone.now(),
    )
    return _changed(request, sheet, asked)


@login_required
@require_POST
def detach(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends the use of evidence for a question."""
    person = signed_in(request)
    link = queries.link_by_id(person, key)
    sheet, asked = _asked(person, link.sheet_id, link.official_code)
    actions.detach(link=link, by=person, now=timezone.now())
    return _changed(request, sheet, asked)


@login_required
@require_POST
def set_need(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says which expected proof attached evidence gives; none where it gives no special one."""
    person = signed_in(request)
    link = queries.link_by_id(person, key)
    sheet, asked = _asked(person, link.sheet_id, link.official_code)
    actions.attach(
        evidence=link.evidence,
        sheet=sheet,
        official_code=link.official_code,
        need=_need(request),
        by=person,
        now=timezone.now(),
    )
    return _changed(request, sheet, asked)


@login_required
@require_GET
def reuse(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Evidence of the unit that the question does not use yet, the likeliest first."""
    person = signed_in(request)
    sheet, asked = _asked(person, sheet_id, code)
    text = request.GET.get("q", "").strip()[:200]
    rows = queries.reusable(person, sheet, code, text)
    table = Table.read(
        request.GET, rows=rows, columns=(), default="", per_page=_REUSE_PAGE, keep=("q", "syarat")
    )
    files = queries.files_of(table.rows)
    context = {
        "sheet": sheet,
        "question": asked,
        "q": text,
        "need": request.GET.get("syarat", ""),
        "table": table,
        "rows": [(one, files.get(one.pk)) for one in table.rows],
        "may_edit": access.refusal_of(lambda: access.check_can_attach(person, sheet, asked))
        is None,
    }
    return render(request, "evidence/reuse.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_link(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """A web page as evidence of the question."""
    person, now = signed_in(request), timezone.now()
    sheet, asked = _asked(person, sheet_id, code)
    access.check_can_attach(person, sheet, asked)
    form = DetailsForm(request.POST or None, with_address=True)
    if added := carried_out(form, partial(actions.add_link, unit=sheet.unit, by=person, now=now)):
        actions.attach(
            evidence=added,
            sheet=sheet,
            official_code=code,
            need=_need(request),
            by=person,
            now=now,
        )
        messages.success(request, _("Tautan dilampirkan."))
        return redirect("evidence:question", sheet.pk, code)
    context = {
        "form": form,
        "sheet": sheet,
        "question": asked,
        "need": request.GET.get("syarat", request.POST.get("need", "")),
    }
    return render(request, "evidence/link.html", context, status=422 if form.errors else 200)
