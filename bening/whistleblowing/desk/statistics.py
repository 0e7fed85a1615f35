"""Figures by kind and by state, from five up: of whole years that have ended.

The public page, the desk and the evaluations tell the same years and nothing else: two spans that
overlap would tell by their difference what neither of them tells alone.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from bening.domain.whistleblowing import Told, told
from bening.whistleblowing.models import Report, ReportState

QUARTER = 3
GROUPS = {
    ReportState.RECEIVED: "open",
    ReportState.TRIAGE: "open",
    ReportState.ASKED: "open",
    ReportState.HANDED_OVER: "open",
    ReportState.INVESTIGATION: "open",
    ReportState.NOT_ELIGIBLE: "not_eligible",
    ReportState.PROVEN: "proven",
    ReportState.RECOMMENDED: "proven",
    ReportState.FOLLOWED_UP: "proven",
    ReportState.NOT_PROVEN: "not_proven",
    ReportState.TO_LAW: "to_law",
}


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """What is told of the reports filed from `start` to `end`."""

    start: date
    end: date
    kinds: Told[str]
    outcomes: Told[str]

    def document(self) -> dict[str, object]:
        """As an evaluation keeps it."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "total": self.kinds.total,
            "kinds": dict(self.kinds.cells),
            "other_kinds": self.kinds.rest,
            "outcomes": dict(self.outcomes.cells),
            "other_outcomes": self.outcomes.rest,
        }


def figures_of(agency: UUID, start: date, end: date) -> ToldFigures:
    """The figures of an agency's reports filed in a period.

    Never of a unit: less what the whole tells, it would tell of the few others.
    """
    rows: QuerySet[Report] = Report.objects.filter(
        agency_id=agency, filed_on__gte=start, filed_on__lte=end
    )
    kinds: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for kind, state, finding in rows.values_list("kind", "state", "finding"):
        kinds[kind] += 1
        outcomes[outcome_of(state, finding)] += 1
    return ToldFigures(start, end, told(kinds), told(outcomes))


def outcome_of(state: str, finding: str) -> str:
    """Where a report ended, or "open". What was closed without a finding was not eligible."""
    if state == ReportState.CLOSED:
        return finding or "not_eligible"
    return GROUPS[ReportState(state)]


def last_year(day: date) -> tuple[date, date]:
    """The first and the last day of the newest year that has ended before a day."""
    return date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)


def last_quarter_end(today: date) -> date:
    """The last day of the newest quarter that has ended."""
    return first_of_quarter(today) - timedelta(days=1)


def first_of_quarter(day: date) -> date:
    """The first day of the quarter of a day."""
    return day.replace(month=day.month - (day.month - 1) % QUARTER, day=1)


def are_quarters(start: date, end: date) -> bool:
    """Whether a span begins with a quarter and ends with one."""
    after = end + timedelta(days=1)
    return start == first_of_quarter(start) and after == first_of_quarter(after)
