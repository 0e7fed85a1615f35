"""The evidence of a unit, and one piece of it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bening.accounts.access import unit_for, units_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.audit.queries import timeline
from bening.domain.refusals import Refused
from bening.evaluations.instruments import instrument_of
from bening.evaluations.queries import sheets_of
from bening.evidence import access, actions, queries
from bening.evidence.forms import DetailsForm, ReasonForm
from bening.evidence.models import Evidence, EvidenceState
from bening.evidence.queries import Asked, Filter
from bening.ui.acting import carried_out
from bening.ui.refusals import sentence
from bening.ui.tables import Column, Table

_PAGE = 50
_FILTERS = {
    Filter.ALL: gettext_lazy("Semua"),
    Filter.TO_CHECK: gettext_lazy("Perlu saya periksa"),
    Filter.DRAFT: gettext_lazy("Konsep"),
    Filter.UNUSED: gettext_lazy("Belum dipakai"),
    Filter.OUTSIDE: gettext_lazy("Di luar masa penilaian"),
    Filter.TWINS: gettext_lazy("Kembar"),
}


def _unit(request: HttpRequest, person: Person) -> WorkUnit | None:
    """The unit of the address, else the one the person works for."""
    if key := request.GET.get("unit", ""):
        return unit_for(person, key)
    return getattr(request, "unit", None) or None


def _no_unit(request: HttpRequest, person: Person) -> HttpResponse:
    """Where nothing says whose evidence is meant."""
    context = {"may_choose": units_of(person).exists()}
    return render(request, "evidence/no_unit.html", context)


@login_required
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """All evidence of a unit: words, filters, pages; one of them beside the list."""
    person = signed_in(request)
    unit = _unit(request, person)
    if unit is None:
        return _no_unit(request, person)
    sheet = sheets_of(person).filter(unit=unit).first()
    cycle = sheet.cycle if sheet else None
    proves = (cycle.period_starts_on, cycle.period_ends_on) if cycle else None
    asked = _read(request, proves)
    table = Table.read(
        request.GET,
        rows=queries.search(person, unit, asked),
        columns=(
            Column("title", _("Bukti"), order=("title",)),
            Column("period", _("Masa"), order=("proves_from", "proves_until"), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
            Column("used", _("Dipakai di"), order=("used",), align="r", down_first=True),
        ),
        default="",
        per_page=_PAGE,
        keep=("unit", "q", "hanya", "area"),
    )
    files = queries.files_of(table.rows)
    chosen = _chosen(request, table)
    counts = queries.counts_of(person, unit, proves)
    context = {
        "unit": unit,
        "sheet": sheet,
        "cycle": cycle,
        "asked": asked,
        "table": table,
        "rows": [(one, files.get(one.pk), _is_outside(one, proves)) for one in table.rows],
        "counts": counts,
        "chips": _chips(request, asked, counts),
        "areas": _areas(sheet),
        "chosen": chosen,
        "may_add": access.can_add(person, unit),
        "max_megabytes": settings.MAX_FILE_MB,
        **(_details(person, chosen) if chosen else {}),
    }
    return render(request, "evidence/library.html", context)


def _is_outside(one: Evidence, proves: tuple[date, date] | None) -> bool:
    """Whether it proves nothing of the cycle's period."""
    if proves is None or one.proves_from is None or one.proves_until is None:
        return False
    return one.proves_until < proves[0] or one.proves_from > proves[1]


def _read(request: HttpRequest, proves: Any) -> Asked:
    only, area = request.GET.get("hanya", ""), request.GET.get("area", "")
    return Asked(
        text=request.GET.get("q", "").strip()[:200],
        only=Filter(only) if only in set(Filter) else Filter.ALL,
        area=int(area) if area.isascii() and area.isdigit() and len(area) == 1 else None,
        proves=proves,
    )


def _chips(request: HttpRequest, asked: Asked, counts: dict[str, int]) -> list[dict[str, Any]]:
    kept = {name: request.GET[name] for name in ("unit", "q", "area") if request.GET.get(name)}
    return [
        {
            "label": label,
            "href": "?" + urlencode({**kept, **({"hanya": only.value} if only else {})}),
            "current": asked.only is only,
            "count": counts[name],
        }
        for only, label in _FILTERS.items()
        if (name := (only.value or "all").replace("-", "_")) in counts
        and (counts[name] or only is asked.only or only is Filter.ALL)
    ]


def _areas(sheet: Any) -> list[tuple[int, str]]:
    """Number and name of the areas of the sheet's instrument, in order."""
    if sheet is None:
        return []
    instrument = instrument_of(sheet.instrument)
    named = {area.area_number: area.name for area in reversed(instrument.areas)}
    return sorted((number, name) for number, name in named.items() if number is not None)


def _chosen(request: HttpRequest, table: Table[Evidence]) -> Evidence | None:
    """The row shown beside the list: the one of the address, else the first."""
    key = request.GET.get("pilih", "")
    rows = list(table.rows)
    return next((one for one in rows if str(one.pk) == key), rows[0] if rows else None)


def _details(person: Person, evidence: Evidence) -> dict[str, Any]:
    """What both the page and the panel beside the list show of one piece of evidence."""
    revisions = queries.revisions_of(evidence)
    uses = queries.uses_of(evidence)
    return {
        "evidence": evidence,
        "revisions": revisions,
        "revision": revisions[0] if revisions else None,
        "uses": [(link, _text_of(link)) for link in uses],
    }


def _text_of(link: Any) -> str:
    instrument = instrument_of(link.sheet.instrument)
    known = instrument.has_question(link.official_code)
    return instrument.question(link.official_code).text if known else ""


@login_required
@require_GET
def evidence(request: HttpRequest, key: UUID) -> HttpResponse:
    """One piece of evidence."""
    found = queries.evidence_by_id(signed_in(request), key)
    return _page(request, found)


def _page(
    request: HttpRequest,
    found: Evidence,
    *,
    form: DetailsForm | None = None,
    returning: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person = signed_in(request)
    change = access.refusal_of(partial(access.check_can_change, person, found))
    check_it = access.refusal_of(partial(access.check_can_check, person, found))
    shown = _number(request, found)
    details = _details(person, found)
    revision = next((one for one in details["revisions"] if one.number == shown), None)
    drawn = min(revision.file.pages, settings.PREVIEW_PAGES) if revision else 0
    context = {
        **details,
        "shown": revision or details["revision"],
        "drawn": drawn,
        "form": form or DetailsForm.of(found),
        "returning": returning or ReasonForm(),
        "may_change": change is None,
        "why_not_change": sentence(change) if change else "",
        "may_check": check_it is None,
        "why_not_check": sentence(check_it) if check_it else "",
        "is_draft": found.state == EvidenceState.DRAFT,
        "is_submitted": found.state == EvidenceState.SUBMITTED,
        "is_checked": found.state == EvidenceState.CHECKED,
        "twins": queries.same_content(person, found),
        "history": timeline(("evidence", found.pk), reader=person.pk),
    }
    return render(request, "evidence/evidence.html", context, status=status)


def _number(request: HttpRequest, found: Evidence) -> int:
    asked = request.GET.get("revisi", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return int(asked)
    newest = found.revisions.order_by("-number").values_list("number", flat=True).first()
    return newest or 0


def _act(
    request: HttpRequest, key: UUID, act: Callable[..., Any], said: str, **values: Any
) -> HttpResponse:
    """Does one thing to one piece of evidence; a refusal is told on its page."""
    person = signed_in(request)
    found = queries.evidence_by_id(person, key)
    try:
        act(evidence=found, by=person, now=timezone.now(), **values)
    except Refused as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, said)
    return redirect("evidence:evidence", key)


@login_required
@require_POST
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another title or other days; with `submit` it is handed over to be checked as well."""
    person = signed_in(request)
    found = queries.evidence_by_id(person, key)
    form = DetailsForm.of(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        actions.edit(evidence=found, **form.values(), by=person, now=timezone.now())
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, found, form=form, status=getattr(refusal, "status", 422))
    if "submit" in request.POST:
        return _act(request, key, actions.submit, _("Bukti diajukan untuk diperiksa."))
    messages.success(request, _("Keterangan tersimpan."))
    return redirect("evidence:evidence", key)


@login_required
@require_POST
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hands evidence over to be checked."""
    return _act(request, key, actions.submit, _("Bukti diajukan untuk diperiksa."))


@login_required
@require_POST
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says that the evidence proves what it claims."""
    return _act(request, key, actions.check, _("Bukti dinyatakan sudah diperiksa."))


@login_required
@require_POST
def return_to_draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Sends evidence back with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        found = queries.evidence_by_id(signed_in(request), key)
        return _page(request, found, returning=form, status=422)
    reason = form.cleaned_data["reason"]
    return _act(request, key, actions.return_to_draft, _("Bukti dikembalikan."), reason=reason)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes evidence out of use."""
    return _act(request, key, actions.withdraw, _("Bukti ditarik."))


@login_required
@require_http_methods(["GET", "POST"])
def add_link(request: HttpRequest) -> HttpResponse:
    """A web page as evidence in the library of a unit."""
    person = signed_in(request)
    unit = _unit(request, person)
    if unit is None:
        return _no_unit(request, person)
    access.check_can_add(person, unit)
    form = DetailsForm(request.POST or None, with_address=True)
    if added := carried_out(
        form, partial(actions.add_link, unit=unit, by=person, now=timezone.now())
    ):
        messages.success(request, _("Tautan tersimpan."))
        return redirect("evidence:evidence", added.pk)
    context = {"form": form, "unit": unit}
    return render(request, "evidence/link.html", context, status=422 if form.errors else 200)
