"""Bringing something to an office: which office, what it is, the story, and sending it."""

import hashlib
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from bening.agencies.models import WorkUnit
from bening.casework.terms import terms_in_force
from bening.complaints import public_figures
from bening.complaints.actions import reporter
from bening.complaints.actions.filing import Filed, file_complaint
from bening.complaints.content import read_story
from bening.complaints.forms_public import FIELDS_OF, STEPS, PublicReportForm
from bening.complaints.models import Complaint, ComplaintKind
from bening.complaints.public_limits import TooManyAtOnce, reports
from bening.complaints.queries import by_code
from bening.complaints.views.public_common import (
    address_of,
    drawn,
    in_language,
    language_of,
    not_taken,
    office_or_404,
    said,
    taken,
    wants_json,
)
from bening.domain.complaints import ComplaintRefused, clean_code, shown_code
from bening.domain.days import day_in
from bening.services.queries import services_of_unit

SEND = "send"
BACK = "kembali"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Which office; and the case of somebody who has a code."""
    asked = request.GET.get("cari", "")[:80]
    found = public_figures.offices(asked)
    context = {
        "offices": found,
        "asked": asked,
        "is_cut": len(found) == public_figures.MOST_OFFICES,
    }
    return drawn(request, "home", context)


@csrf_exempt
@require_http_methods(["POST"])
def find(request: HttpRequest) -> HttpResponse:
    """A typed code leads to its case."""
    typed = request.POST.get("code", "")[:80]
    plain = clean_code(typed)
    try:
        by_code(typed)
    except Complaint.DoesNotExist:
        context = {"offices": public_figures.offices(), "typed": typed, "is_unknown": True}
        return drawn(request, "home", context, status=404)
    url = reverse("complaints_public:case", args=[shown_code(plain or typed)])
    return redirect(in_language(request, url))


@require_safe
def kinds(request: HttpRequest, key: UUID) -> HttpResponse:
    """What it is about; not knowing is fine."""
    unit = office_or_404(key)
    terms = terms_in_force(unit.agency, day_in(unit.zone, timezone.now()))
    days = {code.removeprefix("complaint_"): terms[code].days for code in terms}
    return drawn(request, "kinds", {"days": days}, unit=unit)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """The report over three pages; what was typed before goes along, nothing is kept till the end.

    The retry key is drawn when the first page is opened: sent twice, it is one report.
    """
    unit = office_or_404(key)
    if request.method != "POST":
        kind = request.GET.get("jenis", "")
        initial = {
            "kind": kind if kind in ComplaintKind.values else ComplaintKind.UNSURE,
            "retry_key": secrets.token_urlsafe(24),
        }
        return _page(request, unit, _form(unit, initial), STEPS[0])
    form = _form(unit, request.POST)
    step = request.POST.get("step", "")
    step = step if step in STEPS else STEPS[0]
    if BACK in request.POST:
        return _page(request, unit, form, STEPS[max(0, STEPS.index(step) - 1)])
    with override(language_of(request)):
        faulty = form.faulty_step(step)
    if faulty:
        return _page(request, unit, form, faulty, is_faulty=True)
    if step != STEPS[-1]:
        return _page(request, unit, form, STEPS[STEPS.index(step) + 1])
    return _sent(request, unit, form)


def _sent(request: HttpRequest, unit: WorkUnit, form: PublicReportForm) -> HttpResponse:
    if not form.is_valid():  # what a page can't show: kind or retry key were changed
        form.add_error(None, said(request, ComplaintRefused("retry_key_missing")))
        return _page(request, unit, form, STEPS[-1], is_faulty=True)
    address = address_of(request)
    now = timezone.now()
    try:
        reports.take(unit.pk, address)
        filed = file_complaint(
            unit=unit,
            report=form.report(),
            identity=form.reporter(),
            retry_key=form.cleaned_data["retry_key"],
            has_consented=form.cleaned_data["consent"],
            now=now,
        )
        _keep_changed(filed, form, now)
    except ComplaintRefused as refusal:
        if not isinstance(refusal, TooManyAtOnce):
            reports.give_back(unit.pk, address)
        if wants_json(request):
            return not_taken(request, refusal)
        with override(language_of(request)):
            form.refuse(refusal)
        step = next((one for one in STEPS if refusal.field in FIELDS_OF[one]), STEPS[-1])
        return _page(request, unit, form, step, is_faulty=True, status=refusal.status)
    if not filed.is_new:
        reports.give_back(unit.pk, address)
    url = in_language(request, reverse("complaints_public:sent", args=[filed.code]))
    return taken(url) if wants_json(request) else redirect(url)


def _keep_changed(filed: Filed, form: PublicReportForm, now: datetime) -> None:
    """A report that had come already and was written anew meanwhile: the new words are added."""
    story = form.cleaned_data["story"].replace("\r\n", "\n")
    if filed.is_new or read_story(filed.complaint).story == story:
        return
    digest = hashlib.sha256(story.encode()).hexdigest()
    reporter.add(code=filed.code, text=story, retry_key=f"story:{digest}", now=now)


def _form(unit: WorkUnit, data: Any) -> PublicReportForm:
    today = day_in(unit.zone, timezone.now())
    return PublicReportForm(data, services=services_of_unit(unit, on=today), today=today)


def _page(
    request: HttpRequest,
    unit: WorkUnit,
    form: PublicReportForm,
    step: str,
    *,
    is_faulty: bool = False,
    status: int = 422,
) -> HttpResponse:
    shown = FIELDS_OF[step]
    context = {
        "form": form,
        "step": step,
        "position": STEPS.index(step) + 2,
        "filled": 100 * (STEPS.index(step) + 2),
        "is_first": step == STEPS[0],
        "is_last": step == STEPS[-1],
        "carried": [(name, form[name].value() or "") for name in form.fields if name not in shown],
        "faults": _faults(form, shown) if is_faulty else {},
        "today": day_in(unit.zone, timezone.now()),
        "kind_words": dict(ComplaintKind.choices).get(str(form["kind"].value()), ""),
    }
    return drawn(request, "write", context, unit=unit, status=status if is_faulty else 200)


def _faults(form: PublicReportForm, shown: tuple[str, ...]) -> dict[str, str]:
    """The first sentence of each field on the page; "" for the whole form."""
    found = {name: str(form.errors[name][0]) for name in shown if name in form.errors}
    if form.non_field_errors():
        found["whole"] = str(form.non_field_errors()[0])
    return found
