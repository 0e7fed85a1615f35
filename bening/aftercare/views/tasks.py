"""The monitoring of a title, and the concerns about it: one page each."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.aftercare import access, actions, queries, standards
from bening.aftercare.forms import ClarifyForm, CloseForm, KeepForm, ReviewForm
from bening.aftercare.models import AftercareReview, Concern, ConcernState
from bening.domain.refusals import Refused
from bening.ui.acting import carried_out
from bening.ui.refusals import sentence


@login_required
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """The monitoring of a title: points, notes, and the conclusion with its report."""
    person, now = signed_in(request), timezone.now()
    found = _review(person, key)
    lines = queries.lines_for(found.award)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    initial = {
        "survey_note": found.survey_note,
        "note": found.note,
        "seen_version": found.version,
        **{code: text.replace(".", ",") for code, text in found.scores.items()},
    }
    form = ReviewForm(
        request.POST if step == "save" else None, lines=lines, initial=initial, auto_id="isi-%s"
    )
    closing = CloseForm(request.POST if step == "close" else None, auto_id="tutup-%s")
    if step:
        access.check_can_monitor(person, found.award.unit, today_of(person, now))
    if carried_out(form, partial(actions.save_review, review=found, by=person, now=now)):
        messages.success(request, _("Nilai dan catatan tersimpan."))
        return redirect("aftercare:review", found.pk)
    if carried_out(closing, partial(actions.close_review, review=found, by=person, now=now)):
        messages.success(request, _("Pemantauan ditutup dan laporannya terbit."))
        return redirect("aftercare:title", found.award_id)
    is_told = found.is_closed or access.reads_findings(
        person, found.award.unit, today_of(person, now)
    )
    points = standards.points_of(lines, found.scores) if is_told else {}
    context = {
        "review": found,
        "award": found.award,
        "form": form,
        "closing": closing,
        "rows": [
            {
                "line": line,
                "points": points.get(line.code),
                "field": form[line.code] if line.is_entered else None,
                "met": None
                if line.minimum is None or line.code not in points
                else points[line.code] >= line.minimum,
            }
            for line in lines
        ],
        "why_not": why_not(person, found, now),
        "is_told": is_told,
        "today": today_of(person, now),
    }
    status = 422 if form.errors or closing.errors else 200
    return render(request, "aftercare/review.html", context, status=status)


def why_not(person: Person, found: AftercareReview, now: datetime) -> str:
    """Why the person can't write here, empty where nothing stands against it."""
    if found.is_closed:
        return ""
    try:
        access.check_can_monitor(person, found.award.unit, today_of(person, now))
    except Refused as refusal:
        return sentence(refusal)
    return ""


def _review(person: Person, key: UUID) -> AftercareReview:
    try:
        return queries.review_for(person, key)
    except AftercareReview.DoesNotExist:
        raise Http404 from None


@login_required
def concern(request: HttpRequest, key: UUID) -> HttpResponse:
    """A concern: what was said, what clarification found, what was decided."""
    person, now = signed_in(request), timezone.now()
    try:
        found = queries.concern_for(person, key)
    except Concern.DoesNotExist:
        raise Http404 from None
    on = today_of(person, now)
    unit = found.award.unit
    step = request.POST.get("step", "") if request.method == "POST" else ""
    clarifying = ClarifyForm(request.POST if step == "clarify" else None)
    keeping = KeepForm(request.POST if step == "keep" else None)
    if step == "clarify":
        access.check_can_monitor(person, unit, on)
    if step == "keep":
        access.check_can_decide(person, unit, on)
    act = partial(actions.clarify_concern, concern=found, by=person, now=now)
    if carried_out(clarifying, act):
        messages.success(request, _("Hasil klarifikasi tersimpan."))
        return redirect("aftercare:concern", found.pk)
    if carried_out(keeping, partial(actions.keep_title, concern=found, by=person, now=now)):
        messages.success(request, _("Keputusan tersimpan: predikat tetap."))
        return redirect("aftercare:concern", found.pk)
    state = ConcernState(found.state)
    context = {
        "concern": found,
        "award": found.award,
        "clarifying": clarifying
        if state == ConcernState.OPEN and access.may(person, unit, access.MONITORS, on)
        else None,
        "keeping": keeping
        if state == ConcernState.SUBSTANTIATED and access.may(person, unit, access.DECIDERS, on)
        else None,
        "is_told": access.reads_findings(person, unit, on),
        "today": on,
    }
    status = 422 if clarifying.errors or keeping.errors else 200
    return render(request, "aftercare/concern.html", context, status=status)
