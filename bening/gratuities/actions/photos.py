"""Photos and papers of a report: looked into and redrawn in memory, then kept encrypted.

What is kept are pictures drawn anew, so neither place nor device of a photo stays in them. No
readable copy is written to a file here.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from bening.accounts.models import Person
from bening.adapters import personal_data
from bening.adapters.file_types import recognize
from bening.adapters.keys import new_key
from bening.adapters.previews.drawing import draw_previews, page_name
from bening.gratuities.actions.reports import check_editable, locked
from bening.gratuities.models import GratuityAttachment, GratuityReport
from bening.gratuities.refusals import GratuityRefused

MOST = 12
"""Pictures of one report."""
MOST_PAGES = 6
"""Pages taken of one PDF."""
LARGEST = 20 * 1024 * 1024
TAKEN = ("jpg", "png", "webp", "pdf")
PIECE = 256 * 1024
PICTURE = "image/webp"


@contextmanager
def _in_memory(file: BinaryIO, size: int) -> Iterator[BinaryIO]:
    """The content behind a descriptor that lies in no folder."""
    if size > LARGEST:
        raise GratuityRefused("gratuity_file_too_large", field="file", most=LARGEST >> 20)
    held = os.fdopen(os.memfd_create("gratuity", os.MFD_CLOEXEC), "w+b")
    try:
        taken = 0
        while piece := file.read(PIECE):
            taken += len(piece)
            if taken > LARGEST:
                raise GratuityRefused("gratuity_file_too_large", field="file", most=LARGEST >> 20)
            held.write(piece)
        held.flush()
        held.seek(0)
        yield held
    finally:
        held.close()


def add_photo(
    *,
    report: GratuityReport,
    file: BinaryIO,
    filename: str,
    size: int,
    by: Person,
    now: datetime,
) -> list[GratuityAttachment]:
    """Adds a photo, or the first pages of a PDF, as pictures.

    Raises NotAllowed("gratuity_reporter_only"), GratuitySettled("gratuity_not_editable"),
    GratuityRefused ("gratuity_file_too_large": most; "gratuity_file_kind",
    "gratuity_too_many_files": most), FileRefused, PreviewRefused.
    """
    check_editable(report, by)
    with _in_memory(file, size) as held:
        found = recognize(held, filename)
        if found.kind.extension not in TAKEN:
            raise GratuityRefused("gratuity_file_kind", field="file")
        held.seek(0)
        drawn = draw_previews(held, found.kind, most_pages=MOST_PAGES)
    if drawn is None:
        raise GratuityRefused("gratuity_file_kind", field="file")
    pages = [drawn.pictures[name] for name in map(page_name, range(1, MOST_PAGES + 1))
             if name in drawn.pictures]  # fmt: skip
    with transaction.atomic():
        kept = locked(report.pk)
        check_editable(kept, by)
        if kept.attachments.count() + len(pages) > MOST:
            raise GratuityRefused("gratuity_too_many_files", field="file", most=MOST)
        made = []
        for content in pages:
            key = new_key()
            made.append(
                GratuityAttachment(
                    pk=key,
                    report=kept,
                    media_type=PICTURE,
                    size=len(content),
                    name=personal_data.keep(found.name, row=key),
                    content=personal_data.keep_bytes(content, row=key),
                    added_at=now,
                )
            )
        GratuityAttachment.objects.bulk_create(made)
    return made


def remove_photo(*, attachment: GratuityAttachment, by: Person, now: datetime) -> None:
    """Takes a picture off a report that can still be changed; `now` is when.

    Raises NotAllowed("gratuity_reporter_only"), GratuitySettled("gratuity_not_editable").
    """
    with transaction.atomic():
        check_editable(locked(attachment.report_id), by)
        GratuityAttachment.objects.filter(pk=attachment.pk).delete()


def content_of(attachment: GratuityAttachment) -> bytes:
    """The picture. Raises PersonalDataUnreadable."""
    return personal_data.read_bytes(attachment.content, row=attachment.pk)
