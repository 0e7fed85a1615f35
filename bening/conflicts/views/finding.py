"""From a key to what the person may read; else the page does not exist."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse

Row = TypeVar("Row")


def found(read: Callable[[], Row]) -> Row:
    """What `read` gives. Raises Http404 where it finds nothing."""
    try:
        return read()
    except ObjectDoesNotExist:
        raise Http404 from None


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
