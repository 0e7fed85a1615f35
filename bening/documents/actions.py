"""Issuing, taking in and withdrawing official documents, each in one transaction with its event.

The bytes are made, sealed and kept while no transaction is open: it only refers to them. An action
of a feature that issues or takes in papers is one `with_papers`.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.file_store import Kept
from bening.adapters.file_types import Recognized
from bening.agencies.models import Agency, WorkUnit
from bening.documents import access, codes, holds, papers
from bening.documents.letters import Letter
from bening.documents.logged import log_document
from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.documents.papers import with_papers
from bening.documents.refusals import DocumentRefused, DocumentTaken
from bening.domain.days import day_in
from bening.evidence.keeping import stored, take_in

if TYPE_CHECKING:
    from bening.programs.models import ZoneProgram

TAKEN = ("pdf", "jpg", "png", "webp", "docx")
"""Kinds of file that are taken in as a document."""

TAKEN_OF = {DocumentKind.SURVEY_IMPORT: ("csv", "xlsx")}
"""Documents that are data: the kinds of file that are taken in instead."""

EARLIEST = date(1990, 1, 1)
_LONGEST = {"title": 200, "number": 120, "reason": 500, "signed_as": 200}


@with_papers
def issue(
    *,
    kind: str,
    letter: Letter,
    agency: Agency,
    unit: WorkUnit | None = None,
    program: "ZoneProgram | None" = None,
    number: str = "",
    dated_on: date,
    signer: Person | None,
    signed_as: str = "",
    by: Person,
    now: datetime,
    content: Mapping[str, Any] | None = None,
) -> OfficialDocument:
    """A document made from data: PDF sealed with the agency's key, and its DOCX to edit.

    Whoever calls has checked that `by` may issue this kind. `content` is the data it was made
    from. Raises DocumentRefused, DocumentTaken (number, "document_data_changing"),
    DocumentNotMade, SealKeyUnusable, NoRoom.
    """
    from bening.documents import issuing  # noqa: PLC0415 - heavy, used here only

    row = _row(
        kind=kind,
        origin=Origin.GENERATED,
        title=letter.title,
        number=number or letter.number,
        agency=agency,
        unit=unit,
        program=program,
        dated_on=dated_on,
        by=by,
        now=now,
    )
    row.signed_by, row.signed_as = signer, signed_as.strip()[: _LONGEST["signed_as"]]
    row.content = _canonical(content)
    _check_number(row, "")
    made = papers.paper(
        issuing.fingerprint(letter, row, now=now),
        lambda: issuing.make(letter, row, keys=key_folder(), now=now),
    )
    row.file = stored(*made.pdf, drawn=row.kind != DocumentKind.PACT, now=now)
    if made.docx:
        row.editable = stored(*made.docx, drawn=False, now=now)
    row.code, row.sealed_at, row.certificate = made.code, now, made.certificate
    return _save(row, "document.issued", by=by, now=now)


@with_papers
def attach(
    *,
    kind: str,
    file: BinaryIO,
    filename: str,
    agency: Agency,
    unit: WorkUnit | None = None,
    program: "ZoneProgram | None" = None,
    number: str = "",
    dated_on: date,
    title: str,
    by: Person,
    now: datetime,
) -> OfficialDocument:
    """A document that somebody brings: PDF, picture or DOCX, as it is and without a seal.

    Raises NotAllowed, DocumentRefused, DocumentTaken (number), FileRefused, UploadRefused,
    UploadTooLarge, NoRoom.
    """
    access.check_can_attach(by, agency=agency, unit=unit, on=today_of(by, now))
    if kind in access.MADE_HERE:
        label = str(DocumentKind(kind).label)
        raise DocumentRefused("document_made_here", field="file", kind=label)
    row = _row(
        kind=kind,
        origin=Origin.UPLOADED,
        title=title,
        number=number,
        agency=agency,
        unit=unit,
        program=program,
        dated_on=dated_on,
        by=by,
        now=now,
    )
    extensions = TAKEN_OF.get(DocumentKind(kind), TAKEN)
    taken = papers.paper(f"{id(file)} {filename}", lambda: _taken_in(file, filename, extensions))
    row.file = stored(*taken, now=now)
    return _save(row, "document.attached", by=by, now=now)


def withdraw(
    *, document: OfficialDocument, reason: str, by: Person, now: datetime
) -> OfficialDocument:
    """Says that a document does not count any more; it stays, with who, when and why.

    Raises NotAllowed, DocumentRefused (no reason), DocumentTaken, and the refusal of what holds it.
    """
    said = " ".join(reason.split())
    if not said:
        raise DocumentRefused("document_reason_missing", field="reason")
    _check_length("reason", said)
    with transaction.atomic():
        locked = OfficialDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
        access.check_can_withdraw(by, locked, on=today_of(by, now))
        if locked.is_withdrawn:
            raise DocumentTaken("document_withdrawn_already", title=locked.title)
        held = holds.held_by(locked)
        if held is not None:
            raise held
        locked.withdrawn_by, locked.withdrawn_at = by, now
        locked.withdrawn_reason = said
        locked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason", "year"])
        _record("document.withdrawn", locked, by=by, now=now, data={"reason": said})
    return locked


def _taken_in(
    file: BinaryIO, filename: str, extensions: tuple[str, ...]
) -> tuple[Kept, Recognized]:
    size = file.seek(0, 2)
    file.seek(0)
    return take_in(file=file, filename=filename, size=size, extensions=extensions)


def key_folder() -> Path:
    """Where the keys of the seals lie: `keys` in the data folder."""
    return Path(settings.BENING_DATA) / "keys"


def _row(
    *,
    kind: str,
    origin: Origin,
    title: str,
    number: str,
    agency: Agency,
    unit: WorkUnit | None,
    program: "ZoneProgram | None",
    dated_on: date,
    by: Person,
    now: datetime,
) -> OfficialDocument:
    """An unsaved row whose parts belong together."""
    named = " ".join(title.split())
    counted = " ".join(number.split())
    if not named:
        raise DocumentRefused("document_title_missing", field="title")
    if origin == Origin.UPLOADED:
        _check_length("title", named)
    _check_length("number", counted)
    if program is not None and unit is None:
        unit = program.unit
    if unit is not None and unit.agency_id != agency.pk:
        raise DocumentRefused("document_of_other_agency")
    if program is not None and unit is not None and program.unit_id != unit.pk:
        raise DocumentRefused("document_of_other_unit")
    if dated_on < EARLIEST:
        raise DocumentRefused("document_too_early", field="dated_on")
    if dated_on > _latest(agency, unit, by, now):
        raise DocumentRefused("document_in_future", field="dated_on")
    return OfficialDocument(
        agency=agency,
        unit=unit,
        program=program,
        kind=DocumentKind(kind),
        origin=origin,
        number=counted,
        title=named[: _LONGEST["title"]],
        dated_on=dated_on,
        code=codes.new_code(),
        made_by=by,
        made_at=now,
    )


def _latest(agency: Agency, unit: WorkUnit | None, by: Person, now: datetime) -> date:
    """Today where it is latest: at the agency, its unit, or with whoever writes the paper.

    No paper is dated ahead: what is sealed today was signed today or before.
    """
    zone = unit.zone if unit is not None else agency.time_zone
    return max(day_in(zone, now), day_in(agency.time_zone, now), today_of(by, now))


def _save(row: OfficialDocument, act: str, *, by: Person, now: datetime) -> OfficialDocument:
    sha256 = row.file_id
    try:
        with transaction.atomic():
            _check_number(row, sha256)
            row.save(force_insert=True)
            data = {
                "kind": row.kind,
                "title": row.title,
                "number": row.number,
                "sha256": sha256,
                "program": row.program_id,
            }
            _record(act, row, by=by, now=now, data=data)
            log_document(row, now=now)
    except IntegrityError as error:
        if "number" in str(error) or OfficialDocument.objects.filter(**_same(row)).exists():
            raise _taken(row) from error
        raise
    return row


def _check_number(row: OfficialDocument, sha256: str) -> None:
    """One number, one paper. A decree about many units is brought in for each of them.

    Raises DocumentTaken.
    """
    if not row.number:
        return
    others = OfficialDocument.objects.filter(**_same(row))
    if row.origin == Origin.UPLOADED:
        others = others.exclude(file_id=sha256)
    if others.exists():
        raise _taken(row)


def _same(row: OfficialDocument) -> dict[str, Any]:
    return {
        "agency": row.agency_id,
        "kind": row.kind,
        "year": row.dated_on.year,
        "number": row.number,
        "withdrawn_at": None,
    }


def _taken(row: OfficialDocument) -> DocumentTaken:
    return DocumentTaken(
        "document_number_taken",
        field="number",
        number=row.number,
        kind=str(row.get_kind_display()),
        year=row.dated_on.year,
    )


def _check_length(name: str, text: str) -> None:
    if len(text) > _LONGEST[name]:
        raise DocumentRefused("document_too_long", field=name, name=name, most=_LONGEST[name])


def _canonical(content: Mapping[str, Any] | None) -> str:
    """The data as one text that is the same for the same data."""
    if content is None:
        return ""
    return json.dumps(
        content,
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _record(
    act: str, row: OfficialDocument, *, by: Person, now: datetime, data: dict[str, Any]
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=row.agency_id,
        subject=("document", row.pk),
        at=now,
        data=data,
    )
