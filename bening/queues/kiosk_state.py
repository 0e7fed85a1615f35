"""What a kiosk with its own program has to know to give numbers by itself."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from bening.queues.addresses import address
from bening.queues.kiosk_books import DAYS_AHEAD, Share, shares
from bening.queues.kiosk_pages import (
    LANGUAGES,
    Waits,
    promised,
    said_words,
    wait_words,
    waits_of,
)
from bening.queues.models import KioskBook, NumberSeries
from bening.queues.setups import HallSetup, PointSetup, QueueSetup
from bening.queues.words_kiosks import REFUSALS


def state(
    hall: HallSetup, point: PointSetup, book: KioskBook | None, now: datetime
) -> dict[str, Any]:
    """Lines, hours, what is left of the day's caps, the mark and the last numbers of its book.

    Without a book the kiosk is told to begin another (`renew`), and has no mark until then.
    """
    mark = book.mark if book else ""
    today = hall.hours.day_of(now)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    waits = waits_of(hall, now)
    left = shares(hall, today, now)
    rows = NumberSeries.objects.filter(queue__hall=hall.key, mark=mark, day__gte=today)
    rows = rows if mark else rows.none()
    return {
        "hall": hall.unit_name,
        "zone": hall.zone,
        "place": point.place,
        "book": str(book.book) if book else "",
        "mark": mark,
        "renew": book is None,
        "home": address(hall, "/tiket/"),
        "open": [
            [begins.isoformat(), ends.isoformat()]
            for day in days
            for begins, ends in hall.hours.open_spans(day)
        ],
        "ended": ended.isoformat() if (ended := hall.issuing_ended_at(today)) else "",
        "lines": [
            {
                "queue": str(one.key),
                "prefix": one.prefix,
                "name": one.name,
                "minutes": promised(one, today),
                "cap": _cap(left.get(one.key), today),
                "words": {language: _words_of(one, waits, language) for language in LANGUAGES},
            }
            for one in hall.offered
        ],
        "refusals": _refusals(),
        "words": {language: _kiosk_words(language) for language in LANGUAGES},
        "last": [
            {"queue": str(one.queue_id), "day": one.day.isoformat(), "number": one.last}
            for one in rows
        ],
    }


def _cap(share: Share | None, today: date) -> dict[str, Any] | None:
    if share is None:
        return None
    return {"day": today.isoformat(), "left": share.left, "fresh": share.fresh}


def _words_of(line: QueueSetup, waits: Mapping[str, Waits], language: str) -> dict[str, str]:
    known = waits.get(line.prefix, Waits())
    with translation.override(language):
        return {"wait": wait_words(known), "said": said_words(known)}


def _refusals() -> dict[str, str]:
    """Why a number was not taken over, for whoever looks after the kiosk."""
    with translation.override("id"):
        return {code: str(words) for code, words in REFUSALS.items() if "%(" not in words}


def _kiosk_words(language: str) -> dict[str, str]:
    """What a kiosk says by itself, and prints."""
    with translation.override(language):
        return {
            "offline": _("Sambungan terputus. Nomor tetap diberikan dan tetap berlaku."),
            "not_open": _("Ruang layanan belum buka atau sudah tutup. Tidak ada nomor diberikan."),
            "no_numbers_left": _("Nomor hari ini habis. Tanyakan kepada petugas."),
            "cap_reached": _("Nomor layanan ini habis untuk hari ini. Tanyakan kepada petugas."),
            "unknown_line": _("Layanan itu tidak lagi ada di sini. Pilih yang lain."),
            "not_set_up": _("Kios ini belum tersambung. Tanyakan kepada petugas."),
            "stopped": _("Kios ini tidak dipakai lagi. Ambil nomor lewat QR atau petugas."),
            "no_paper": _(
                "Kertas habis. Pindai kode ini, atau ingat nomornya: nomor tetap berlaku."
            ),
            "latest": _("Paling lambat {at}"),
            "promise": _("dilayani, atau petugas tambahan datang"),
            "follow": _("Pantau di ponsel dengan kode ini."),
            "foot": _("Tidak ada yang boleh meminta imbalan."),
        }
