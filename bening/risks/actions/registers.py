"""A register: opened for a year, copied, adopted, reviewed each quarter."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.domain.risks import quarters_over
from bening.risks import access
from bening.risks.actions.steps import held_register, said, write
from bening.risks.models import (
    RegisterReview,
    RegisterState,
    Risk,
    RiskAction,
    RiskEvent,
    RiskRegister,
)
from bening.risks.refusals import RiskRefused, RiskSettled
from bening.risks.standards import standard_of


def open_register(
    *, unit: WorkUnit, year: int, copies: bool, by: Person, now: datetime
) -> RiskRegister:
    """The register of a unit for a year; with `copies` the risks of the latest one before it.

    Copied risks keep what they say and their control, and are assessed anew. Raises NotAllowed,
    RiskRefused ("risk_year_far", "risk_nothing_to_copy"), RiskSettled("risk_register_there").
    """
    if abs(year - day_in(unit.zone, now).year) > 1:
        raise RiskRefused("risk_year_far", field="year")
    with transaction.atomic():
        access.check_can_keep(by, unit, today_of(by, now))
        kept: WorkUnit = WorkUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        if RiskRegister.objects.filter(unit=kept, year=year).exists():
            raise RiskSettled("risk_register_there", field="year")
        earlier = RiskRegister.objects.filter(unit=kept, year__lt=year).order_by("-year").first()
        if copies and earlier is None:
            raise RiskRefused("risk_nothing_to_copy", field="copies")
        made: RiskRegister = RiskRegister.objects.create(
            agency_id=kept.agency_id,
            unit=kept,
            year=year,
            copied_from=earlier if copies else None,
            opened_by=by,
            opened_at=now,
        )
        risks = list(earlier.risks.all()) if copies and earlier is not None else []
        Risk.objects.bulk_create(_copy(risk, made, by, now) for risk in risks)
        write("risk.register_opened", made, by, now, copied=len(risks))
    return made


def _copy(risk: Risk, to: RiskRegister, by: Person, now: datetime) -> Risk:
    told = (
        "number", "goal", "process", "service_id", "event", "cause", "is_controllable", "effect",
        "category", "scheme", "owner_id", "control", "adequacy",
    )  # fmt: skip
    values = {name: getattr(risk, name) for name in told}
    return Risk(register=to, entered_by=by, entered_at=now, **values)


def adopt_register(*, register: RiskRegister, by: Person, now: datetime) -> RiskRegister:
    """The head adopts it: every risk is assessed, each beyond the appetite has an action.

    Raises NotAllowed, RiskSettled("risk_register_adopted"),
    RiskRefused ("risk_register_empty", "risk_not_assessed", "risk_without_action").
    """
    with transaction.atomic():
        kept = held_register(register)
        access.check_can_adopt(by, kept.unit, today_of(by, now))
        if kept.state != RegisterState.DRAFT:
            raise RiskSettled("risk_register_adopted")
        risks = list(kept.risks.prefetch_related("actions"))
        if not risks:
            raise RiskRefused("risk_register_empty")
        standard = standard_of(kept.agency_id)
        for risk in risks:
            if risk.assessed_at is None:
                raise RiskRefused("risk_not_assessed", number=risk.number)
            if standard.is_beyond(risk) and not risk.actions.all():
                raise RiskRefused("risk_without_action", number=risk.number)
        kept.state, kept.adopted_by, kept.adopted_at = RegisterState.ADOPTED, by, now
        kept.save(update_fields=["state", "adopted_by", "adopted_at"])
        write("risk.register_adopted", kept, by, now, risks=len(risks))
    return kept


def review_quarter(
    *, register: RiskRegister, quarter: int, text: str, by: Person, now: datetime
) -> RegisterReview:
    """What a quarter that is over has shown, with the figures of that moment.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_quarter_runs",
    "risk_register_not_adopted"), RiskSettled("risk_quarter_reviewed").
    """
    words = said(text, "text")
    with transaction.atomic():
        kept = held_register(register)
        access.check_can_keep(by, kept.unit, today_of(by, now))
        if kept.state != RegisterState.ADOPTED:
            raise RiskRefused("risk_register_not_adopted")
        if not 1 <= quarter <= quarters_over(kept.year, day_in(kept.unit.zone, now)):
            raise RiskRefused("risk_quarter_runs", field="quarter")
        if kept.reviews.filter(quarter=quarter).exists():
            raise RiskSettled("risk_quarter_reviewed", field="quarter")
        made: RegisterReview = RegisterReview.objects.create(
            register=kept,
            quarter=quarter,
            text=words,
            figures=figures_of(kept),
            reviewed_by=by,
            reviewed_at=now,
        )
        write("risk.quarter_reviewed", kept, by, now, quarter=quarter)
    return made


def figures_of(register: RiskRegister) -> dict[str, int]:
    """Risks, those beyond the appetite, actions done, late ones, and events of a register."""
    standard = standard_of(register.agency_id)
    risks = list(register.risks.all())
    actions = RiskAction.objects.filter(risk__register=register)
    done = actions.filter(done_on__isnull=False)
    return {
        "risks": len(risks),
        "beyond": sum(standard.is_beyond(risk) for risk in risks),
        "actions": actions.count(),
        "done": done.count(),
        "done_late": done.filter(done_on__gt=F("due_on")).count(),
        "events": RiskEvent.objects.filter(risk__register=register).count(),
    }


def confirm_review(*, review: RegisterReview, by: Person, now: datetime) -> RegisterReview:
    """The head confirms a review. Raises NotAllowed, RiskSettled("risk_review_confirmed")."""
    with transaction.atomic():
        register = held_register(review.register)
        access.check_can_adopt(by, register.unit, today_of(by, now))
        kept: RegisterReview = register.reviews.get(pk=review.pk)
        if kept.confirmed_at is not None:
            raise RiskSettled("risk_review_confirmed")
        kept.confirmed_by, kept.confirmed_at = by, now
        kept.save(update_fields=["confirmed_by", "confirmed_at"])
        write("risk.review_confirmed", register, by, now, quarter=kept.quarter)
    return kept
