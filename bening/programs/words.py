"""The sentences of this feature: its audit acts and its refusals."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.programs.models import Designation
from bening.programs.states import BY_NAME, TRANSITIONS
from bening.ui import refusals

if TYPE_CHECKING:
    from bening.audit.models import Event

ACTS: dict[str, Sentence] = {
    "program.continued": _("melanjutkan program ke tahun %(year)s"),
    "cycle.state_dates_set": _("mengatur tanggal tahapan siklus %(year)s"),
    "program.opened": told(
        _("membuka program %(year)s dengan target %(target)s"), target=label(Designation, "target")
    ),
    "program.target_changed": told(
        _("mengubah target %(year)s menjadi %(target)s"), target=label(Designation, "target")
    ),
    "award.entered": told(
        _("mencatat predikat %(designation)s, keputusan %(decree_number)s"),
        designation=label(Designation, "designation"),
    ),
}


def _taken(event: "Event", _data: Mapping[str, object]) -> str:
    """A move of the table, by its label."""
    name = event.act.removeprefix("program.")
    move = BY_NAME[name].label if name in BY_NAME else name
    return gettext("menjalankan langkah “%(move)s”") % {"move": move}


REFUSALS = {
    "sheet_not_submitted": _(
        "Lembar kerja %(unit)s belum dikirim. Periksa dan kirim dulu lembar kerjanya."
    ),
    "preliminary_not_for_unit": _("%(unit)s tidak melalui penilaian pendahuluan."),
    "preliminary_comes_first": _(
        "%(unit)s melalui penilaian pendahuluan dulu (PermenPANRB 90/2021, Lampiran II)."
    ),
    "agency_awards_wbk_only": _(
        "Instansi hanya dapat menetapkan Menuju WBK; Menuju WBBM ditetapkan Menteri."
    ),
    "still_under_way": _(
        "Program %(year)s masih %(state)s. Program lanjutan dibuka setelah program itu berakhir."
    ),
    "letter_in_future": _("Tanggal surat belum terjadi."),
    "due_before_start": _("Batas akhir tidak boleh sebelum tanggal mulai."),
    "out_of_order": _(
        "“%(move)s” berlaku saat program dalam keadaan %(needed)s; sekarang %(state)s. "
        "Muat ulang halaman untuk melihat langkah yang terbuka."
    ),
    "not_your_move": _("“%(move)s” dilakukan oleh %(roles)s."),
    "step_reason_missing": _("Tulis alasannya; alasan tersimpan bersama langkah ini."),
    "document_missing": _("“%(move)s” memerlukan dokumen: %(documents)s."),
    "foreign_document": _("Dokumen itu bukan milik program ini atau sudah ditarik."),
    "wbbm_needs_wbk": _(
        "%(unit)s belum pernah berpredikat Menuju WBK. Catat dulu keputusan WBK-nya, "
        "atau pilih target Menuju WBK."
    ),
    "program_exists": _("%(unit)s sudah punya program pada siklus %(year)s."),
    "unit_of_other_agency": _("%(unit)s bukan unit instansi ini."),
    "sheet_is_submitted": _(
        "Lembar kerja %(unit)s sudah dikirim. Buka kembali dulu sebelum mengubah target."
    ),
    "award_exists": _("Predikat itu sudah dicatat untuk %(unit)s pada tanggal yang sama."),
    "award_in_future": _("Tanggal keputusan belum terjadi. Periksa tahunnya."),
    "decree_number_missing": _("Isi nomor keputusan, seperti tertulis pada surat keputusan."),
    "decree_number_too_long": _("Nomor keputusan paling banyak %(longest)s huruf."),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    for move in TRANSITIONS:
        register(move.act, _taken)
    refusals.say(REFUSALS)
