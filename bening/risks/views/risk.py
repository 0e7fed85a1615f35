"""One risk: its assessment, actions, indicators and events; and what it says, changed."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.risks import access, actions, queries
from bening.risks.forms import (
    ActionForm,
    AssessForm,
    DoneForm,
    EventForm,
    IndicatorForm,
    ReadingForm,
    RiskForm,
)
from bening.risks.models import RegisterState, Risk, Scheme
from bening.risks.schemes import library
from bening.risks.standards import standard_of
from bening.ui.acting import act_and_say, carried_out


def found_risk(person: Person, key: UUID) -> Risk:
    """A risk that the person reads; else it is not there."""
    try:
        return queries.risk_for(person, key, today_of(person, timezone.now()))
    except Risk.DoesNotExist:
        raise Http404 from None


@login_required
def risk(request: HttpRequest, key: UUID) -> HttpResponse:
    """One risk; its owner and the keepers assess it, plan, read indicators and tell events."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    found = found_risk(person, key)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if request.method == "POST" and step != "done":
        access.check_can_tell(person, found, on)
    forms = _forms(request, found, step, on)
    told: dict[str, tuple[Any, str]] = {
        "assess": (partial(actions.assess_risk, risk=found), _("Penilaian tersimpan.")),
        "plan": (partial(actions.plan_action, risk=found), _("Tindakan terjadwal.")),
        "done": (actions.finish_action, _("Tindakan tercatat terlaksana.")),
        "event": (partial(actions.record_event, risk=found), _("Kejadian tercatat.")),
        "indicator": (partial(actions.add_indicator, risk=found), _("Indikator ditetapkan.")),
        "reading": (actions.read_indicator, _("Pembacaan tercatat.")),
    }
    if step in told:
        act, words = told[step]
        if carried_out(forms[step], partial(act, by=person, now=now)):
            messages.success(request, words)
            return redirect("risks:risk", found.pk)
    standard = standard_of(found.register.agency_id)
    keeps = access.may_keep(person, found.register.unit, on)
    tells = found.owner_id == person.pk or keeps
    todo = found.actions.filter(done_on__isnull=True)
    indicators = queries.indicators_of(found)
    is_draft = found.register.state == RegisterState.DRAFT
    context = {
        "risk": found,
        "reads_register": queries.reads(person, found.register.unit, on),
        "level": standard.left(found),
        "level_word": standard.left_word(found),
        "is_beyond": standard.is_beyond(found),
        "known": library()[Scheme(found.scheme)] if found.scheme else None,
        "actions": found.actions.select_related("person"),
        "events": found.events.all(),
        "indicators": indicators,
        "keeps": keeps,
        "may_drop": keeps and is_draft and not found.events.exists(),
        "tells": tells,
        "reads": tells and bool(indicators),
        "does": todo.exists() and (tells or todo.filter(person=person).exists()),
        "today": on,
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "risks/risk.html", context, status=status)


def _forms(request: HttpRequest, found: Risk, step: str, on: Any) -> dict[str, Any]:
    def sent(name: str) -> Any:
        return request.POST if step == name else None

    names = [field for field in AssessForm.base_fields if getattr(found, field) is not None]
    initial = {name: getattr(found, name) for name in names}
    return {
        "assess": AssessForm(sent("assess"), initial=initial, auto_id="nilai-%s"),
        "plan": ActionForm(sent("plan"), agency=found.register.agency_id, auto_id="rencana-%s"),
        "done": DoneForm(sent("done"), risk=found, initial={"done_on": on}, auto_id="laksana-%s"),
        "event": EventForm(sent("event"), initial={"happened_on": on}, auto_id="kejadian-%s"),
        "indicator": IndicatorForm(sent("indicator"), auto_id="indikator-%s"),
        "reading": ReadingForm(
            sent("reading"), risk=found, initial={"read_on": on}, auto_id="baca-%s"
        ),
    }


@login_required
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a risk says, said anew; or the risk is taken off a register in the making."""
    person, now = signed_in(request), timezone.now()
    found = found_risk(person, key)
    access.check_can_keep(person, found.register.unit, today_of(person, now))
    if request.POST.get("step") == "drop":
        drop = partial(actions.drop_risk, risk=found, by=person, now=now)
        if act_and_say(request, drop, _("Risiko dihapus dari daftar.")):
            return redirect("risks:register", found.register_id)
        return redirect("risks:risk", found.pk)
    initial = {name: getattr(found, name) for name in RiskForm.base_fields}
    form = RiskForm(request.POST or None, register=found.register, initial=initial)
    if carried_out(form, partial(actions.change_risk, risk=found, by=person, now=now)):
        messages.success(request, _("Risiko diubah."))
        return redirect("risks:risk", found.pk)
    context = {"register": found.register, "risk": found, "form": form}
    return render(request, "risks/edit.html", context, status=422 if form.errors else 200)
