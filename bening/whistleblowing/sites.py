"""How an agency receives reports: set by its administrator or inspector."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.whistleblowing import access, recipients
from bening.whistleblowing.filing import ReportRefused
from bening.whistleblowing.models import ReportSite, SiteMode
from bening.whistleblowing.sealing import SALT

MOST_DAYS = 260
RESERVED = frozenset({"bukti", "periksa"})


def site_of(agency: Agency) -> ReportSite | None:
    """The site of an agency, with it; None where nobody has set one up."""
    return ReportSite.objects.select_related("agency").filter(agency=agency).first()


def set_site(
    *,
    agency: Agency,
    slug: str,
    mode: SiteMode,
    is_open: bool,
    answer_days: int,
    triage_days: int,
    result_days: int,
    keep_years: int,
    keep_identity_years: int,
    other_bodies: str,
    by: Person,
    now: datetime,
) -> ReportSite:
    """Sets up the site or changes it. The salt of the receipts is drawn once and stays.

    Raises NotAllowed, ReportRefused: "site_slug_taken", "site_slug_reserved", "site_terms_order",
    "site_without_key" for opening a site that nobody could read.
    """
    with transaction.atomic():
        access.check_can_keep_site(by, agency, today_of(by, now))
        if slug in RESERVED:
            raise ReportRefused("site_slug_reserved", field="slug")
        if not answer_days <= triage_days <= result_days <= MOST_DAYS:
            raise ReportRefused("site_terms_order", field="triage_days", most=MOST_DAYS)
        site = ReportSite.objects.select_for_update().filter(agency=agency).first()
        if site is None:
            site = ReportSite(agency=agency, salt=secrets.token_bytes(SALT))
        site.slug, site.mode, site.is_open = slug, mode, is_open
        site.answer_days, site.triage_days, site.result_days = answer_days, triage_days, result_days
        site.keep_years, site.keep_identity_years = keep_years, keep_identity_years
        site.other_bodies = other_bodies.strip()
        if is_open and not recipients.is_receiving(site):
            raise ReportRefused("site_without_key", field="is_open")
        try:
            with transaction.atomic():
                site.save()
        except IntegrityError:
            raise ReportRefused("site_slug_taken", field="slug", slug=slug) from None
        audit.record(
            act="report_site.set",
            by=by.pk,
            agency=agency.pk,
            subject=("report_site", site.pk),
            at=now,
            data={
                "mode": mode,
                "is_open": is_open,
                "answer_days": answer_days,
                "triage_days": triage_days,
                "result_days": result_days,
            },
        )
    return site
