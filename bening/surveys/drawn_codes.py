"""QR codes as drawings inside a page."""

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def qr(path: str) -> SafeString:
    """The QR code of one of the program's own public addresses."""
    import segno  # noqa: PLC0415 - only pages with a code need it

    drawn = segno.make(address(path), error="m", micro=False)
    svg = drawn.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308 - drawn here


def address(path: str) -> str:
    """A path as an absolute address; the public one is set, never taken from a request."""
    return f"{settings.BENING_PUBLIC_URL}{path}"
