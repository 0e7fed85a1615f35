"""The sentences of this feature: its audit acts and its refusals."""

from django.utils.translation import gettext_lazy as _

from bening.agencies.models import WorkUnit
from bening.audit.acts import Sentence, field_labels, register, told
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "agency.created": _("mendaftarkan instansi %(name)s"),
    "agency.changed": _("mengubah data instansi %(name)s"),
    "unit.added": _("menambahkan unit %(code)s %(name)s"),
    "unit.changed": told(
        _("mengubah data unit %(name)s: %(fields)s"), fields=field_labels(WorkUnit, "changes")
    ),
    "unit.moved": _("memindahkan unit %(name)s dari %(before)s ke %(after)s"),
    "unit.closed": _("menutup unit %(name)s"),
    "unit.reopened": _("membuka kembali unit %(name)s"),
    "joint_area.created": _("membuat kawasan %(name)s"),
    "joint_area.changed": _("mengubah kawasan %(name)s"),
    "joint_area.removed": _("menghapus kawasan %(name)s"),
}

REFUSALS = {
    "agency_name_taken": _("Sudah ada instansi bernama %(name)s."),
    "unit_code_taken": _(
        "Kode %(unit_code)s sudah dipakai unit lain di instansi ini. Kode unit harus unik."
    ),
    "unit_name_missing": _("Isi nama unit kerja."),
    "unit_code_missing": _("Isi kode unit, misalnya 3301."),
    "unit_text_too_long": _("Terlalu panjang: %(label)s paling banyak %(most)s huruf."),
    "parent_closed": _("Unit induk %(parent)s sudah ditutup. Pilih unit induk yang masih aktif."),
    "parent_below": _(
        "%(unit)s tidak dapat dipindah ke bawah dirinya sendiri atau unit bawahannya."
    ),
    "open_units_below": _(
        "Tutup atau pindahkan dulu %(count)s unit aktif di bawah %(unit)s, lalu tutup unit ini."
    ),
    "unit_already_closed": _("Unit %(unit)s sudah ditutup."),
    "unit_not_closed": _("Unit %(unit)s tidak sedang ditutup."),
    "tree_too_deep": _("Pohon unit paling dalam %(most)s tingkat."),
    "joint_area_name_taken": _("Sudah ada kawasan bernama %(name)s."),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
