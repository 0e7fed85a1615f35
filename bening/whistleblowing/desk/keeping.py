"""How long reports are kept: first the identity goes, years later the report with its files.

What is deleted is overwritten in the database file too (SQLite); other copies are backups, which
are sealed and have their own end.
"""

import logging
from datetime import date, datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from bening.domain.anniversaries import years_after
from bening.domain.days import day_in
from bening.whistleblowing import vault
from bening.whistleblowing.desk import unlocking
from bening.whistleblowing.desk.identity import READABLE_FOR
from bening.whistleblowing.desk.logbook import log
from bening.whistleblowing.desk.recipients import remove_files
from bening.whistleblowing.models import IdentityRequest, Report, ReportSite, SealedFile
from bening.whistleblowing.tending import tend

logger = logging.getLogger("bening.whistleblowing")
LEFT_OVER = timedelta(days=1)
"""A filing that did not end in a day never will."""


def keep_house(*, now: datetime) -> int:
    """One look: erases what has lapsed; how many identities and reports. May be repeated."""
    unlocking.forget_idle(now=now)
    tend(settings.TIME_ZONE, now=now)
    erased = 0
    for site in ReportSite.objects.select_related("agency"):
        today = day_in(site.agency.time_zone, now)
        erased += _identities(site, today) + _reports(site, today)
    vault.sweep(set(SealedFile.objects.values_list("name", flat=True)), before=now - LEFT_OVER)
    return erased


def _identities(site: ReportSite, today: date) -> int:
    lapsed = Report.objects.filter(
        agency_id=site.agency_id, identity__isnull=False, identity_until__lt=today
    )
    done = 0
    for key in list(lapsed.values_list("pk", flat=True)):
        with transaction.atomic():
            report = lapsed.select_for_update().filter(pk=key).first()
            if report is None:  # erased by another run, or opened again since
                continue
            report.identity = report.identity_until = None
            report.save(update_fields=["identity", "identity_until"])
            report.identity_requests.update(half=None)
            log(report=report, act="identity_erased", by=None, on=today)
        done += 1
    readable_from = today - READABLE_FOR
    IdentityRequest.objects.filter(
        report__agency_id=site.agency_id, agreed_on__lt=readable_from, half__isnull=False
    ).update(half=None)
    return done


def _reports(site: ReportSite, today: date) -> int:
    done = 0
    ended = Report.objects.filter(
        agency_id=site.agency_id, closed_on__lt=years_after(today, -site.keep_years)
    )
    for key in list(ended.values_list("pk", flat=True)):
        with transaction.atomic():
            report = ended.select_for_update().filter(pk=key).first()
            if report is None:
                continue
            names = list(report.files.values_list("name", flat=True))
            log(report=report, act="report_erased", by=None, on=today)
            report.delete()
            transaction.on_commit(partial(remove_files, names))
        done += 1
    if done:
        logger.info("reports whose time had passed were erased: %d", done)
    return done
