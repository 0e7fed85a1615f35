"""Audit acts and refusals of questionnaires, periods and invitations."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.surveys.models import InvitationMeans, PopulationSource
from bening.ui import figures, refusals


def _day(name: str) -> Callable[[Mapping[str, object]], object]:
    return lambda data: figures.kept_day(data.get(name, "–"))


_DAYS = {"start": _day("from"), "end": _day("until")}

ACTS: dict[str, Sentence] = {
    "questionnaire.adapted": _("menyesuaikan kuesioner “%(title)s” menjadi versi %(version)s"),
    "questionnaire.edited": _("mengubah rancangan kuesioner “%(title)s” (%(items)s butir)"),
    "questionnaire.approved": _("menyetujui kuesioner “%(title)s” versi %(version)s"),
    "questionnaire.discarded": _("membuang rancangan kuesioner “%(title)s”"),
    "questionnaire.retired": _("menghentikan kuesioner “%(title)s” versi %(version)s"),
    "survey_period.designed": told(
        _("merancang periode %(name)s, %(start)s sampai %(end)s"), **_DAYS
    ),
    "survey_period.changed": told(
        _("mengubah rancangan periode %(name)s, %(start)s sampai %(end)s"), **_DAYS
    ),
    "survey_period.discarded": _("membuang rancangan periode %(name)s"),
    "survey_period.approved": told(
        _("menyetujui periode %(name)s: N %(population)s (%(source)s), perlu %(wanted)s isian"),
        source=label(PopulationSource, "source"),
    ),
    "survey_period.returned": _("menarik persetujuan periode %(name)s: %(reason)s"),
    "survey_period.opened": _("membuka periode %(name)s"),
    "survey_period.closed": _("menutup periode %(name)s pada akhir waktunya"),
    "survey_period.closed_early": _("menutup periode %(name)s lebih awal: %(reason)s"),
    "invitation.prepared": _(
        "membaca daftar undangan: %(frame)s orang, %(drawn)s terpilih, %(held_back)s ditahan"
    ),
    "invitation.sent": _("mengirim undangan dari daftar %(frame)s orang (%(drawn)s terpilih)"),
    "invitation.reminded": _("mengirim pengingat kepada %(invited)s orang yang diundang"),
    "invitation.discarded": _("membuang daftar undangan %(frame)s orang sebelum dikirim"),
    "invitation.printed": told(
        _("mencetak %(count)s kode (%(means)s)"), means=label(InvitationMeans, "means")
    ),
    "invitation.not_printed": told(
        _("membatalkan %(count)s kode yang tidak jadi tercetak (%(means)s)"),
        means=label(InvitationMeans, "means"),
    ),
}
REFUSALS = {
    "surveys_run_by_officers": _(
        "Survei %(unit)s diurus oleh kepala unit, PIC, dan anggota area 6 unit itu sendiri."
    ),
    "surveys_led_by_head": _(
        "Survei disetujui, ditutup, ditetapkan, dan diumumkan oleh kepala %(unit)s."
    ),
    "surveys_judged_by_tpi": _("Integritas survei %(unit)s dinilai oleh TPI dan inspektur."),
    "surveys_judged_not_by_own": _(
        "Anda bagian dari %(unit)s, jadi tidak dapat menilai survei unit itu."
    ),
    "surveys_read_by_role": _("Anda tidak punya peran yang mencakup %(unit)s."),
    "questionnaires_by_admin": _("Kuesioner disesuaikan dan disetujui oleh admin %(agency)s."),
    "questionnaire_of_other_agency": _("Kuesioner itu milik instansi lain."),
    "questionnaire_not_approved": _(
        "Kuesioner “%(title)s” belum disetujui atau tidak dipakai lagi. Pilih yang disetujui."
    ),
    "questionnaire_draft_exists": _(
        "Sudah ada rancangan “%(title)s”. Lanjutkan atau buang rancangan itu dulu."
    ),
    "questionnaire_is_fixed": _(
        "Kuesioner “%(title)s” sudah disetujui dan tidak berubah lagi. Buat versi berikutnya."
    ),
    "questionnaire_is_shipped": _("“%(title)s” kuesioner bawaan. Sesuaikan dulu untuk instansi."),
    "questionnaire_is_planned": _("Rancangan “%(title)s” sudah dipakai sebuah periode."),
    "questionnaire_faulty": _("Masih ada %(count)s hal yang harus diperbaiki di kuesioner ini."),
    "survey_period_name_missing": _("Tulis nama periode."),
    "survey_period_name_too_long": _("Terlalu panjang: paling banyak %(longest)s huruf."),
    "survey_period_ends_before_start": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "survey_period_too_long": _("Satu periode paling lama %(most)s hari."),
    "survey_period_is_past": _("Hari terakhirnya (%(ends_on)s) sudah lewat."),
    "survey_period_hours_turned": _("Jam tutup harus sesudah jam buka."),
    "survey_period_overlaps": _(
        "Waktunya bertumpukan dengan “%(name)s” yang menanyakan hal yang sama. Satu orang cukup "
        "ditanya sekali."
    ),
    "survey_period_year_is_full": _(
        "Semua triwulan %(year)s sudah lewat atau sudah ada periodenya."
    ),
    "survey_period_address_taken": _("Alamat halaman survei tidak dapat dibuat. Coba sekali lagi."),
    "survey_period_is_fixed": _(
        "“%(name)s” sekarang %(state)s; rancangannya tidak berubah lagi. Tarik persetujuan dulu."
    ),
    "survey_period_is_closed": _("“%(name)s” sudah ditutup dan tidak berubah lagi."),
    "survey_period_has_invitations": _(
        "“%(name)s” sudah punya undangan, jadi tidak dapat dibuang."
    ),
    "survey_period_not_begun": _("Survei dibuka mulai %(starts_on)s."),
    "survey_period_is_over": _(
        "Hari terakhirnya (%(ends_on)s) sudah lewat, jadi tidak dapat dibuka."
    ),
    "survey_period_not_over": _("Survei berjalan sampai %(ends_on)s."),
    "survey_period_takes_no_invitations": _(
        "Undangan disiapkan untuk periode yang disetujui atau dibuka; periode ini %(state)s."
    ),
    "survey_period_not_open": _("Undangan dikirim selama survei dibuka; periode ini %(state)s."),
    "reopening": _("Periode yang sudah ditutup tidak dapat dibuka atau diubah kembali."),
    "not_from_here": _("Langkah itu tidak dapat dari keadaan sekarang. Muat ulang halaman."),
    "not_theirs": _("Langkah itu bukan giliran Anda."),
    "unknown_move": _("Langkah itu tidak dikenal."),
    "survey_reason_missing": _("Tulis alasannya."),
    "population_is_empty": _("Tulis berapa pengguna layanan."),
    "population_absurd": _("Paling banyak %(most)s."),
    "population_source_missing": _("Angka yang diketik perlu sumber: dokumen dan halamannya."),
    "population_source_too_long": _("Terlalu panjang: paling banyak %(longest)s huruf."),
    "population_days_missing": _("Pilih dari tanggal berapa sampai tanggal berapa dihitung."),
    "population_days_turned": _("Tanggal akhir tidak boleh sebelum tanggal awal."),
    "population_register_empty": _(
        "Buku layanan tidak mencatat layanan selesai pada tanggal itu. Isi buku layanan, atau "
        "ketik N dengan sumbernya."
    ),
    "invitation_list_empty": _("Daftar itu kosong."),
    "invitation_list_faulty": _(
        "%(count)s hal harus diperbaiki. Tidak ada alamat yang disimpan; perbaiki lalu unggah lagi."
    ),
    "invitation_columns_unknown": _(
        "Kolom %(columns)s tidak dikenali. Pilih kolomnya di bawah, lalu unggah berkas lagi."
    ),
    "invitation_too_few": _(
        "Hanya %(count)s orang yang dapat diundang. Paling sedikit %(least)s, supaya tak seorang "
        "pun dapat ditebak; pakai kartu cetak untuk yang lebih sedikit."
    ),
    "invitation_service_unknown": _("Kode layanan “%(given)s” tidak ada di unit ini."),
    "invitation_address_unreadable": _("“%(given)s” bukan alamat surel."),
    "invitation_address_of_staff": _(
        "Alamat ini milik pegawai instansi; yang diundang hanya pengguna layanan."
    ),
    "invitation_day_unreadable": _("“%(given)s” bukan tanggal. Tulis seperti 2026-04-20."),
    "invitation_day_in_future": _("Tanggal %(day)s belum terjadi; undang setelah layanan selesai."),
    "invitation_day_too_old": _("Tanggal %(day)s lebih dari setahun lalu."),
    "sample_size_missing": _("Tulis berapa orang yang diambil sebagai sampel."),
    "card_count_absurd": _("Antara 1 dan %(most)s kode sekali cetak."),
    "cards_by_means": _("Pilih kartu atau kode layar."),
    "mail_is_not_set": _(
        "Server surel belum diatur, jadi undangan tidak dapat dikirim. Hubungi operator, atau "
        "cetak kartu."
    ),
    "batch_is_sent": _("Undangan ini sudah dikirim."),
    "batch_not_sent": _("Pengingat dikirim setelah semua undangan terkirim."),
    "batch_is_reminded": _("Pengingat sudah dikirim pada %(day)s; satu kali cukup."),
    "survey_period_has_answers": _(
        "%(name)s sudah memuat isian hasil impor; rancangannya tidak dapat diubah lagi."
    ),
    "contacts_are_gone": _("Alamat undangan ini sudah dihapus sesuai batas waktunya."),
    "survey_network_unreadable": _(
        "“%(given)s” bukan jaringan. Tulis seperti 10.1.0.0/16 atau 203.0.113.7."
    ),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
