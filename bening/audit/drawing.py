"""The QR code of an address of the integrity log."""

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def drawn_qr(path: str) -> SafeString:
    """The QR code of a public path; whoever places it says in words where it leads."""
    import segno  # noqa: PLC0415 - only pages with a code need it

    drawn = segno.make(f"{settings.BENING_PUBLIC_URL}{path}", error="m", micro=False)
    svg = drawn.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308 - drawn here
