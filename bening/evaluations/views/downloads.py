"""A sheet as the official workbook, as PDF and as JSON."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bening.evaluations import exchange, queries
from bening.evaluations.views.entry import scoped_sheet
from bening.instruments.workbook.content import SheetContent

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Made = Callable[[queries.FilledSheet, SheetContent], bytes]


def _download(
    request: HttpRequest, sheet_id: UUID, *, kind: str, extension: str, media: str, make: Made
) -> HttpResponse:
    sheet = scoped_sheet(request, sheet_id)
    now = timezone.now()
    filled = queries.filled(sheet, now=now)
    response = HttpResponse(make(filled, exchange.content_of(filled, now=now)), content_type=media)
    name = exchange.filename(sheet, kind, extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def workbook(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The workbook in the layout of Annex III."""
    from bening.instruments.workbook import write_workbook  # noqa: PLC0415 - heavy, used here only

    return _download(
        request,
        sheet_id,
        kind="lke",
        extension="xlsx",
        media=XLSX,
        make=lambda _, content: write_workbook(content),
    )


@login_required
@require_GET
def sheet_document(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The whole sheet as an accessible PDF."""
    from bening.documents import sheet_pdf  # noqa: PLC0415 - heavy, used here only

    return _download(
        request,
        sheet_id,
        kind="lke",
        extension="pdf",
        media="application/pdf",
        make=lambda filled, content: sheet_pdf(content, filled.summary),
    )


@login_required
@require_GET
def score_document(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The score against every threshold as an accessible PDF."""
    from bening.documents import score_pdf  # noqa: PLC0415 - heavy, used here only

    return _download(
        request,
        sheet_id,
        kind="nilai",
        extension="pdf",
        media="application/pdf",
        make=lambda filled, content: score_pdf(content, filled.summary),
    )


@login_required
@require_GET
def answers_file(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The answers as JSON, as `bening score` and the import read them."""
    return _download(
        request,
        sheet_id,
        kind="jawaban",
        extension="json",
        media="application/json; charset=utf-8",
        make=lambda filled, _: exchange.answers_json(filled).encode(),
    )
