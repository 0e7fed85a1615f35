"""What is kept how long: contents five years after the end, contacts a month."""

from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce

from bening import audit
from bening.complaints.content import ERASED
from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintMessage,
    ComplaintState,
    Reporter,
)
from bening.domain.anniversaries import years_after
from bening.evidence.models import StoredFile

YEARS = 5
"""After closing; a default until the agency's own archive schedule (JRA) is checked."""
CONTACT_KEPT = timedelta(days=30)
BATCH = 100
ENDED = (
    ComplaintState.CLOSED,
    ComplaintState.REFUSED,
    ComplaintState.MERGED,
    ComplaintState.HANDED_OVER,
)


def erase_contacts(*, now: datetime) -> int:
    """Who reported what closed a month ago is forgotten; how many."""
    old = Reporter.objects.filter(
        complaint__state=ComplaintState.CLOSED, complaint__closed_at__lt=now - CONTACT_KEPT
    )
    gone, _each = Reporter.objects.filter(
        pk__in=list(old.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return gone


def erase_old(*, now: datetime) -> int:
    """Erases what was said in complaints that ended five years ago; numbers and states stay."""
    end = years_after(now.date(), -YEARS)
    rows = (
        Complaint.objects.filter(state__in=ENDED, erased_at__isnull=True)
        .alias(
            ended=Coalesce("closed_at", "handed_over_at", "refused_at", "answered_at", "filed_at")
        )
        .filter(ended__lt=datetime.combine(end, time.min, UTC))
        .order_by("filed_at")
    )
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
