"""Addresses of a hall's public pages, as stickers, posters and phones carry them."""

from bening.queues.addresses import address
from bening.queues.models import Hall


def hall_link(hall: Hall) -> str:
    """Where a number is taken."""
    return address(hall, f"/antrean/{hall.slug}/")


def point_link(hall: Hall, number: int) -> str:
    """The same from one point."""
    return f"{hall_link(hall)}t/{number}/"


def kiosk_link(hall: Hall, number: int) -> str:
    """The page of a kiosk."""
    return f"{hall_link(hall)}kios/{number}/"
