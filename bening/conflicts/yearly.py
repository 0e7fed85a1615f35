"""The year of conflicts of interest for the yearly evaluation of channels: no identities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from statistics import median
from uuid import UUID

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bening.agencies.models import Agency, WorkUnit
from bening.calendars.queries import holidays_between
from bening.casework.models import CaseClock, ClockState
from bening.channel_reports.registry import ChannelFigures, Count, Duration, register_channel
from bening.conflicts.models import (
    AnswerOfFreedom,
    CaseState,
    ConflictCase,
    ConflictOfficer,
    FreedomStatement,
    InterestList,
    Kind,
    ListState,
    Origin,
    Source,
)
from bening.domain.days import day_in
from bening.domain.workdays import DaysOff, end_of_day, start_of_day, working_days_between
from bening.facts import Period

SETTLED = frozenset({CaseState.NO_CONFLICT, CaseState.CLOSED})
BY_ORIGIN, BY_KIND, BY_SOURCE, BY_STATE = _("Asal"), _("Jenis"), _("Sumber"), _("Keadaan")
PREVENTION = _("Pencegahan")


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """What was declared and reported within the period, and how fast superiors decided.

    None where nothing was declared and nobody looks after conflicts or has signed a list. In time
    is a decision on or before the last day of its term; one still awaited counts once it is late.
    """
    where = Agency.objects.get(pk=agency)
    zone = where.time_zone if unit is None else WorkUnit.objects.get(pk=unit).zone
    span = (start_of_day(period.start, zone), end_of_day(period.end, zone))
    rows = ConflictCase.objects.filter(
        agency_id=agency, filed_at__gte=span[0], filed_at__lt=span[1]
    )
    lists = InterestList.objects.filter(
        agency_id=agency, state=ListState.SIGNED, year=period.end.year
    )
    asked = FreedomStatement.objects.filter(
        agency_id=agency, asked_at__gte=span[0], asked_at__lt=span[1]
    )
    if unit is not None:
        rows = rows.filter(unit_id=unit)
        lists, asked = lists.filter(unit_id=unit), asked.filter(unit_id=unit)
    found = list(rows.defer("kept", "decision_kept"))
    signed = lists.values("person").distinct().count()
    answers = Counter(asked.values_list("answer", flat=True))
    if not found and not signed and not _is_looked_after(agency):
        return None
    settled = sum(row.state in SETTLED for row in found)
    measured, late = _timed(found, day_in(zone, now))
    off = holidays_between(where, period.start, day_in(zone, now))
    return ChannelFigures(
        received=len(found),
        settled=settled,
        open=len(found) - settled,
        measured=measured,
        on_time=measured - late,
        counts=(
            *_counts(BY_ORIGIN, Origin, (row.origin for row in found)),
            *_counts(BY_KIND, Kind, (row.kind for row in found)),
            *_counts(BY_SOURCE, Source, (each for row in found for each in row.sources)),
            *_counts(BY_STATE, CaseState, (row.state for row in found)),
            Count(PREVENTION, _("Daftar kepentingan ditandatangani"), signed),
            Count(PREVENTION, _("Pernyataan bebas konflik diminta"), sum(answers.values())),
            Count(
                PREVENTION,
                _("Pernyataan diberikan"),
                sum(answers.values()) - answers[AnswerOfFreedom.WAITING],
            ),
        ),
        durations=(
            _duration(
                _("Keputusan atasan"), zone, off, [(r.filed_at, r.decided_at) for r in found]
            ),
        ),
        as_of=now,
    )


def _is_looked_after(agency: UUID) -> bool:
    return ConflictOfficer.objects.filter(agency_id=agency).exists()


def _timed(found: list[ConflictCase], today: date) -> tuple[int, int]:
    """How many terms ended or passed, and how many of them late. One query."""
    clocks = CaseClock.objects.filter(case__in=[row.pk for row in found])
    measured = late = 0
    for state, due_on, is_late in clocks.values_list("state", "due_on", "is_late"):
        missed = is_late or (state != ClockState.STOPPED and due_on is not None and due_on < today)
        measured += state == ClockState.STOPPED or missed
        late += missed
    return measured, late


def _counts(group: Promise, kinds: type[TextChoices], given: Iterable[str]) -> Iterable[Count]:
    counted = Counter(given)
    return (Count(group, kind.label, counted[kind]) for kind in kinds if counted[kind])


def _duration(
    label: Promise,
    zone: str,
    off: DaysOff,
    moments: Sequence[tuple[datetime, datetime | None]],
) -> Duration:
    """Working days from filing to the decision."""
    days = [
        working_days_between(day_in(zone, begun), day_in(zone, ended), off)
        for begun, ended in moments
        if ended is not None
    ]
    if not days:
        return Duration(label, 0, None, None)
    return Duration(label, len(days), Fraction(median(days)), max(days))


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("conflict", _("Konflik kepentingan"), figures)
