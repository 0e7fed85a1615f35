"""A risk: put on the register, assessed, acted upon, come true."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.casework.actions import next_number
from bening.domain.days import day_in
from bening.domain.risks import Adequacy, Assessment, Response, faults_of
from bening.risks import access
from bening.risks.actions.steps import check_of_agency, held_register, held_risk, said, write
from bening.risks.models import (
    Category,
    IndicatorReading,
    RegisterState,
    Risk,
    RiskAction,
    RiskEvent,
    RiskRegister,
    Scheme,
)
from bening.risks.refusals import RiskRefused, RiskSettled
from bening.risks.standards import standard_of
from bening.services.models import Service

FIELD_OF = {
    "residual_above_inherent": "left_likelihood",
    "residual_without_control": "left_likelihood",
    "control_missing": "control",
    "accepted_beyond_appetite": "response",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskHead:
    """What a risk says before it is assessed; the scheme only of fraud."""

    goal: str
    process: str
    event: str
    cause: str
    effect: str
    category: Category
    is_controllable: bool = True
    service: Service | None = None
    scheme: Scheme | None = None


def add_risk(
    *, register: RiskRegister, head: RiskHead, owner: Person, by: Person, now: datetime
) -> Risk:
    """Puts a risk on the register, with the next number of its unit and year.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_scheme_missing",
    "risk_scheme_of_fraud", "risk_service_of_other_unit", "risk_person_of_other_agency").
    """
    told = _told(head)
    with transaction.atomic():
        kept = held_register(register)
        access.check_can_keep(by, kept.unit, today_of(by, now))
        _check_belongs(kept, head, owner)
        made: Risk = Risk.objects.create(
            register=kept,
            number=next_number(unit=kept.unit, prefix="RSK", year=kept.year),
            owner=owner,
            entered_by=by,
            entered_at=now,
            **told,
        )
        write("risk.added", kept, by, now, risk=made)
    return made


def change_risk(*, risk: Risk, head: RiskHead, owner: Person, by: Person, now: datetime) -> Risk:
    """What a risk says, said anew; its assessment stays. Refuses as `add_risk`."""
    told = _told(head)
    with transaction.atomic():
        kept = held_risk(risk)
        access.check_can_keep(by, kept.register.unit, today_of(by, now))
        _check_belongs(kept.register, head, owner)
        told["owner"] = owner
        changed = sorted(name for name, value in told.items() if getattr(kept, name) != value)
        for name in changed:
            setattr(kept, name, told[name])
        kept.save(update_fields=changed)
        write("risk.changed", kept.register, by, now, risk=kept, fields=changed)
    return kept


def drop_risk(*, risk: Risk, by: Person, now: datetime) -> RiskRegister:
    """Takes a risk off a register that is being drawn up, with its actions and indicators.

    Raises NotAllowed, RiskRefused ("risk_register_adopted", "risk_has_events").
    """
    with transaction.atomic():
        kept = held_risk(risk)
        register = held_register(kept.register)
        access.check_can_keep(by, register.unit, today_of(by, now))
        if register.state != RegisterState.DRAFT:
            raise RiskSettled("risk_register_adopted")
        if kept.events.exists():
            raise RiskRefused("risk_has_events")
        IndicatorReading.objects.filter(indicator__risk=kept).delete()
        kept.indicators.all().delete()
        kept.actions.all().delete()
        write("risk.dropped", register, by, now, risk=kept)
        kept.delete()
    return register


def _told(head: RiskHead) -> dict[str, Any]:
    """The columns of what a risk says. Refuses blanks, and schemes of anything but fraud."""
    texts = ("goal", "process", "event", "cause", "effect")
    told: dict[str, Any] = {name: said(getattr(head, name), name) for name in texts}
    is_fraud = head.category == Category.FRAUD
    if is_fraud and head.scheme is None:
        raise RiskRefused("risk_scheme_missing", field="scheme")
    if head.scheme is not None and not is_fraud:
        raise RiskRefused("risk_scheme_of_fraud", field="scheme")
    return told | {
        "category": head.category,
        "is_controllable": head.is_controllable,
        "service": head.service,
        "scheme": head.scheme or "",
    }


def _check_belongs(register: RiskRegister, head: RiskHead, owner: Person) -> None:
    check_of_agency(owner, register, "owner")
    if head.service is not None and head.service.unit_id != register.unit_id:
        raise RiskRefused("risk_service_of_other_unit", field="service")


def assess_risk(*, risk: Risk, assessment: Assessment, by: Person, now: datetime) -> Risk:
    """Likelihood and impact with and without the existing control, and the response.

    Raises NotAllowed, MatrixRefused("off_the_matrix"), RiskRefused with the first code of
    `bening.domain.risks.faults_of`.
    """
    with transaction.atomic():
        kept = held_risk(risk)
        access.check_can_tell(by, kept, today_of(by, now))
        standard = standard_of(kept.register.agency_id)
        standard.matrix.rank(*assessment.inherent)
        faults = faults_of(assessment, standard.matrix, standard.appetite)
        if faults:
            raise RiskRefused(faults[0], field=FIELD_OF[faults[0]])
        kept.likelihood, kept.impact = assessment.inherent
        kept.left_likelihood, kept.left_impact = assessment.residual
        kept.control = assessment.control.strip()
        kept.adequacy = Adequacy(assessment.adequacy).value
        kept.response = Response(assessment.response).value
        kept.assessed_at = now
        kept.save()
        level = standard.left(kept)
        write("risk.assessed", kept.register, by, now, risk=kept, level=level and int(level))
    return kept


def plan_action(
    *, risk: Risk, text: str, person: Person, due_on: date, by: Person, now: datetime
) -> RiskAction:
    """Something to do about a risk.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_due_past",
    "risk_person_of_other_agency").
    """
    words = said(text, "text")
    with transaction.atomic():
        kept = held_risk(risk)
        access.check_can_tell(by, kept, today_of(by, now))
        check_of_agency(person, kept.register, "person")
        if due_on < day_in(kept.register.unit.zone, now):
            raise RiskRefused("risk_due_past", field="due_on")
        made: RiskAction = RiskAction.objects.create(
            risk=kept, text=words[:500], person=person, due_on=due_on, entered_by=by, entered_at=now
        )
        write("risk.action_planned", kept.register, by, now, risk=kept, due_on=due_on.isoformat())
    return made


def finish_action(
    *, action: RiskAction, done_on: date, note: str, by: Person, now: datetime
) -> RiskAction:
    """An action is done, with what proves it.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_day_in_future"),
    RiskSettled("risk_action_done").
    """
    words = said(note, "note")
    with transaction.atomic():
        risk = held_risk(action.risk)
        kept: RiskAction = risk.actions.select_related("risk__register__unit").get(pk=action.pk)
        access.check_can_do(by, kept, today_of(by, now))
        if kept.done_on is not None:
            raise RiskSettled("risk_action_done")
        if done_on > day_in(risk.register.unit.zone, now):
            raise RiskRefused("risk_day_in_future", field="done_on")
        kept.done_on, kept.done_note = done_on, words[:500]
        kept.save(update_fields=["done_on", "done_note"])
        write("risk.action_done", risk.register, by, now, risk=risk)
    return kept


def record_event(
    *, risk: Risk, happened_on: date, text: str, loss: int, by: Person, now: datetime
) -> RiskEvent:
    """A risk came true, with its loss in rupiah.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_day_in_future", "risk_loss").
    """
    words = said(text, "text")
    if not 0 <= loss < 10**15:
        raise RiskRefused("risk_loss", field="loss")
    with transaction.atomic():
        kept = held_risk(risk)
        access.check_can_tell(by, kept, today_of(by, now))
        if happened_on > day_in(kept.register.unit.zone, now):
            raise RiskRefused("risk_day_in_future", field="happened_on")
        made: RiskEvent = RiskEvent.objects.create(
            risk=kept, happened_on=happened_on, text=words, loss=loss, entered_by=by, entered_at=now
        )
        write("risk.event_recorded", kept.register, by, now, risk=kept)
    return made
