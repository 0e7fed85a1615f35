"""From bytes that arrive to evidence: in chunks that resume, or whole in one form post.

The file store holds the bytes and the offset; the row says whose upload it is and what for. A file
is looked into before it is kept. Whatever was acknowledged is there after a crash, and each step
can be repeated.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import QuerySet

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.file_store import PartialMissing, file_store
from bening.adapters.file_types import FileRefused, Recognized, safe_name
from bening.agencies.models import WorkUnit
from bening.domain.refusals import Refused
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.refusals import UnknownQuestion
from bening.evidence import access, actions
from bening.evidence.details import Period
from bening.evidence.keeping import PIECE, check_size, keep_partial, stored
from bening.evidence.models import Evidence, StoredFile, Upload
from bening.evidence.refusals import UploadRefused

MOST_UNFINISHED = 200


@dataclass(frozen=True)
class Target:
    """What a file is for: a question of a sheet, a revision, or just the unit's library."""

    unit: WorkUnit
    sheet: EvaluationSheet | None = None
    official_code: str = ""
    need: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Received:
    """A file that became evidence.

    `renamed`: its name said another kind than its content. `not_attached` says why it could not be
    used for the question any more; the evidence is in the library all the same.
    """

    evidence: Evidence
    filename: str
    renamed: bool = False
    not_attached: Refused | None = None


def begin_upload(*, target: Target, filename: str, size: int, by: Person, now: datetime) -> Upload:
    """A new upload of `size` bytes, nothing of it there yet.

    Raises NotAllowed, SheetLocked, EvidenceLocked, UploadTooLarge, UploadRefused, FileRefused,
    NoRoom.
    """
    _check_target(target, by=by, now=now)
    check_size(size)
    unfinished = Upload.objects.filter(person=by, finished_at__isnull=True)
    if unfinished.count() >= MOST_UNFINISHED:
        raise UploadRefused("too_many_uploads", most=MOST_UNFINISHED)
    store = file_store()
    store.check_room(size)
    upload = Upload(
        id=store.begin(),
        person=by,
        agency_id=target.unit.agency_id,
        unit=target.unit,
        filename=safe_name(filename),
        size=size,
        sheet=target.sheet,
        official_code=target.official_code,
        need=target.need,
        evidence=target.evidence,
        started_at=now,
    )
    upload.save(force_insert=True)
    return upload


def offset_of(upload: Upload) -> int:
    """How many bytes of an upload are there. Raises PartialMissing."""
    return upload.size if upload.finished_at else file_store().offset(upload.pk)


def add_chunk(*, upload: Upload, offset: int, chunk: bytes, by: Person, now: datetime) -> int:
    """The new offset. Raises NotAllowed, WrongOffset, NoRoom, PartialMissing."""
    access.check_can_add(by, upload.unit, on=today_of(by, now))
    return file_store().append(upload.pk, offset=offset, chunk=chunk, size=upload.size)


def finish_upload(*, upload: Upload, sha256: str = "", by: Person, now: datetime) -> Received:
    """Makes evidence of a whole upload, and uses it for its question. Repeating it changes nothing.

    Raises WrongOffset (not whole), WrongContent, FileRefused, NotAllowed, EvidenceLocked, NoRoom.
    A file that is refused is gone, with its upload.
    """
    if upload.finished_at is not None:
        return _finished(upload)
    store = file_store()
    try:
        kept, found = keep_partial(store, upload.pk, upload.filename, upload.size, sha256)
    except PartialMissing:
        # Another request may have finished it a moment ago.
        again = _row(Upload.objects.filter(pk=upload.pk))
        if again.finished_at is None:
            raise
        return _finished(again)
    except FileRefused:
        upload.delete()
        raise
    with transaction.atomic():
        locked = _row(Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk))
        if locked.finished_at is not None:
            return _finished(locked)
        file = stored(kept, found, now=now)
        received = _use(_target_of(locked), file, found, by=by, now=now)
        locked.evidence, locked.file, locked.finished_at = received.evidence, file, now
        locked.save()
    store.forget(upload.pk)
    return received


def cancel_upload(*, upload: Upload) -> None:
    """Ends an unfinished upload and forgets its bytes. Raises UploadRefused once it is finished."""
    gone, _rows = Upload.objects.filter(pk=upload.pk, finished_at__isnull=True).delete()
    if not gone and Upload.objects.filter(pk=upload.pk).exists():
        raise UploadRefused("upload_is_finished", name=upload.filename)
    file_store().forget(upload.pk)


def receive_file(
    *,
    target: Target,
    file: BinaryIO,
    filename: str,
    size: int,
    title: str = "",
    period: Period | None = None,
    by: Person,
    now: datetime,
) -> Received:
    """Makes evidence of a file that came whole; `title` and `period` are for new evidence only.

    Raises NotAllowed, SheetLocked, EvidenceLocked, EvidenceRefused, UploadTooLarge, FileRefused,
    NoRoom.
    """
    _check_target(target, by=by, now=now)
    check_size(size)
    store = file_store()
    store.check_room(size)
    partial = store.receive(iter(lambda: file.read(PIECE), b""))
    try:
        kept, found = keep_partial(store, partial, filename, size, "")
        with transaction.atomic():
            row = stored(kept, found, now=now)
            return _use(target, row, found, title=title, period=period, by=by, now=now)
    finally:
        store.forget(partial)


def _row(found: QuerySet[Upload]) -> Upload:
    """The row of an upload. Raises PartialMissing where it was cancelled a moment ago."""
    upload = found.first()
    if upload is None:
        raise PartialMissing
    return upload


def _check_target(target: Target, *, by: Person, now: datetime) -> None:
    today = today_of(by, now)
    if target.evidence is not None:
        access.check_can_change(by, target.evidence, on=today)
        return
    access.check_can_add(by, target.unit, on=today)
    if target.sheet is None:
        return
    instrument = instrument_of(target.sheet.instrument)
    if not instrument.has_question(target.official_code):
        raise UnknownQuestion(target.official_code)
    question = instrument.question(target.official_code)
    access.check_can_attach(by, target.sheet, question, on=today)
    if target.need is not None and not 0 <= target.need < len(question.evidence):
        raise UploadRefused("need_unknown", official_code=target.official_code)


def _use(
    target: Target,
    file: StoredFile,
    found: Recognized,
    *,
    title: str = "",
    period: Period | None = None,
    by: Person,
    now: datetime,
) -> Received:
    if target.evidence is not None:
        revision = actions.revise(
            evidence=target.evidence, file=file, filename=found.name, by=by, now=now
        )
        return Received(revision.evidence, found.name, found.renamed)
    evidence = actions.add_file(
        unit=target.unit,
        file=file,
        filename=found.name,
        title=title,
        period=period,
        by=by,
        now=now,
    )
    refusal = None
    if target.sheet is not None:
        try:
            actions.attach(
                evidence=evidence,
                sheet=target.sheet,
                official_code=target.official_code,
                need=target.need,
                by=by,
                now=now,
            )
        except Refused as refused:
            refusal = refused
    return Received(evidence, found.name, found.renamed, refusal)


def _target_of(upload: Upload) -> Target:
    return Target(
        unit=upload.unit,
        sheet=upload.sheet,
        official_code=upload.official_code,
        need=upload.need,
        evidence=upload.evidence,
    )


def _finished(upload: Upload) -> Received:
    if upload.evidence is None:
        raise UploadRefused("upload_missing")
    newest = upload.evidence.revisions.filter(file=upload.file_id).order_by("-number").first()
    return Received(upload.evidence, newest.filename if newest else upload.filename)
