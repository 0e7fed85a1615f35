"""Requirements of the agency and of each program, and entering what is known of them."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of, unit_for
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency, AgencyKind, WorkUnit
from bening.domain.gates import (
    BUILDING_TIME,
    EARLIER_TITLE,
    NO_CORRUPTION,
    PRIORITY_UNIT,
    Level,
    Verdict,
)
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle
from bening.nominations import access, actions, forms, queries
from bening.nominations.gating import GateRow, gates_for, gates_of
from bening.nominations.models import AgencyPermit, AgencyQuota, RequirementValue, Selection
from bening.nominations.proposed_values import proposed_value
from bening.nominations.words import (
    BASES,
    OWN_LABELS,
    VERDICTS,
    advice_text,
    gate_label,
    reason_text,
    value_text,
)
from bening.nominations.working import Work, carry_out
from bening.nominations.works import unit_side
from bening.programs.models import ZoneProgram
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@dataclass(frozen=True, slots=True)
class ShownGate:
    """A requirement as a page writes it."""

    row: GateRow
    label: str
    verdict: str
    reason: str
    basis: str
    advice: str
    enter: str

    @property
    def kind(self) -> str:
        """The look of its tag."""
        if self.row.is_unsaid:
            return "draft"
        return {"met": "", "waived": "water"}.get(self.row.gate.verdict.value, "unmet")


def shown_gates(
    rows: tuple[GateRow, ...], program: ZoneProgram, person: Person, *, level: Level | None = None
) -> list[ShownGate]:
    """The requirements of a program in words, with the address where a value is entered."""
    today = today_of(person)
    return [
        ShownGate(
            row=row,
            label=gate_label(row.gate),
            verdict=_("tidak ada catatan") if row.is_unsaid else str(VERDICTS[row.gate.verdict]),
            reason=reason_text(row.gate),
            basis=row.gate.note or str(BASES[row.gate.basis]),
            advice=advice_text(row.gate),
            enter=_address(row, program)
            if _is_typed(row) and access.can_enter(person, program.agency_id, row.gate.id, today)
            else "",
        )
        for row in rows
        if level is None or row.gate.level is level
    ]


def gates_basis(program: ZoneProgram) -> str:
    """Which rules ask for the requirements, as the program's instrument cites them."""
    return instrument_of(program.sheet.instrument).prerequisites_basis


def _is_typed(row: GateRow) -> bool:
    own = row.gate.id in OWN_LABELS and row.gate.id != NO_CORRUPTION
    return not own and row.gate.kind != BUILDING_TIME


def _address(row: GateRow, program: ZoneProgram) -> str:
    unit = "" if row.gate.level is Level.AGENCY else f"?unit={program.unit_id}"
    return reverse("nominations:value", args=[program.cycle.year, row.gate.id]) + unit


@login_required
def requirements(request: HttpRequest) -> HttpResponse:
    """The agency's requirements of a year, and what would fail the selection, unit by unit."""
    person, now = signed_in(request), timezone.now()
    programs = queries.programs_read(person)
    years = sorted(set(programs.values_list("cycle__year", flat=True)), reverse=True)
    year = int(request.GET["tahun"]) if request.GET.get("tahun", "").isdigit() else 0
    year = year if year in years else (years[0] if years else 0)
    table = Table.read(
        request.GET,
        rows=programs.filter(cycle__year=year),
        columns=(
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("target", _("Target"), order=("target",)),
            Column("state", _("Keadaan"), order=("state",)),
            Column("open", _("Yang menggagalkan seleksi")),
        ),
        default="unit",
        keep=("tahun",),
    )
    shown = list(table.rows)
    gates = gates_of(shown, now=now)
    lines = [(one, *_open_ones(gates[one.pk])) for one in shown]
    first = shown[0] if shown else None
    agency = queries.agency_of(person)
    context = {
        "table": table,
        "lines": lines,
        "years": years,
        "year": year,
        "agency": first.unit.agency if first else agency,
        "agency_gates": shown_gates(gates[first.pk], first, person, level=Level.AGENCY)
        if first
        else [],
        "gates_basis": gates_basis(first) if first else "",
        "works": _agency_works(request, agency, year, person) if agency else [],
        "quota": AgencyQuota.objects.filter(agency=agency, year=year).first() if agency else None,
        "permits": AgencyPermit.objects.filter(agency=agency).select_related("decree")
        if agency
        else [],
    }
    return render(request, "nominations/requirements.html", context)


def _open_ones(rows: tuple[GateRow, ...]) -> tuple[list[tuple[str, str]], list[str]]:
    """What a unit does not meet, with the reason, and the names of what nobody has entered yet."""
    gates = [row.gate for row in rows if row.gate.stops and row.gate.level is Level.UNIT]
    failed = [gate for gate in gates if gate.verdict is Verdict.NOT_MET]
    missing = [gate for gate in gates if gate.verdict is Verdict.MISSING]
    return (
        [(gate_label(gate), reason_text(gate)) for gate in failed],
        [gate_label(gate) for gate in missing],
    )


def _agency_works(request: HttpRequest, agency: Agency, year: int, person: Person) -> list[Work]:
    if not access.is_administrator(person, agency.pk, today_of(person)) or not year:
        return []
    now = timezone.now()
    return [
        Work(
            name="kuota",
            title=_("Kuota pengusulan %(year)s") % {"year": year},
            button=_("Simpan kuota"),
            make=forms.QuotaForm,
            act=partial(actions.set_quota, agency=agency, year=year, by=person, now=now),
            done=_("Kuota tersimpan."),
            help=_("Kuota hanya memperingatkan; peraturan tidak menyebut jumlah terbanyak."),
        ),
        Work(
            name="izin",
            title=_("Izin evaluasi WBK mandiri"),
            button=_("Simpan izin"),
            make=forms.PermitForm,
            act=partial(actions.enter_permit, agency=agency, by=person, now=now),
            done=_("Izin tersimpan."),
        ),
    ]


@login_required
def agency_work(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """Keeps a quota or a permit of the agency."""
    person = signed_in(request)
    agency = queries.agency_of(person)
    if agency is None:
        raise Http404
    here = f"{reverse('nominations:requirements')}?tahun={year}"
    if request.method != "POST":
        return redirect(here)
    works = _agency_works(request, agency, year, person)
    if carry_out(request, works, name):
        return redirect(here)
    context = {"works": works, "agency": agency, "year": year, "refused": True}
    return render(request, "nominations/agency_work.html", context, status=422)


@login_required
def value(request: HttpRequest, year: int, requirement: str) -> HttpResponse:
    """Enters a value of one requirement; shows what was entered before."""
    person, now = signed_in(request), timezone.now()
    unit = unit_for(person, request.GET["unit"]) if request.GET.get("unit") else None
    agency = unit.agency if unit else queries.agency_of(person)
    if agency is None:
        raise Http404
    kind, label = _requirement(agency, unit, year, requirement)
    access.check_can_enter(person, agency.pk, requirement, today_of(person, now))
    counted = proposed_value(unit, requirement, year=year, now=now)
    form = forms.ValueForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        today=today_of(person, now),
        initial={"value": counted.value, "source": counted.source} if counted else None,
    )
    act = partial(
        actions.enter_value,
        agency=agency,
        unit=unit,
        year=year,
        requirement=requirement,
        by=person,
        now=now,
    )
    back = f"{reverse('nominations:requirements')}?tahun={year}"
    if carried_out(form, act):
        messages.success(request, _("Nilai tercatat."))
        return redirect(back)
    earlier = RequirementValue.objects.filter(
        agency=agency, unit=unit, year=year, requirement=requirement
    ).select_related("entered_by", "proof")[:20]
    context = {
        "form": form,
        "label": label,
        "unit": unit,
        "agency": agency,
        "year": year,
        "back": back,
        "earlier": [(row, value_text(kind, row.value)) for row in earlier],
    }
    return render(request, "nominations/value.html", context, status=422 if form.errors else 200)


def _requirement(
    agency: Agency, unit: WorkUnit | None, year: int, requirement: str
) -> tuple[str, str]:
    """Kind and label of a requirement that is typed. Raises Http404."""
    cycle = EvaluationCycle.objects.filter(agency=agency, year=year).first()
    if cycle is None:
        raise Http404
    if requirement == PRIORITY_UNIT and unit and agency.kind == AgencyKind.REGIONAL:
        return "jenis_unit", str(OWN_LABELS[PRIORITY_UNIT])
    if requirement == NO_CORRUPTION and unit:
        return "ya_tidak", str(OWN_LABELS[NO_CORRUPTION])
    level = Level.UNIT if unit else Level.AGENCY
    for one in instrument_of(cycle.instrument).prerequisites:
        is_typed = one.kind != BUILDING_TIME and one.id != EARLIER_TITLE
        if one.id == requirement and one.of == level and is_typed:
            return one.kind, one.label
    raise Http404


@login_required
def program(request: HttpRequest, key: UUID) -> HttpResponse:
    """The requirements of one program, its papers, and what the agency can do for it now."""
    person = signed_in(request)
    found = queries.program_for(person, key)
    return _program_page(request, found, unit_side.works(found, person, timezone.now()))


@login_required
def program_work(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Carries out one of the forms of a program's page."""
    person = signed_in(request)
    found = queries.program_for(person, key)
    if request.method != "POST":
        return redirect("nominations:program", found.pk)
    works = unit_side.works(found, person, timezone.now())
    if carry_out(request, works, name):
        return redirect("nominations:program", found.pk)
    return _program_page(request, found, works, status=422)


def _program_page(
    request: HttpRequest, found: ZoneProgram, works: list[Work], status: int = 200
) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    rows = gates_for(found, now=now)
    priority = ""
    if found.unit.agency.kind == AgencyKind.REGIONAL and access.can_enter(
        person, found.agency_id, PRIORITY_UNIT, today_of(person, now)
    ):
        base = reverse("nominations:value", args=[found.cycle.year, PRIORITY_UNIT])
        priority = f"{base}?unit={found.unit_id}"
    selections = list(
        Selection.objects.filter(program=found).select_related("result", "repair", "decided_by")
    )
    context = {
        "program": found,
        "gates": shown_gates(rows, found, person),
        "gates_basis": gates_basis(found),
        "stops": sum(1 for row in rows if row.gate.stops),
        "works": works,
        "action": "nominations:program_work",
        "statement": queries.own_statement(found),
        "selections": selections,
        "objection": getattr(found, "objection", None),
        "may_take_objection": access.reads_objection(person, found, today_of(person, now)),
        "priority": priority,
    }
    return render(request, "nominations/program.html", context, status=status)
