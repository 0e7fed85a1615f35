"""Pages that intake answers with. They need no database: the event loop must not wait for one.

What was posted goes along unseen on each, so nobody fills in anything twice.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.domain.surveys.responses import Posted, ResponseFault
from bening.surveys import fields
from bening.surveys.screens import MODES

HEADERS: Mapping[str, str] = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-store",
}
"""What every page that may hold a token is sent with."""

LONGEST_CARRIED = 4000
LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English", "jv": "Basa Jawa", "su": "Basa Sunda"}


RETRY_AFTER = 5  # seconds that a busy server asks for


def not_taken(slug: str, faults: Sequence[ResponseFault], posted: Posted) -> bytes:
    """The page of an answer that was not taken, whatever the reason."""
    match faults[0].code if faults else "":
        case "busy":
            return busy(slug, posted, seconds=RETRY_AFTER)
        case "too_many":
            return crowded(slug, posted)
        case "closed":
            return closed(slug, posted)
        case "unknown_token" | "unknown_period":
            return unknown(slug, posted)
        case _other:
            return refused(slug, faults, posted)


def refused(slug: str, faults: Sequence[ResponseFault], posted: Posted) -> bytes:
    """422: what can't be taken, and the way back to it."""
    sentences = list(dict.fromkeys(_sentence(fault, language_in(posted)) for fault in faults))
    first = next((_screen_of(fault.field) for fault in faults if fault.field), "review")
    return _page("surveys/public_refused.html", slug, posted, faults=sentences, to=first)


def busy(slug: str, posted: Posted, *, seconds: int) -> bytes:
    """503: nothing was lost, send again in a moment."""
    return _page("surveys/public_busy.html", slug, posted, seconds=seconds)


def crowded(slug: str, posted: Posted) -> bytes:
    """429: many answers of an open link came from one network within an hour."""
    return _page("surveys/public_crowded.html", slug, posted)


def closed(slug: str, posted: Posted) -> bytes:
    """410: the survey takes no answers any more."""
    return _page("surveys/public_too_late.html", slug, posted, is_closed=True)


def unknown(slug: str, posted: Posted) -> bytes:
    """404: no such survey, or a code that is not of it."""
    return _page("surveys/public_too_late.html", slug, posted, is_closed=False)


def ui_language(language: str) -> str:
    """The language of the program's own words on a form in this language."""
    return language if language in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def language_among(asked: str | None, current: str | None, languages: Sequence[str]) -> str:
    """The language asked for; else the visitor's, where the form has it; else the form's first."""
    return next((one for one in (asked, current) if one and one in languages), languages[0])


def other_languages(language: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """The languages a page may be switched to: code and own name."""
    return [(one, LANGUAGE_NAMES.get(one, one)) for one in languages if one != language]


def send_path(slug: str) -> str:
    """Where the answers of a survey are sent: to intake, which is no page."""
    return f"/survei/{slug}/kirim/"


def language_in(posted: Posted) -> str:
    """The language a post was written in."""
    return ui_language(_last(posted.get(fields.LANGUAGE, "")))


def _page(template: str, slug: str, posted: Posted, **values: Any) -> bytes:
    language = language_in(posted)
    carried = [(name, _last(value)[:LONGEST_CARRIED]) for name, value in posted.items()]
    mode = _last(posted.get(fields.MODE, ""))
    context = {
        **values,
        "slug": slug,
        "send": send_path(slug),
        "mode": mode if mode in MODES else "",
        "carried": [pair for pair in carried if pair[0] not in {fields.AT, fields.TO}],
    }
    with override(language):
        return render_to_string(template, context).encode()


def _last(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return value
    return value[-1] if value else ""


def _screen_of(field: str) -> str:
    """The screen on which a faulty field is asked for."""
    if field == fields.SERVICE:
        return "service"
    return "about" if field.startswith("a-") else field


def _sentence(fault: ResponseFault, language: str) -> str:
    with override(language):
        match fault.code:
            case "nothing_answered":
                return _("Belum ada yang dijawab. Jawab paling sedikit satu pertanyaan.")
            case "outside_scale" | "several_values" | "unknown_item" | "unknown_not_taken":
                return _("Ada jawaban yang tidak ada pilihannya. Pilih lagi di pertanyaan itu.")
            case "suggestion_too_long":
                return _("Saran terlalu panjang: paling banyak %(longest)s huruf.") % {
                    "longest": fault.values.get("longest", 1000)
                }
            case _other:
                return _("Ada isian yang tidak terbaca. Periksa, lalu kirim lagi.")
