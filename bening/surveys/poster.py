"""The poster for the hall as PDF, set once for what it says."""

from typing import Any

from django.utils.translation import gettext as _

from bening.documents.letter_pdf import qr_svg
from bening.documents.sheets import PrintedSheet
from bening.surveys.models import SurveyPeriod


def poster_of(period: SurveyPeriod, *, url: str, shown: str) -> PrintedSheet:
    """One sheet of A4 whose QR leads to `url`; `shown` is the address as people type it.

    Its time is that of the period, so the sheet is the same whenever it is asked for.
    """
    data = _said(period, url=url, shown=shown)
    return PrintedSheet.saying("poster.typ", data, at=period.opened_at or period.made_at)


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
                    _("Yang diumumkan hanya angka gabungan dari sedikitnya 5 orang."),
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
