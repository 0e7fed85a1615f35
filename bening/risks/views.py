"""The registers, one register with its heat map, and one risk."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.risks import access, actions, queries
from bening.risks.forms import ActionForm, AssessForm, DoneForm, EventForm, OpenForm, ReviewForm
from bening.risks.forms import RiskForm as HeadForm
from bening.risks.heat import heat_map
from bening.risks.models import RegisterState, Risk, RiskRegister
from bening.risks.standards import standard_of
from bening.ui.acting import act_and_say, carried_out


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The registers that I read; keepers open another."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    units = queries.units_read(person, on)
    kept = [unit.pk for unit in units if access.may_keep(person, unit, on)]
    form = OpenForm(
        request.POST or None, units=units.filter(pk__in=kept), initial={"year": on.year}
    )
    if made := carried_out(form, partial(actions.open_register, by=person, now=now)):
        messages.success(request, _("Daftar risiko dibuka."))
        return redirect("risks:register", made.pk)
    context = {"registers": queries.registers_of(person, on), "form": form if kept else None}
    return render(request, "risks/home.html", context, status=422 if form.errors else 200)


@login_required
def register(request: HttpRequest, key: UUID) -> HttpResponse:
    """One register: heat map, risks, reviews; keepers add, the head adopts and confirms."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        found = queries.register_for(person, key, on)
    except RiskRegister.DoesNotExist:
        raise Http404 from None
    step = request.POST.get("step", "") if request.method == "POST" else ""
    here = redirect("risks:register", found.pk)
    if step == "adopt":
        adopt = partial(actions.adopt_register, register=found, by=person, now=now)
        act_and_say(request, adopt, _("Daftar risiko ditetapkan."))
        return here
    if step == "confirm":
        asked = get_object_or_404(found.reviews.all(), quarter=_number(request.POST.get("quarter")))
        confirm = partial(actions.confirm_review, review=asked, by=person, now=now)
        act_and_say(request, confirm, _("Reviu disahkan."))
        return here
    if request.method == "POST":
        access.check_can_keep(person, found.unit, on)
    adding = HeadForm(request.POST if step == "add" else None, register=found, auto_id="risiko-%s")
    add = partial(actions.add_risk, register=found, by=person, now=now)
    if made := carried_out(adding, add):
        messages.success(request, _("Risiko ditambahkan."))
        return redirect("risks:risk", made.pk)
    reviewing = ReviewForm(request.POST if step == "review" else None, auto_id="reviu-%s")
    review = partial(actions.review_quarter, register=found, by=person, now=now)
    if carried_out(reviewing, review):
        messages.success(request, _("Reviu tercatat."))
        return here
    standard = standard_of(found.agency_id)
    risks = list(found.risks.select_related("owner"))
    keeps = access.may_keep(person, found.unit, on)
    adopts = access.may_adopt(person, found.unit, on)
    is_draft = found.state == RegisterState.DRAFT
    context = {
        "register": found,
        "rows": [(risk, standard.left_word(risk), standard.is_beyond(risk)) for risk in risks],
        "heat": heat_map(standard, risks),
        "reviews": found.reviews.select_related("reviewed_by", "confirmed_by"),
        "adding": adding if keeps else None,
        "reviewing": reviewing if keeps and not is_draft else None,
        "may_adopt": adopts and is_draft,
        "may_confirm": adopts,
    }
    status = 422 if adding.errors or reviewing.errors else 200
    return render(request, "risks/register.html", context, status=status)


def _number(text: str | None) -> int:
    return int(text) if text in {"1", "2", "3", "4"} else 0


@login_required
def risk(request: HttpRequest, key: UUID) -> HttpResponse:
    """One risk: its assessment, actions and events."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    try:
        found = queries.risk_for(person, key, on)
    except Risk.DoesNotExist:
        raise Http404 from None
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if request.method == "POST" and step != "done":
        access.check_can_tell(person, found, on)

    def sent(name: str) -> Any:
        return request.POST if step == name else None

    names = [field for field in AssessForm.base_fields if getattr(found, field) is not None]
    initial = {name: getattr(found, name) for name in names}
    forms = {
        "assess": AssessForm(sent("assess"), initial=initial, auto_id="nilai-%s"),
        "plan": ActionForm(sent("plan"), agency=found.register.agency_id, auto_id="rencana-%s"),
        "done": DoneForm(sent("done"), risk=found, initial={"done_on": on}, auto_id="laksana-%s"),
        "event": EventForm(sent("event"), initial={"happened_on": on}, auto_id="kejadian-%s"),
    }
    told: dict[str, tuple[Any, str]] = {
        "assess": (partial(actions.assess_risk, risk=found), _("Penilaian tersimpan.")),
        "plan": (partial(actions.plan_action, risk=found), _("Tindakan terjadwal.")),
        "done": (actions.finish_action, _("Tindakan tercatat terlaksana.")),
        "event": (partial(actions.record_event, risk=found), _("Kejadian tercatat.")),
    }
    if step in told:
        act, words = told[step]
        if carried_out(forms[step], partial(act, by=person, now=now)):
            messages.success(request, words)
            return redirect("risks:risk", found.pk)
    standard = standard_of(found.register.agency_id)
    tells = found.owner_id == person.pk or access.may_keep(person, found.register.unit, on)
    todo = found.actions.filter(done_on__isnull=True)
    context = {
        "risk": found,
        "level": standard.left_word(found),
        "is_beyond": standard.is_beyond(found),
        "actions": found.actions.select_related("person"),
        "events": found.events.all(),
        "tells": tells,
        "does": todo.exists() and (tells or todo.filter(person=person).exists()),
        "today": on,
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "risks/risk.html", context, status=status)
