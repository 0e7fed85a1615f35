"""The poster for the hall as PDF."""

from datetime import datetime

from django.utils.translation import gettext as _

from bening.documents.letter_pdf import qr_svg
from bening.documents.pdf import make_pdf
from bening.surveys.models import SurveyPeriod


def poster_pdf(period: SurveyPeriod, *, url: str, shown: str, at: datetime) -> bytes:
    """One sheet of A4 whose QR leads to `url`; `shown` is the address as people type it."""
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
    data = {
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
    return make_pdf("poster.typ", data, at=at.replace(microsecond=0))
