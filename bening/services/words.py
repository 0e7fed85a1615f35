"""The sentences of services: its audit acts and its refusals."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, register, told
from bening.ui import figures, refusals


def _day(name: str) -> Callable[[Mapping[str, object]], object]:
    return lambda data: figures.kept_day(data.get(name, "–"))


ACTS: dict[str, Sentence] = {
    "service.added": _("menambahkan layanan “%(name)s”"),
    "service.changed": _("mengubah layanan “%(name)s”"),
    "service.closed": _("menutup layanan “%(name)s”"),
    "service.offered_again": _("membuka kembali layanan “%(name)s”"),
    "register.kept": told(
        _("mengisi buku layanan %(start)s sampai %(end)s: %(finished)s layanan selesai"),
        start=_day("from"),
        end=_day("until"),
    ),
}
REFUSALS = {
    "services_kept_by_unit": _(
        "Layanan %(unit)s diurus oleh kepala unit, PIC, dan anggota area 6 unit itu sendiri."
    ),
    "service_name_missing": _("Tulis nama layanan."),
    "service_text_too_long": _("Terlalu panjang: paling banyak %(longest)s huruf."),
    "service_basis_without_tariff": _("Dasar tarif memerlukan tarifnya. Tulis “Gratis” bila Rp0."),
    "service_code_malformed": _(
        "Kode terdiri atas huruf, angka, dan tanda hubung, paling panjang 24."
    ),
    "service_code_taken": _("Kode %(given)s sudah dipakai layanan lain di unit ini."),
    "service_too_many": _("Paling banyak %(most)s layanan untuk satu unit."),
    "service_is_closed": _("Layanan “%(name)s” sudah ditutup."),
    "service_is_open": _("Layanan “%(name)s” sedang dibuka."),
    "service_of_other_unit": _("Ada layanan yang bukan milik %(unit)s."),
    "register_day_in_future": _("Tanggal %(day)s belum terjadi."),
    "register_count_absurd": _("Jumlah selesai sehari antara 0 dan %(most)s."),
    "register_file_faulty": _(
        "%(count)s hal harus diperbaiki. Belum ada yang disimpan; perbaiki berkas lalu unggah lagi."
    ),
    "register_service_unknown": _("Kode layanan “%(given)s” tidak ada di unit ini."),
    "register_day_unreadable": _("“%(text)s” bukan tanggal. Tulis seperti 2026-04-20."),
    "register_count_unreadable": _("“%(text)s” bukan angka bulat 0 atau lebih."),
    "register_line_twice": _("Layanan %(given)s tanggal %(day)s sudah ada di baris lain."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
