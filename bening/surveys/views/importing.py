"""Taking in answers from a file: the file, what its columns mean, what was taken."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.documents.models import DocumentKind, OfficialDocument
from bening.domain.refusals import Refused
from bening.domain.surveys.instrument import SurveyInstrument
from bening.domain.surveys.responses import SERVICE, UNKNOWN
from bening.mentoring.views.deeds import status_of
from bening.surveys import access, result_queries
from bening.surveys.actions import importing
from bening.surveys.import_files import (
    COMPLETED,
    INCIDENT,
    SUGGESTION,
    AnswerFile,
    FileColumn,
    ImportMapping,
    guessed,
    guessed_values,
    meanings,
    sheets,
)
from bening.surveys.instruments import instrument_of
from bening.surveys.models import SurveyPeriod
from bening.surveys.views.results import page_of
from bening.surveys.wording import text_of
from bening.ui.acting import RefusableForm, carried_out
from bening.ui.refusals import is_said_in_place, sentence

ROLES = {
    SERVICE: gettext_lazy("Layanan"),
    SUGGESTION: gettext_lazy("Saran"),
    INCIDENT: gettext_lazy("Pernah dimintai uang atau imbalan"),
    COMPLETED: gettext_lazy("Terkirim bila terisi"),
}


class UploadForm(RefusableForm):
    """The file that answers are read from."""

    file = forms.FileField(
        label=gettext_lazy("Berkas isian"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=gettext_lazy("CSV atau XLSX; baris pertama berisi judul kolom."),
    )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        sent = self.cleaned_data["file"]
        return {"content": sent.read(), "filename": sent.name}


@login_required
def upload(request: HttpRequest, key: UUID) -> HttpResponse:
    """The file, and earlier imports of the period."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    access.check_can_run(person, period.unit, on=today_of(person, now))
    form = UploadForm(request.POST or None, request.FILES or None)
    act = partial(importing.keep_answer_file, period=period, by=person, now=now)
    if paper := carried_out(form, act):
        return redirect("surveys:import_mapping", period.pk, paper.pk)
    context = {
        **page_of(period, person, now, "import"),
        "form": form,
        "imports": period.imports.select_related("document", "imported_by"),
    }
    return render(request, "surveys/result_import.html", context, status=status_of(request))


@login_required
def mapping(request: HttpRequest, key: UUID, document: UUID) -> HttpResponse:
    """What each column and each value means; taking the answers in."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    access.check_can_run(person, period.unit, on=today_of(person, now))
    paper = _paper(period, document)
    instrument = instrument_of(period.questionnaire)
    services = dict(importing.service_names(period))
    file = importing.answer_file(paper)
    said = (
        _said(request.POST, file, instrument, services)
        if request.method == "POST"
        else guessed(file, instrument, services)
    )
    refused = ""
    if request.method == "POST" and request.POST.get("act") == "import":
        try:
            made = importing.import_answers(
                period=period, document=paper, mapping=said, by=person, now=now
            )
        except Refused as refusal:
            if not is_said_in_place(refusal):
                raise
            refused = sentence(refusal)
        else:
            text = _("%(taken)s isian diambil, %(refused)s baris tidak dapat dibaca.")
            messages.success(request, text % {"taken": made.taken, "refused": made.refused})
            return redirect("surveys:import", period.pk)
    context = {
        **page_of(period, person, now, "import"),
        "paper": paper,
        "columns": [_column(one, said, instrument, services) for one in file.columns],
        "lines": len(file.rows),
        "found": sheets(file, said, instrument, services),
        "missing": [item.code for item in instrument.items if item.code not in said.roles.values()],
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "surveys/result_import_mapping.html", context, status=status)


def _paper(period: SurveyPeriod, key: UUID) -> OfficialDocument:
    found = OfficialDocument.objects.filter(
        pk=key, unit=period.unit_id, kind=DocumentKind.SURVEY_IMPORT, withdrawn_at__isnull=True
    ).first()
    if found is None:
        raise Http404
    return found


def _said(
    posted: QueryDict, file: AnswerFile, instrument: SurveyInstrument, services: dict[str, str]
) -> ImportMapping:
    """What the form says; values of a column whose role has changed are guessed anew."""
    known = {code for code, _text in _role_choices(instrument)}
    roles = {
        column.place: role
        for column in file.columns
        if (role := posted.get(f"c{column.place}", "")) in known
    }
    values = guessed_values(file, roles, instrument, services)
    for column in file.columns:
        options = meanings(roles.get(column.place, ""), instrument, services)
        if posted.get(f"r{column.place}") != roles.get(column.place, ""):
            continue
        for at, value in enumerate(sorted(values.get(column.place, {}))):
            given = posted.get(f"v{column.place}-{at}")
            if given is not None and (given in options or given == ""):
                values[column.place][value] = given
    return ImportMapping(roles, values)


def _role_choices(instrument: SurveyInstrument) -> list[tuple[str, str]]:
    return [
        ("", _("tidak dipakai")),
        *((item.code, f"{item.code} · {text_of(item.text)}") for item in instrument.items),
        *((one.code, text_of(one.text)) for one in instrument.attributes),
        *(
            (role, str(words))
            for role, words in ROLES.items()
            if role != INCIDENT or instrument.incident is not None
        ),
    ]


def _column(
    column: FileColumn,
    said: ImportMapping,
    instrument: SurveyInstrument,
    services: dict[str, str],
) -> dict[str, Any]:
    role = said.roles.get(column.place, "")
    options = meanings(role, instrument, services)
    return {
        "place": column.place,
        "heading": column.heading,
        "role": role,
        "choices": _role_choices(instrument),
        "example": next(iter(column.values), ""),
        "is_too_many": bool(options) and not column.can_be_answers,
        "values": [
            {
                "name": f"v{column.place}-{at}",
                "text": value,
                "count": column.values[value],
                "choices": _options(role, options, instrument),
                "chosen": chosen,
            }
            for at, (value, chosen) in enumerate(sorted(said.values.get(column.place, {}).items()))
        ],
    }


def _options(
    role: str, options: dict[str, tuple[str, ...]], instrument: SurveyInstrument
) -> list[tuple[str, str]]:
    item = instrument.item(role)
    shown = [("", _("dilewati"))]
    for option, words in options.items():
        if option == UNKNOWN:
            shown.append((option, _("tidak tahu")))
        elif item is not None:
            shown.append((option, f"{option} · {words[0]}"))
        elif role == INCIDENT:
            shown.append((option, _("ya") if option == "yes" else _("tidak")))
        else:
            shown.append((option, words[0] if words else option))
    return shown
