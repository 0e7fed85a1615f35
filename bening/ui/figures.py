"""Numbers and times as officials read them. Rounding happens here and only for reading."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from bening.domain.scoring.rounding import rounded, rounded_against

Exact = Fraction | Decimal | int
MINUS = "\N{MINUS SIGN}"
MISSING = "\N{EN DASH}"
UNITS = ("KB", "MB", "GB", "TB")
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def _is_indonesian() -> bool:
    return (get_language() or "id").startswith("id")


def separators() -> tuple[str, str]:
    """Decimal sign and thousands sign of the language in use."""
    return (",", ".") if _is_indonesian() else (".", ",")


def exact(value: object) -> Fraction | None:
    """The number behind a template value; None where there is none. Floats are refused."""
    if isinstance(value, Fraction):
        return value
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int | str):
        message = f"an exact number is needed, not {type(value).__name__}"
        raise TypeError(message)
    return Fraction(value)


def decimal_text(value: object, places: int = 2, *, group: bool = True) -> str:
    """`value` with `places` decimals, half up: 73,86. A missing number is an en dash."""
    number = exact(value)
    if number is None:
        return MISSING
    return _digits(number.numerator, number.denominator, places, group, separators())


@lru_cache(maxsize=8192)
def _digits(above: int, below: int, places: int, group: bool, signs: tuple[str, str]) -> str:
    """The digits of above/below, written with the signs of a language."""
    shown = rounded(Fraction(above, below), places)
    whole, _, fraction = f"{abs(shown):,.{places}f}".partition(".")
    whole = whole.replace(",", signs[1] if group else "")
    sign = MINUS if shown < 0 else ""
    return f"{sign}{whole}{signs[0]}{fraction}" if fraction else f"{sign}{whole}"


def decimal_text_beside(value: object, minimum: object) -> str:
    """`value` so that a missed minimum never looks met: 39,996 beside 40."""
    number, least = exact(value), exact(minimum)
    if number is None or least is None:
        return decimal_text(value)
    shown = rounded_against(number, least)
    return decimal_text(shown, max(2, -int(shown.as_tuple().exponent)))


def short_text(value: object, places: int = 2) -> str:
    """As `decimal_text`, without decimals where they are all zero: 75, 15,75."""
    text = decimal_text(value, places)
    decimal_sign = separators()[0]
    whole, _, fraction = text.partition(decimal_sign)
    return whole if fraction.strip("0") == "" else text


def percent_text(ratio: object, places: int = 2) -> str:
    """A ratio as a percentage: Fraction(29, 46) is 63,04%."""
    number = exact(ratio)
    return MISSING if number is None else f"{decimal_text(number * 100, places)}%"


def shortfall_text(amount: object) -> str:
    """How much is missing, never rounded away to nothing: 1,14, 0,004."""
    number = exact(amount)
    if number is None or number <= 0:
        return ""
    places = 2
    while not rounded(number, places):
        places += 1
    return decimal_text(number, places)


def size_text(count: object) -> str:
    """A file size in steps of 1,000 bytes, as file managers and storage makers count: 1,2 MB."""
    number = exact(count)
    if number is None:
        return MISSING
    if number < 1000:
        return gettext("%(count)s bita") % {"count": decimal_text(number, 0)}
    step = -1
    while number >= 1000 and step < len(UNITS) - 1:
        number /= 1000
        step += 1
    places = 1 if number < 10 else 0
    return f"{short_text(rounded(number, places), places)} {UNITS[step]}"


def local(moment: datetime | date) -> datetime | date:
    """`moment` in the zone in use; days and naive times stay as they are."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def clock_text(moment: datetime) -> str:
    """Hour and minute: 10.42."""
    return date_format(local(moment), "H.i" if _is_indonesian() else "H:i")


def zone_text(moment: datetime) -> str:
    """The abbreviation of the zone in use: WIB, WITA, WIT, or the offset elsewhere."""
    shift = timezone.localtime(moment).utcoffset() or timedelta()
    hours = shift.total_seconds() / 3600
    return ZONES.get(int(hours), "") if hours in ZONES else f"UTC{hours:+g}"


def day_text(day: date) -> str:
    """The whole date: 20 April 2026."""
    return date_format(local(day), "j F Y")


def kept_day(kept: object) -> str:
    """A day kept as ISO text, as the reader writes it; what is no day stays as it is."""
    try:
        return day_text(date.fromisoformat(str(kept)))
    except ValueError:
        return str(kept)


def short_day_text(day: date, *, year: bool = False) -> str:
    """The date in little room: 20 Apr, with its year 20 Apr 2026."""
    return date_format(local(day), "j M Y" if year else "j M")


def span_text(first: date, last: date) -> str:
    """Days from first to last: 1 April sampai 30 Juni 2026; one day alone: 21 November 2026."""
    if first == last:
        return day_text(last)
    begin = date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{begin} {gettext('sampai')} {day_text(last)}"


def weekday_text(day: date) -> str:
    """The date with its weekday: Rabu, 15 April 2026."""
    return date_format(local(day), "l, j F Y")


def full_text(moment: datetime) -> str:
    """The whole moment: 20 April 2026 10.42 WIB."""
    return f"{day_text(moment)} {clock_text(moment)} {zone_text(moment)}".strip()


def when_text(moment: datetime | date, now: datetime | None = None) -> str:
    """The shortest form that is still clear: 10.42, kemarin 14.05, 13 Apr 10.42, 13 Apr 2025."""
    now = now or datetime.now(tz=UTC)
    here = local(moment)
    today = local(now)
    is_moment = isinstance(here, datetime)
    day = here.date() if isinstance(here, datetime) else here
    this_day = today.date() if isinstance(today, datetime) else today
    clock = clock_text(moment) if isinstance(moment, datetime) else ""
    if day == this_day:
        return clock if is_moment else gettext("hari ini")
    if day == this_day - timedelta(days=1):
        return f"{gettext('kemarin')} {clock}".strip()
    if day == this_day + timedelta(days=1):
        return f"{gettext('besok')} {clock}".strip()
    if day.year != this_day.year:
        return short_day_text(day, year=True)
    return f"{short_day_text(day)} {clock}".strip()


def days_text(count: int) -> str:
    """A number of days in words: 1 hari, 9 hari."""
    return ngettext("%(count)d hari", "%(count)d hari", count) % {"count": count}


def inside_a_sentence(label: object) -> str:
    """A label as it stands inside a sentence: ``evaluasi TPI``; an abbreviation stays: ``TPI``."""
    text = str(label)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
