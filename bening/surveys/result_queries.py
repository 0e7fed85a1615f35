"""Reads of results, scoped to a person: of units they see, and of nobody else's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from bening.accounts.access import units_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.masking import Masked, mask
from bening.domain.surveys.suppression import LEAST
from bening.surveys.content import ResultContent, read_content
from bening.surveys.models import (
    ExternalIndex,
    ImprovementPlan,
    IntegrityDecision,
    PeriodResult,
    SurveyPeriod,
    SurveyResponse,
)
from bening.surveys.moving import CONFIRMED

TREND = 12
"""Periods in a trend at most."""
LONGEST_LIST = 500


def periods_of(person: Person) -> QuerySet[SurveyPeriod]:
    """The periods of every unit that the person reads."""
    return SurveyPeriod.objects.filter(unit__in=units_of(person).values("pk")).select_related(
        "unit__agency", "agency", "questionnaire"
    )


def period_for(person: Person, key: UUID) -> SurveyPeriod:
    """One period. Raises Http404 also where it is not for this person."""
    found: SurveyPeriod | None = periods_of(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def newest_results(periods: Iterable[SurveyPeriod]) -> dict[UUID, PeriodResult]:
    """The result that holds for each of some periods: one query."""
    rows = PeriodResult.objects.filter(period__in=[one.pk for one in periods])
    return {row.period_id: row for row in rows.order_by("computed_at", "pk")}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of a unit in the trend of a survey; `value` on the scale of its index."""

    period: SurveyPeriod
    value: Fraction
    index: Fraction
    n: int


def trends(unit: WorkUnit, until: date) -> dict[SurveyKind, tuple[TrendPoint, ...]]:
    """The confirmed indexes of a unit up to a day for each survey, oldest first. Two queries."""
    states = [state.value for state in CONFIRMED]
    rows = list(
        SurveyPeriod.objects.filter(unit=unit, ends_on__lte=until, state__in=states).order_by(
            "-ends_on", "-pk"
        )[:TREND]
    )
    newest = newest_results(rows)
    found: dict[SurveyKind, list[TrendPoint]] = {}
    for row in reversed(rows):
        if row.pk not in newest:
            continue
        for each in read_content(newest[row.pk].content).shown:
            if each.index is None:
                continue
            value = each.ikm if each.ikm is not None else each.index
            found.setdefault(each.kind, []).append(TrendPoint(row, value, each.index, each.n))
    return {kind: tuple(points) for kind, points in found.items()}


def decisions_of(period: SurveyPeriod) -> dict[str, IntegrityDecision]:
    """What was decided, by signal."""
    rows = IntegrityDecision.objects.filter(period=period).select_related("decided_by")
    return {row.signal: row for row in rows}


def plans_of(period: SurveyPeriod) -> QuerySet[ImprovementPlan]:
    """What is done about low elements of a period."""
    return ImprovementPlan.objects.filter(period=period).select_related("owner", "proof", "done_by")


def plan_for(person: Person, key: UUID) -> ImprovementPlan:
    """One plan. Raises Http404 also where it is not for this person."""
    found: ImprovementPlan | None = (
        ImprovementPlan.objects.filter(
            Q(period__unit__in=units_of(person).values("pk")) | Q(owner=person), pk=key
        )
        .select_related("period__unit__agency", "owner", "proof", "done_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def masked_suggestions(period: SurveyPeriod) -> tuple[Masked, ...]:
    """The free text of a closed period with personal data masked, in the order of its letters.

    Nothing below five: fewer could be told apart by who was there. The order tells no time.
    """
    rows = (
        SurveyResponse.objects.filter(period=period, voided__isnull=True)
        .exclude(body__contains='"suggestion":""')
        .order_by("pk")
        .values_list("body", flat=True)
    )
    from bening.surveys.reading import read_body  # noqa: PLC0415 - used here only

    texts = [read_body(body, "self").suggestion for body in rows[:LONGEST_LIST]]
    given = sorted(text for text in texts if text)
    return tuple(mask(text) for text in given) if len(given) >= LEAST else ()


def units_with_externals(person: Person) -> QuerySet[WorkUnit]:
    """The units the person reads, with the values from outside that hold."""
    valid = ExternalIndex.objects.filter(withdrawn_at__isnull=True).order_by("measured_until")
    return (
        units_of(person)
        .filter(closed_at__isnull=True)
        .select_related("agency")
        .prefetch_related(Prefetch("external_indexes", queryset=valid, to_attr="valid_externals"))
    )


def externals_of(unit: WorkUnit) -> QuerySet[ExternalIndex]:
    """Every value from outside about a unit, withdrawn ones too, newest first."""
    return (
        ExternalIndex.objects.filter(unit=unit)
        .select_related("document", "entered_by", "unit__agency")
        .order_by("-measured_until", "-entered_at")
    )


def external_for(person: Person, key: UUID) -> ExternalIndex:
    """One value from outside. Raises Http404 also where it is not for this person."""
    found: ExternalIndex | None = (
        ExternalIndex.objects.filter(unit__in=units_of(person).values("pk"), pk=key)
        .select_related("unit__agency")
        .first()
    )
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """A value from outside beside the unit's own of the last period before it.

    `difference` is own minus external, on the scale of the index.
    """

    external: ExternalIndex
    own: TrendPoint | None

    @property
    def difference(self) -> Fraction | None:
        """Own minus external; None without an own value."""
        return None if self.own is None else self.own.value - Fraction(self.external.value)


def gaps(unit: WorkUnit, until: date) -> tuple[Gap, ...]:
    """The history of the gap between own and external values, newest first. Three queries."""
    own = trends(unit, until)
    found = []
    for external in externals_of(unit).filter(withdrawn_at__isnull=True):
        before = [
            point
            for point in own.get(SurveyKind(external.kind), ())
            if point.period.starts_on <= external.measured_until
        ]
        found.append(Gap(external, before[-1] if before else None))
    return tuple(found)


def content_of(result: PeriodResult) -> ResultContent:
    """The figures of a result."""
    return read_content(result.content)
