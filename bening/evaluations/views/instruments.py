"""Instruments: read, compare, import an own version with every fault by line."""

from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import can_administer
from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.evaluations import actions, queries
from bening.evaluations.compare import differences
from bening.evaluations.forms import InstrumentFileForm
from bening.evaluations.instrument_files import FileFaults, source_from_file
from bening.evaluations.instruments import instrument_of
from bening.evaluations.refusals import EvaluationRefused, InstrumentFaulty
from bening.evaluations.views.downloads import XLSX

LARGEST_FILE = 2_000_000


@login_required
def instruments(request: HttpRequest) -> HttpResponse:
    """The shipped versions and the agency's own."""
    person = signed_in(request)
    context = {
        "versions": queries.instruments_of(person).defer("source"),
        "may_import": person.agency is not None and can_administer(person, person.agency),
    }
    return render(request, "evaluations/instruments.html", context)


@login_required
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """One version, whole, read-only."""
    person = signed_in(request)
    version = get_object_or_404(queries.instruments_of(person), slug=slug)
    context = {"version": version, "instrument": instrument_of(version)}
    return render(request, "evaluations/instrument.html", context)


@login_required
def template(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty workbook of a version, to make an own version from."""
    from bening.instruments.workbook import write_template  # noqa: PLC0415 - used here only

    version = get_object_or_404(queries.instruments_of(signed_in(request)), slug=slug)
    now = timezone.now().replace(microsecond=0)
    content = write_template(instrument_of(version), generated_at=now)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{version.slug}-kosong.xlsx"'
    return response


@login_required
def compare(request: HttpRequest) -> HttpResponse:
    """Two versions side by side."""
    person = signed_in(request)
    versions = list(queries.instruments_of(person).defer("source"))
    by_slug = {version.slug: version for version in versions}
    left = by_slug.get(request.GET.get("a", ""))
    right = by_slug.get(request.GET.get("b", ""))
    context: dict[str, object] = {"versions": versions, "left": left, "right": right}
    if left and right:
        context["differences"] = differences(instrument_of(left), instrument_of(right))
    return render(request, "evaluations/compare.html", context)


@login_required
def import_instrument(request: HttpRequest) -> HttpResponse:
    """Imports an own version; a faulty file changes nothing and lists every fault."""
    person = signed_in(request)
    agency = administered(person)
    form = InstrumentFileForm(request.POST or None, request.FILES or None)
    faults: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.import_instrument(
                agency=agency,
                source=_source(form.cleaned_data["file"], form.cleaned_data["slug"]),
                by=person,
                now=timezone.now(),
            )
        except (InstrumentFaulty, FileFaults) as refusal:
            faults = refusal.faults
            form.refuse(refusal)
        except EvaluationRefused as refusal:
            form.refuse(refusal)
        else:
            done = _("Instrumen %(slug)s tersimpan dan dapat dipilih untuk siklus baru.")
            messages.success(request, done % {"slug": version.slug})
            return redirect("evaluations:instrument", version.slug)
    context = {"form": form, "faults": faults, "agency": agency}
    return render(
        request, "evaluations/instrument_import.html", context, status=422 if form.errors else 200
    )


def _source(file: File[bytes], slug: str) -> str:
    if (file.size or 0) > LARGEST_FILE:
        raise EvaluationRefused("instrument_file_too_large", megabytes=LARGEST_FILE // 1_000_000)
    return source_from_file(
        data=file.read(), extension=PurePath(file.name or "").suffix.lower(), slug=slug
    )
