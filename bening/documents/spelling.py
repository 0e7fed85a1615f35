"""Numbers and times as an Indonesian document spells them."""

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from bening.domain.scoring import decimal_text, rounded, rounded_against

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def points(value: Fraction) -> str:
    """Points with two decimals, halves up: ``73,86``."""
    return f"{rounded(value):f}".replace(".", ",")


def points_against(value: Fraction, minimum: Fraction) -> str:
    """Points that never look as if they met a minimum they miss: ``39,996`` beside 40."""
    return f"{rounded_against(value, minimum):f}".replace(".", ",")


def missing(value: Fraction) -> str:
    """What is missing, with as many decimals as it takes not to be 0: ``1,14`` or ``0,004``."""
    places = 2
    while value and not rounded(value, places):
        places += 1
    return f"{rounded(value, places):f}".replace(".", ",")


def percent(share: Fraction) -> str:
    """A share as percent with at most two decimals: ``77,5%``."""
    text = f"{rounded(share * 100):f}".rstrip("0").rstrip(".")
    return f"{text.replace('.', ',')}%"


def weight(value: Fraction) -> str:
    """A weight or a minimum: whole ones without decimals, others with two: ``8``, ``17,50``."""
    return str(value.numerator) if value.denominator == 1 else points(value)


def exact(value: Fraction) -> str:
    """A number with all its digits: ``3,62``."""
    return decimal_text(value).replace(".", ",")


def written_day(day: date) -> str:
    """A day: ``15 April 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime, zone: str) -> str:
    """A time in a zone: ``15 April 2026 pukul 10.30 WIB``."""
    local = at.astimezone(ZoneInfo(zone))
    name = ZONES.get(zone, local.tzname() or zone)
    return f"{written_day(local)} pukul {local:%H.%M} {name}"
