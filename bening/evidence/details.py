"""What people type about evidence, made fit to be stored."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bening.evidence.refusals import EvidenceRefused

LONGEST_TITLE = 200
LONGEST_ADDRESS = 500
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Period:
    """The days something proves, both included; the end may lie ahead."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def clean_title(title: str) -> str:
    """A title in one line, cut to its length. Raises EvidenceRefused."""
    cleaned = " ".join(title.split())
    if not cleaned:
        raise EvidenceRefused("title_missing")
    return cleaned[:LONGEST_TITLE]


def clean_address(url: str) -> str:
    """A web address of http or https with a host. Raises EvidenceRefused."""
    cleaned = url.strip()
    try:
        parts = urlsplit(cleaned)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
        _ = parts.port
    except ValueError:
        usable = False
    if not usable or not cleaned.isprintable() or " " in cleaned:
        raise EvidenceRefused("address_refused", url=cleaned[:LONGEST_ADDRESS])
    if len(cleaned) > LONGEST_ADDRESS:
        raise EvidenceRefused("address_too_long", most=LONGEST_ADDRESS)
    return cleaned


def clean_period(period: Period | None) -> Period | None:
    """The same days, if they can be. Raises EvidenceRefused."""
    if period is None:
        return None
    if period.end < period.start:
        raise EvidenceRefused("period_turned", start=period.start, end=period.end)
    if period.start < EARLIEST:
        raise EvidenceRefused("period_too_early", start=period.start, earliest=EARLIEST)
    return period
