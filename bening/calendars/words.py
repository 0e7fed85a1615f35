"""The sentences of this feature: its audit acts, its refusals, its notices."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, label, register, told
from bening.calendars import telling
from bening.calendars.models import HolidayKind
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "holiday.added": told(
        _("menambahkan %(day)s, %(name)s (%(kind)s; %(source)s)"),
        day=day("day"),
        kind=label(HolidayKind, "kind"),
    ),
    "holiday.removed": told(
        _("menghapus %(day)s, %(name)s (%(kind)s): %(reason)s"),
        day=day("day"),
        kind=label(HolidayKind, "kind"),
    ),
    "holidays.imported": _("mengisi %(count)s hari libur %(year)s dari %(source)s"),
    "deputy.appointed": told(
        _("menetapkan %(deputy)s menggantikan %(person)s, %(starts_on)s sampai %(ends_on)s"),
        starts_on=day("starts_on"),
        ends_on=day("ends_on"),
    ),
    "deputy.ended": _("mengakhiri penggantian %(person)s oleh %(deputy)s"),
}

REFUSALS = {
    "deputy_own_or_admin": _(
        "Pengganti %(name)s ditetapkan oleh yang bersangkutan atau admin instansinya."
    ),
    "working_days_out_of_range": _(
        "%(days)s hari kerja tidak dapat dihitung; paling banyak %(most)s."
    ),
    "escalation_days": _(
        "Tiap tingkat eskalasi harus lebih lambat dari yang sebelumnya, 1 sampai %(most)s hari."
    ),
    "year_out_of_calendar": _("Kalender tidak memuat tahun %(year)s."),
    "holiday_exists": _("%(day)s sudah tercatat di kalender."),
    "holiday_name_missing": _("Isi nama hari itu."),
    "holiday_source_missing": _("Isi keputusan atau surat yang menetapkan hari itu."),
    "holiday_kind_for_agencies": _("Jenis ini hanya untuk kalender satu instansi."),
    "no_day_off_to_work": _("%(day)s bukan hari libur nasional atau cuti bersama."),
    "removal_reason_missing": _("Tulis alasan menghapusnya; alasan tersimpan di riwayat."),
    "no_days_chosen": _("Pilih paling sedikit satu hari dari usulan %(year)s."),
    "deputy_is_oneself": _("Pengganti harus orang lain."),
    "deputy_of_other_agency": _("Pengganti harus dari instansi yang sama."),
    "deputy_inactive": _("Akun %(name)s nonaktif. Pilih orang lain."),
    "deputy_span": _("Masa penggantian 1 hari sampai %(most)s hari."),
    "deputy_in_the_past": _("Penggantian mulai paling awal hari ini."),
    "deputy_reason_missing": _("Isi alasannya, misalnya cuti tahunan atau dinas luar."),
    "deputy_overlaps": _("%(name)s sudah punya pengganti pada masa itu. Akhiri dulu yang lama."),
    "deputy_is_absent": _("%(name)s sendiri berhalangan pada masa itu. Pilih orang lain."),
    "deputy_already_ended": _("Penggantian ini sudah berakhir."),
    "role_of_somebody_else": _("Peran itu bukan peran yang sedang dipegang orang ini."),
}

NOTICES: dict[str, telling.Sentence] = {
    "deputy_appointed": telling.with_days(
        _("%(deputy)s menggantikan %(person)s, %(starts_on)s sampai %(ends_on)s."),
        "starts_on",
        "ends_on",
    ),
}


def register_words() -> None:
    """Declares acts, sentences and notices; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
    telling.say(NOTICES)
