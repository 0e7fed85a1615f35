"""Addresses of a hall's public pages, as stickers, posters and phones carry them."""

from urllib.parse import urlsplit

from django.conf import settings

from bening.queues.models import Hall, Reach


def origin_of(hall: Hall) -> str:
    """Where phones find this installation: by its public name, or in the hall's own network."""
    if hall.reach == Reach.LOCAL and hall.local_url:
        return hall.local_url
    return str(settings.BENING_PUBLIC_URL)


def hall_link(hall: Hall) -> str:
    """Where a number is taken."""
    return f"{origin_of(hall)}/antrean/{hall.slug}/"


def point_link(hall: Hall, number: int) -> str:
    """The same from one point."""
    return f"{hall_link(hall)}t/{number}/"


def kiosk_link(hall: Hall, number: int) -> str:
    """The page of a kiosk."""
    return f"{hall_link(hall)}kios/{number}/"


def spoken(url: str) -> str:
    """An address without its scheme, to be read from paper and typed."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
