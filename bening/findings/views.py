"""The list of recommendations, one of them, the reports, and assessments from outside."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bening.accounts.access import today_of
from bening.accounts.imports.table import MOST_BYTES
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency, WorkUnit
from bening.casework.clocks import clocks_of
from bening.documents.access import documents_of
from bening.documents.forms import HandOverForm
from bening.domain.findings import SETTLED, FollowUpRefused, FollowUpState
from bening.findings import access, actions, importing, queries, reporting
from bening.findings.forms import (
    AssessmentForm,
    FollowAssessmentForm,
    HandInForm,
    ListForm,
    PlanForm,
    RecommendationForm,
    ReportForm,
    ReturnForm,
    VerdictForm,
)
from bening.findings.law import hand_to_law
from bening.findings.list_files import read_list, table_of, template
from bening.findings.models import AuditRecommendation, OutsideAssessment, State
from bening.findings.words import AGE_LABELS, FAULTS, MARKS
from bening.ui.acting import RefusableForm, act_and_say, carried_out
from bening.ui.tables import Column, Table

OFFICIAL = "id"
LAW_HINT = gettext_lazy("Isi surat. Nama orang disampaikan dalam berkas tertutup.")
KEPT_SECONDS = 3600
SALT = "findings.list"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    Column("text", gettext_lazy("Rekomendasi"), order=("report__number", "finding_code")),
    Column("unit", gettext_lazy("Unit kerja"), order=("unit__name",)),
    Column("age", gettext_lazy("Umur"), order=("-report__received_on",), down_first=True),
    Column("left", gettext_lazy("Sisa, rupiah"), align="r"),
    Column("state", gettext_lazy("Keadaan"), order=("state", "report__received_on")),
)


REPORT_COLUMNS = (
    Column("title", gettext_lazy("LHP"), order=("title",)),
    Column("auditor", gettext_lazy("Pemeriksa"), order=("auditor", "auditor_name")),
    Column("received", gettext_lazy("Diterima"), order=("received_on",), down_first=True),
)
ASSESSMENT_COLUMNS = (
    Column("assessor", gettext_lazy("Penilai"), order=("assessor", "assessor_name")),
    Column("for", gettext_lazy("Untuk"), order=("unit__name",)),
    Column("score", gettext_lazy("Nilai")),
    Column("follow_up", gettext_lazy("Tindak lanjut")),
    Column("date", gettext_lazy("Tanggal"), order=("dated_on",), down_first=True),
)


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """The recommendations I read, oldest first, with their sums and ages."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    rows = _read(person, on)
    found = queries.totals_of(rows, on)
    state = request.GET.get("keadaan", "")
    table = Table.read(
        request.GET,
        rows=rows.filter(state=state) if state in State.values else rows,
        columns=COLUMNS,
        default="-age",
        keep=("keadaan",),
    )
    context = {
        "table": table,
        "rows": [(row, MARKS.get(State(row.state), ""), _age(row, on)) for row in table.rows],
        "totals": found,
        "left": found.value - found.returned,
        "state": state,
        "states": [(key, label, found.states[FollowUpState(key)]) for key, label in State.choices],
        "ages": [(AGE_LABELS[name], number) for name, number in found.ages.items()],
        "verifies": _verifies(person, on),
    }
    return render(request, "findings/register.html", context)


@login_required
def report_file(request: HttpRequest) -> HttpResponse:
    """The report of the recommendations I read, as a workbook."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    content = reporting.workbook(list(_read(person, on)), on)
    return _sent(content, XLSX, f"tindak-lanjut-{on.isoformat()}.xlsx")


@login_required
def report_paper(request: HttpRequest) -> HttpResponse:
    """The same as a paper."""
    from bening.documents.pdf import make_pdf  # noqa: PLC0415 - heavy, used here only

    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    rows = list(_read(person, on))
    with override(OFFICIAL):
        data = reporting.paper(rows, on, person.agency.name if person.agency else "")
    content = make_pdf("listing.typ", data, at=now.replace(microsecond=0))
    return _sent(content, "application/pdf", f"tindak-lanjut-{on.isoformat()}.pdf")


@login_required
def import_page(request: HttpRequest) -> HttpResponse:
    """Looks at a list line by line first, then takes its good lines over."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    agency = access.verified_agency(person, on)
    if request.method == "POST" and "list" in request.POST:
        act = partial(_take_over, request.POST["list"], agency, person, now)
        done = act_and_say(request, act, _("Daftar tersimpan."))
        return redirect("findings:register" if done else "findings:import")
    sent = request.method == "POST"
    form = ListForm(request.POST if sent else None, request.FILES if sent else None)
    table = carried_out(form, _table)
    context: dict[str, Any] = {"form": form}
    if table is not None:
        found = read_list(table, _codes(agency), today=on)
        context |= {
            "found": found,
            "lines": found.lines[: queries.SHOWN],
            "faults": [
                (row.number, FAULTS[row.code] % {"value": row.value})
                for row in found.faults[: queries.SHOWN]
            ],
            "packed": signing.dumps([str(person.pk), table], salt=SALT, compress=True),
        }
    status = 422 if form.errors else 200
    return render(request, "findings/import.html", context, status=status)


@login_required
def import_template(request: HttpRequest) -> HttpResponse:
    """A file that shows the shape of a list."""
    person = signed_in(request)
    agency = access.verified_agency(person, today_of(person, timezone.now()))
    content = template(next(iter(_codes(agency)), ""))
    return _sent(content, "text/csv; charset=utf-8", "contoh-rekomendasi.csv")


def _table(*, file: Any) -> list[list[str]]:
    return table_of(file.read(MOST_BYTES + 1))


def _take_over(packed: str, agency: Agency, person: Person, now: datetime) -> None:
    try:
        who, table = signing.loads(packed, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise FollowUpRefused("finding_list_expired") from error
    if who != str(person.pk):
        raise NotAllowed("finding_inspector_only")
    found = read_list(table, _codes(agency), today=today_of(person, now))
    importing.import_list(agency=agency, lines=found.lines, by=person, now=now)


def _codes(agency: Agency) -> list[str]:
    units = WorkUnit.objects.filter(agency=agency, closed_at__isnull=True)
    return list(units.order_by("path").values_list("code", flat=True))


@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """The reports; the internal auditor enters them and their recommendations."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    agency = access.verified_agency(person, on)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    report = ReportForm(request.POST if step == "report" else None, auto_id="lhp-%s")
    line = RecommendationForm(
        request.POST if step == "recommendation" else None,
        reports=queries.reports_of(person, on),
        units=queries.read_units(person, on).filter(closed_at__isnull=True),
        people=queries.colleagues_of(person),
        auto_id="rek-%s",
    )
    if carried_out(report, partial(actions.enter_report, agency=agency, by=person, now=now)):
        messages.success(request, _("LHP tercatat."))
        return redirect("findings:reports")
    made = carried_out(line, partial(actions.add_recommendation, by=person, now=now))
    if made is not None:
        messages.success(request, _("Rekomendasi tercatat."))
        return redirect("findings:recommendation", made.pk)
    context = {
        "table": Table.read(
            request.GET,
            rows=queries.reports_of(person, on),
            columns=REPORT_COLUMNS,
            default="-received",
        ),
        "report_form": report,
        "line_form": line,
    }
    status = 422 if report.errors or line.errors else 200
    return render(request, "findings/reports.html", context, status=status)


@login_required
def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation, and what the person may do with it now."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        row = queries.recommendation_for(person, key, on)
    except AuditRecommendation.DoesNotExist as error:
        raise Http404 from error
    step = request.POST.get("step", "") if request.method == "POST" else ""
    of_step = {step: request.POST}
    forms: dict[str, RefusableForm] = {
        "plan": PlanForm(
            of_step.get("plan"), people=queries.colleagues_of(person), auto_id="rencana-%s"
        ),
        "hand_in": HandInForm(of_step.get("hand_in"), auto_id="jawab-%s"),
        "money": ReturnForm(of_step.get("money"), auto_id="setor-%s"),
        "verdict": VerdictForm(of_step.get("verdict"), auto_id="hasil-%s"),
        "law": HandOverForm(of_step.get("law"), hint=LAW_HINT, auto_id="pidana-%s"),
    }
    acts: dict[str, tuple[Callable[..., object], str]] = {
        "plan": (actions.plan_follow_up, _("Rencana aksi tersimpan.")),
        "hand_in": (actions.hand_in, _("Tindak lanjut disampaikan.")),
        "money": (actions.enter_return, _("Pengembalian tercatat.")),
        "verdict": (actions.verify, _("Hasil verifikasi tersimpan.")),
        "law": (hand_to_law, _("Surat pelimpahan terbit; unit kini hanya membaca.")),
    }
    if step in acts:
        act, said = acts[step]
        done = carried_out(forms[step], partial(act, recommendation=row, by=person, now=now))
        if done is not None:
            messages.success(request, said)
            return redirect("findings:recommendation", row.pk)
    is_open = FollowUpState(row.state) not in SETTLED
    verifies = is_open and access.verifies(person, row.report.agency_id, on)
    with_law = row.handed_over_at is not None
    follows = is_open and not with_law and access.follows_up(person, row.unit, row.owner_id, on)
    context = {
        "row": row,
        "kind": MARKS.get(State(row.state), ""),
        "clocks": clocks_of(row.pk),
        "follow_ups": row.follow_ups.select_related("by")[: queries.SHOWN],
        "returns": row.returns.all()[: queries.SHOWN],
        "plan": forms["plan"] if follows else None,
        "hand_in": forms["hand_in"] if follows else None,
        "money": forms["money"] if verifies and row.value > row.returned else None,
        "verdict": forms["verdict"] if verifies else None,
        "law": forms["law"] if verifies and not with_law else None,
        "reads_letter": row.letter_id is not None
        and documents_of(person, on).filter(pk=row.letter_id).exists(),
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "findings/recommendation.html", context, status=status)


@login_required
def assessments(request: HttpRequest) -> HttpResponse:
    """The scores given from outside; the internal auditor enters them."""
    person, now = signed_in(request), timezone.now()
    on, agency = today_of(person, now), person.agency
    units = queries.read_units(person, on)
    if agency is None or not units.exists():
        raise NotAllowed("finding_not_read")
    enters = access.verifies(person, agency.pk, on)
    form = AssessmentForm(request.POST or None, units=units.filter(closed_at__isnull=True))
    if carried_out(form, partial(actions.enter_assessment, agency=agency, by=person, now=now)):
        messages.success(request, _("Penilaian tercatat."))
        return redirect("findings:assessments")
    context = {
        "table": Table.read(
            request.GET,
            rows=queries.assessments_of(person, on),
            columns=ASSESSMENT_COLUMNS,
            default="-date",
        ),
        "form": form if enters else None,
    }
    status = 422 if form.errors else 200
    return render(request, "findings/assessments.html", context, status=status)


@login_required
def assessment(request: HttpRequest, key: UUID) -> HttpResponse:
    """One score; the internal auditor keeps what follows from it, and whether all may see it."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        row = queries.assessment_for(person, key, on)
    except OutsideAssessment.DoesNotExist as error:
        raise Http404 from error
    initial = {"findings": row.findings, "follow_up": row.follow_up, "is_public": row.is_public}
    form = FollowAssessmentForm(request.POST or None, initial=initial)
    act = partial(actions.follow_assessment, assessment=row, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Tindak lanjut tersimpan."))
        return redirect("findings:assessment", row.pk)
    enters = access.verifies(person, row.agency_id, on)
    context = {"row": row, "form": form if enters else None}
    return render(request, "findings/assessment.html", context, status=422 if form.errors else 200)


def _read(person: Person, on: date) -> QuerySet[AuditRecommendation]:
    """What the person reads. Raises NotAllowed where that can't be anything."""
    rows = queries.recommendations_of(person, on)
    if not queries.read_units(person, on).exists() and not rows.exists():
        raise NotAllowed("finding_not_read")
    return rows


def _age(row: AuditRecommendation, on: date) -> int | None:
    """Days since the report was received; None where nothing more is to be done."""
    if FollowUpState(row.state) in SETTLED:
        return None
    return (on - row.report.received_on).days


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    named = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": named})


def _verifies(person: Person, on: date) -> bool:
    return person.agency_id is not None and access.verifies(person, person.agency_id, on)
