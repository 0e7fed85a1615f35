"""The year of protected reports for the yearly evaluation of channels: counts, from five up.

Whistleblowing imports no other feature, so its year is put together and registered here.
"""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bening.agencies.models import Agency
from bening.calendars.queries import holidays_between
from bening.channel_reports.counting import duration
from bening.channel_reports.registry import ChannelFigures, Count, register_channel
from bening.domain.days import day_in
from bening.domain.whistleblowing import LEAST
from bening.facts import Period
from bening.whistleblowing.desk.statistics import outcome_of
from bening.whistleblowing.kinds import label
from bening.whistleblowing.models import Report, ReportSite, SiteMode

OUTCOMES = {
    "open": _("Masih diproses"),
    "not_eligible": _("Tidak memenuhi syarat"),
    "not_proven": _("Tidak terbukti"),
    "proven": _("Terbukti"),
    "to_law": _("Dilimpahkan ke aparat penegak hukum"),
}
BY_KIND, BY_OUTCOME = _("Jenis pelanggaran"), _("Hasil")


def figures(
    agency: UUID, unit: UUID | None, period: Period, now: datetime
) -> ChannelFigures | None:
    """Reports filed in the period once it has ended: until then their number is left out.

    What grows from day to day, or from quarter to quarter, would tell of each report.

    None where there is no site. An agency with central handlers has figures as a whole, one whose
    units have handlers has them by unit: never both, or their difference would tell of few.
    """
    site = ReportSite.objects.filter(agency_id=agency).first()
    if site is None or (unit is None) == (site.mode == SiteMode.UNIT):
        return None
    where = Agency.objects.get(pk=agency)
    today = day_in(where.time_zone, now)
    if today <= period.end:
        return ChannelFigures(
            received=0, settled=None, open=None, measured=0, on_time=0, as_of=now, is_withheld=True
        )
    rows = Report.objects.filter(agency_id=agency, filed_on__range=(period.start, period.end))
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    found = list(rows.only("kind", "state", "finding", "filed_on", "answered_on", "answer_due_on"))
    outcomes = Counter(outcome_of(row.state, row.finding) for row in found)
    kinds = Counter(row.kind for row in found)
    answered = [
        (row.filed_on, row.answered_on, row.answer_due_on)
        for row in found
        if row.answered_on is not None
    ]
    late = sum(due is not None and day > due for _filed, day, due in answered)
    passed = sum(
        row.answered_on is None and row.answer_due_on is not None and row.answer_due_on < today
        for row in found
    )
    off = holidays_between(where, period.start, max(today, period.start))
    return ChannelFigures(
        received=len(found),
        settled=len(found) - outcomes["open"],
        open=outcomes["open"],
        measured=len(answered) + passed,
        on_time=len(answered) - late,
        counts=(
            *(Count(BY_KIND, label(kind), kinds[kind]) for kind in sorted(kinds)),
            *(Count(BY_OUTCOME, said, outcomes[key]) for key, said in OUTCOMES.items()),
        ),
        durations=(
            duration(_("Jawaban pertama"), off, [(filed, day) for filed, day, _due in answered]),
        ),
        as_of=now,
    )


def register_protected_year() -> None:
    """Declares the channel; called when the application is ready."""
    register_channel(
        "whistleblowing",
        _("Laporan rahasia (WBS)"),
        figures,
        least_told=LEAST,
        is_central=True,
    )
