"""Whose turn it is with results: plans of their owners, signals that ask TPI to decide."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of, units_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.domain.surveys.states import PeriodState as State
from bening.surveys.access import JUDGES
from bening.surveys.actions.results import undecided
from bening.surveys.elements import element_words
from bening.surveys.models import ImprovementPlan, IntegrityDecision, PeriodResult, SurveyPeriod
from bening.surveys.result_queries import newest_results

SHOWN = 50


def turns(person: Person, now: datetime) -> list[Turn]:
    """The plans that are the person's to carry out, and the periods that they judge."""
    held = rights(person, today_of(person, now))
    found = [_plan(plan) for plan in _plans(person)]
    if held.has(*JUDGES):
        found += _judged(person, today_of(person, now))
    return found


def _plans(person: Person) -> "QuerySet[ImprovementPlan]":
    rows = ImprovementPlan.objects.filter(owner=person, done_at__isnull=True)
    return rows.select_related("period__unit").order_by("due_on", "pk")[:SHOWN]


def _plan(plan: ImprovementPlan) -> Turn:
    return Turn(
        key=f"survey_improvement:{plan.pk}",
        title=element_words(plan.element),
        detail=_("Tindak lanjut survei %(unit)s") % {"unit": plan.period.unit.name},
        url=reverse("surveys:improvement", args=[plan.pk]),
        due_on=plan.due_on,
        since=plan.made_at,
        unit=plan.period.unit_id,
    )


def _judged(person: Person, today: date) -> list[Turn]:
    held = rights(person, today)
    rows = (
        SurveyPeriod.objects.filter(unit__in=units_of(person).values("pk"), state=State.PROCESSED)
        .select_related("unit")
        .order_by("ends_on", "pk")
    )
    periods = [row for row in rows[:SHOWN] if held.on(row.unit) & JUDGES]
    if not periods:
        return []
    newest = newest_results(periods)
    left = _left_to_decide(periods, newest)
    found = []
    for period in periods:
        count = left.get(period.pk, 0)
        if not count:
            continue
        found.append(
            Turn(
                key=f"survey_integrity:{period.pk}",
                title=period.unit.name,
                detail=_("%(count)s tanda integritas survei perlu diputuskan") % {"count": count},
                url=reverse("surveys:integrity", args=[period.pk]),
                since=newest[period.pk].computed_at,
                unit=period.unit_id,
            )
        )
    return found


def waits_for_judges(periods: list[SurveyPeriod]) -> frozenset[UUID]:
    """The keys of worked out periods with a signal that TPI has to decide. Two queries, or none."""
    left = _left_to_decide(periods, newest_results(periods)) if periods else {}
    return frozenset(key for key, count in left.items() if count)


def _left_to_decide(
    periods: list[SurveyPeriod], newest: Mapping[UUID, PeriodResult]
) -> dict[UUID, int]:
    """How many signals of each period's newest result are undecided."""
    decided: dict[UUID, set[str]] = {period.pk: set() for period in periods}
    rulings = IntegrityDecision.objects.filter(period__in=list(decided))
    for key, signal in rulings.values_list("period_id", "signal"):
        decided[key].add(signal)
    return {key: len(undecided(result, decided[key])) for key, result in newest.items()}
