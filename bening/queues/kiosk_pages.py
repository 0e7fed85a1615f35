"""The pages of a kiosk: choosing, confirming, the number.

The server draws them with what it knows; for `bening kiosk` with places that the kiosk fills in
(`bening.queues.kiosk.places`), so that both look and read the same.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bening.domain.queueing import QueueRefused
from bening.queues.kiosk import spoken
from bening.queues.kiosk.places import name_of, place
from bening.queues.looks import look_at, newcomers
from bening.queues.setups import HallSetup, QueueSetup
from bening.queues.visitor_state import range_text
from bening.ui.figures import clock_text

TEMPLATE = "queues/kiosk.html"
LANGUAGES: Final = ("id", "en")
IDLE = 40
"""Seconds after which an untouched kiosk is back at its start."""
MOST_KEPT = 64
"""Halls whose kiosks' pages are kept in memory; those of one are about 300 kB."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a kiosk is used now: what stands in the address of each of its pages."""

    language: str = "id"
    is_priority: bool = False
    is_low: bool = False
    paper: int = 80
    secret: str = ""
    base: str = ""

    def link(self, **more: str) -> str:
        """The address of a page of this kiosk that looks the same."""
        fields = {
            "kunci": self.secret,
            "bahasa": self.language if self.language != "id" else "",
            "rendah": "1" if self.is_low else "",
            "lebar": str(self.paper) if self.paper != 80 else "",
            "prioritas": "1" if self.is_priority else "",
            **more,
        }
        query = urlencode({name: value for name, value in fields.items() if value})
        return f"{self.base}?{query}" if query else self.base or "?"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a kiosk offers it. `wait` and `said` are what is known of waiting now."""

    prefix: str
    name: str
    hint: str
    link: str
    wait: str = ""
    said: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Out:
    """The number that was given."""

    label: str
    service: str
    taken: str
    due: str
    said: str
    qr: SafeString
    is_printed: str


@dataclass(frozen=True, slots=True)
class Waits:
    """What is known of waiting in a line: how many, and the range of minutes as text."""

    count: int = 0
    range: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page is drawn with; exactly one of the steps."""

    hall: HallSetup
    look: Look
    clock: str
    clock_iso: str
    lines: Sequence[Line] = ()
    line: Line | None = None
    out: Out | None = None
    key: str = ""
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def page(drawn: Drawn) -> str:
    """The page as HTML, in the language of its look and the zone of its hall."""
    look = drawn.look
    with translation.override(look.language), timezone.override(ZoneInfo(drawn.hall.zone)):
        links = {
            "home": replace(look, language="id", is_priority=False, is_low=False).link(),
            "back": look.link(),
            "start": replace(look, is_priority=False).link(),
            "priority": replace(look, is_priority=True).link(),
            "language": replace(
                look, language="id" if look.language == "en" else "en", is_priority=False
            ).link(),
            "height": replace(look, is_low=not look.is_low, is_priority=False).link(),
        }
        return render_to_string(
            TEMPLATE,
            {
                "drawn": drawn,
                "look": look,
                "language": look.language,
                "links": links,
                "promise": promise_words(drawn.hall),
                "clips": _clips(drawn),
                "idle": IDLE,
                "paper": drawn.extra.get("paper", look.paper),
            },
        )


def _clips(drawn: Drawn) -> str:
    """Addresses of the recordings that say the page, in Indonesian; a place in a kept page."""
    if drawn.look.language != "id":
        return ""
    out = drawn.out
    if out is None:
        names = spoken.CONFIRM if drawn.line else spoken.WELCOME
        if drawn.look.is_priority:
            names = tuple(name for name in names if name != spoken.PRIORITY)
    elif drawn.extra.get("is_kept"):
        return place("clips")
    else:
        names = spoken.of_number(out.label, is_printed=out.is_printed == "1")
    return " ".join(static(f"{spoken.FOLDER}/{name}.mp3") for name in names)


def promise_words(hall: HallSetup) -> str:
    """The longest promise of the hall, in minutes; "" where none is in force."""
    day = hall.hours.day_of(timezone.now())
    minutes = {found for one in hall.offered if (found := promised(one, day))}
    return str(max(minutes)) if minutes else ""


def promised(line: QueueSetup, day: date) -> int:
    """Minutes promised in a line on a day; 0 where nothing is."""
    try:
        return line.promise(day).minutes
    except QueueRefused:
        return 0


def waits_of(hall: HallSetup, now: datetime) -> dict[str, Waits]:
    """Of each line, by its letter: how many wait and about how long."""
    look = look_at(hall.key, now=now)
    expected = newcomers(look)
    found = {}
    for one in hall.queues:
        known = expected.get(one.key)
        text = range_text(known.wait) if known and known.wait else ""
        found[one.prefix] = Waits(look.waiting.get(str(one.key), 0), text)
    return found


def wait_words(waits: Waits) -> str:
    """Beside a line."""
    if waits.range:
        return _("%(range)s menit") % {"range": waits.range}
    return ngettext("%(count)s orang", "%(count)s orang", waits.count) % {"count": waits.count}


def said_words(waits: Waits) -> str:
    """Before somebody takes a number."""
    if not waits.count:
        return _("Tidak ada yang menunggu di layanan ini.")
    words = ngettext(
        "%(count)s orang menunggu di layanan ini.",
        "%(count)s orang menunggu di layanan ini.",
        waits.count,
    ) % {"count": waits.count}
    if waits.range:
        words += " " + _("Perkiraan giliran Anda %(range)s menit lagi.") % {"range": waits.range}
    return words


def ahead_words(waits: Mapping[str, Waits], letter: str) -> str:
    """Behind a number that was just given: who else waits in its line."""
    others = max(0, waits.get(letter, Waits()).count - 1)
    if not others:
        return _("Belum ada orang lain yang menunggu di layanan ini.")
    return ngettext(
        "%(count)s orang lain menunggu di layanan ini.",
        "%(count)s orang lain menunggu di layanan ini.",
        others,
    ) % {"count": others}


def due_words(hall: HallSetup, line: QueueSetup, now: datetime) -> str:
    """Until when somebody who takes a number now is served, as a clock shows it."""
    if not (minutes := promised(line, hall.hours.day_of(now))):
        return ""
    with timezone.override(ZoneInfo(hall.zone)):
        return clock_text(hall.hours.add(now, timedelta(minutes=minutes)))


def lines_of(
    hall: HallSetup, look: Look, *, waits: Mapping[str, Waits] | None, now: datetime
) -> tuple[Line, ...]:
    """The lines as offered; without `waits` with places for what is known of waiting."""
    found = []
    with translation.override(look.language):
        for one in hall.offered:
            letter = one.prefix
            known = waits.get(letter, Waits()) if waits is not None else None
            found.append(
                Line(
                    prefix=letter,
                    name=one.name,
                    hint=one.hint,
                    link=look.link(antrean=letter),
                    wait=wait_words(known) if known else place(f"wait-{letter}"),
                    said=said_words(known) if known else place(f"said-{letter}"),
                    due=due_words(hall, one, now) if known else place(f"due-{letter}"),
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Kept:
    """The pages of a kiosk by name. `version` changes with them."""

    pages: Mapping[str, str]
    version: str


_kept: dict[uuid.UUID, tuple[HallSetup, date, Kept]] = {}


def kept_pages(hall: HallSetup, now: datetime) -> Kept:
    """Every page that a kiosk may have to show, with places in it; drawn once for a set-up."""
    day = hall.hours.day_of(now)
    there = _kept.get(hall.key)
    if there is not None and there[:2] == (hall, day):
        return there[2]
    pages = _draw_pages(hall, now)
    text = json.dumps(pages, sort_keys=True)
    made = Kept(pages, hashlib.sha256(text.encode()).hexdigest()[:32])
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[hall.key] = hall, day, made
    return made


def _draw_pages(hall: HallSetup, now: datetime) -> dict[str, str]:
    pages = {}
    for language in LANGUAGES:
        for is_low in (False, True):
            for is_priority in (False, True):
                look = Look(language=language, is_low=is_low, is_priority=is_priority, base="/")
                lines = lines_of(hall, look, waits=None, now=now)
                base = Drawn(
                    hall=hall,
                    look=look,
                    clock=place("clock"),
                    clock_iso=place("clock_iso"),
                    note=place("note"),
                    extra={"paper": place("paper"), "is_kept": True},
                )
                pages[_named("start", look)] = page(replace(base, lines=lines))
                for line in lines:
                    drawn = replace(base, line=line, key=place("key"))
                    pages[_named(f"line-{line.prefix}", look)] = page(drawn)
            pages[_named("out", replace(look, is_priority=False))] = page(
                replace(base, look=replace(look, is_priority=False), out=_out_places())
            )
    pages["staff.id"] = _staff_page(hall)
    return pages


def _staff_page(hall: HallSetup) -> str:
    """How a kiosk fares, which only the kiosk knows."""
    names = ("place", "mark", "stands", "met", "offset", "waits", "refused")
    context: dict[str, Any] = {name: place(name) for name in names}
    context |= {"rows": mark_safe(place("rows")), "hall": hall, "language": "id"}  # noqa: S308 - a constant
    with translation.override("id"):
        return render_to_string("queues/kiosk_staff.html", context)


def _named(step: str, look: Look) -> str:
    return name_of(step, look.language, is_low=look.is_low, is_priority=look.is_priority)


def _out_places() -> Out:
    return Out(
        label=place("number"),
        service=place("service"),
        taken=place("taken"),
        due=place("due"),
        said=place("said"),
        qr=mark_safe(place("qr")),  # noqa: S308 - a constant
        is_printed=place("printed"),
    )
