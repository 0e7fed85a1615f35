"""Downloads and pictures: the right is checked here, the bytes are sent without a page thread."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bening.accounts.views.person import signed_in
from bening.adapters.downloads import Download, ticket_url
from bening.adapters.file_store import file_store
from bening.adapters.file_types import safe_name
from bening.adapters.previews import page_name
from bening.documents import queries
from bening.documents.models import OfficialDocument
from bening.evidence.models import StoredFile

_PICTURES = 300  # seconds a browser may keep a picture


@login_required
@require_safe
@never_cache
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The document itself, as an attachment: what its hash is about."""
    document = queries.document_for(signed_in(request), key)
    return _sent(request, document, document.file)


@login_required
@require_safe
@never_cache
def editable(request: HttpRequest, key: UUID) -> HttpResponse:
    """The DOCX of a document made from data."""
    document = queries.document_for(signed_in(request), key)
    if document.editable is None:
        raise Http404
    return _sent(request, document, document.editable)


@login_required
@require_safe
@never_cache
def picture(request: HttpRequest, key: UUID, page: int) -> HttpResponse:
    """The picture of a page, drawn by the program."""
    document = queries.document_for(signed_in(request), key)
    name = page_name(page)
    path = file_store().derived(document.file_id, name)
    if path is None:
        raise Http404
    download = Download(
        path=path,
        name=name,
        content_type="image/webp",
        etag=f"{document.file_id}-{name}",
        inline=True,
        cache_seconds=_PICTURES,
    )
    return redirect(ticket_url(request, download))


def _sent(request: HttpRequest, document: OfficialDocument, stored: StoredFile) -> HttpResponse:
    download = Download(
        path=file_store().path(stored.sha256),
        name=file_name(document, stored),
        content_type=stored.media_type,
        etag=stored.sha256,
    )
    return redirect(ticket_url(request, download))


def file_name(document: OfficialDocument, stored: StoredFile) -> str:
    """What a downloaded file is called: kind, number if there is one, date."""
    parts = (document.get_kind_display(), document.number, document.dated_on.isoformat())
    words = " ".join(str(part).replace("/", "-") for part in parts if part)
    return safe_name(f"{words}.{stored.extension}")
