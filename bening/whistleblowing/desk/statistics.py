"""Figures by kind and by state, from five up: of quarters that have ended, so that no day tells.

The same figures stand on the public page and at the desk.
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


def figures_of(
    agency: UUID, start: date, end: date, *, units: list[UUID] | None = None
) -> ToldFigures:
    """The figures of reports filed in a period; of some units only where they are named."""
    rows: QuerySet[Report] = Report.objects.filter(
        agency_id=agency, filed_on__gte=start, filed_on__lte=end
    )
    if units is not None:
        rows = rows.filter(unit__in=units)
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


def last_quarters(today: date, years: int = 1) -> tuple[date, date]:
    """From the first to the last day of the ended quarters of so many years before today."""
    first_of_quarter = today.replace(month=today.month - (today.month - 1) % QUARTER, day=1)
    end = first_of_quarter - timedelta(days=1)
    return first_of_quarter.replace(year=first_of_quarter.year - years), end
