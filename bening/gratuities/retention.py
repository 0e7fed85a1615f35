"""What is kept how long: what a gift report says and whose it is, by a term since it was settled.

Reports keep their number, days, kind and outcome, so no count changes.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.agencies.models import Agency
from bening.casework.models import Channel
from bening.casework.retention import Kept, forget_people, kept_until
from bening.domain.days import day_in
from bening.domain.workdays import start_of_day
from bening.gratuities.actions.reports import address_of
from bening.gratuities.details import ERASED
from bening.gratuities.models import DirectReport, GratuityReport

BATCH = 100


def kept_of(report: GratuityReport, now: datetime) -> Kept | None:
    """How long a settled report can still be read; None while it runs and once it is erased."""
    if report.ended_at is None or report.erased_at is not None:
        return None
    zone = report.unit.agency.time_zone
    ended_on = day_in(zone, report.ended_at)
    return kept_until(
        report.unit.agency, Channel.GRATUITY, ended_on=ended_on, today=day_in(zone, now)
    )


def erase_old(agency: Agency, end: date, now: datetime) -> int:
    """Erases a batch of what ended in an agency before a day; how many reports."""
    return _reports(agency, end, now) + _direct(agency, end, now)


def _reports(agency: Agency, before: date, now: datetime) -> int:
    lapsed = GratuityReport.objects.filter(
        agency=agency,
        erased_at__isnull=True,
        ended_at__lt=start_of_day(before, agency.time_zone),
    )
    keys = list(lapsed.order_by("ended_at").values_list("pk", flat=True)[:BATCH])
    for key in keys:
        with transaction.atomic():
            kept = GratuityReport.objects.select_for_update().get(pk=key)
            if kept.erased_at is not None:
                continue
            kept.attachments.all().delete()
            kept.openings.all().delete()
            kept.custody.update(details=ERASED)
            kept.details, kept.reporter, kept.erased_at = ERASED, None, now
            kept.delivery_key, kept.delivery_print = None, ERASED
            kept.save(
                update_fields=[
                    "details", "reporter", "erased_at", "delivery_key", "delivery_print"
                ]
            )  # fmt: skip
            forget_people(kept.pk, url=address_of(kept))
            _record(("gratuity", kept.pk), agency, now)
    return len(keys)


def _direct(agency: Agency, before: date, now: datetime) -> int:
    lapsed = DirectReport.objects.filter(
        agency=agency, reporter__isnull=False, decided_on__lt=before
    )
    keys = list(lapsed.order_by("decided_on").values_list("pk", flat=True)[:BATCH])
    for key in keys:
        with transaction.atomic():
            DirectReport.objects.filter(pk=key).update(reporter=None)
            _record(("gratuity_direct", key), agency, now)
    return len(keys)


def _record(subject: tuple[str, UUID], agency: Agency, now: datetime) -> None:
    audit.record(act="gratuity.erased", by=None, agency=agency.pk, subject=subject, at=now, data={})
