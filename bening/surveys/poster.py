"""The poster for the hall as PDF, set once for what it says."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from bening.documents.letter_pdf import qr_svg
from bening.documents.pdf import make_pdf
from bening.domain.sealing.canonical import canonical
from bening.surveys.models import SurveyPeriod

MOST_KEPT = 32
"""Posters in memory; one is about 60 kB."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says. Two with the same `text` and `at` are the same sheet."""

    text: str
    at: datetime

    @property
    def etag(self) -> str:
        """Names the content, as HTTP asks for it."""
        return f'"{hashlib.sha256(f"{self.at.isoformat()} {self.text}".encode()).hexdigest()[:32]}"'

    def pdf(self) -> bytes:
        """The sheet, typeset at the first call."""
        return _typeset(self)


@lru_cache(maxsize=MOST_KEPT)
def _typeset(poster: Poster) -> bytes:
    return make_pdf("poster.typ", json.loads(poster.text), at=poster.at)


def poster_of(period: SurveyPeriod, *, url: str, shown: str) -> Poster:
    """One sheet of A4 whose QR leads to `url`; `shown` is the address as people type it.

    Its time is that of the period, so the sheet is the same whenever it is asked for.
    """
    data = _said(period, url=url, shown=shown)
    return Poster(canonical(data), (period.opened_at or period.made_at).replace(microsecond=0))


def _said(period: SurveyPeriod, *, url: str, shown: str) -> dict[str, Any]:
    has_link = period.has_open_link
    steps = (
        (_("Pindai"), _("dengan kamera ponsel. Tanpa aplikasi, tanpa akun."))
        if has_link
        else (_("Minta kartu"), _("setelah layanan selesai. Satu orang satu kartu.")),
        (_("Jawab"), _("apa adanya, sekitar dua menit. Petugas tidak melihat."))
        if has_link
        else (_("Pindai"), _("kode di kartu, atau ketik kodenya di alamat ini.")),
        (_("Simpan nomornya"), _("untuk memeriksa bahwa jawaban Anda dihitung.")),
    )
    return {
        "title": _("Survei layanan %(unit)s") % {"unit": period.unit.name},
        "unit": period.unit.name,
        "agency": period.unit.agency.name,
        "heading": _("Sudah dilayani? Ceritakan apa adanya."),
        "period": period.name,
        "steps": [{"what": what, "how": how} for what, how in steps],
        "also": [
            {"what": what, "how": how}
            for what, how in (
                (
                    _("Tidak ada yang tahu ini Anda."),
                    _("Hanya angka gabungan dari sedikitnya 5 orang yang terlihat."),
                ),
                (
                    _("Tidak membawa ponsel?"),
                    _("Pakai layar di ruang layanan, atau minta dibantu."),
                ),
                (
                    _("Ada yang meminta uang?"),
                    _("SP4N-LAPOR!: lapor.go.id atau pesan singkat ke 1708."),
                ),
            )
        ],
        "url": shown,
        "qr": qr_svg(url),
        "qr_alt": _("Kode QR menuju %(url)s") % {"url": shown},
    }
