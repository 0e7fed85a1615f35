"""Reads of questionnaires, periods and invitations, scoped to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.http import Http404

from bening.accounts.access import rights, units_of
from bening.accounts.models import Person
from bening.adapters.text_search import words_match
from bening.domain.days import day_in
from bening.domain.surveys import sufficiency
from bening.domain.surveys.suppression import Withheld, withheld
from bening.services.models import Service
from bening.services.queries import finished_between
from bening.surveys.models import (
    InvitationBatch,
    InvitationMeans,
    PeriodState,
    Questionnaire,
    QuestionnaireState,
    SurveyDay,
    SurveyPeriod,
    SurveyResponse,
)
from bening.surveys.wording import withheld_text

INVITABLE = (PeriodState.APPROVED, PeriodState.OPEN)
LIVE = (PeriodState.DESIGNED, PeriodState.APPROVED, PeriodState.OPEN)
"""Periods that are still ahead or under way."""


_URGENCY = Case(
    *(
        When(state=state, then=Value(at))
        for at, state in enumerate(
            (
                PeriodState.OPEN,
                PeriodState.CLOSED,
                PeriodState.PROCESSED,
                PeriodState.CONFIRMED,
                PeriodState.APPROVED,
                PeriodState.DESIGNED,
                PeriodState.PUBLISHED,
            )
        )
    ),
    default=Value(9),
    output_field=IntegerField(),
)
"""What is under way first, then what is being worked out, what is ahead, what is done."""


# --- questionnaires


def agencies_with(person: Person) -> set[UUID]:
    """The agencies for which the person works in any role."""
    held = {one.agency_id for one in rights(person).held if one.agency_id is not None}
    return held | ({person.agency_id} if person.agency_id else set())


def questionnaires_of(person: Person) -> QuerySet[Questionnaire]:
    """Shipped questionnaires, and those of the person's agencies. Without their content."""
    keys = agencies_with(person)
    rows = Questionnaire.objects.select_related("agency", "based_on", "approved_by")
    return rows.filter(Q(agency__isnull=True) | Q(agency__in=keys)).defer(
        "content", "based_on__content"
    )


def questionnaire_for(person: Person, key: UUID) -> Questionnaire:
    """One questionnaire with its content. Raises Http404."""
    found = questionnaires_of(person).defer(None).defer("based_on__content").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def usable_questionnaires(agency: UUID) -> QuerySet[Questionnaire]:
    """What a period of the agency may ask: approved ones, its own first."""
    return (
        Questionnaire.objects.filter(
            Q(agency__isnull=True) | Q(agency=agency), state=QuestionnaireState.APPROVED
        )
        .defer("content")
        .order_by("agency", "title", "-version")
    )


# --- periods


def periods_of(person: Person, *, text: str = "") -> QuerySet[SurveyPeriod]:
    """Periods of the units that the person reads, each with its `sealed` answers."""
    sealed = (
        SurveyDay.objects.filter(period=OuterRef("pk"))
        .order_by()
        .values("period")
        .annotate(total=Sum("size"))
        .values("total")
    )
    rows = (
        SurveyPeriod.objects.filter(unit__in=units_of(person).values("pk"))
        .select_related("unit__agency", "questionnaire")
        .defer("questionnaire__content")
        .annotate(sealed=Coalesce(Subquery(sealed), 0), urgency=_URGENCY)
    )
    if text:
        rows = rows.filter(words_match(text, ("name", "unit__name", "questionnaire__title")))
    return rows


def period_for(person: Person, key: UUID) -> SurveyPeriod:
    """One period. Raises Http404."""
    found = periods_of(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class ServiceQuota:
    """Answers of one service so far, the answers wanted, and how many were finished.

    `answered` is None where so few answered that somebody could tell who; `withheld` says why.
    """

    code: str
    name: str
    answered: int | None
    wanted: int
    finished: int
    withheld: Withheld | None = None

    @property
    def missing(self) -> int | None:
        """How many answers are missing; None where that would tell how many answered."""
        return None if self.answered is None else max(0, self.wanted - self.answered)

    @property
    def why(self) -> str:
        """Why the answers are not told, in words."""
        return withheld_text(self.withheld)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a period is; answers of sealed days only."""

    answered: int
    wanted: int
    services: tuple[ServiceQuota, ...]
    is_enough: bool
    lacking: tuple[str, ...]
    """Names of the services below their quota; the index is shown with them named beside it."""

    @property
    def missing(self) -> int:
        """How many answers are missing in all."""
        return max(0, self.wanted - self.answered)


def progress_of(period: SurveyPeriod, now: datetime) -> Progress:
    """Sealed answers against what is wanted, in all and by service: three queries.

    Few answers of a service are not told, nor those that would give them away by subtraction.
    """
    answered = dict(
        SurveyResponse.objects.filter(period=period)
        .order_by()
        .values_list("service")
        .annotate(count=Count("pk"))
    )
    names = dict(Service.objects.filter(unit=period.unit_id).values_list("code", "name"))
    end = min(period.ends_on, day_in(period.unit.zone, now))
    finished = finished_between(period.unit_id, period.starts_on, end)
    quotas: Mapping[str, int] = period.quotas
    codes = [code for code in dict.fromkeys((*quotas, *answered)) if code]
    hidden = withheld(answered)
    rows = tuple(
        ServiceQuota(
            code=code,
            name=names.get(code, code),
            answered=None if code in hidden else answered.get(code, 0),
            wanted=quotas.get(code, 0),
            finished=finished.get(code, 0),
            withheld=hidden.get(code),
        )
        for code in codes
    )
    total = sum(answered.values())
    wanted = period.wanted or 0
    found = sufficiency(answered, quotas)
    return Progress(
        answered=total,
        wanted=wanted,
        services=tuple(sorted(rows, key=lambda row: (-row.wanted, row.name))),
        is_enough=bool(wanted) and total >= wanted and found.is_enough,
        lacking=tuple(sorted(names.get(code, code) for code in found.by_service)),
    )


# --- invitations


def batches_of(period: SurveyPeriod) -> QuerySet[InvitationBatch]:
    """The invitations of a period that the person was shown, newest first."""
    return period.batches.select_related("made_by").order_by("-made_at")


def batch_for(person: Person, key: UUID) -> InvitationBatch:
    """One batch of a unit that the person reads. Raises Http404."""
    found = (
        InvitationBatch.objects.filter(pk=key, period__unit__in=units_of(person).values("pk"))
        .select_related("period__unit__agency", "period__questionnaire", "made_by")
        .defer("period__questionnaire__content")
        .first()
    )
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Invited:
    """How many people of a period were invited, by mail and on paper."""

    mailed: int
    printed: int

    @property
    def total(self) -> int:
        """Both."""
        return self.mailed + self.printed


def invited_in(period: SurveyPeriod) -> Invited:
    """What all batches of a period sum up to: one query."""
    found = period.batches.order_by().aggregate(
        mailed=Coalesce(Sum("invited", filter=Q(means=InvitationMeans.MAIL)), 0),
        printed=Coalesce(Sum("invited", filter=~Q(means=InvitationMeans.MAIL)), 0),
    )
    return Invited(**found)


def finished_in(batch: InvitationBatch) -> int | None:
    """How many services the register says were finished on the days of a list."""
    if batch.finished_from is None or batch.finished_until is None:
        return None
    return sum(
        finished_between(batch.period.unit_id, batch.finished_from, batch.finished_until).values()
    )


def years_of(person: Person) -> list[int]:
    """The years in which the person's units have periods, newest first."""
    rows: QuerySet[SurveyPeriod, date] = periods_of(person).dates("starts_on", "year", order="DESC")
    return [day.year for day in rows]


def service_codes(period: SurveyPeriod) -> list[str]:
    """The codes of the unit's services, a few of them."""
    rows = Service.objects.filter(unit=period.unit_id, closed_on__isnull=True)
    return list(rows.order_by("name").values_list("code", flat=True)[:5])
