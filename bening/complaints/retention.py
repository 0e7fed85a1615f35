"""What is kept how long: contents as `bening.casework.retention` says, contacts a month."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from bening import audit
from bening.agencies.models import Agency
from bening.complaints.content import ERASED
from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintMessage,
    ComplaintState,
    Reporter,
)
from bening.domain.workdays import start_of_day
from bening.evidence.models import StoredFile

CONTACT_KEPT = timedelta(days=30)
BATCH = 100
ENDED = (
    ComplaintState.CLOSED,
    ComplaintState.REFUSED,
    ComplaintState.MERGED,
    ComplaintState.HANDED_OVER,
    ComplaintState.REDIRECTED,
)
_ENDED = Coalesce(
    "redirected_at", "closed_at", "handed_over_at", "refused_at", "answered_at", "filed_at"
)
"""The moment at which a complaint that has ended did."""


def erase_contacts(*, now: datetime) -> int:
    """Who reported what ended a month ago is forgotten; how many.

    A merged complaint ends with the one whose answer its reporter reads.
    """
    ended = (
        Complaint.objects.filter(state__in=ENDED)
        .exclude(state=ComplaintState.MERGED)
        .alias(ended_at=_ENDED)
        .filter(ended_at__lt=now - CONTACT_KEPT)
    )
    old = Reporter.objects.filter(Q(complaint__in=ended) | Q(complaint__merged_into__in=ended))
    gone, _each = Reporter.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return gone


def erase_old(agency: Agency, end: date, now: datetime) -> int:
    """Erases what was said in complaints that ended before a day; numbers and states stay."""
    rows = Complaint.objects.filter(agency=agency, state__in=ENDED, erased_at__isnull=True)
    rows = rows.alias(ended_at=_ENDED).filter(ended_at__lt=start_of_day(end, agency.time_zone))
    erased = 0
    for key in list(rows.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            kept = rows.select_for_update().filter(pk=key).first()
            if kept is None:
                continue
            files = list(Attachment.objects.filter(complaint=kept).values_list("file", flat=True))
            Attachment.objects.filter(complaint=kept).delete()
            StoredFile.objects.filter(pk__in=files).delete()
            Reporter.objects.filter(complaint=kept).delete()
            ComplaintMessage.objects.filter(complaint=kept).update(body=ERASED)
            kept.content, kept.title, kept.area, kept.erased_at = ERASED, "", "", now
            kept.save(update_fields=["content", "title", "area", "erased_at"])
            audit.record(
                act="complaint.erased",
                by=None,
                agency=kept.agency_id,
                subject=("complaint", kept.pk),
                at=now,
                data={},
            )
            erased += 1
    return erased
