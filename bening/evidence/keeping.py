"""Content into the store: looked into before it is kept, one row for each."""

from collections.abc import Collection
from datetime import datetime
from typing import BinaryIO

from django.conf import settings

from bening.adapters.file_store import FileStore, Kept, file_store
from bening.adapters.file_types import FileGroup, FileRefused, Recognized, by_extension, recognize
from bening.evidence import jobs, words
from bening.evidence.models import PreviewState, StoredFile
from bening.evidence.refusals import UploadRefused, UploadTooLarge

PIECE = 256 * 1024


def largest_file() -> int:
    """The limit of one file, in bytes (`BENING_MAX_FILE_MB`)."""
    return int(settings.MAX_FILE_MB) * 1024 * 1024


def take_in(
    *, file: BinaryIO, filename: str, size: int, extensions: Collection[str]
) -> tuple[Kept, Recognized]:
    """Content that somebody brings, of one of the kinds in `extensions`; its row is `stored`.

    Raises UploadTooLarge, UploadRefused, FileRefused, NoRoom.
    """
    check_size(size)
    store = file_store()
    store.check_room(size)
    partial = store.receive(iter(lambda: file.read(PIECE), b""))
    try:
        return keep_partial(store, partial, filename, size, "", extensions=extensions)
    finally:
        store.forget(partial)


def keep_made(content: bytes, *, extension: str) -> tuple[Kept, Recognized]:
    """Content that the program has made itself; its row is `stored`. Raises NoRoom."""
    kind = by_extension(extension)
    if kind is None:
        raise KeyError(extension)
    store = file_store()
    store.check_room(len(content))
    partial = store.receive([content])
    try:
        kept = store.keep(partial, size=len(content))
    finally:
        store.forget(partial)
    return kept, Recognized(kind, f"dokumen.{extension}", pages=0, renamed=False)


def check_size(size: int) -> None:
    """Raises FileRefused for an empty file, UploadTooLarge for one over the limit."""
    if size < 1:
        raise FileRefused("file_has_no_content")
    if size > largest_file():
        raise words.complete(UploadTooLarge(size=size, limit=largest_file()))


def keep_partial(
    store: FileStore,
    partial: str,
    name: str,
    size: int,
    sha256: str,
    *,
    extensions: Collection[str] = (),
) -> tuple[Kept, Recognized]:
    """Looks into a whole partial file, then keeps it. A refused file is forgotten.

    With `extensions` only those kinds are taken.
    """
    store.check_whole(partial, size)
    with store.open_partial(partial) as file:
        try:
            found = recognize(file, name)
        except FileRefused as refusal:
            store.forget(partial)
            raise words.complete(refusal) from refusal
    if extensions and found.kind.extension not in extensions:
        store.forget(partial)
        taken = ", ".join(extension.upper() for extension in extensions)
        raise UploadRefused("kind_not_taken_here", found=found.kind.label, taken=taken)
    return store.keep(partial, size=size, sha256=sha256), found


def stored(kept: Kept, found: Recognized, *, drawn: bool = True, now: datetime) -> StoredFile:
    """The row of kept content; its pictures, if any, are drawn beside the pages."""
    drawn = drawn and found.kind.group in {FileGroup.PDF, FileGroup.IMAGE}
    file, made = StoredFile.objects.get_or_create(
        sha256=kept.sha256,
        defaults={
            "size": kept.size,
            "media_type": found.kind.media_type,
            "extension": found.kind.extension,
            "pages": found.pages,
            "preview": PreviewState.WAITING if drawn else PreviewState.NONE,
            "stored_at": now,
        },
    )
    if made and drawn:
        jobs.draw_previews_of.enqueue(file.sha256)
    return file
