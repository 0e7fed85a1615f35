"""Addresses of a hall's public pages, as displays, stickers and phones carry them; QR codes."""

from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


class Reachable(Protocol):
    """A hall, or its set-up: `local_url` is empty where phones come by the public name."""

    @property
    def local_url(self) -> str:
        """Its address in the network of the hall."""


def address(hall: Reachable, path: str) -> str:
    """A path as phones reach it: by the public name, or in the hall's own network."""
    return f"{(hall.local_url or settings.BENING_PUBLIC_URL).rstrip('/')}{path}"


class PublicHall(Reachable, Protocol):
    """The same with its part of the address."""

    @property
    def slug(self) -> str:
        """The word that names it to the public."""


def hall_link(hall: PublicHall) -> str:
    """Where a number is taken."""
    return address(hall, hall_path(hall))


def point_link(hall: PublicHall, number: int) -> str:
    """The same from one point."""
    return f"{hall_link(hall)}t/{number}/"


def kiosk_link(hall: PublicHall, number: int) -> str:
    """The page of a kiosk."""
    return f"{hall_link(hall)}kios/{number}/"


def hall_path(hall: PublicHall) -> str:
    """The path at which a number is taken."""
    return f"/antrean/{hall.slug}/"


def spoken(url: str) -> str:
    """An address as people type it."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def drawn_qr(hall: Reachable, path: str) -> SafeString:
    """The QR code of a path; whoever places it says in words where it leads."""
    return _drawn(address(hall, path))


@lru_cache(maxsize=256)
def _drawn(url: str) -> SafeString:
    import segno  # noqa: PLC0415 - only pages with a code need it

    drawn = segno.make(url, error="m", micro=False)
    svg = drawn.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308 - drawn here
