"""Taking a filled workbook or JSON over: upload, look at what would change, confirm."""

import zlib
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from bening.domain.scoring import AnswerRefused, rounded, score
from bening.evaluations import access, actions, exchange, queries
from bening.evaluations.actions.imports import Change, changes_from
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.refusals import EvaluationRefused
from bening.evaluations.views.entry import person_of, scoped_sheet
from bening.ui.refusals import sentence

SALT = "evaluations.import"
PREVIEW_LASTS = 3600  # seconds


class FileForm(forms.Form):
    """The file to read."""

    file = forms.FileField(
        label=gettext_lazy("Berkas LKE"),
        help_text=gettext_lazy(
            "Excel (.xlsx) dengan susunan Lampiran III, atau JSON dari Bening. Paling besar 20 MB."
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The form; after the upload what would change; after confirming, the sheet."""
    sheet = scoped_sheet(request, sheet_id)
    access.check_can_import(person_of(request), sheet)
    if request.method == "GET":
        return _form(request, sheet, FileForm())
    if "preview" in request.POST:
        return _confirm(request, sheet, request.POST["preview"])
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, sheet, form, status=422)
    try:
        return _preview(request, sheet, form.cleaned_data["file"])
    except (EvaluationRefused, AnswerRefused) as refused:
        form.add_error("file", sentence(refused))
        return _form(request, sheet, form, status=422)


def _form(
    request: HttpRequest, sheet: EvaluationSheet, form: FileForm, *, status: int = 200
) -> HttpResponse:
    context = {"sheet": sheet, "form": form}
    return render(request, "evaluations/import.html", context, status=status)


def _preview(request: HttpRequest, sheet: EvaluationSheet, file: Any) -> HttpResponse:
    filled = queries.filled(sheet, now=timezone.now())
    largest = max(exchange.LARGEST_WORKBOOK, exchange.LARGEST_ANSWERS_FILE)
    if file.size > largest:
        raise EvaluationRefused("import_file_too_large", megabytes=largest // 1_000_000)
    reading = exchange.read_file(filled, name=file.name, data=file.read())
    changes = changes_from(filled.instrument, filled.rows, reading.answers, reading.notes)
    after = score(filled.instrument, {**filled.given, **reading.answers})
    token = {
        "sheet": str(sheet.pk),
        "by": str(person_of(request).pk),
        "filename": file.name,
        "changes": [asdict(change) for change in changes],
    }
    context = {
        "sheet": sheet,
        "reading": reading,
        "changes": [_shown(change) for change in changes],
        "total_before": rounded(filled.summary.total),
        "total_after": rounded(after.total),
        "filename": file.name,
        "other_unit": reading.unit and reading.unit != sheet.unit.name,
        "token": signing.dumps(token, salt=SALT, compress=True),
    }
    return render(request, "evaluations/import_preview.html", context)


def _shown(change: Change) -> dict[str, Any]:
    return {
        "code": change.official_code,
        "before": actions.shown(change.before),
        "after": actions.shown(change.after),
        "note_changes": change.before["note"] != change.after["note"],
        "replaces": bool(change.before["value"] or change.before["inputs"]),
    }


def _confirm(request: HttpRequest, sheet: EvaluationSheet, token: str) -> HttpResponse:
    try:
        preview = signing.loads(token, salt=SALT, max_age=PREVIEW_LASTS)
    except (signing.BadSignature, zlib.error, ValueError):
        messages.error(request, _("Pratinjau sudah lewat satu jam atau berubah. Unggah lagi."))
        return redirect("evaluations:import", sheet.pk)
    if (preview["sheet"], preview["by"]) != (str(sheet.pk), str(person_of(request).pk)):
        messages.error(request, _("Pratinjau ini bukan untuk lembar kerja ini. Unggah lagi."))
        return redirect("evaluations:import", sheet.pk)
    try:
        count = actions.import_answers(
            sheet=sheet,
            changes=[Change(**change) for change in preview["changes"]],
            filename=preview["filename"],
            by=person_of(request),
            now=timezone.now(),
        )
    except EvaluationRefused as refused:
        messages.error(request, sentence(refused))
        return redirect("evaluations:import", sheet.pk)
    done = ngettext("%(count)d jawaban diimpor.", "%(count)d jawaban diimpor.", count)
    messages.success(request, done % {"count": count})
    return redirect("evaluations:sheet", sheet.pk)
