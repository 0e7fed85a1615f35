"""Stickers and posters of a hall's points as PDF: a code to scan, and what is promised."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bening.documents.letter_pdf import qr_svg
from bening.documents.sheets import PrintedSheet
from bening.queues.addresses import point_link, spoken
from bening.queues.models import KIOSKS, Hall, PriorityKind, ServicePoint, TakingPolicy
from bening.queues.priority_groups import priority_groups
from bening.queues.setups import QueueSetup, read_setup

FREE = "gratis"


class Kind(StrEnum):
    """What is printed."""

    STICKER = "sticker"
    POSTER = "poster"


def prints_of(
    hall: Hall, points: Sequence[ServicePoint], *, kind: Kind, today: date
) -> PrintedSheet:
    """One page for each point. Its time is that of the hall, so it is the same whenever asked for.

    `points` is not empty.
    """
    return PrintedSheet.saying(
        "queue_prints.typ",
        _said(hall, points, kind, today),
        at=hall.opened_at or hall.added_at,
    )


def promised_minutes(lines: Sequence[QueueSetup], today: date) -> int | None:
    """What holds for every line: the longest promise of today, or the first that will hold."""
    found = []
    for line in lines:
        by_day = sorted(line.promises, key=lambda one: one.from_day)
        begun = [one for one in by_day if one.from_day <= today]
        if by_day:
            found.append((begun[-1] if begun else by_day[0]).minutes)
    return max(found, default=None)


def _said(hall: Hall, points: Sequence[ServicePoint], kind: Kind, today: date) -> dict[str, Any]:
    lines = read_setup(hall, today).offered
    minutes = promised_minutes(lines, today)
    return {
        "kind": kind.value,
        "title": _("Ambil nomor, %(hall)s") % {"hall": hall.name},
        "agency": hall.unit.agency.name,
        "unit": hall.name,
        "sticker_heading": _("Ambil nomor di sini"),
        "sticker_steps": _("Pindai. Pilih. Duduk. Tanpa aplikasi."),
        "poster_heading": _("Anda dilayani dalam %(minutes)s menit, atau petugas tambahan datang.")
        % {"minutes": minutes}
        if minutes
        else _("Ambil nomor di sini, lalu duduk."),
        "promise_sentence": _("Dilayani dalam %(minutes)s menit, atau petugas tambahan datang.")
        % {"minutes": minutes}
        if minutes
        else "",
        "promise_alt": _("Menit ke-0 nomor diambil, menit ke-%(minutes)s batas janji")
        % {"minutes": minutes or 0},
        "promise_at": _("%(minutes)s menit") % {"minutes": minutes} if minutes else "",
        "taken": _("nomor diambil"),
        "steps": [{"what": what, "how": how} for what, how in _steps(hall)],
        "also": [{"what": what, "how": how} for what, how in _answers(hall, lines)],
        "points": [_point(hall, one) for one in points],
    }


def _point(hall: Hall, point: ServicePoint) -> dict[str, str]:
    url = point_link(hall, point.number)
    return {
        "name": _("Titik %(number)s") % {"number": point.number},
        "url": spoken(url),
        "qr": qr_svg(url),
        "qr_alt": _("Kode QR menuju %(url)s") % {"url": spoken(url)},
    }


def _steps(hall: Hall) -> tuple[tuple[str, str], ...]:
    choose = {
        TakingPolicy.REMOTE: _("keperluan Anda. Nomor langsung keluar."),
        TakingPolicy.ON_SITE: _("keperluan Anda, lalu ketik kode hadir dari layar."),
        TakingPolicy.BOOKING: _("janji temu Anda, atau buat janji untuk hari lain."),
    }[TakingPolicy(hall.policy)]
    return (
        (_("Pindai"), _("dengan kamera ponsel. Tanpa aplikasi, tanpa akun.")),
        (_("Pilih"), choose),
        (_("Duduk."), _("Ponsel memberi tahu saat giliran dekat.")),
    )


def _answers(hall: Hall, lines: Sequence[QueueSetup]) -> tuple[tuple[str, str], ...]:
    has_kiosk = hall.points.filter(kind__in=KIOSKS, closed_on__isnull=True).exists()
    without = (
        _("Pakai kios, atau minta nomor kepada petugas. Urutannya sama.")
        if has_kiosk
        else _("Minta nomor kepada petugas. Urutannya sama.")
    )
    sooner = (
        (_("Menunggu terlalu lama?"), _("Bicaralah dengan koordinator ruang layanan."))
        if hall.priority == PriorityKind.NONE
        else (
            _("Perlu didahulukan?"),
            f"{capfirst(priority_groups())}. {_('Tanpa bukti.')}",
        )
    )
    tariffs = hall.queues.filter(pk__in=[line.key for line in lines]).values_list(
        "service__tariff", flat=True
    )
    asked = _("SP4N-LAPOR!: lapor.go.id atau pesan singkat ke 1708.")
    is_free = bool(tariffs) and all(one.strip().casefold() == FREE for one in tariffs)
    return (
        (_("Tidak membawa ponsel?"), without),
        sooner,
        (_("Semua layanan gratis."), _("Ada yang meminta uang?") + " " + asked)
        if is_free
        else (_("Ada yang meminta uang?"), asked),
    )
