"""From a key to what the person may read, and a PDF of it."""

from django.http import HttpResponse

from bening.ui.finding import found

__all__ = ["found", "pdf_page"]


def pdf_page(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep; nothing on the way keeps it."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "Cache-Control": "no-store",
        },
    )
