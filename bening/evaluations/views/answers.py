"""Saving one answer, and what comes of it: saved, refused with what was typed, or a choice."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bening.domain.refusals import Refused
from bening.domain.scoring import AnswerRefused
from bening.evaluations import actions
from bening.evaluations.entries import AnswerEntry, Malformed
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evaluations.pages.card import Fault, Typed
from bening.evaluations.pages.loading import load
from bening.evaluations.pages.saved import saved_parts
from bening.evaluations.pages.sheet import part_of, sheet_page
from bening.evaluations.pages.versus import versus
from bening.evaluations.pages.wanted import Wanted
from bening.evaluations.refusals import (
    AnswerConflict,
    EvaluationRefused,
    SheetLocked,
    UnknownQuestion,
)
from bening.evaluations.views.entry import person_of, reopened, scoped_sheet, signed_in
from bening.evaluations.views.sheet import page_behind, shown, wanted_of
from bening.evaluations.words import sentence
from bening.ui.refusals import is_htmx


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Saves one answer. A GET (the address opened again) leads to the question."""
    sheet = scoped_sheet(request, sheet_id)
    if not instrument_of(sheet.instrument).has_question(code):
        raise Http404
    if request.method == "GET":
        return redirect(_here(request, sheet, code).url(f"q-{code}"))
    try:
        entry = AnswerEntry.read(request.POST.dict())
    except Malformed:
        return HttpResponseBadRequest()
    now = timezone.now()
    typed = Typed(entry.value, entry.inputs, entry.note)
    try:
        actions.save_answer(
            sheet=sheet,
            official_code=code,
            value=entry.value or None,
            inputs=entry.inputs or None,
            note=entry.note,
            seen_version=entry.seen,
            by=person_of(request),
            now=now,
        )
    except SheetLocked:
        raise
    except AnswerConflict as conflict:
        return _choice(request, sheet, code, typed, conflict.current, now)
    except (AnswerRefused, EvaluationRefused) as refusal:
        return _refused(request, sheet, code, typed, refusal, now)
    return _saved(request, sheet, code, now)


@signed_in
@never_cache
@require_GET
def parts(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """The small parts of a question and the scores, asked for after its evidence changed."""
    sheet = scoped_sheet(request, sheet_id)
    if not instrument_of(sheet.instrument).has_question(code):
        raise Http404
    if not is_htmx(request):
        return redirect(_here(request, sheet, code).url(f"q-{code}"))
    return _parts(request, sheet, code, timezone.now())


@signed_in
@never_cache
@require_POST
def reuse(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Takes the earlier answer over, with its note and evidence."""
    sheet = scoped_sheet(request, sheet_id)
    try:
        seen = AnswerEntry.read({"note": "", "seen": request.POST.get("seen", "")}).seen
    except Malformed:
        return HttpResponseBadRequest()
    now = timezone.now()
    try:
        actions.reuse_answer(
            sheet=sheet, official_code=code, seen_version=seen, by=person_of(request), now=now
        )
    except UnknownQuestion:
        raise Http404 from None
    except AnswerConflict as conflict:
        current = conflict.current
        typed = Typed(
            request.POST.get("value", ""),
            AnswerEntry.read({**request.POST.dict(), "note": ""}).inputs,
            request.POST.get("note", current.note),
        )
        return _choice(request, sheet, code, typed, current, now)
    if is_htmx(request):
        return reopened(request, _here(request, sheet, code).url())
    messages.success(request, _("Jawaban tahun lalu dipakai ulang. Periksa apakah masih berlaku."))
    return redirect(_here(request, sheet, code).url(f"q-{code}"))


def _here(request: HttpRequest, sheet: EvaluationSheet, code: str) -> Wanted:
    """The part of the sheet on which the question stands."""
    return wanted_of(request, sheet).but(question=code)


def _saved(request: HttpRequest, sheet: EvaluationSheet, code: str, now: datetime) -> HttpResponse:
    if not is_htmx(request):
        return redirect(_here(request, sheet, code).url(f"q-{code}"))
    return _parts(request, sheet, code, now)


def _parts(
    request: HttpRequest,
    sheet: EvaluationSheet,
    code: str,
    now: datetime,
    *,
    typed: Typed | None = None,
    fault: Fault | None = None,
) -> HttpResponse:
    """The pieces of the page that changed, each swapped by its id."""
    parts = saved_parts(
        person=person_of(request),
        sheet=sheet,
        code=code,
        wanted=page_behind(request, sheet),
        now=now,
        typed=typed,
        fault=fault,
    )
    template = "evaluations/_refused.html" if fault else "evaluations/_saved.html"
    context = {
        "parts": parts,
        "card": parts.card,
        "panel": parts.panel,
        "sheet_id": sheet.pk,
        "meter_target": parts.panel.meter_target,
        "oob": True,
    }
    response = render(request, template, context, status=422 if fault else 200)
    if not fault:
        response["HX-Trigger"] = "b:counts"
    return response


def _refused(
    request: HttpRequest,
    sheet: EvaluationSheet,
    code: str,
    typed: Typed,
    refusal: Refused,
    now: datetime,
) -> HttpResponse:
    """What was typed stays where it was typed, with the reason beside it."""
    field = str(refusal.values.get("input") or ("note" if "note" in refusal.code else "value"))
    fault = Fault(field, sentence(refusal))
    if is_htmx(request):
        return _parts(request, sheet, code, now, typed=typed, fault=fault)
    loaded = load(person=person_of(request), sheet=sheet, now=now)
    page = sheet_page(
        loaded, _here(request, sheet, code), typed={code: typed}, faults={code: fault}
    )
    return shown(request, page, status=422)


def _choice(
    request: HttpRequest,
    sheet: EvaluationSheet,
    code: str,
    typed: Typed,
    current: Answer,
    now: datetime,
) -> HttpResponse:
    """Both versions side by side; nothing was stored and nothing is lost."""
    loaded = load(person=person_of(request), sheet=sheet, now=now)
    question = loaded.instrument.question(code)
    choice = versus(loaded, question, typed, current, part_of(loaded.instrument, question))
    if is_htmx(request):
        context = {"versus": choice, "sheet_id": sheet.pk, "oob": True}
        return render(request, "evaluations/_versus.html", context, status=409)
    page = sheet_page(loaded, _here(request, sheet, code))
    return shown(request, page, status=409, versus=choice)
