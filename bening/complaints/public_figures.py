"""What everybody may read: offices that take reports, the list, and the figures of a year."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from statistics import median
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.utils.translation import gettext as _

from bening.adapters.prepared import Prepared
from bening.adapters.text_search import words_match
from bening.agencies.models import WorkUnit
from bening.calendars.queries import holidays_between
from bening.complaints.access import redirected
from bening.complaints.models import Complaint, ComplaintClass, ComplaintKind, Topic
from bening.complaints.queries import filed_in_year
from bening.domain.complaints import LEAST, OPEN, publishable
from bening.domain.complaints.states import State
from bening.domain.days import day_in
from bening.domain.workdays import working_days_between

MOST_OFFICES = 60
PER_PAGE = 50
MOST_PAGES = 20
CONTENT = 3
"""From this rating on, of 4, a reporter was satisfied."""

WITHHELD = "withheld"
"""Stands for the topic of a confidential report: the public list shows the topics of the others."""

OUTCOMES: Mapping[str, frozenset[State]] = {
    "closed": frozenset({State.CLOSED}),
    "answered": frozenset({State.ANSWERED}),
    "working": OPEN | {State.APPEALED},
    "refused": frozenset({State.REFUSED}),
    "merged": frozenset({State.MERGED}),
    "handed_over": frozenset({State.HANDED_OVER}),
    "redirected": frozenset({State.REDIRECTED}),
}


def offices(text: str = "") -> list[WorkUnit]:
    """Units that serve the public and are open, found by their words, at most MOST_OFFICES."""
    rows = WorkUnit.objects.filter(serves_public=True, closed_at__isnull=True)
    if text.strip():
        rows = rows.filter(words_match(text, ("name", "agency__name")))
    found = rows.select_related("agency").order_by("agency__name", "name")
    return list(found[:MOST_OFFICES])


def office(key: UUID) -> WorkUnit:
    """One unit that takes reports. Raises WorkUnit.DoesNotExist."""
    found = _office.first(key=key)
    if found is None:
        raise WorkUnit.DoesNotExist
    return found


_office: Prepared[WorkUnit] = Prepared(
    lambda slot: (
        WorkUnit.objects.filter(
            pk=slot("key", UUIDField()), serves_public=True, closed_at__isnull=True
        )
        .order_by()
        .select_related("agency")
    )
)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One line of the public list: no number, no day, no word of the content."""

    month: date
    kind: str
    topic: str
    area: str
    state: str


def listed(unit: WorkUnit, page: int = 1) -> tuple[list[ListedRow], bool]:
    """The complaints a unit holds, newest first, one page of them; and whether another follows.

    Pages are counted, at most MOST_PAGES: the key of a complaint would tell when it was sent. What
    its reporter keeps from the public shows kind, month and state only; what was redirected to the
    protected channel is not listed.
    """
    rows: QuerySet[Complaint] = (
        Complaint.objects.filter(unit=unit).exclude(redirected()).order_by("-filed_at", "-id")
    )
    first = (page - 1) * PER_PAGE
    found = list(rows.defer("content")[first : first + PER_PAGE + 1])
    shown = [_row(each, unit.zone) for each in found[:PER_PAGE]]
    return shown, len(found) > PER_PAGE and page < MOST_PAGES


def _row(kept: Complaint, zone: str) -> ListedRow:
    day = day_in(zone, kept.filed_at)
    is_open = not kept.is_confidential
    return ListedRow(
        month=day.replace(day=1),
        kind=kept.get_classification_display() or kept.get_kind_display(),
        topic=kept.get_topic_display() if is_open else "",
        area=kept.area if is_open else "",
        state=kept.get_state_display(),
    )


@dataclass(frozen=True, slots=True)
class Division:
    """The reports of a year divided by something; None stands for fewer than LEAST, hidden."""

    rows: list[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year of a unit, fit to be published. Shares and times are None with fewer than LEAST."""

    year: int
    total: int | None
    by_kind: Division
    by_topic: Division
    outcomes: Mapping[str, int | None]
    answered: int | None
    on_time: int | None
    median_days: float | None
    satisfied: int | None
    rated: int | None
    as_of: datetime

    @property
    def on_time_percent(self) -> int | None:
        """Of what was answered or had to be, how much came in time."""
        if self.on_time is None or not self.answered:
            return None
        return round(100 * self.on_time / self.answered)

    @property
    def half_within(self) -> int | None:
        """Whole working days within which half of the answers came."""
        return None if self.median_days is None else ceil(self.median_days)


_FIELDS = (
    "kind",
    "classification",
    "topic",
    "state",
    "was_late",
    "filed_at",
    "answered_at",
    "rating",
    "is_confidential",
)


def year_figures(unit: WorkUnit, year: int, *, now: datetime) -> YearFigures:
    """The figures of what was brought to a unit in a calendar year: two queries."""
    rows = list(filed_in_year(unit, year).values_list(*_FIELDS, named=True))
    kinds = dict(ComplaintKind.choices) | dict(ComplaintClass.choices)
    by_kind = Counter(row.classification or row.kind for row in rows)
    by_topic = Counter(WITHHELD if row.is_confidential else row.topic for row in rows)
    by_outcome = {
        name: sum(State(row.state) in states for row in rows) for name, states in OUTCOMES.items()
    }
    done = [row for row in rows if row.answered_at is not None]
    ratings = [row.rating for row in rows if row.rating is not None]
    enough, rated_enough = len(done) >= LEAST, len(ratings) >= LEAST
    return YearFigures(
        year=year,
        total=len(rows) if len(rows) >= LEAST or not rows else None,
        by_kind=_division(by_kind, kinds),
        by_topic=_division(by_topic, dict(Topic.choices) | {WITHHELD: _("Rahasia")}),
        outcomes=publishable(by_outcome),
        answered=len(done) if enough else None,
        on_time=sum(not row.was_late for row in done) if enough else None,
        median_days=_median(unit, done, now) if enough else None,
        satisfied=sum(rating >= CONTENT for rating in ratings) if rated_enough else None,
        rated=len(ratings) if rated_enough else None,
        as_of=now,
    )


def years_of(unit: WorkUnit, today: date) -> list[int]:
    """The years with something to say, the newest first."""
    first = Complaint.objects.filter(filed_with=unit).order_by("filed_at").first()
    begun = day_in(unit.zone, first.filed_at).year if first else today.year
    return list(range(today.year, begun - 1, -1))


def _division(counts: Mapping[str, int], words: Mapping[str, object]) -> Division:
    shown = publishable(counts)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    ordered.sort(key=lambda name: shown[name] is None)
    return Division([(str(words.get(name, name)), shown[name]) for name in ordered])


def _median(unit: WorkUnit, done: list[Complaint], now: datetime) -> float:
    spans = Counter(
        (day_in(unit.zone, row.filed_at), day_in(unit.zone, row.answered_at or now)) for row in done
    )
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    off = holidays_between(unit.agency, first, last)
    days: list[int] = []
    for (filed, answered), count in spans.items():
        days += [working_days_between(filed, answered, off)] * count
    return median(days)
