"""Official documents in the JSON interface: read, never made."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from bening.accounts.api import caller
from bening.documents import queries
from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.documents.views import files

router = Router(tags=["dokumen"])


class DocumentOut(Schema):
    """An official document; `sha256` is that of its file, `code` opens its verification page."""

    id: UUID
    unit_id: UUID | None
    program_id: UUID | None
    kind: DocumentKind
    origin: Origin
    number: str
    title: str
    dated_on: date
    signed_by: str
    signed_as: str
    sealed_at: datetime | None
    sha256: str
    code: str
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @staticmethod
    def resolve_signed_by(document: OfficialDocument) -> str:
        """The name of the signer; empty where nobody signed here."""
        return document.signed_by.name if document.signed_by else ""

    @staticmethod
    def resolve_sha256(document: OfficialDocument) -> str:
        """The hash of the file."""
        return document.file_id


class DocumentsAsked(Schema):
    """What a list is narrowed to."""

    jenis: str = ""
    tahun: str = ""
    unit: str = ""
    q: str = ""


@router.get("/dokumen", response=list[DocumentOut], url_name="documents", summary="Dokumen resmi")
@paginate
def documents(request: HttpRequest, asked: Annotated[DocumentsAsked, Query()]) -> object:
    """Every document that the caller may read, newest first, withdrawn ones too."""
    rows = queries.readable_by(caller(request))
    return queries.filtered(rows, queries.read_filter(asked.dict()))


@router.get(
    "/dokumen/{key}", response=DocumentOut, url_name="document", summary="Satu dokumen resmi"
)
def document(request: HttpRequest, key: UUID) -> OfficialDocument:
    """What is recorded of a document."""
    return queries.document_for(caller(request), key)


@router.get(
    "/dokumen/{key}/berkas", response={302: None}, url_name="document_file", summary="Unduh dokumen"
)
def document_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Leads to the file; the address works with this token only, for a short time."""
    return files.file(request, key)


@router.get(
    "/dokumen/{key}/naskah",
    response={302: None},
    url_name="document_draft",
    summary="Unduh naskah DOCX",
)
def document_draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Leads to the DOCX of a document that was made from data."""
    return files.editable(request, key)
