"""Until when a report must be answered, reviewed and told its result: read anew from its steps.

Terms count working days where the agency is. While the reporter is asked, review and result stand
still; the first answer does not wait for anybody.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bening.calendars.queries import holidays_between
from bening.domain.casework import ClockAct, ClockMove, Term, standing
from bening.whistleblowing.models import Report, ReportSite, ReportState, ReportStep

AHEAD = timedelta(days=400)
NOON = time(12)
TRIAGED = frozenset(ReportState) - {ReportState.RECEIVED, ReportState.TRIAGE, ReportState.ASKED}
FIELDS = ("answer_due_on", "triage_due_on", "result_due_on")


def recount(report: Report, *, site: ReportSite, today: date) -> None:
    """Sets the three days of a report as its steps make them; the caller saves `FIELDS`.

    A term that is paused has no day; one that was kept, or ended with the report, keeps its last.
    """
    agency = site.agency
    zone = agency.time_zone
    off = holidays_between(agency, report.filed_on, max(today, report.filed_on) + AHEAD)
    moves = _moves(report, zone)
    now = _noon(today, zone)

    def due(days: int, moved: list[ClockMove]) -> date | None:
        return standing(moved, Term(days), zone=zone, now=now, days_off=off).due_on

    report.answer_due_on = due(site.answer_days, moves[:1])
    report.triage_due_on = due(site.triage_days, moves)
    report.result_due_on = due(site.result_days, moves)


def _moves(report: Report, zone: str) -> list[ClockMove]:
    """What happened to the terms of the report since it was filed or last reopened."""
    moves = [ClockMove(ClockAct.STARTED, _noon(report.filed_on, zone))]
    paused = False
    for step in report.steps.order_by("position"):
        at = _noon(step.day, zone)
        if step.act == "reopen":
            moves, paused = [ClockMove(ClockAct.STARTED, at)], False
        elif step.state == ReportState.ASKED and not paused:
            moves.append(ClockMove(ClockAct.PAUSED, at))
            paused = True
        elif paused:
            moves.append(ClockMove(ClockAct.RESUMED, at))
            paused = False
    return moves


def _noon(day: date, zone: str) -> datetime:
    return datetime.combine(day, NOON, ZoneInfo(zone))


def is_late(report: Report, today: date) -> bool:
    """Whether a promise to the reporter was not kept by its day."""
    return next_due(report, today)[1]


def next_due(report: Report, today: date) -> tuple[date | None, bool]:
    """The nearest day by which something must be done, and whether it has passed."""
    if report.state in {ReportState.CLOSED, ReportState.TO_LAW}:
        return None, False
    days = [
        day
        for day in (
            report.answer_due_on if report.answered_on is None else None,
            report.triage_due_on if report.state not in TRIAGED else None,
            report.result_due_on,
        )
        if day is not None
    ]
    nearest = min(days, default=None)
    return nearest, nearest is not None and nearest < today


def site_of(report: Report) -> ReportSite:
    """The reporting page of the report's agency, with its terms."""
    return ReportSite.objects.select_related("agency").get(agency_id=report.agency_id)


def ends_waiting(step: ReportStep) -> bool:
    """Whether the step took the report out of waiting for its reporter."""
    return step.state != ReportState.ASKED
