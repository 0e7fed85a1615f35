"""What nobody needs any more: uploads left alone, and content that no evidence came to refer to.

Content comes into the store before its row. A crash in between, or a refusal, leaves it behind.
"""

from datetime import datetime, timedelta

from bening.adapters.file_store import PartialMissing, file_store
from bening.evidence.models import StoredFile, Upload

KEPT_UNFINISHED = timedelta(days=7)
KEPT_UNUSED = timedelta(days=30)
"""Long enough to notice that a database was restored without the rows of newer files."""


def sweep_uploads(*, now: datetime) -> int:
    """Forgets uploads left alone for a week, and partial files of nobody; how many went."""
    store, before = file_store(), now - KEPT_UNFINISHED
    gone = 0
    for partial in store.abandoned(before):
        store.forget(partial)
        gone += 1
    Upload.objects.filter(finished_at__lt=before).delete()
    for upload in Upload.objects.filter(finished_at__isnull=True, started_at__lt=before):
        try:
            store.offset(upload.pk)
        except PartialMissing:
            upload.delete()
    return gone


def sweep_content(*, now: datetime) -> int:
    """Removes content without a row that nobody kept for a month; how many went.

    An upload that keeps the same content at this moment makes it young again before its row.
    """
    store, gone = file_store(), 0
    for sha256 in list(store.hashes()):
        if not StoredFile.objects.filter(sha256=sha256).exists():
            gone += store.remove_unused(sha256, before=now - KEPT_UNUSED)
    return gone
