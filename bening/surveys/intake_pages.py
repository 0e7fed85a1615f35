"""What a respondent without script reads when an answer was not taken."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from django.templatetags.static import static
from django.utils.translation import gettext as _

from bening.domain.surveys import ResponseFault

Posted = Mapping[str, Sequence[str]]
Page = Callable[[str, Sequence[ResponseFault], Posted], bytes]
"""Slug, what is wrong, and the posted fields: a whole page that lets the answer be sent again.

Called in a thread, in the respondent's language. Fields bear the names of the form. Besides the
faults of the answer there are `closed`, `unknown_token`, `unknown_period`, `busy` and `too_many`
(answers of an open link from one address), of no field.
"""

_page: list[Page] = []


def register(page: Page) -> None:
    """Lets `page` be shown instead of the plain one."""
    _page[:] = [page]


def page(slug: str, faults: Sequence[ResponseFault], posted: Posted) -> bytes:
    """The registered page, else a plain one."""
    return (_page[0] if _page else plain)(slug, faults, posted)


def plain(slug: str, faults: Sequence[ResponseFault], _posted: Posted) -> bytes:
    """Title, one sentence, the way back."""
    title, advice = sentence(faults[0].code if faults else "")
    fields = ", ".join(sorted({fault.field for fault in faults if fault.field}))
    back = _("Kembali ke awal survei")
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Bening</title>"
        f'<link rel="stylesheet" href="{static("ui/tokens.css")}">'
        f'<link rel="stylesheet" href="{static("ui/bening.css")}">'
        f'<main class="container py-5"><h1>{escape(title)}</h1><p>{escape(advice)}</p>'
        f"<p>{escape(fields)}</p>"
        f'<p><a href="/survei/{escape(slug)}/">{escape(back)}</a></p></main></html>'
    ).encode()


def sentence(code: str) -> tuple[str, str]:
    """Title and advice in the language that is active."""
    match code:
        case "closed":
            return _("Survei ini tidak menerima jawaban"), _(
                "Masa pengisiannya belum mulai atau sudah berakhir. Terima kasih atas perhatiannya."
            )
        case "unknown_token":
            return _("Kode tidak dikenal"), _(
                "Periksa lagi kode atau tautan pada undangan Anda, lalu kirim lagi."
            )
        case "unknown_period":
            return _("Survei tidak ditemukan"), _("Periksa lagi alamat pada undangan Anda.")
        case "busy":
            return _("Sistem sedang sibuk"), _(
                "Jawaban Anda belum tersimpan. Kirim lagi beberapa detik lagi."
            )
        case "too_many":
            return _("Terlalu banyak isian dari jaringan ini"), _(
                "Jawaban Anda belum tersimpan. Kirim lagi sebentar lagi, atau pakai jaringan lain."
            )
        case "elsewhere":
            return _("Kiriman dari halaman lain ditolak"), _("Isi survei di halamannya sendiri.")
        case _other:
            return _("Jawaban belum dapat diterima"), _(
                "Ada isian yang belum tepat. Kembali, perbaiki, lalu kirim lagi."
            )
