"""From a letter to its files: the sealed PDF and the DOCX that says the same."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import translation

from bening.adapters.file_store import Kept
from bening.adapters.file_types import Recognized
from bening.adapters.pdf_seal import seal
from bening.documents.letter_docx import letter_docx
from bening.documents.letter_pdf import Mark, letter_pdf
from bening.documents.letters import Letter
from bening.documents.models import DocumentKind, OfficialDocument
from bening.evidence.keeping import keep_made

OFFICIAL = "id"
"""Official papers are in Indonesian, whatever the language of who makes them."""

PATH = "/verifikasi/"


@dataclass(frozen=True, slots=True)
class Made:
    """The kept files of a document, the code they bear, the SHA-256 of the sealing certificate."""

    code: str
    pdf: tuple[Kept, Recognized]
    docx: tuple[Kept, Recognized] | None
    certificate: str


def verify_url(code: str) -> str:
    """The address at which everybody checks a document."""
    return f"{settings.BENING_PUBLIC_URL}{PATH}{code}/"


def fingerprint(letter: Letter, row: OfficialDocument, *, now: datetime) -> str:
    """Stands for all that the files of a document say, but for the code that they bear."""
    said = {
        "letter": asdict(letter),
        "kind": row.kind,
        "number": row.number,
        "agency": (row.agency.pk, row.agency.name, row.agency.time_zone),
        "reason": _reason(row),
        "at": now,
    }
    with translation.override(OFFICIAL):
        return sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def make(letter: Letter, row: OfficialDocument, *, keys: Path, now: datetime) -> Made:
    """Sets and seals a letter, with the number of its row, and keeps the files.

    A signed pact has no DOCX: nobody edits what somebody signed. Raises DocumentNotMade,
    SealKeyUnusable, NoRoom.
    """
    with translation.override(OFFICIAL):
        return _make(replace(letter, number=row.number), row, keys=keys, now=now)


def _make(letter: Letter, row: OfficialDocument, *, keys: Path, now: datetime) -> Made:
    mark = Mark(
        code=row.code,
        verify_url=verify_url(row.code),
        kind=str(row.get_kind_display()),
        at=now,
        zone=row.agency.time_zone,
    )
    sealed = seal(
        letter_pdf(letter, mark),
        folder=keys,
        agency=row.agency.pk,
        name=row.agency.name,
        reason=_reason(row),
        at=now,
    )
    docx = letter_docx(letter, mark) if row.kind != DocumentKind.PACT else b""
    return Made(
        row.code,
        keep_made(sealed.pdf, extension="pdf"),
        keep_made(docx, extension="docx") if docx else None,
        sealed.certificate,
    )


def _reason(row: OfficialDocument) -> str:
    """What PDF readers show beside the seal."""
    signer = row.signed_by.name if row.signed_by else ""
    words = "Segel instansi, tanda tangan elektronik tidak tersertifikasi"
    office = f", {row.signed_as}" if row.signed_as else ""
    return f"{words}. Penanda tangan: {signer}{office}." if signer else f"{words}."
