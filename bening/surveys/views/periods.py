"""Survey periods: the list, a year planned at once, one period and what can be done with it."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.audit.queries import timeline
from bening.domain.days import day_in
from bening.domain.surveys.states import NEVER_AGAIN
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.services.queries import finished_between
from bening.surveys import access, queries
from bening.surveys.actions import periods as actions
from bening.surveys.actions.integrity import declare_lost
from bening.surveys.calendar_quarters import quarter_before, quarters_of
from bening.surveys.forms import ApproveForm, NothingForm, PeriodForm, ReasonForm, YearForm
from bening.surveys.links import public_link
from bening.surveys.models import PeriodState, SurveyPeriod
from bening.surveys.population import sample_size
from bening.surveys.sealing import waiting_of
from bening.surveys.steps import next_step
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table

YEAR_TURNS_IN = 10
"""From October on the year to prepare is the next one."""


@login_required
def periods(request: HttpRequest) -> HttpResponse:
    """Periods of the units that I read: state, answers so far, next step."""
    person, now = signed_in(request), timezone.now()
    text, state, year = (
        request.GET.get(name, "").strip()[:100] for name in ("q", "keadaan", "tahun")
    )
    rows = queries.periods_of(person, text=text)
    if state in PeriodState.values:
        rows = rows.filter(state=state)
    if year.isascii() and year.isdigit() and len(year) == 4:
        rows = rows.filter(starts_on__year=int(year))
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("name", _("Periode"), order=("name",)),
            Column("unit", _("Unit kerja"), order=("unit__name", "-starts_on")),
            Column("when", _("Waktu"), order=("starts_on",), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
            Column("answers", _("Isian tersegel")),
            Column("next", _("Langkah berikutnya"), order=("urgency", "starts_on")),
        ),
        default="next",
        keep=("q", "keadaan", "tahun"),
    )
    context = {
        "table": table,
        "rows": [(one, next_step(one, today_of(person, now))) for one in table.rows],
        "q": text,
        "state": state,
        "year": year,
        "years": queries.years_of(person),
        "states": PeriodState.choices,
        "may_plan": access.kept_units(person).exists(),
    }
    return render(request, "surveys/staff_periods.html", context)


@login_required
def plan_year(request: HttpRequest) -> HttpResponse:
    """The four quarters of a year for my unit."""
    person, now = signed_in(request), timezone.now()
    unit = chosen_unit(request, person)
    today = day_in(unit.zone, now)
    usable = queries.usable_questionnaires(unit.agency_id)
    form = YearForm(
        request.POST or None,
        questionnaires=usable,
        initial={
            "year": today.year + (today.month >= YEAR_TURNS_IN),
            "questionnaire": _usual(unit, usable),
        },
    )
    act = partial(actions.design_year, unit=unit, by=person, now=now)
    if made := carried_out(form, act):
        messages.success(
            request,
            _("%(count)s periode disiapkan. Kepala unit menyetujuinya.") % {"count": len(made)},
        )
        return redirect(f"{reverse('surveys:periods')}?tahun={made[0].starts_on.year}")
    context = {
        "form": form,
        "unit": unit,
        "units": access.kept_units(person),
        "quarters": quarters_of(today.year + (today.month >= YEAR_TURNS_IN)),
    }
    status = 422 if form.errors else 200
    return render(request, "surveys/staff_year.html", context, status=status)


@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """One period with days of its own."""
    person, now = signed_in(request), timezone.now()
    unit = chosen_unit(request, person)
    usable = queries.usable_questionnaires(unit.agency_id)
    form = PeriodForm(
        request.POST or None,
        questionnaires=usable,
        initial={
            "starts_on": day_in(unit.zone, now),
            "questionnaire": _usual(unit, usable),
        },
    )
    if made := carried_out(form, partial(actions.design, unit=unit, by=person, now=now)):
        messages.success(request, _("Periode disiapkan. Kepala unit menyetujuinya."))
        return redirect("surveys:period", made.pk)
    context = {"form": form, "unit": unit, "units": access.kept_units(person), "period": None}
    status = 422 if form.errors else 200
    return render(request, "surveys/staff_plan.html", context, status=status)


@login_required
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another design of a period that nobody approved yet."""
    person, now = signed_in(request), timezone.now()
    found = queries.period_for(person, key)
    access.check_can_run(person, found.unit, on=today_of(person, now))
    form = PeriodForm(
        request.POST or None,
        questionnaires=queries.usable_questionnaires(found.agency_id),
        initial={
            name: getattr(found, name) for name in PeriodForm.field_order if name != "questionnaire"
        }
        | {
            "questionnaire": found.questionnaire_id,
            "own_networks": " ".join(found.own_networks),
        },
    )
    if carried_out(form, partial(actions.redesign, period=found, by=person, now=now)):
        messages.success(request, _("Periode tersimpan."))
        return redirect("surveys:period", found.pk)
    context = {"form": form, "unit": found.unit, "units": (), "period": found}
    status = 422 if form.errors else 200
    return render(request, "surveys/staff_plan.html", context, status=status)


@login_required
def period(request: HttpRequest, key: UUID) -> HttpResponse:
    """One period: its numbers, quotas by service, invitations, and what comes next."""
    person, now = signed_in(request), timezone.now()
    found = queries.period_for(person, key)
    deeds = _deeds(request, found, person, now)
    if request.method == "POST" and request.POST.get("act") == "discard":
        return _discarded(request, found, deeds)
    if carry_out(request, deeds) is not None:
        return redirect("surveys:period", found.pk)
    found = queries.period_for(person, key)
    on = today_of(person, now)
    runs = access.allows(partial(access.check_can_run, person, found.unit, on=on))
    leads = access.allows(partial(access.check_can_lead, person, found.unit, on=on))
    context = {
        "period": found,
        "progress": queries.progress_of(found, now),
        "invited": queries.invited_in(found),
        "batches": queries.batches_of(found)[:50],
        "step": next_step(found, on),
        "offered": _offered(found, now) if leads else None,
        "forms": forms_of(deeds),
        "runs": runs,
        "leads": leads,
        "unsealed": waiting_of(found) if found.state in NEVER_AGAIN else 0,
        "may_judge": access.allows(partial(access.check_can_judge, person, found.unit, on=on)),
        "may_open": runs and found.state == PeriodState.APPROVED,
        "may_invite": runs and found.state in queries.INVITABLE,
        "today": on,
        "public_link": public_link(found),
        "flow": _flow(found),
        "history": timeline(("survey_period", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "surveys/staff_period.html", context, status=status_of(request))


def _offered(found: SurveyPeriod, now: datetime) -> dict[str, Any] | None:
    """What the register says of the quarter before, and the sample that follows."""
    if found.state != PeriodState.DESIGNED:
        return None
    counted = quarter_before(min(found.starts_on, day_in(found.unit.zone, now)))
    count = sum(finished_between(found.unit_id, counted.start, counted.end).values())
    if not count:
        return None
    size = sample_size(count, found.sample_method)
    return {"count": count, "size": size, "start": counted.start, "end": counted.end}


def _discarded(request: HttpRequest, found: SurveyPeriod, deeds: dict[str, Deed]) -> HttpResponse:
    form = deeds["discard"].form
    if carried_out(form, lambda: deeds["discard"].act() or True):
        messages.success(request, deeds["discard"].done)
        return redirect("surveys:periods")
    for said in form.non_field_errors():
        messages.error(request, str(said))
    return redirect("surveys:period", found.pk)


def _deeds(
    request: HttpRequest, found: SurveyPeriod, person: Person, now: datetime
) -> dict[str, Deed]:
    given: dict[str, Any] = {"period": found, "by": person, "now": now}
    counted = quarter_before(min(found.starts_on, day_in(found.unit.zone, now)))
    return {
        "approve": Deed(
            ApproveForm(
                asked_for(request, "approve"),
                prefix="approve",
                initial={
                    "counted_from": counted.start,
                    "counted_until": counted.end,
                    "method": found.sample_method,
                },
            ),
            partial(actions.approve, **given),
            _("Periode disetujui. Dibuka otomatis pada hari pertamanya."),
        ),
        "return": Deed(
            ReasonForm(asked_for(request, "return"), prefix="return"),
            partial(actions.return_to_design, **given),
            _("Persetujuan ditarik; periode kembali menjadi rancangan."),
        ),
        "open": Deed(
            NothingForm(asked_for(request, "open"), prefix="open"),
            partial(actions.open_period, **given),
            _("Survei dibuka."),
        ),
        "close": Deed(
            ReasonForm(asked_for(request, "close"), prefix="close"),
            partial(actions.close_early, **given),
            _("Survei ditutup dan tidak dapat dibuka kembali."),
        ),
        "lose": Deed(
            ReasonForm(asked_for(request, "lose"), prefix="lose"),
            partial(declare_lost, **given),
            _("Isian dinyatakan hilang. Hasil dapat dihitung."),
        ),
        "discard": Deed(
            NothingForm(asked_for(request, "discard"), prefix="discard"),
            partial(actions.discard, **given),
            _("Rancangan periode dibuang."),
        ),
    }


def _flow(found: SurveyPeriod) -> list[dict[str, Any]]:
    """The states in order: behind, here, ahead."""
    order = list(PeriodState)
    here = order.index(PeriodState(found.state))
    return [
        {"title": state.label, "state": "done" if at < here else "now" if at == here else ""}
        for at, state in enumerate(order)
    ]


def _usual(unit: WorkUnit, usable: Any) -> UUID | None:
    """The questionnaire of the unit's newest period, else the combined one."""
    last = unit.survey_periods.order_by("-starts_on").values_list("questionnaire", flat=True)[:1]
    keys = [one.pk for one in usable if one.slug == "combined"]
    newest: UUID | None = next(iter(last), None)
    return newest or (keys[0] if keys else None)


def chosen_unit(request: HttpRequest, person: Person) -> WorkUnit:
    """The unit asked for, else the one at work, of those whose surveys the person runs.

    Raises NotAllowed for somebody who runs none.
    """
    units = list(access.kept_units(person))
    if not units:
        raise NotAllowed("surveys_run_by_officers", unit=_("unit"))
    at_work = getattr(request, "unit", None)
    wanted = request.GET.get("unit", "") or (str(at_work.pk) if at_work else "")
    return next((one for one in units if str(one.pk) == wanted), units[0])
