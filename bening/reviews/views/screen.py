"""The review screen: the list of a round, one question beside it, and what is saved of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bening.accounts.access import today_of
from bening.domain.refusals import Refused
from bening.evaluations.instruments import instrument_of
from bening.evaluations.views.entry import person_of, signed_in
from bening.evaluations.words import sentence
from bening.reviews import actions
from bening.reviews.actions.marks import needs_source
from bening.reviews.models import ReviewMark, ReviewRound
from bening.reviews.refusals import MarkConflict, ReviewRefused
from bening.reviews.screen.entries import Malformed, MarkEntry
from bening.reviews.screen.loading import Loaded, load
from bening.reviews.screen.page import around_of, row_now, screen_of
from bening.reviews.screen.panel import Said, kept_notes, next_code, panel_of
from bening.reviews.screen.rows import slug_of
from bening.reviews.screen.versus import versus_of
from bening.reviews.screen.wanted import Wanted
from bening.reviews.seats import Seated, seated
from bening.reviews.views import offline
from bening.ui.refusals import is_htmx, is_said_in_place

PAGE, PANEL = "reviews/screen/sheet.html", "reviews/screen/_panel.html"


def scoped_round(request: HttpRequest, key: UUID, code: str = "") -> Seated:
    """The round, or 404 where it or the question is not there for this person."""
    person = person_of(request)
    try:
        found = seated(person, key, today_of(person, timezone.now()))
    except ReviewRound.DoesNotExist:
        raise Http404 from None
    sheet = found.round.program.sheet
    if code and not instrument_of(sheet.instrument).has_question(code):
        raise Http404
    return found


@signed_in
@never_cache
@require_GET
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole screen, as much of it as the address asks for."""
    at = scoped_round(request, key)
    return _screen(request, _load(request, at, _wanted(request, at), timezone.now()))


@signed_in
@never_cache
@require_GET
def panel(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """One question; without script the screen opened at it."""
    at = scoped_round(request, key, code)
    wanted = _wanted(request, at).but(question=code)
    if not is_htmx(request):
        return redirect(wanted.url("panel"))
    of = _load(request, at, wanted, timezone.now())
    return render(request, PANEL, {"panel": panel_of(of, code), "page": {"wanted": wanted}})


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """Saves what a tier says of a question. A GET (the address opened again) leads to it."""
    at = scoped_round(request, key, code)
    wanted = _behind(request, at).but(question=code)
    if request.method == "GET":
        return redirect(wanted.url("panel"))
    try:
        entry = MarkEntry.read(request.POST.dict())
    except Malformed:
        return HttpResponseBadRequest()
    now = timezone.now()
    if entry.confirms or (entry.is_empty and not entry.keeps_empty):
        of = _load(request, at, wanted, now)
        proposal = of.view.proposals.get(code)
        if not entry.confirms or proposal is None:
            fault = ("value", _("Pilih atau isi nilainya dahulu."))
            return _refused(request, of, code, entry.said, fault, 422)
        entry = _confirming(entry, proposal.held.value, dict(proposal.held.inputs))
    try:
        _save(request, at.round, code, entry, now)
    except MarkConflict as conflict:
        of = _load(request, at, wanted, now)
        return _choice(request, of, code, entry.said, conflict)
    except Refused as refusal:
        if not is_said_in_place(refusal):
            raise
        of = _load(request, at, wanted, now)
        return _refused(request, of, code, entry.said, _fault_of(refusal), 422)
    return _saved(request, _load(request, at, wanted, now), code, goes_on=entry.goes_on)


@signed_in
@never_cache
@require_POST
def comment(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """A message for the team."""
    at = scoped_round(request, key, code)
    now, text, fault = timezone.now(), request.POST.get("text", ""), ""
    wanted = _behind(request, at).but(question=code)
    try:
        actions.write_comment(
            round_=at.round, official_code=code, text=text, by=person_of(request), now=now
        )
    except Refused as refusal:
        if not is_said_in_place(refusal):
            raise
        fault = sentence(refusal)
    if not is_htmx(request):
        if fault:
            messages.error(request, fault)
        return redirect(wanted.url("diskusi"))
    shown = panel_of(_load(request, at, wanted, now), code)
    context = {"panel": shown, "page": {"wanted": wanted}, "opened": True}
    context |= {"typed": text, "talk_fault": fault} if fault else {}
    return render(request, "reviews/screen/_talk.html", context, status=422 if fault else 200)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """The kept notes; a POST keeps the note of the form, and nothing of the form is lost."""
    at = scoped_round(request, key, code)
    fault = ""
    if request.method == "GET":
        if is_htmx(request):
            return _notes(request, at, code, fault)
        return redirect(_wanted(request, at).but(question=code, notes=True).url("panel"))
    try:
        actions.keep_note(
            text=request.POST.get("note", ""), by=person_of(request), now=timezone.now()
        )
    except Refused as refusal:
        if not is_said_in_place(refusal):
            raise
        fault = sentence(refusal)
    return _notes(request, at, code, fault)


@signed_in
@never_cache
@require_POST
def drop_note(request: HttpRequest, key: UUID, code: str, note: UUID) -> HttpResponse:
    """Forgets a kept note."""
    at = scoped_round(request, key, code)
    if not actions.drop_note(key=note, by=person_of(request)):
        raise Http404
    return _notes(request, at, code, "")


def _notes(request: HttpRequest, at: Seated, code: str, fault: str) -> HttpResponse:
    """The kept notes anew; without script the screen with what was typed."""
    wanted = _behind(request, at).but(question=code, notes=True)
    if is_htmx(request):
        context = {
            "notes": kept_notes(person_of(request)),
            "code": code,
            "form": f"rv-form-{slug_of(code)}",
            "page": {"wanted": wanted},
            "notes_fault": fault,
        }
        return render(
            request, "reviews/screen/_own_notes.html", context, status=422 if fault else 200
        )
    if fault:
        messages.error(request, fault)
    try:
        said = MarkEntry.read(request.POST.dict()).said
    except Malformed:
        return redirect(wanted.url("panel"))
    return _screen(request, _load(request, at, wanted, timezone.now()), said=said)


def _save(
    request: HttpRequest, round_: ReviewRound, code: str, entry: MarkEntry, now: datetime
) -> None:
    """One call into the core: a survey value with its source, or a mark."""
    said = entry.said
    question = instrument_of(round_.program.sheet.instrument).question(code)
    if needs_source(round_, question):
        actions.record_survey_value(
            round_=round_,
            official_code=code,
            value=said.value,
            source=_source(entry),
            note=said.note,
            seen_version=entry.seen,
            by=person_of(request),
            now=now,
            verdict=said.verdict,
            seconds=entry.seconds,
        )
        return
    actions.save_mark(
        round_=round_,
        official_code=code,
        value=said.value or None,
        inputs=said.inputs or None,
        note=said.note,
        seen_version=entry.seen,
        by=person_of(request),
        now=now,
        verdict=said.verdict,
        recommendation=said.recommendation,
        seconds=entry.seconds,
    )


def _source(entry: MarkEntry) -> actions.SurveySource:
    """The typed source of a survey. Raises Refused where it is no number or no day."""
    if entry.respondents is None:
        raise ReviewRefused("respondents_not_a_number", field="respondents")
    if entry.day is None:
        raise ReviewRefused("survey_day_missing", field="surveyed_on")
    return actions.SurveySource(
        organisation=entry.said.organisation,
        respondents=entry.respondents,
        surveyed_on=entry.day,
        statement=entry.said.statement,
    )


def _confirming(entry: MarkEntry, value: str, inputs: dict[str, str]) -> MarkEntry:
    said = replace(entry.said, value=value, inputs=inputs)
    return replace(entry, said=said)


def _saved(request: HttpRequest, of: Loaded, code: str, *, goes_on: bool) -> HttpResponse:
    """The parts that changed, and the next question where it was asked for."""
    following = next_code(of, code) if goes_on else ""
    if not is_htmx(request):
        if goes_on and not following:
            messages.info(request, _("Ini butir terakhir dari saringan ini."))
        return redirect(of.wanted.but(question=following or code, file=1).url("panel"))
    there = of.wanted.but(question=following or code, file=1)
    moved = Loaded(of.view, there, of.person, of.now)
    context = {
        "row": row_now(of, code),
        "around": around_of(of),
        "panel": panel_of(moved, following or code),
        "page": {"wanted": there},
        "moves": bool(following),
        "saved_slug": slug_of(code),
        "saved_version": _version(of, code),
        "at_end": goes_on and not following,
        "oob": True,
    }
    return render(request, "reviews/screen/_saved.html", context)


def _version(of: Loaded, code: str) -> int:
    own = of.view.own
    kept = own.cells.get(code) if own else None
    return kept.mark.version if kept and kept.mark else 0


def _refused(
    request: HttpRequest, of: Loaded, code: str, said: Said, fault: tuple[str, str], status: int
) -> HttpResponse:
    """What was typed stays where it was typed, with the reason beside it."""
    if is_htmx(request):
        context = {"slug": slug_of(code), "field": fault[0], "fault": fault[1]}
        return render(
            request, "reviews/screen/_fault.html", {**context, "oob": True}, status=status
        )
    return _screen(request, of, status=status, said=said, fault=fault)


def _choice(
    request: HttpRequest, of: Loaded, code: str, said: Said, conflict: MarkConflict
) -> HttpResponse:
    """Both versions side by side; nothing was stored and nothing is lost."""
    current = conflict.current
    if not isinstance(current, ReviewMark):
        raise conflict
    context = {
        "versus": versus_of(of, code, said, current),
        "page": {"wanted": of.wanted},
        "oob": True,
    }
    if is_htmx(request):
        return render(request, "reviews/screen/_versus.html", context, status=409)
    return _screen(request, of, status=409, versus=context["versus"])


def _fault_of(refusal: Refused) -> tuple[str, str]:
    """The field that a refusal is about (an input id, or the name of a field) and why."""
    named = str(getattr(refusal, "field", "") or refusal.values.get("input") or "value")
    return named, sentence(refusal)


def _screen(
    request: HttpRequest,
    of: Loaded,
    *,
    status: int = 200,
    said: Said | None = None,
    fault: tuple[str, str] = ("", ""),
    **more: Any,
) -> HttpResponse:
    shown = screen_of(of, said=said, fault=fault)
    context = {"page": shown, "around": shown.around, "panel": shown.panel, **more}
    if shown.is_field and shown.may_mark:
        context["taking"] = offline.taking()
    return render(request, PAGE, context, status=status)


def _load(request: HttpRequest, at: Seated, wanted: Wanted, now: datetime) -> Loaded:
    return load(person=person_of(request), at=at, wanted=wanted, now=now)


def _wanted(request: HttpRequest, at: Seated) -> Wanted:
    return Wanted.read(reverse("reviews:sheet", args=(at.round.pk,)), request.GET)


def _behind(request: HttpRequest, at: Seated) -> Wanted:
    """What the screen asked for on which something was sent by script."""
    wanted = _wanted(request, at)
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    return Wanted.read(wanted.base, QueryDict(here.query)) if here.path == wanted.base else wanted
