"""Questionnaires: the list, one of them, its editor, and how respondents see it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency
from bening.audit.queries import timeline
from bening.domain.surveys import InstrumentRefused, SurveyInstrument, read_instrument
from bening.surveys import access, queries
from bening.surveys.actions import questionnaires as actions
from bening.surveys.editing import choices_of_aspects
from bening.surveys.form_words import aspect_name, fault_place, fault_text, kind_name, language_name
from bening.surveys.models import Questionnaire, QuestionnaireState
from bening.ui.acting import act_and_say
from bening.ui.tables import Column, Table


@login_required
def questionnaires(request: HttpRequest) -> HttpResponse:
    """What may be asked, shipped and of my agency."""
    person = signed_in(request)
    table = Table.read(
        request.GET,
        rows=queries.questionnaires_of(person),
        columns=(
            Column("title", _("Kuesioner"), order=("title", "-version")),
            Column("owner", _("Milik"), order=("agency__name",)),
            Column("version", _("Versi"), order=("version",), align="r", down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="title",
        per_page=50,
    )
    return render(request, "surveys/staff_questionnaires.html", {"table": table})


@login_required
def questionnaire(request: HttpRequest, key: UUID) -> HttpResponse:
    """One version: what it asks, what is wrong with it, and what can be done by me."""
    person, now = signed_in(request), timezone.now()
    found = queries.questionnaire_for(person, key)
    agency = found.agency or person.agency
    if request.method == "POST":
        return _acted(request, found, agency, person)
    instrument, faults = _read(found)
    may_adapt = agency is not None and access.allows(
        partial(access.check_can_adapt, person, agency, on=today_of(person, now))
    )
    context = {
        "questionnaire": found,
        "instrument": instrument,
        "groups": _groups(found.content),
        "languages": [language_name(one) for one in found.content.get("languages", ())],
        "faults": faults,
        "is_draft": found.state == QuestionnaireState.DRAFT,
        "may_adapt": may_adapt,
        "may_retire": may_adapt
        and found.agency_id is not None
        and found.state == QuestionnaireState.APPROVED,
        "history": timeline(("questionnaire", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "surveys/staff_questionnaire.html", context)


def _acted(
    request: HttpRequest, found: Questionnaire, agency: Agency | None, person: Person
) -> HttpResponse:
    """Carries out the button that was pressed."""
    now, act = timezone.now(), request.POST.get("act", "")
    if agency is None:
        raise NotAllowed("questionnaires_by_admin", agency=_("instansi"))
    given: dict[str, Any] = {"by": person, "now": now}
    if act == "adapt":
        made: list[Questionnaire] = []

        def adapted() -> None:
            made.append(actions.adapt(source=found, agency=agency, **given))

        if act_and_say(request, adapted, _("Rancangan siap diubah.")):
            return redirect("surveys:questionnaire_edit", made[0].pk)
        return redirect("surveys:questionnaire", found.pk)
    deeds = {
        "approve": (actions.approve, _("Kuesioner disetujui dan tidak berubah lagi.")),
        "retire": (actions.stop_using, _("Kuesioner tidak dipakai lagi untuk periode baru.")),
        "discard": (actions.discard, _("Rancangan dibuang.")),
    }
    if act not in deeds:
        raise Http404
    do, done = deeds[act]
    carried = act_and_say(request, partial(do, questionnaire=found, **given), done)
    if act == "discard" and carried:
        return redirect("surveys:questionnaires")
    return redirect("surveys:questionnaire", found.pk)


@login_required
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The sentences of a draft, and items to add or leave out."""
    person, now = signed_in(request), timezone.now()
    found = queries.questionnaire_for(person, key)
    if found.agency is None:
        raise Http404
    access.check_can_adapt(person, found.agency, on=today_of(person, now))
    if request.method == "POST":
        act = partial(
            actions.edit, questionnaire=found, posted=request.POST.dict(), by=person, now=now
        )
        act_and_say(request, act, _("Rancangan tersimpan."))
        if "add" in request.POST:
            return redirect("surveys:questionnaire_edit", found.pk)
        return redirect("surveys:questionnaire", found.pk)
    if found.state != QuestionnaireState.DRAFT:
        messages.info(
            request, _("Kuesioner ini sudah disetujui. Sesuaikan untuk versi berikutnya.")
        )
        return redirect("surveys:questionnaire", found.pk)
    content = found.content
    context = {
        "questionnaire": found,
        "languages": [(code, language_name(code)) for code in content["languages"]],
        "title": _pairs(content.get("title"), content),
        "groups": _groups(content),
        "scales": _scales(content),
        "attributes": _attributes(content),
        "incident": _pairs(content.get("incident"), content) if content.get("incident") else None,
        "aspects": [
            (value, f"{kind_name(kind)}: {aspect_name(aspect)}")
            for value, kind, aspect in choices_of_aspects(content)
        ],
        "empty": _pairs({}, content),
        "faults": _read(found)[1],
    }
    return render(request, "surveys/staff_questionnaire_edit.html", context)


@login_required
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form as a respondent reads it, in one of its languages; nothing can be sent."""
    person = signed_in(request)
    found = queries.questionnaire_for(person, key)
    instrument, _faults = _read(found)
    if instrument is None:
        messages.info(request, _("Pratinjau tampil setelah semua yang kurang diperbaiki."))
        return redirect("surveys:questionnaire", found.pk)
    asked = request.GET.get("bahasa", "")
    language = asked if asked in instrument.languages else instrument.languages[0]
    context = {
        "questionnaire": found,
        "title": instrument.title[language],
        "language": language,
        "languages": [(code, language_name(code)) for code in instrument.languages],
        "items": [
            {
                "item": item,
                "text": item.text[language],
                "options": [
                    {"value": value, "label": item.scale.label(value, language), "bars": bars}
                    for value in item.scale.values
                    for bars in [_bars(value - item.scale.least + 1, len(item.scale.values))]
                ],
            }
            for item in instrument.items
        ],
        "incident": instrument.incident[language] if instrument.incident else "",
        "attributes": [
            (one.text[language], [option.text[language] for option in one.options])
            for one in instrument.attributes
        ],
    }
    return render(request, "surveys/staff_preview.html", context)


def _bars(filled: int, steps: int) -> list[tuple[str, str]]:
    """Where the bars of a level glyph stand, bottom first: (top, height) in its box of 24 by 32."""
    pitch = 28 / steps
    return [(f"{31 - 2 - pitch * (at + 1):.2f}", f"{pitch - 2:.2f}") for at in range(filled)]


def _read(found: Questionnaire) -> tuple[SurveyInstrument | None, list[tuple[str, str]]]:
    """The form; or what is wrong with it: where and what."""
    try:
        return read_instrument(found.content, found.sha256), []
    except InstrumentRefused as refusal:
        faults = [(fault_place(one, found.content), fault_text(one)) for one in refusal.faults]
        return None, list(dict.fromkeys(faults))


def _groups(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Items under their kind, each with its place, aspect and sentences by language."""
    found: dict[str, list[dict[str, Any]]] = {}
    for at, item in enumerate(content.get("items", ())):
        found.setdefault(item.get("kind", ""), []).append(
            {
                "at": at,
                "code": item.get("code", ""),
                "aspect": aspect_name(item.get("aspect")),
                "also": [kind_name(kind) for kind in item.get("also", ())],
                "texts": _pairs(item.get("text"), content),
                "is_reversed": bool(item.get("reversed", False)),
                "allows_unknown": bool(item.get("unknown", True)),
                "shows_tariff": bool(item.get("shows_tariff", False)),
            }
        )
    return [{"kind": kind_name(kind), "items": items} for kind, items in found.items()]


def _pairs(texts: Any, content: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Language code, its name, the sentence in it."""
    kept = texts if isinstance(texts, dict) else {}
    return [(code, language_name(code), kept.get(code, "")) for code in content["languages"]]


def _scales(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "languages": [
                (code, language_name(code), scale.get("labels", {}).get(code, []))
                for code in content["languages"]
            ],
        }
        for name, scale in content.get("scales", {}).items()
    ]


def _attributes(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "at": at,
            "code": one.get("code", ""),
            "texts": _pairs(one.get("text"), content),
            "options": [_pairs(option.get("text"), content) for option in one.get("options", ())],
        }
        for at, one in enumerate(content.get("attributes", ()))
    ]
