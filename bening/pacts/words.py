"""The sentences of this feature's refusals and notices."""

from django.utils.translation import gettext_lazy as _

from bening.calendars import telling
from bening.ui import refusals

REFUSALS = {
    "pacts_by_agency": _(
        "Naskah dan penandatanganan pakta %(agency)s diatur oleh admin atau kepala instansi."
    ),
    "pacts_by_head": _("Hanya kepala unit, kepala instansi, atau admin %(place)s."),
    "page_by_unit": _("Halaman publik %(unit)s diisi oleh kepala unit, PIC unit, atau admin."),
    "pact_text_empty": _("Isi naskah pakta dahulu."),
    "pact_draft_exists": _("Konsep versi %(number)s belum terbit. Ubah atau terbitkan konsep itu."),
    "pact_text_published": _(
        "Naskah versi %(number)s sudah terbit dan tidak dapat diubah. Tulis versi baru."
    ),
    "pact_text_same": _("Isi naskah sama dengan versi %(number)s. Ubah dahulu isinya."),
    "pact_text_not_published": _("Terbitkan naskah pakta dahulu."),
    "pact_text_replaced": _(
        "Naskah pakta versi %(number)s sudah diganti versi yang lebih baru. "
        "Penandatanganan dibuka lagi untuk naskah yang berlaku."
    ),
    "pact_text_changed": _(
        "Naskah pakta versi %(number)s tidak sama dengan saat diterbitkan. "
        "Tanda tangan di bawahnya tidak dihitung; hubungi pengelola sistem."
    ),
    "pact_text_other": _(
        "Naskah yang Anda baca bukan naskah yang berlaku. Muat ulang halaman lalu baca kembali."
    ),
    "campaign_exists": _("Penandatanganan naskah ini sudah dibuka untuk %(place)s."),
    "campaign_closes_early": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "campaign_minimum_wrong": _("Isi bagian minimal antara 50 dan 100 persen."),
    "campaign_not_open": _("Penandatanganan baru dimulai %(opens_on)s."),
    "unit_of_other_agency": _("%(unit)s bukan unit instansi ini."),
    "sign_for_oneself": _("Pakta hanya dapat ditandatangani oleh orangnya sendiri."),
    "not_in_campaign": _(
        "Anda tidak tercatat sebagai pegawai %(place)s. "
        "Minta admin instansi memeriksa penempatan Anda."
    ),
    "sign_in_again": _("Konfirmasi dahulu bahwa ini Anda, lalu tanda tangani."),
    "already_signed": _("%(name)s sudah menandatangani naskah ini."),
    "nobody_listed": _("Pilih paling sedikit satu orang yang hadir."),
    "listed_not_staff": _("Bukan pegawai %(place)s saat ini: %(names)s."),
    "listed_numbers_unknown": _("NIP tidak ditemukan di antara pegawai %(place)s: %(numbers)s."),
    "event_in_future": _("Tanggal acara belum terjadi."),
    "event_before_text": _("Acara itu sebelum naskah diterbitkan (%(published_on)s)."),
    "already_disputed": _("Tanda tangan ini sudah disanggah."),
    "only_lists_disputed": _("Yang dapat disanggah adalah tanda tangan dari daftar acara."),
    "signature_disputed": _(
        "%(name)s sudah menyanggah tanda tangan dari daftar acara. Yang bersangkutan perlu "
        "menandatangani sendiri."
    ),
    "no_pact_campaign": _("Penandatanganan pakta integritas untuk %(unit)s belum dibuka."),
    "no_staff_posted": _(
        "Belum ada pegawai yang ditempatkan di %(unit)s, sehingga bagian yang menandatangani "
        "tidak dapat dihitung."
    ),
    "head_has_not_signed": _("Pimpinan belum menandatangani pakta integritas: %(names)s."),
    "too_few_pacts": _(
        "Baru %(signed)s dari %(required)s pegawai menandatangani pakta; perlu paling sedikit "
        "%(wanted)s."
    ),
    "nothing_to_declare_here": _("Tidak ada program dalam persiapan yang dapat Anda canangkan."),
    "nothing_to_declare": _("Pilih paling sedikit satu program."),
    "declared_in_future": _("Tanggal pencanangan belum terjadi."),
    "declare_one_agency": _("Program yang dicanangkan bersama harus dari satu instansi."),
    "too_many_witnesses": _("Paling banyak %(most)s saksi."),
    "page_already_so": _("Halaman publik %(unit)s sudah dalam keadaan itu."),
    "nothing_to_show": _("Catat pencanangan, berita, atau komitmen %(unit)s dahulu."),
    "news_needs_link_or_text": _("Isi tautan atau isi berita."),
    "news_in_future": _("Tanggal terbit belum terjadi."),
    "news_removed": _("Berita ini sudah dihapus dari halaman."),
    "commitment_needs_proof": _("Isi tautan bukti atau pilih berkas bukti."),
    "commitment_in_future": _("Tanggal itu belum terjadi."),
    "commitment_due_early": _("Batas waktu tidak boleh sebelum komitmen disampaikan."),
    "commitment_is_closed": _("Komitmen ini sudah ditutup: %(outcome)s."),
    "commitment_is_open": _("Komitmen ini masih berjalan."),
    "commitment_reason_missing": _("Tulis alasannya; alasan ikut ditampilkan kepada publik."),
    "commitment_never_acted": _(
        "Catat dahulu apa yang sudah dilakukan sebelum menyatakan ditepati."
    ),
    "pact_paper_stays": _(
        "Pakta yang sudah ditandatangani tidak ditarik. Tanda tangan dalam daftar acara yang bukan "
        "milik Anda disanggah di halaman pakta Anda."
    ),
    "signed_list_stays": _(
        "Daftar ini bukti tanda tangan pakta yang dihitung; tidak dapat ditarik."
    ),
    "charter_stays": _("Piagam ini milik pencanangan yang sudah tercatat; tidak dapat ditarik."),
    "act_before_commitment": _("Pelaksanaan tidak boleh sebelum komitmen disampaikan."),
}

NOTICES = {
    "pact_listed": _(
        "Anda tercatat menandatangani pakta integritas di %(place)s. Periksa, dan sanggah bila "
        "bukan Anda."
    ),
}


def register_words() -> None:
    """Declares sentences; called when the application is ready."""
    refusals.say(REFUSALS)
    telling.say(NOTICES)
