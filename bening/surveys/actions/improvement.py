"""What is done about low elements, by whom, until when, and what came of it."""

from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.actions import attach
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.surveys.states import PeriodState as State
from bening.surveys import access
from bening.surveys.content import read_content
from bening.surveys.elements import element_code
from bening.surveys.facts_kept import forget_facts
from bening.surveys.models import ImprovementPlan, SurveyPeriod
from bening.surveys.moving import locked_period, move
from bening.surveys.refusals import SurveyRefused, WrongMoment

LONGEST = 4000
PLANNED_IN = frozenset({State.CONFIRMED, State.PUBLISHED})


def plan_improvement(
    *,
    period: SurveyPeriod,
    element: str,
    action: str,
    owner: Person,
    due_on: date,
    by: Person,
    now: datetime,
) -> ImprovementPlan:
    """Plans what is done about an element (``"skm.time"``) of a confirmed result.

    Raises NotAllowed, WrongMoment("planned_after_confirmation"), SurveyRefused
    ("element_not_measured", "improvement_missing", "improvement_too_long",
    "improvement_due_past", "plan_owner_not_of_unit").
    """
    from bening.mentoring.access import belongs_to  # noqa: PLC0415 - beside its only use

    words = action.strip()
    with transaction.atomic():
        kept = locked_period(period.pk)
        on = today_of(by, now)
        access.check_can_run(by, kept.unit, on=on)
        if State(kept.state) not in PLANNED_IN:
            raise WrongMoment("planned_after_confirmation", state=str(kept.get_state_display()))
        if element not in measured_elements(kept):
            raise SurveyRefused("element_not_measured", field="element")
        if not words:
            raise SurveyRefused("improvement_missing", field="action")
        if len(words) > LONGEST:
            raise SurveyRefused("improvement_too_long", field="action", most=LONGEST)
        if due_on < on:
            raise SurveyRefused("improvement_due_past", field="due_on")
        if not belongs_to(owner, kept.unit, on):
            raise SurveyRefused("plan_owner_not_of_unit", field="owner", person=owner.name)
        made: ImprovementPlan = ImprovementPlan.objects.create(
            agency_id=kept.agency_id,
            period=kept,
            element=element,
            action=words,
            owner=owner,
            due_on=due_on,
            made_by=by,
            made_at=now,
        )
        _record(
            "survey_improvement.planned",
            made,
            by=by,
            now=now,
            data={"owner": owner.name, "due_on": due_on.isoformat()},
        )
    return made


@with_papers
def complete_improvement(
    *,
    plan: ImprovementPlan,
    outcome: str,
    dated_on: date,
    file: BinaryIO | None,
    filename: str,
    by: Person,
    now: datetime,
) -> ImprovementPlan:
    """Says what came of a plan, with proof: by its owner or a survey officer of the unit.

    Raises NotAllowed, WrongMoment("improvement_done_already"), SurveyRefused ("outcome_missing",
    "improvement_proof_missing"), and what taking in a document raises.
    """
    words = outcome.strip()
    if not words:
        raise SurveyRefused("outcome_missing", field="outcome")
    if len(words) > LONGEST:
        raise SurveyRefused("improvement_too_long", field="outcome", most=LONGEST)
    if file is None:
        raise SurveyRefused("improvement_proof_missing", field="file")
    kept: ImprovementPlan = (
        ImprovementPlan.objects.select_for_update(of=("self",))
        .select_related("period__unit__agency")
        .get(pk=plan.pk)
    )
    unit = kept.period.unit
    if kept.owner_id != by.pk:
        access.check_can_run(by, unit, on=today_of(by, now))
    if kept.done_at is not None:
        raise WrongMoment("improvement_done_already")
    kept.proof = attach(
        kind=DocumentKind.SURVEY_PROOF,
        file=file,
        filename=filename,
        agency=unit.agency,
        unit=unit,
        dated_on=dated_on,
        title=f"Bukti tindak lanjut: {kept.action}"[:200],
        by=by,
        now=now,
    )
    kept.outcome, kept.done_by, kept.done_at = words, by, now
    kept.save(update_fields=["outcome", "proof", "done_by", "done_at"])
    _record("survey_improvement.done", kept, by=by, now=now, data={"outcome": words})
    return kept


def conclude_follow_up(*, period: SurveyPeriod, by: Person, now: datetime) -> SurveyPeriod:
    """Closes a published period whose plans are all done.

    Raises NotAllowed, PeriodRefused, SurveyRefused ("nothing_planned", "improvements_open").
    """
    with transaction.atomic():
        kept = locked_period(period.pk)
        on = today_of(by, now)
        access.check_can_lead(by, kept.unit, on=on)
        plans = ImprovementPlan.objects.filter(period=kept)
        if not plans.exists():
            raise SurveyRefused("nothing_planned")
        waiting = plans.filter(done_at__isnull=True).count()
        if waiting:
            raise SurveyRefused("improvements_open", count=waiting)
        move(kept, "followed_up", by=by, on=on, now=now)
    return kept


def measured_elements(period: SurveyPeriod) -> tuple[str, ...]:
    """The elements of a period's newest result, as plans name them."""
    from bening.surveys.actions.results import latest_result  # noqa: PLC0415 - a reader of it

    newest = latest_result(period)
    if newest is None:
        return ()
    return tuple(
        element_code(kind, each.aspect)
        for kind, found in read_content(newest.content).results.kinds.items()
        for each in found.aspects
        if each.aspect is not None
    )


def _record(
    act: str, plan: ImprovementPlan, *, by: Person, now: datetime, data: dict[str, object]
) -> None:
    forget_facts(plan.period.unit_id)
    audit.record(
        act=act,
        by=by.pk,
        agency=plan.agency_id,
        subject=("survey_period", plan.period_id),
        at=now,
        data={"plan": plan.pk, "element": plan.element, "action": plan.action[:200], **data},
    )
