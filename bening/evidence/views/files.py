"""Downloads and pictures: the right is checked here, the bytes are sent without a page thread."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bening.accounts.views.person import signed_in
from bening.adapters.downloads import Download, ticket_url
from bening.adapters.file_store import file_store
from bening.adapters.file_types import safe_name
from bening.adapters.previews import THUMBNAIL, page_name
from bening.evaluations.queries import sheets_of
from bening.evidence import queries
from bening.evidence.archive import respond
from bening.evidence.models import EvidenceRevision

_PICTURES = 300  # seconds a browser may keep a picture


def _revision(request: HttpRequest, key: UUID, number: int) -> EvidenceRevision:
    evidence = queries.evidence_by_id(signed_in(request), key)
    return get_object_or_404(evidence.revisions.select_related("file"), number=number)


@login_required
@require_safe
@never_cache
def file(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """A revision's file, as an attachment under its safe name."""
    revision = _revision(request, key, number)
    download = Download(
        path=file_store().path(revision.file_id),
        name=revision.filename,
        content_type=revision.file.media_type,
        etag=revision.file_id,
    )
    return redirect(ticket_url(request, download))


@login_required
@require_safe
@never_cache
def picture(request: HttpRequest, key: UUID, number: int, page: int) -> HttpResponse:
    """The picture of a page, drawn by the program."""
    return _picture(request, _revision(request, key, number), page_name(page))


@login_required
@require_safe
@never_cache
def thumbnail(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """The small picture of a file."""
    return _picture(request, _revision(request, key, number), THUMBNAIL)


@login_required
@require_safe
@never_cache
def archive(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """All evidence of a sheet in one ZIP."""
    sheet = get_object_or_404(sheets_of(signed_in(request)), pk=sheet_id)
    name = safe_name(f"Bukti {sheet.cycle.year} {sheet.unit.name}.zip")
    return respond(request, sheet, name=name)


def _picture(request: HttpRequest, revision: EvidenceRevision, name: str) -> HttpResponse:
    path = file_store().derived(revision.file_id, name)
    if path is None:
        raise Http404
    download = Download(
        path=path,
        name=name,
        content_type="image/webp",
        etag=f"{revision.file_id}-{name}",
        inline=True,
        cache_seconds=_PICTURES,
    )
    return redirect(ticket_url(request, download))
