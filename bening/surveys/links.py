"""Addresses of a period's public pages, as mails, cards and posters carry them."""

from urllib.parse import urlsplit

from django.conf import settings

from bening.surveys.models import SurveyPeriod


def public_link(period: SurveyPeriod) -> str:
    """Where a survey starts, and where a code is typed in."""
    return f"{settings.BENING_PUBLIC_URL}/survei/{period.slug}/"


def personal_link(period: SurveyPeriod, token: str) -> str:
    """Where one token answers. Holds the token: never stored, logged or shown to anybody else."""
    return f"{public_link(period)}u/{token}/"


def spoken_link(period: SurveyPeriod) -> str:
    """The first without its scheme, to be read from paper and typed."""
    parts = urlsplit(public_link(period))
    return f"{parts.netloc}{parts.path}".rstrip("/")
