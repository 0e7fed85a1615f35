"""What is wrong with a row, in words that say what to change."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bening.accounts.imports.table import UNREADABLE_NUMBER

FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that can't be imported: line of the file, column as headed, what to change."""

    line: int
    column: str
    message: str


def cell_fault(text: str, *, most: int, required: bool) -> str:
    """The sentence against a cell of plain text, empty when it is fine."""
    if UNREADABLE_NUMBER in text:
        return _(
            "Angka ini terlalu panjang dan sudah dibulatkan aplikasi spreadsheet. "
            "Ubah format kolom menjadi teks, lalu ketik ulang."
        )
    if text.startswith(FORMULA_SIGNS):
        return _("Isi tidak boleh diawali tanda %(sign)s, karena dibaca sebagai rumus.") % {
            "sign": text[0]
        }
    if required and not text:
        return _("Wajib diisi.")
    if len(text) > most:
        return _("Paling panjang %(most)s karakter, ini %(length)s.") % {
            "most": most,
            "length": len(text),
        }
    return ""
