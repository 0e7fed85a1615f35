"""The sentences of what this feature refuses and tells, and the headings of its forms."""

from django.utils.translation import gettext_lazy as _

from bening.calendars.telling import say
from bening.domain.conflicts import Section
from bening.ui import refusals

SECTIONS = {
    Section.FAMILY: _("Hubungan keluarga dan kerabat"),
    Section.BUSINESS: _("Hubungan bisnis dan finansial"),
    Section.OTHER_WORK: _("Pekerjaan lain"),
    Section.PUBLIC_POSTS: _("Jabatan publik lain"),
    Section.AFFILIATIONS: _("Afiliasi lain"),
    Section.AFTER_OFFICE: _("Rencana setelah pensiun atau berhenti"),
}
"""The parts of the list, as the form of PermenPANRB 17/2024 names them."""

ASKED = {
    Section.FAMILY: (_("Nama keluarga atau kerabat"), _("Hubungan"), _("Pekerjaan dan tempatnya")),
    Section.BUSINESS: (_("Nama usaha"), _("Kepentingan"), _("Bidang usaha dan keterangan")),
    Section.OTHER_WORK: (_("Pemberi kerja"), _("Jabatan"), _("Uraian pekerjaan")),
    Section.PUBLIC_POSTS: (_("Lembaga"), _("Jabatan"), _("Masa jabatan dan keterangan")),
    Section.AFFILIATIONS: (_("Organisasi"), _("Kedudukan"), _("Keterangan")),
    Section.AFTER_OFFICE: (_("Tujuan"), _("Rencana"), _("Waktu dan keterangan")),
}
"""What each part asks: its name, the relation, more."""

STATEMENT = _(
    "Saya menyatakan bahwa daftar kepentingan pribadi ini saya isi dengan benar dan lengkap, dan "
    "saya akan memperbaruinya bila ada perubahan."
)
FREE = _(
    "Saya menyatakan tidak mempunyai konflik kepentingan dalam penugasan ini, dan akan segera "
    "mendeklarasikannya bila kemudian timbul."
)

REFUSALS = {
    "interests_unanswered": _("Bagian %(parts)s belum diisi. Isi, atau nyatakan bahwa tidak ada."),
    "interest_name_missing": _("Isi kolom pertama."),
    "interest_relation_missing": _("Isi hubungan atau kedudukannya."),
    "interest_too_long": _("Paling panjang %(most)s huruf."),
    "interest_repeated": _("Isian itu sudah ada."),
    "interests_too_many": _("Satu bagian memuat paling banyak %(most)s isian."),
    "interest_gone": _("Isian itu sudah tidak ada."),
    "interests_not_empty": _("Bagian %(part)s masih berisi. Hapus isiannya dahulu."),
    "interest_in_oneself": _("Sebut orang lain, bukan diri sendiri."),
    "interests_of_another": _("Daftar kepentingan diisi dan ditandatangani pemiliknya sendiri."),
    "conflict_list_is_signed": _(
        "Daftar ini sudah ditandatangani. Buat edisi baru untuk mengubahnya."
    ),
    "conflict_list_changed": _("Daftar berubah sejak halaman dibuka. Periksa, lalu ulangi."),
    "conflict_statement_missing": _("Setujui pernyataan sebelum menandatangani."),
    "conflict_opening_reason_missing": _("Tulis alasan membuka isi ini; pembukaan tercatat."),
    "conflict_without_agency": _("Konflik kepentingan dinyatakan oleh pegawai suatu instansi."),
    "conflict_superior_missing": _(
        "Atasan untuk %(unit)s belum terdaftar. Hubungi admin instansi."
    ),
    "conflict_nobody_independent": _(
        "Laporan belum terkirim: di %(agency)s belum terdaftar pejabat yang dapat memutusnya dan "
        "tidak disebut di dalamnya. Salin tulisan Anda, lalu sampaikan melalui SP4N-LAPOR! atau "
        "kepada Ombudsman Republik Indonesia."
    ),
    "conflict_nobody_above": _(
        "%(person)s tidak lagi dapat membaca laporan ini, tetapi di atasnya belum terdaftar "
        "pejabat yang dapat memutus. Minta admin instansi mendaftarkan kepala instansi atau "
        "inspektur, lalu tetapkan lagi; bila tidak mungkin, teruskan laporan kepada Ombudsman "
        "Republik Indonesia."
    ),
    "conflict_person_unknown": _(
        "Tidak ada pegawai instansi ini dengan NIP atau surel “%(typed)s”."
    ),
    "conflict_person_missing": _("Isi NIP atau surel pegawai."),
    "conflict_unit_unknown": _("Unit itu bukan unit instansi ini."),
    "conflict_sources_missing": _("Pilih paling sedikit satu sumber konflik."),
    "conflict_text_missing": _("Tulis uraiannya."),
    "conflict_text_too_long": _("Uraian paling panjang %(most)s huruf."),
    "conflict_reported_missing": _("Sebutkan siapa yang dilaporkan: nama atau jabatannya."),
    "conflict_reports_too_many": _(
        "Terlalu banyak laporan masuk untuk unit ini dalam satu jam. Kirim lagi nanti; isian Anda "
        "tetap di halaman ini."
    ),
    "conflict_report_identified": _("Siapa yang dilaporkan sudah ditetapkan."),
    "conflict_report_about_oneself": _("Laporan tentang diri sendiri tidak Anda tangani."),
    "conflict_step": _("Langkah itu tidak berlaku lagi: keadaan deklarasi sudah berubah."),
    "conflict_decided_by_superior": _("Diputuskan oleh atasan yang dituju."),
    "conflict_checked_by": _("Dipantau oleh atasan atau petugas konflik kepentingan."),
    "conflict_identified_by": _(
        "Ditetapkan oleh atasan, petugas konflik kepentingan, atau inspektur."
    ),
    "conflict_decision_reason_missing": _("Tulis alasan keputusan."),
    "conflict_kind_missing": _("Pilih aktual atau potensial."),
    "conflict_measure_missing": _("Tetapkan paling sedikit satu tindakan pengendalian."),
    "conflict_measure_text_missing": _("Tulis tindakan yang harus dilakukan."),
    "conflict_measure_in_past": _("Batas waktu tindakan sudah lewat."),
    "conflict_measure_is_done": _("Tindakan ini sudah dilaksanakan."),
    "conflict_measure_done_missing": _("Tulis apa yang sudah dilakukan."),
    "conflict_measures_open": _("Masih ada %(left)s tindakan yang belum dilaksanakan."),
    "conflict_cooling_end_missing": _("Isi sampai kapan masa tunggu berlaku, setelah hari ini."),
    "conflict_check_text_missing": _("Tulis hasil pemantauan."),
    "conflict_check_says_no": _("Pemantauan terakhir menyatakan pengendalian belum berjalan."),
    "conflicts_kept_by": _(
        "Ini dicatat oleh kepala unit, PIC, ketua area 5, atau petugas konflik kepentingan "
        "%(unit)s."
    ),
    "conflict_officer_named_by": _(
        "Petugas %(unit)s ditunjuk oleh kepala unit atau admin instansi."
    ),
    "conflict_officer_exists": _("%(person)s sudah menjadi petugas unit ini."),
    "conflict_practice_ended": _("Penerapan ini sudah diakhiri."),
    "conflict_officer_has_ended": _("Tugas petugas ini sudah berakhir."),
    "conflict_ends_before_start": _("Tanggal akhir tidak boleh sebelum tanggal mulai."),
    "conflict_function_missing": _("Tulis tugas dan fungsi utamanya."),
    "conflict_function_exists": _("Tugas itu sudah ada pada peta."),
    "conflict_function_closed": _("Tugas itu sudah tidak dijalankan."),
    "conflict_mapping_incomplete": _("Isi semua kolom agar tugas ini terhitung sudah dipetakan."),
    "conflict_review_in_past": _("Tanggal tinjauan berikutnya harus setelah hari ini."),
    "conflict_outreach_title_missing": _("Tulis judul kegiatan."),
    "conflict_outreach_in_future": _("Tanggal kegiatan belum terjadi."),
    "conflict_participants_missing": _("Isi jumlah peserta."),
    "conflict_proof_missing": _("Sebutkan buktinya, misalnya nomor dokumen."),
    "conflict_service_of_another": _("Layanan itu bukan layanan unit ini."),
    "conflict_practice_missing": _("Tulis apa yang dijalankan pada layanan ini."),
    "conflict_practice_in_future": _("Tanggal mulai belum terjadi."),
    "conflict_question_missing": _("Tulis pertanyaannya."),
    "conflict_answer_missing": _("Tulis jawabannya."),
    "conflict_consultation_answered": _("Konsultasi ini sudah dijawab."),
    "conflict_advice_by_officer": _("Dijawab oleh petugas konflik kepentingan %(unit)s."),
    "conflict_subject_missing": _("Tulis untuk penugasan apa."),
    "conflict_statement_due_in_past": _("Batas waktu pernyataan sudah lewat."),
    "conflict_statement_given": _("Pernyataan ini sudah diberikan."),
    "conflict_stated_by_person": _("Pernyataan diberikan oleh orangnya sendiri."),
    "conflict_answer_of_freedom_missing": _("Pilih salah satu pernyataan."),
    "conflict_interest": _(
        "%(person)s mempunyai kepentingan yang dinyatakan terhadap %(unit)s, sehingga tidak dapat "
        "ditugaskan di sini."
    ),
    "conflict_cooling": _("%(person)s sedang menjalani masa tunggu terhadap %(unit)s."),
}
NOTICES = {
    "conflict_filed": _("Konflik kepentingan %(number)s menunggu penilaian Anda."),
    "conflict_decided": _("Deklarasi %(number)s sudah diputuskan atasan."),
    "conflict_measure": _("Ada tindakan pengendalian %(number)s untuk Anda laksanakan."),
    "conflict_closed": _("Deklarasi %(number)s selesai."),
    "consultation_asked": _("Ada konsultasi konflik kepentingan untuk dijawab."),
    "conflict_consultation_answered": _("Konsultasi konflik kepentingan Anda dijawab."),
    "freedom_asked": _("Nyatakan ada tidaknya konflik kepentingan untuk %(subject)s."),
    "freedom_free": _("%(person)s menyatakan bebas konflik kepentingan untuk %(subject)s."),
    "freedom_tied": _("%(person)s menyatakan ada konflik kepentingan untuk %(subject)s."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
    say(NOTICES)
