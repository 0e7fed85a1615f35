"""Asking for the ZIP of a proposal."""

from datetime import datetime, timedelta

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.nominations import access
from bening.nominations.checking import missing_papers
from bening.nominations.models import Nomination, Package, PackageState
from bening.nominations.refusals import NominationRefused

STUCK_AFTER = timedelta(minutes=30)


def ask_for_package(*, nomination: Nomination, by: Person, now: datetime) -> Package:
    """Begins a package as a job; its row says how far it is.

    Raises NotAllowed, NominationRefused ("package_incomplete", "package_under_way").
    """
    from bening.nominations import jobs  # noqa: PLC0415 - jobs know the actions' tables

    access.check_can_prepare(by, nomination.agency_id, today_of(by, now))
    with transaction.atomic():
        kept = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
        missing = missing_papers(kept)
        if missing:
            raise NominationRefused("package_incomplete", missing="; ".join(missing))
        under_way = Package.objects.filter(
            nomination=kept,
            state__in=(PackageState.WAITING, PackageState.MAKING),
            asked_at__gt=now - STUCK_AFTER,
        )
        if under_way.exists():
            raise NominationRefused("package_under_way")
        package = Package.objects.create(
            agency_id=kept.agency_id, nomination=kept, asked_by=by, asked_at=now
        )
        audit.record(
            act="nomination.package_asked",
            by=by.pk,
            agency=kept.agency_id,
            subject=("nomination", kept.pk),
            at=now,
            data={"package": package.pk},
        )
        jobs.make_package.enqueue(str(package.pk))  # kept with the row, or not at all
    package.refresh_from_db()
    return package
