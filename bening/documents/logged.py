"""Official documents in the integrity log: whoever holds one can prove since which day it stood."""

from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from bening.audit import receipts, signing
from bening.audit.leaves import add_leaf
from bening.audit.statements import register_statement
from bening.documents.models import OfficialDocument
from bening.domain.sealing.receipts import NONCE_BYTES, Receipt, Statement, sign_statement

KIND = "document"


def statement_of(document: OfficialDocument) -> Statement:
    """What the log vouches for: the code, the SHA-256 of the file, its kind, number and day.

    The same each time it is asked: the nonce is made of the code, which has 80 random bits.
    """
    return Statement(
        KIND,
        {
            "code": document.code,
            "sha256": document.file_id,
            "kind": document.kind,
            "number": document.number,
            "dated_on": document.dated_on.isoformat(),
        },
        sha256(document.code.encode()).digest()[:NONCE_BYTES],
    )


def log_document(document: OfficialDocument, *, now: datetime) -> None:
    """Has a new document logged with the next checkpoint, in the caller's transaction."""
    add_leaf(statement_of(document).digest, now=now)


def receipt_of(document: OfficialDocument) -> Receipt:
    """The receipt of a document, signed as it is asked for. Raises `signing.KeyUnusable`."""
    key = signing.signing_key()
    return receipts.receipt_of(
        sign_statement(
            statement_of(document),
            sign=key.sign,
            public_key=key.public_key().public_bytes_raw(),
        )
    )


def register_receipts() -> None:
    """Names what receipts of documents claim; called when the application is ready."""
    register_statement(
        KIND,
        _("Dokumen resmi"),
        {
            "code": _("Kode"),
            "sha256": _("SHA-256 berkas"),
            "kind": _("Jenis"),
            "number": _("Nomor"),
            "dated_on": _("Tanggal"),
        },
    )
