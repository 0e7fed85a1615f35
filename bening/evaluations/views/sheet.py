"""The sheet itself, its filters with counts, and what-if."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.pages.loading import details, load
from bening.evaluations.pages.sheet import SheetPage, one_card, sheet_page
from bening.evaluations.pages.wanted import Wanted
from bening.evaluations.views.entry import person_of, scoped_sheet, signed_in
from bening.ui.refusals import is_htmx


@signed_in
@never_cache
@require_GET
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet screen, as much of it as the address asks for."""
    found = scoped_sheet(request, sheet_id)
    wanted = wanted_of(request, found)
    exact = _code_searched(found, wanted)
    if exact:
        return redirect(wanted.but(search="", question=exact).url(f"q-{exact}"))
    loaded = load(person=person_of(request), sheet=found, now=timezone.now())
    return shown(request, sheet_page(loaded, wanted))


@signed_in
@never_cache
@require_GET
def filters(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The filters with their counts, asked for again after answers were saved."""
    found = scoped_sheet(request, sheet_id)
    loaded = load(person=person_of(request), sheet=found, now=timezone.now())
    page = sheet_page(loaded, wanted_of(request, found))
    return render(request, "evaluations/_filters.html", {"filters": page.filters})


@signed_in
@never_cache
@require_GET
def question(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """One opened question, for a page that shows many; without script the sheet opened at it."""
    return _part(request, sheet_id, code, "evaluations/_question_body.html")


@signed_in
@never_cache
@require_GET
def rest(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Evidence, discussion and history of a question that was folded; without script its page."""
    return _part(request, sheet_id, code, "evaluations/_rest.html")


def _part(request: HttpRequest, sheet_id: UUID, code: str, template: str) -> HttpResponse:
    found = scoped_sheet(request, sheet_id)
    wanted = wanted_of(request, found)
    if not instrument_of(found.instrument).has_question(code):
        raise Http404
    if not is_htmx(request):
        return redirect(wanted.but(question=code).url(f"q-{code}"))
    loaded = load(person=person_of(request), sheet=found, now=timezone.now())
    context = {
        "card": one_card(loaded, details(loaded, [code], [code]), code),
        "sheet_id": found.pk,
        "page": {"wanted": wanted, "sheet": found},
    }
    return render(request, template, context)


def wanted_of(request: HttpRequest, found: EvaluationSheet) -> Wanted:
    """What the address of a sheet page asks for."""
    base = reverse("evaluations:sheet", args=(found.pk,))
    return Wanted.read(base, request.GET)


def page_behind(request: HttpRequest, found: EvaluationSheet) -> Wanted:
    """What the sheet page asked for on which something was sent by script."""
    wanted = wanted_of(request, found)
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    return Wanted.read(wanted.base, QueryDict(here.query)) if here.path == wanted.base else wanted


def shown(request: HttpRequest, page: SheetPage, *, status: int = 200, **more: Any) -> HttpResponse:
    """A sheet page as HTML."""
    context = {
        "page": page,
        "sheet_id": page.sheet.pk,
        "meter_target": page.panel.meter_target,
        **more,
    }
    return render(request, "evaluations/sheet.html", context, status=status)


def _code_searched(found: EvaluationSheet, wanted: Wanted) -> str:
    """The official code that was typed into the search, whatever its letter case."""
    if not wanted.search:
        return ""
    typed = wanted.search.casefold()
    questions = instrument_of(found.instrument).questions
    return next((asked.code for asked in questions if asked.code.casefold() == typed), "")
