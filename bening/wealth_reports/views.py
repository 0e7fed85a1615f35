"""The duty lists, one duty, the import of a recap, and who keeps the lists."""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST

from bening.accounts.access import rights, today_of
from bening.accounts.imports.table import MOST_BYTES
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.domain.wealth_reports import (
    Recap,
    ReportKind,
    Totals,
    WealthRefused,
    read_recap,
    standing,
)
from bening.ui.acting import act_and_say, carried_out
from bening.ui.tables import Column, Table
from bening.wealth_reports import access, actions, deadlines, queries
from bening.wealth_reports.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    DutyForm,
    OfficerForm,
    ReportedForm,
    SnapshotForm,
    UploadForm,
)
from bening.wealth_reports.models import OccasionChoice, WealthDuty, WealthOfficer
from bening.wealth_reports.recap_files import (
    XLSX,
    table_of,
    template,
    totals_data,
    totals_workbook,
)
from bening.wealth_reports.words import FAULTS, MARKS, STANDINGS

OFFICIAL = "id"
MOST_SHOWN = 300
COLUMNS = (
    Column("name", gettext_lazy("Nama"), order=("name",)),
    Column("unit", gettext_lazy("Unit kerja"), order=("unit__name", "name")),
    Column("kind", gettext_lazy("Laporan"), order=("kind", "name")),
    Column("due", gettext_lazy("Paling lambat"), order=("due_on", "name")),
    Column("state", gettext_lazy("Keadaan"), order=("reported_on", "name")),
)
KEPT_SECONDS = 3600
SALT = "wealth_reports.recap"


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """The list of a year, with its numbers; coordinators add to it."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    if not access.read_units(person, on).exists():
        if rights(person, on).has(Role.AGENCY_ADMIN):
            return redirect("wealth_reports:officers")
        raise NotAllowed("wealth_not_read")
    year = _year(request, on)
    kept = access.kept_units(person, on)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    form = DutyForm(request.POST if step == "duty" else None, units=kept, auto_id="wajib-%s")
    snapshot = SnapshotForm(
        request.POST if step == "snapshot" else None, units=kept, auto_id="potret-%s"
    )
    keeps = kept.exists()
    if step and not keeps:
        raise NotAllowed("wealth_coordinator_only")
    if carried_out(form, partial(actions.add_duty, year=year, by=person, now=now)):
        messages.success(request, _("Wajib lapor ditambahkan."))
        return redirect(f"{request.path}?tahun={year}")
    if carried_out(snapshot, partial(actions.take_snapshot, year=year, by=person, now=now)):
        messages.success(request, _("Potret tersimpan."))
        return redirect(f"{request.path}?tahun={year}")
    duties = queries.duties_of(person, on, year)
    found = queries.totals_of(duties.filter(occasion=OccasionChoice.YEARLY), on)
    table = Table.read(
        request.GET,
        rows=duties.filter(reported_on__isnull=True) if _only_missing(request) else duties,
        columns=COLUMNS,
        default="name",
        keep=("tahun", "keadaan"),
    )
    context = {
        "year": year,
        "years": range(on.year + 1, max(FIRST_YEAR, on.year - 4), -1),
        "table": table,
        "rows": [(row, *_standing(row, on)) for row in table.rows],
        "only_missing": _only_missing(request),
        "deadlines": [(kind.name, deadlines.yearly(kind, year)) for kind in ReportKind],
        "kinds": [
            (kind.name, found.obliged_of(kind), found.reported_of(kind)) for kind in ReportKind
        ],
        "totals": found,
        "snapshots": queries.snapshots_of(person, on, year),
        "form": form if keeps else None,
        "snapshot": snapshot,
    }
    status = 422 if form.errors or snapshot.errors else 200
    return render(request, "wealth_reports/register.html", context, status=status)


@login_required
def totals_file(request: HttpRequest) -> HttpResponse:
    """The ministry's recap of the units I read."""
    person, now = signed_in(request), timezone.now()
    on, year, units = _units(request, person, now)
    content = totals_workbook(units, year=year, as_of=on)
    return _sent(content, XLSX, f"rekap-lhkpn-lhkan-{year}.xlsx")


@login_required
def totals_paper(request: HttpRequest) -> HttpResponse:
    """The same as a paper to be signed by hand."""
    from bening.documents.pdf import make_pdf  # noqa: PLC0415 - heavy, used here only

    person, now = signed_in(request), timezone.now()
    on, year, units = _units(request, person, now)
    agency = person.agency.name if person.agency else ""
    with override(OFFICIAL):
        data = totals_data(units, agency=agency, year=year, as_of=on)
    content = make_pdf("listing.typ", data, at=now.replace(microsecond=0))
    return _sent(content, "application/pdf", f"rekap-lhkpn-lhkan-{year}.pdf")


def _units(
    request: HttpRequest, person: Person, now: datetime
) -> tuple[date, int, list[tuple[str, Totals]]]:
    on = today_of(person, now)
    if not access.read_units(person, on).exists():
        raise NotAllowed("wealth_not_read")
    year = _year(request, on)
    found = queries.totals_by_unit(person, on, year)
    return on, year, [(unit.name, totals) for unit, totals in found]


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    named = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": named})


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What I must report myself, and what the coordinator entered of it."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    rows = [(row, *_standing(row, on)) for row in queries.own_duties(person)[:MOST_SHOWN]]
    return render(
        request, "wealth_reports/mine.html", {"rows": rows, "number": person.employee_number}
    )


@login_required
def import_template(request: HttpRequest) -> HttpResponse:
    """A file that shows the shape of a recap."""
    person = signed_in(request)
    if not access.kept_units(person, today_of(person, timezone.now())).exists():
        raise NotAllowed("wealth_coordinator_only")
    return _sent(template(), "text/csv; charset=utf-8", "contoh-rekap.csv")


@login_required
def import_page(request: HttpRequest) -> HttpResponse:
    """Looks at a recap line by line first, then takes its good lines over."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    kept = access.kept_units(person, on)
    if not kept.exists():
        raise NotAllowed("wealth_coordinator_only")
    context: dict[str, Any] = {}
    if request.method == "POST" and "recap" in request.POST:
        return _take_over(request, person, kept)
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None, units=kept)
    recap = carried_out(form, partial(_preview, on=on))
    if recap is not None:
        given = form.cleaned_data
        table = [list(row) for row in recap[1]]
        packed = signing.dumps(
            [str(person.pk), str(given["unit"].pk), given["year"], table], salt=SALT, compress=True
        )
        faults = [(row.number, FAULTS[row.code] % {"value": row.value}) for row in recap[0].faults]
        context = {"recap": recap[0], "faults": faults[:MOST_SHOWN], "packed": packed}
    status = 422 if form.errors else 200
    return render(request, "wealth_reports/import.html", {**context, "form": form}, status=status)


def _preview(*, unit: WorkUnit, year: int, file: Any, on: date) -> tuple[Recap, list[list[str]]]:
    table = table_of(file.read(MOST_BYTES + 1))
    return read_recap(table, today=on), table


def _take_over(request: HttpRequest, person: Person, kept: Any) -> HttpResponse:
    now = timezone.now()

    def act() -> None:
        try:
            packed = signing.loads(request.POST["recap"], salt=SALT, max_age=KEPT_SECONDS)
        except signing.BadSignature as error:
            raise WealthRefused("wealth_recap_expired") from error
        who, unit_id, year, table = packed
        unit = kept.filter(pk=unit_id).first()
        if who != str(person.pk) or unit is None:
            raise NotAllowed("wealth_coordinator_only")
        lines = read_recap(table, today=today_of(person, now)).lines
        actions.import_recap(unit=unit, year=year, lines=lines, by=person, now=now)

    done = act_and_say(request, act, _("Rekap tersimpan."))
    return redirect("wealth_reports:register" if done else "wealth_reports:import")


@login_required
def duty(request: HttpRequest, key: UUID) -> HttpResponse:
    """One duty; the coordinator enters the receipt."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        row = queries.duty_for(person, key, on)
    except WealthDuty.DoesNotExist as error:
        raise Http404 from error
    keeps = access.kept_units(person, on).filter(pk=row.unit_id).exists()
    form = ReportedForm(request.POST or None)
    if carried_out(form, partial(actions.mark_reported, duty=row, by=person, now=now)):
        messages.success(request, _("Laporan tercatat."))
        return redirect("wealth_reports:duty", row.pk)
    said, kind = _standing(row, on)
    context = {"row": row, "standing": said, "kind": kind, "form": form if keeps else None}
    status = 422 if form.errors else 200
    return render(request, "wealth_reports/duty.html", context, status=status)


@login_required
def officers(request: HttpRequest) -> HttpResponse:
    """Who keeps the lists; whoever names them does so here."""
    person, now = signed_in(request), timezone.now()
    on, agency = today_of(person, now), person.agency
    if agency is None:
        raise NotAllowed("wealth_named_by")
    for_agency = access.may_name(person, agency, None, on)
    headed = [held.unit_id for held in rights(person, on).held if held.role == Role.UNIT_HEAD]
    units = WorkUnit.objects.filter(agency=agency, closed_at__isnull=True).order_by("path")
    mine = units if for_agency else units.filter(pk__in=headed)
    names = for_agency or bool(headed)
    if request.method == "POST" and not names:
        raise NotAllowed("wealth_named_by")
    people = Person.objects.filter(agency=agency, is_active=True).order_by("name")
    form = OfficerForm(request.POST or None, units=mine, people=people)
    if carried_out(form, partial(actions.name_officer, agency=agency, by=person, now=now)):
        messages.success(request, _("Koordinator ditunjuk."))
        return redirect("wealth_reports:officers")
    context = {
        "officers": [
            (row, access.may_name(person, agency, row.unit, on))
            for row in queries.officers_shown(person, on)[:MOST_SHOWN]
        ],
        "form": form if names else None,
    }
    status = 422 if form.errors else 200
    return render(request, "wealth_reports/officers.html", context, status=status)


@login_required
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends somebody's duty."""
    person, now = signed_in(request), timezone.now()
    found = WealthOfficer.objects.filter(Q(agency_id=person.agency_id), pk=key).first()
    if found is None:
        raise Http404
    act = partial(actions.end_officer, officer=found, by=person, now=now)
    act_and_say(request, act, _("Tugas diakhiri."))
    return redirect("wealth_reports:officers")


def _only_missing(request: HttpRequest) -> bool:
    return request.GET.get("keadaan") == "belum"


def _year(request: HttpRequest, on: date) -> int:
    told = request.GET.get("tahun", "")
    year = (
        int(told) if told.isascii() and told.isdecimal() and len(told) == len("2026") else on.year
    )
    return year if FIRST_YEAR <= year <= LAST_YEAR else on.year


def _standing(row: WealthDuty, on: date) -> tuple[str, str]:
    found = standing(queries.as_duty(row), on)
    return str(STANDINGS[found]), MARKS.get(found, "")
