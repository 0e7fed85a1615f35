"""Files of a complaint: looked into, encrypted, kept; opened again and logged."""

import hashlib
import tempfile
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.models import Person
from bening.adapters.file_store import file_store
from bening.adapters.file_types import FileGroup, recognize
from bening.adapters.keys import new_key
from bening.adapters.personal_data import keep_bytes
from bening.complaints.content import read_attachment
from bening.complaints.models import Attachment, Complaint, ComplaintMessage
from bening.complaints.moving import opened
from bening.domain.complaints import WITHOUT_FILES, ComplaintRefused
from bening.evidence.models import PreviewState, StoredFile

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 20
TAKEN = frozenset({FileGroup.IMAGE, FileGroup.PDF})
SEALED_TYPE, SEALED_EXTENSION = "application/octet-stream", "bin"


def attach_file(
    *,
    complaint: Complaint,
    file: BinaryIO,
    filename: str,
    message: ComplaintMessage | None = None,
    now: datetime,
) -> Attachment:
    """A picture or a PDF of at most 10 MB; whoever calls has found the complaint by its code.

    The same content again gives the attachment that is there. Raises FileRefused, ComplaintRefused
    ("complaint_file_too_large", "too_many_files", "complaint_file_kind"), NoRoom.
    """
    plain = file.read(MOST_BYTES + 1)
    if len(plain) > MOST_BYTES:
        raise ComplaintRefused("complaint_file_too_large", field="files", most=10)
    with tempfile.TemporaryFile() as looked_into:  # has no name: nobody else opens it
        looked_into.write(plain)
        looked_into.flush()
        looked_into.seek(0)
        found = recognize(looked_into, filename)
    if found.kind.group not in TAKEN:
        raise ComplaintRefused("complaint_file_kind", field="files", kind=found.kind.label)
    sha256 = hashlib.sha256(plain).hexdigest()
    there = Attachment.objects.filter(complaint=complaint, sha256=sha256).first()
    if there is not None:
        return there
    key = new_key()
    sealed = keep_bytes(plain, row=key)
    store = file_store()
    store.check_room(len(sealed))
    partial = store.receive([sealed])
    try:
        kept = store.keep(partial, size=len(sealed))
    finally:
        store.forget(partial)
    with transaction.atomic():
        holder = Complaint.objects.select_for_update().get(pk=complaint.pk)
        there = holder.attachments.filter(sha256=sha256).first()
        if there is not None:  # the same file came twice at once
            return there
        if holder.state in WITHOUT_FILES or holder.attachments.count() >= MOST_FILES:
            raise ComplaintRefused("too_many_files", field="files", most=MOST_FILES)
        stored = StoredFile.objects.create(
            sha256=kept.sha256,
            size=kept.size,
            media_type=SEALED_TYPE,
            extension=SEALED_EXTENSION,
            preview=PreviewState.NONE,
            stored_at=now,
        )
        return Attachment.objects.create(
            pk=key,
            complaint=complaint,
            message=message,
            file=stored,
            filename=found.name,
            size=len(plain),
            media_type=found.kind.media_type,
            sha256=sha256,
            added_at=now,
        )


def open_file(
    *, key: UUID, attachment: UUID, by: Person, now: datetime
) -> tuple[Attachment, bytes]:
    """A file with its plain content, for an officer; recorded.

    Raises Complaint.DoesNotExist, Attachment.DoesNotExist, NotAllowed, PersonalDataUnreadable,
    ContentMissing.
    """
    with transaction.atomic():
        kept = opened(key, by=by, now=now)
        row = kept.attachments.select_related("file").get(pk=attachment)
        audit.record(
            act="complaint.file_opened",
            by=by.pk,
            agency=kept.agency_id,
            subject=("complaint", kept.pk),
            at=now,
            data={"file": row.pk},
        )
    with file_store().open(row.file_id) as sealed:
        return row, read_attachment(row, sealed.read())
