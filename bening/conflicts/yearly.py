"""The year of conflicts of interest for the yearly evaluation of channels: no identities."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.calendars.queries import holidays_between
from bening.channel_reports.counting import counts, duration, place_of, timed
from bening.channel_reports.registry import ChannelFigures, Count, register_channel
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
    place = place_of(agency, unit)
    begins, ends = place.moments(period)
    today = day_in(place.zone, now)
    rows = ConflictCase.objects.filter(agency_id=agency, filed_at__gte=begins, filed_at__lt=ends)
    lists = InterestList.objects.filter(
        agency_id=agency, state=ListState.SIGNED, year=period.end.year
    )
    asked = FreedomStatement.objects.filter(
        agency_id=agency, asked_at__gte=begins, asked_at__lt=ends
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
    measured, late = timed([row.pk for row in found], today)
    off = holidays_between(place.agency, period.start, today)
    return ChannelFigures(
        received=len(found),
        settled=settled,
        open=len(found) - settled,
        measured=measured,
        on_time=measured - late,
        counts=(
            *counts(BY_ORIGIN, Origin, (row.origin for row in found)),
            *counts(BY_KIND, Kind, (row.kind for row in found)),
            *counts(BY_SOURCE, Source, (each for row in found for each in row.sources)),
            *counts(BY_STATE, CaseState, (row.state for row in found)),
            Count(PREVENTION, _("Daftar kepentingan ditandatangani"), signed),
            Count(PREVENTION, _("Pernyataan bebas konflik diminta"), sum(answers.values())),
            Count(
                PREVENTION,
                _("Pernyataan diberikan"),
                sum(answers.values()) - answers[AnswerOfFreedom.WAITING],
            ),
        ),
        durations=(
            duration(
                _("Keputusan atasan"), off, place.spans((r.filed_at, r.decided_at) for r in found)
            ),
        ),
        as_of=now,
    )


def _is_looked_after(agency: UUID) -> bool:
    return ConflictOfficer.objects.filter(agency_id=agency).exists()


def register_yearly() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel("conflict", _("Konflik kepentingan"), figures)
