"""The sentences of what this feature refuses and tells."""

from django.utils.translation import gettext_lazy as _

from bening.calendars.telling import say
from bening.ui import refusals

REFUSALS = {
    "discipline_rules_kept_by": _(
        "Ini dicatat oleh kepala unit, PIC, ketua area 3, atau petugas disiplin %(unit)s."
    ),
    "discipline_officer_named_by": _(
        "Petugas disiplin %(unit)s ditunjuk oleh kepala unit atau admin instansi."
    ),
    "discipline_of_keepers": _("Ini untuk petugas disiplin, kepala unit, dan pimpinan instansi."),
    "discipline_registered_by": _(
        "Dugaan pelanggaran pegawai %(unit)s dicatat oleh petugas disiplin atau atasannya."
    ),
    "discipline_examiner_named_by": _(
        "Pemeriksa ditunjuk oleh petugas disiplin atau pejabat yang memutuskan."
    ),
    "discipline_handled_by": _("Langkah ini dilakukan petugas disiplin atau pemeriksa perkara."),
    "discipline_examined_by": _("Langkah ini dilakukan pemeriksa perkara."),
    "discipline_recorded_by": _("Langkah ini dicatat petugas disiplin."),
    "discipline_decided_by": _(
        "Diputuskan oleh kepala unit atau pimpinan instansi; yang mungkin berat oleh pimpinan "
        "instansi."
    ),
    "discipline_appealed_by": _("Upaya administratif diajukan oleh yang dijatuhi sanksi."),
    "discipline_officer_exists": _("%(person)s sudah menjadi petugas disiplin unit ini."),
    "discipline_officer_has_ended": _("Tugas petugas ini sudah berakhir."),
    "discipline_title_missing": _("Tulis judul aturannya."),
    "discipline_number_missing": _("Isi nomornya."),
    "discipline_rule_exists": _("Aturan dengan nomor itu sudah tercatat pada unit ini."),
    "discipline_rule_has_ended": _("Aturan ini sudah berakhir."),
    "discipline_rules_missing": _("Pilih paling sedikit satu aturan."),
    "discipline_rule_of_another": _("Aturan itu tidak berlaku bagi unit ini."),
    "discipline_way_missing": _("Tulis cara sosialisasinya."),
    "discipline_participants_missing": _("Isi banyaknya peserta."),
    "discipline_proof_missing": _("Tulis bukti: nomor dokumen atau tempat menyimpannya."),
    "discipline_about_oneself": _("Dugaan tentang diri sendiri tidak dicatat sendiri."),
    "discipline_examines_oneself": _("Terperiksa tidak dapat menjadi pemeriksa perkaranya."),
    "discipline_examiner_exists": _("%(person)s sudah menjadi pemeriksa perkara ini."),
    "discipline_examiner_has_written": _(
        "Pemeriksa yang sudah menulis berita acara, atau perkara yang sudah diusulkan, tidak "
        "diubah lagi."
    ),
    "discipline_examiner_gone": _("Pemeriksa itu sudah dilepas."),
    "discipline_step": _("Langkah itu tidak berlaku: keadaan perkara sudah lain."),
    "discipline_text_missing": _("Isi bagian ini."),
    "discipline_text_too_long": _("Paling panjang %(most)s huruf."),
    "discipline_article_missing": _("Tulis dasarnya: pasal dan aturannya."),
    "discipline_place_missing": _("Tulis tempat dan jam pemeriksaan."),
    "discipline_reason_missing": _("Tulis alasannya."),
    "discipline_day_in_future": _("Tanggal itu belum terjadi."),
    "discipline_day_past": _("Tanggal itu sudah lewat."),
    "discipline_day_too_early": _("Paling awal %(first)s."),
    "discipline_examination_too_late": _("Pemeriksaan paling lambat %(last)s."),
    "discipline_team_incomplete": _(
        "Pemeriksa belum lengkap: atasan langsung; untuk yang mungkin berat juga unsur "
        "pengawasan dan unsur kepegawaian."
    ),
    "discipline_summons_open": _("Catat dahulu kehadiran atas panggilan sebelumnya."),
    "discipline_summons_followed": _("Panggilan sudah dipenuhi."),
    "discipline_summons_over": _(
        "Panggilan paling banyak dua kali; putusan dapat diusulkan dari bukti yang ada."
    ),
    "discipline_no_summons_open": _("Tidak ada panggilan yang menunggu catatan kehadiran."),
    "discipline_not_yet": _("Pemeriksaannya baru tanggal %(day)s."),
    "discipline_not_come": _("Terperiksa belum memenuhi panggilan."),
    "discipline_not_examined": _(
        "Putusan diusulkan setelah pemeriksaan, atau setelah dua panggilan tidak dipenuhi."
    ),
    "discipline_beyond_level": _(
        "Sanksi itu lebih berat daripada perkiraan tingkat perkara. Ubah tingkatnya dan lengkapi "
        "pemeriksanya dahulu."
    ),
    "discipline_outcome": _("Pilih terbukti atau tidak terbukti."),
    "discipline_sanction_missing": _("Pilih sanksinya."),
    "discipline_received": _("Penyampaian keputusan sudah tercatat."),
    "discipline_not_received": _("Keputusan belum disampaikan."),
    "discipline_no_appeal": _("Sanksi ini tidak membuka upaya administratif."),
    "discipline_appealed": _("Upaya administratif atas putusan ini sudah diajukan."),
    "discipline_appeal_late": _("Waktu mengajukan berakhir %(last)s."),
    "discipline_start_too_early": _(
        "Sanksi berlaku paling awal %(first)s, setelah waktu upaya administratif."
    ),
    "discipline_runs": _("Sanksi masih berjalan sampai %(last)s."),
    "discipline_recap_empty": _("Tidak ada baris yang dapat disimpan."),
    "discipline_recap_expired": _("Pratinjau sudah kedaluwarsa. Unggah berkasnya sekali lagi."),
    "discipline_absence_decided": _(
        "Sudah diputuskan, atau ambangnya tidak tercapai. Muat ulang halaman."
    ),
    "discipline_opening_reason_missing": _("Tulis alasan membuka isi ini; pembukaan tercatat."),
}

FAULTS = {
    "absence_too_long": _("Paling banyak %(value)s baris sekali impor."),
    "absence_twice": _("NIP dan masa ini sudah ada di baris sebelumnya."),
    "absence_overlaps": _("Masa ini bertumpang tindih dengan masa lain pegawai ini."),
    "absence_rounded": _("NIP dibulatkan oleh lembar kerja. Ubah kolomnya menjadi teks."),
    "absence_person": _("NIP “%(value)s” tidak dikenal pada unit yang Anda tangani."),
    "absence_day": _("Tanggal “%(value)s” tidak terbaca."),
    "absence_day_in_future": _("Tanggal %(value)s belum terjadi."),
    "absence_count": _("“%(value)s” bukan banyaknya hari, 0 sampai 366."),
    "absence_ends_before": _("Masa berakhir %(value)s, sebelum mulainya."),
    "absence_two_years": _("Masanya melewati pergantian tahun: pisahkan menjadi dua baris."),
    "absence_too_many": _("%(value)s hari lebih banyak daripada hari dalam masanya."),
    "absence_row_too_long": _("Berturut-turut %(value)s hari melebihi jumlah hari tanpa alasan."),
}

NOTICES = {
    "discipline_registered": _("Dugaan pelanggaran %(number)s tercatat."),
    "discipline_examiner": _("Anda ditunjuk sebagai pemeriksa %(number)s."),
    "discipline_summoned": _("Anda dipanggil untuk pemeriksaan %(number)s."),
    "discipline_proposed": _("Usulan putusan %(number)s menunggu keputusan Anda."),
    "discipline_returned": _("Usulan %(number)s dikembalikan untuk diperiksa lagi."),
    "discipline_decided": _("%(number)s sudah diputuskan."),
    "discipline_not_proven": _("%(number)s diputuskan: tidak terbukti."),
    "discipline_handed_over": _("Keputusan %(number)s sudah disampaikan kepada Anda."),
    "discipline_appeal_filed": _("Upaya administratif atas %(number)s diajukan."),
    "discipline_appeal_settled": _("Upaya administratif atas %(number)s sudah diputuskan."),
    "discipline_serving": _("Sanksi %(number)s mulai berlaku."),
    "discipline_closed": _("%(number)s selesai."),
    "discipline_to_law": _("%(number)s dilimpahkan ke aparat penegak hukum."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
    say(NOTICES)
