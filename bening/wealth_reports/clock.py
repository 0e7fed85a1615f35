"""What happens by itself, once an hour: each list is kept as it stood on its deadlines."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from bening import audit
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.domain.wealth_reports import ReportKind
from bening.wealth_reports import deadlines
from bening.wealth_reports.models import OccasionChoice, WealthDuty, WealthSnapshot
from bening.wealth_reports.queries import counts_of, totals_of

WITHIN = timedelta(days=14)
"""A list that is there only later than this after a deadline is kept by hand."""

log = logging.getLogger("bening.wealth_reports")


def keep_deadlines(*, now: datetime) -> int:
    """Keeps the lists whose deadline has passed where the unit is, each once; how many.

    A report of a day after the deadline is counted as missing on it.
    """
    taken = 0
    lists = WealthDuty.objects.filter(
        occasion=OccasionChoice.YEARLY, year__in={now.year, (now - WITHIN).year}
    )
    pairs = list(lists.order_by().values_list("unit", "year").distinct())
    units = WorkUnit.objects.select_related("agency").in_bulk([unit for unit, _year in pairs])
    for key, year in pairs:
        unit = units[key]
        today = day_in(unit.zone, now)
        for due in {deadlines.yearly(kind, year).due_on for kind in ReportKind}:
            if due < today <= due + WITHIN:
                try:
                    taken += _keep(unit, year, due, now)
                except Exception:
                    log.exception("the list of a unit was not kept as of its deadline")
    return taken


def _keep(unit: WorkUnit, year: int, due: date, now: datetime) -> bool:
    with transaction.atomic():
        WorkUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        if WealthSnapshot.objects.filter(unit=unit, year=year, as_of=due).exists():
            return False
        rows = list(WealthDuty.objects.filter(
            Q(unit=unit), year=year, occasion=OccasionChoice.YEARLY
        ))  # fmt: skip
        for row in rows:
            if row.reported_on is not None and row.reported_on > due:
                row.reported_on, row.is_complete = None, False
        WealthSnapshot.objects.create(
            unit=unit,
            year=year,
            as_of=due,
            counts=counts_of(totals_of(rows, due)),
            taken_by=None,
            taken_at=now,
        )
        audit.record(
            act="wealth.snapshot_taken",
            by=None,
            agency=unit.agency_id,
            subject=("wealth_list", unit.pk),
            at=now,
            data={"year": year},
        )
    return True
