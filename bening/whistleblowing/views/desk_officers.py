"""Beside the reports: who holds keys, the house's log, figures, evaluations of the channel."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency, WorkUnit
from bening.ui.acting import act_and_say, carried_out
from bening.ui.tables import Column, Table
from bening.whistleblowing.desk import access, evaluating, logbook, naming, recovery, statistics
from bening.whistleblowing.desk.forms import DoneForm, EvaluationForm, HolderForm, RecoveryForm
from bening.whistleblowing.desk.words import OUTCOMES
from bening.whistleblowing.kinds import label as kind_label
from bening.whistleblowing.models import (
    ChannelEvaluation,
    Custodian,
    EvaluationPoint,
    HandlerKey,
    KeyHolder,
)
from bening.whistleblowing.views.desk_common import desk_page


def _agency(person: Person) -> Agency:
    agency = access.agency_of(person)
    access.check_can_name(person, agency)
    return agency


@desk_page
def officers(request: HttpRequest) -> HttpResponse:
    """Who holds keys: naming, dismissing, and asking for the recovery of a key."""
    person, now = signed_in(request), timezone.now()
    agency = _agency(person)
    step = request.POST.get("step", "")
    form = HolderForm(
        request.POST if step == "name" else None,
        people=Person.objects.filter(agency=agency, is_active=True).order_by("name"),
        units=WorkUnit.objects.filter(agency=agency, closed_at__isnull=True).order_by("path"),
        auto_id="tunjuk-%s",
    )
    asking = RecoveryForm(
        request.POST if step == "recover" else None,
        keys=recovery.recoverable(agency.pk),
        receivers=HandlerKey.objects.filter(agency=agency, retired_at__isnull=True).select_related(
            "person", "unit"
        ),
        auto_id="pulih-%s",
    )
    if carried_out(form, partial(naming.name_holder, agency=agency, by=person, now=now)):
        messages.success(request, _("Ditunjuk. Kuncinya dibuat sendiri oleh yang ditunjuk."))
        return redirect("whistleblowing:officers")
    if carried_out(asking, partial(recovery.ask_recovery, by=person, now=now)):
        messages.success(request, _("Pemulihan diminta kepada kedua kustodian."))
        return redirect("whistleblowing:officers")
    rows = list(
        KeyHolder.objects.filter(agency=agency, ended_on__isnull=True)
        .select_related("person", "unit")
        .order_by("kind", "unit__path", "person__name")
    )
    context = {
        "form": form,
        "asking": asking if recovery.recoverable(agency.pk).exists() else None,
        "rows": rows,
        "recoveries": recovery.open_recoveries(agency.pk),
        "custodians": Custodian.objects.filter(agency=agency, retired_at__isnull=True).count(),
        "central": HandlerKey.objects.filter(
            agency=agency, unit__isnull=True, retired_at__isnull=True
        ).count(),
        "may_inspect": access.can_inspect(person),
    }
    status = 422 if form.errors or asking.errors else 200
    return render(request, "whistleblowing/officers.html", context, status=status)


@desk_page
@require_POST
def dismiss(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends what somebody was named for; the key is retired."""
    person, now = signed_in(request), timezone.now()
    agency = _agency(person)
    holder = KeyHolder.objects.filter(pk=key, agency=agency).first()
    if holder is None:
        raise Http404
    ending = partial(naming.dismiss_holder, holder=holder, by=person, now=now)
    act_and_say(request, ending, _("Penunjukan berakhir dan kuncinya tidak dipakai lagi."))
    return redirect("whistleblowing:officers")


@desk_page
def log(request: HttpRequest) -> HttpResponse:
    """Who opened what, on which day."""
    person = signed_in(request)
    agency = access.agency_of(person)
    access.check_can_inspect(person, agency)
    rows = logbook.lines_of(agency)
    who = request.GET.get("pegawai", "")
    people = Person.objects.filter(pk__in=rows.values("by")).order_by("name")
    chosen = next((each for each in people if str(each.pk) == who), None)
    if chosen is not None:
        rows = rows.filter(by=chosen)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("day", _("Tanggal"), order=("day", "id"), down_first=True),
            Column("by", _("Pegawai"), order=("by__name", "-day", "id")),
            Column("act", _("Yang dilakukan")),
            Column("report", _("Laporan")),
            Column("reason", _("Alasan")),
        ),
        default="-day",
        keep=("pegawai",),
    )
    context = {"table": table, "people": people, "chosen": chosen, "acts": logbook.ACTS}
    return render(request, "whistleblowing/log.html", context)


@desk_page
def figures(request: HttpRequest) -> HttpResponse:
    """Figures by kind and outcome, from five up."""
    person = signed_in(request)
    if not access.belongs_at_desk(person):
        raise NotAllowed("desk_for_holders")
    agency = access.agency_of(person)
    start, end = statistics.last_year(today_of(person))
    told = statistics.figures_of(agency.pk, start, end)
    context = {
        "told": told,
        "kinds": [(kind_label(kind), count) for kind, count in sorted(told.kinds.cells.items())],
        "outcomes": [
            (OUTCOMES[outcome], count) for outcome, count in sorted(told.outcomes.cells.items())
        ],
    }
    return render(request, "whistleblowing/figures.html", context)


@desk_page
def evaluations(request: HttpRequest) -> HttpResponse:
    """The evaluations of the channel, and a new one for the inspector."""
    person, now = signed_in(request), timezone.now()
    agency = access.agency_of(person)
    may_write = access.can_inspect(person)
    if request.method == "POST":
        access.check_can_inspect(person, agency)
    form = EvaluationForm(
        request.POST or None,
        units=WorkUnit.objects.filter(agency=agency, closed_at__isnull=True).order_by("path"),
    )
    if made := carried_out(
        form, partial(evaluating.publish_evaluation, agency=agency, by=person, now=now)
    ):
        messages.success(request, _("Evaluasi terbit."))
        return redirect("whistleblowing:evaluation", made.pk)
    rows = ChannelEvaluation.objects.filter(agency=agency).select_related("unit")
    context = {"rows": rows[:50], "form": form if may_write else None}
    status = 422 if form.errors else 200
    return render(request, "whistleblowing/evaluations.html", context, status=status)


@desk_page
def evaluation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One evaluation: figures, findings, and what was done about its points."""
    person, now = signed_in(request), timezone.now()
    agency = access.agency_of(person)
    found = ChannelEvaluation.objects.filter(pk=key, agency=agency).first()
    if found is None:
        raise Http404
    sent: tuple[EvaluationPoint, DoneForm] | None = None
    if request.method == "POST":
        access.check_can_inspect(person, agency)
        point = _point(found, request.POST.get("point", ""))
        form = DoneForm(request.POST, auto_id=f"butir-{point.position}-%s")
        settle = partial(evaluating.settle_point, point=point, by=person, now=now)
        if carried_out(form, partial(_true, settle)):
            messages.success(request, _("Tindak lanjut tercatat."))
            return redirect("whistleblowing:evaluation", found.pk)
        sent = (point, form)
    points = [
        {
            "row": each,
            "form": sent[1]
            if sent is not None and sent[0].pk == each.pk
            else DoneForm(auto_id=f"butir-{each.position}-%s"),
        }
        for each in found.points.select_related("done_by")
    ]
    told = found.figures
    context = {
        "evaluation": found,
        "points": points,
        "done": found.points.filter(done_on__isnull=False).count(),
        "may_write": access.can_inspect(person),
        "told_from": date.fromisoformat(told["start"]),
        "told_to": date.fromisoformat(told["end"]),
        "kinds": [(kind_label(kind), count) for kind, count in sorted(told["kinds"].items())],
        "outcomes": [(OUTCOMES[key], count) for key, count in sorted(told["outcomes"].items())],
    }
    status = 422 if sent is not None else 200
    return render(request, "whistleblowing/evaluation.html", context, status=status)


def _point(found: ChannelEvaluation, key: str) -> EvaluationPoint:
    point = next((each for each in found.points.all() if str(each.pk) == key), None)
    if point is None:
        raise Http404
    return point


def _true(act: partial[None], **values: str) -> bool:
    act(**values)
    return True
