"""From a letter to its files: the sealed PDF and the DOCX that says the same."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from bening.adapters.pdf_seal import seal
from bening.documents.letter_docx import letter_docx
from bening.documents.letter_pdf import Mark, letter_pdf
from bening.documents.letters import Letter
from bening.documents.models import DocumentKind, OfficialDocument

PATH = "/verifikasi/"


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a document (`docx` empty: none) and the SHA-256 of the sealing certificate."""

    pdf: bytes
    docx: bytes
    certificate: str


def verify_url(code: str) -> str:
    """The address at which everybody checks a document."""
    return f"{settings.BENING_PUBLIC_URL}{PATH}{code}/"


def make(letter: Letter, row: OfficialDocument, *, keys: Path, now: datetime) -> Made:
    """Sets and seals a letter, with the number of its row.

    A signed pact has no DOCX: nobody edits what somebody signed. Raises DocumentNotMade,
    SealKeyUnusable.
    """
    letter = replace(letter, number=row.number)
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
    return Made(sealed.pdf, docx, sealed.certificate)


def _reason(row: OfficialDocument) -> str:
    """What PDF readers show beside the seal."""
    signer = row.signed_by.name if row.signed_by else ""
    words = "Segel instansi, tanda tangan elektronik tidak tersertifikasi"
    office = f", {row.signed_as}" if row.signed_as else ""
    return f"{words}. Penanda tangan: {signer}{office}." if signer else f"{words}."
