"""Importing tables of units and people: upload, preview, confirm."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bening.accounts import actions, queries
from bening.accounts.actions.imports import plan_of
from bening.accounts.forms import ImportForm
from bening.accounts.imports import people, units
from bening.accounts.imports.table import MOST_BYTES, MOST_ROWS, FileRefused, csv_of
from bening.accounts.imports.units import UnitPlan
from bening.accounts.models import ImportKind, Role
from bening.accounts.refusals import PeopleRefused
from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.agencies.models import TimeZone, UnitLevel
from bening.ui.refusals import sentence

KINDS = {"unit": ImportKind.UNITS, "orang": ImportKind.PEOPLE}
TABLES = {ImportKind.UNITS: units, ImportKind.PEOPLE: people}
SHOWN_ROWS = 100
SHOWN_FAULTS = 200


def _kind(word: str) -> ImportKind:
    if word not in KINDS:
        raise Http404
    return KINDS[word]


@login_required
def upload(request: HttpRequest, word: str) -> HttpResponse:
    """Takes a file; its rows are kept for the preview and nothing else happens yet."""
    kind = _kind(word)
    person = signed_in(request)
    agency = administered(person)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = actions.store_import(
                agency=agency,
                kind=kind,
                file_name=file.name,
                content=file.read(MOST_BYTES + 1),
                by=person,
                now=timezone.now(),
            )
        except FileRefused as refusal:
            form.add_error("file", sentence(refusal))
        else:
            return redirect("accounts:import_preview", draft.pk)
    table = TABLES[kind]
    context = {
        "form": form,
        "word": word,
        "kind": kind,
        "headings": table.HEADINGS.values(),
        "levels": UnitLevel.labels,
        "zones": TimeZone.labels,
        "role_names": [Role(role).label for role in people.IMPORTED_ROLES],
        "most_rows": MOST_ROWS,
        "most_megabytes": MOST_BYTES // 1024**2,
    }
    return render(request, "accounts/import.html", context, status=422 if form.errors else 200)


@login_required
def template(request: HttpRequest, word: str) -> HttpResponse:
    """An example file with the headings and two rows."""
    table = TABLES[_kind(word)]
    administered(signed_in(request))
    return HttpResponse(
        csv_of(table.HEADINGS.values(), table.EXAMPLES),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="templat-{word}.csv"'},
    )


@login_required
@never_cache
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the stored rows would do, with each fault; a post applies or discards them.

    The post carries only the choice: rows come from the store and are checked again.
    """
    person = signed_in(request)
    draft = queries.draft_of(person, key)
    word = next(word for word, kind in KINDS.items() if kind == draft.kind)
    if request.method == "POST" and request.POST.get("pilihan") == "batal":
        actions.discard_import(draft=draft, by=person)
        messages.info(request, _("Impor dibatalkan. Tidak ada yang berubah."))
        return redirect("accounts:import", word)
    if request.method == "POST":
        try:
            count = actions.apply_import(draft=draft, by=person, now=timezone.now())
        except PeopleRefused as refusal:
            messages.error(request, sentence(refusal))
            return redirect("accounts:import_preview", draft.pk)
        messages.success(request, _("%(count)s baris diimpor.") % {"count": count})
        return redirect("agencies:units" if word == "unit" else "accounts:people")
    if draft.applied_at is not None:
        messages.info(request, _("Impor ini sudah diterapkan."))
        return redirect("accounts:import", word)
    plan = plan_of(draft)
    rows = plan.units if isinstance(plan, UnitPlan) else plan.people
    return render(
        request,
        "accounts/import_preview.html",
        {
            "draft": draft,
            "word": word,
            "faults": plan.faults[:SHOWN_FAULTS],
            "fault_count": len(plan.faults),
            "rows": rows[:SHOWN_ROWS],
            "row_count": len(rows),
            "line_count": len(draft.rows),
        },
    )
