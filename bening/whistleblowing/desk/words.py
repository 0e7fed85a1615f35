"""The sentences of what the desk refuses, and the names of its acts."""

from django.utils.translation import gettext_lazy as _

from bening.domain.whistleblowing import ReportAct
from bening.ui import refusals

ACT_LABELS = {
    ReportAct.BEGIN_TRIAGE: _("Mulai telaah awal"),
    ReportAct.ASK: _("Tanya pelapor"),
    ReportAct.ANSWER: _("Pelapor menjawab"),
    ReportAct.REJECT: _("Nyatakan tidak memenuhi syarat"),
    ReportAct.HAND_OVER: _("Limpahkan"),
    ReportAct.TO_LAW: _("Limpahkan ke aparat penegak hukum"),
    ReportAct.INVESTIGATE: _("Mulai investigasi"),
    ReportAct.FIND_PROVEN: _("Simpulkan terbukti"),
    ReportAct.FIND_NOT_PROVEN: _("Simpulkan tidak terbukti"),
    ReportAct.RECOMMEND: _("Beri rekomendasi"),
    ReportAct.FOLLOW_UP: _("Catat tindak lanjut"),
    ReportAct.CLOSE: _("Tutup laporan"),
    ReportAct.REOPEN: _("Buka kembali karena bukti baru"),
}
OUTCOMES = {
    "open": _("Sedang diproses"),
    "not_eligible": _("Tidak memenuhi syarat"),
    "proven": _("Terbukti"),
    "not_proven": _("Tidak terbukti"),
    "to_law": _("Dilimpahkan ke aparat penegak hukum"),
}

REFUSALS = {
    "desk_for_holders": _(
        "Halaman ini untuk pengelola dan kustodian jalur rahasia yang ditunjuk instansi Anda."
    ),
    "wbs_named_by": _(
        "Pengelola dan kustodian ditunjuk oleh inspektur atau admin instansi %(agency)s."
    ),
    "wbs_inspected_by": _("Ini dilakukan oleh inspektur %(agency)s."),
    "holder_of_other_agency": _("%(name)s bukan dari instansi ini, atau tidak aktif lagi."),
    "holder_names_self": _(
        "Anda tidak dapat menunjuk diri sendiri. Minta yang lain menunjuk Anda."
    ),
    "custodian_handles": _("%(name)s tidak dapat menjadi pengelola sekaligus kustodian."),
    "custodian_has_no_unit": _("Kustodian bertugas untuk seluruh instansi. Kosongkan unitnya."),
    "holder_is_named": _("%(name)s sudah ditunjuk untuk tugas itu."),
    "custodian_is_named": _("Kustodian itu sudah ada. Berhentikan dulu yang sekarang."),
    "holder_is_dismissed": _("Penunjukan ini sudah berakhir."),
    "key_of_another": _("Kunci hanya dibuat oleh orang yang ditunjuk."),
    "terms_not_taken": _("Baca dan setujui ketentuan penggunaan lebih dulu."),
    "passphrase_short": _("Frasa sandi %(least)s sampai %(most)s huruf. Pakai lima kata acak."),
    "passphrase_differs": _("Kedua frasa sandi tidak sama."),
    "passphrase_is_password": _("Jangan memakai kata sandi akun. Buat frasa yang lain."),
    "key_is_made": _("Kunci untuk tugas itu sudah dibuat."),
    "key_missing": _("Anda belum punya kunci. Buat dulu kunci Anda."),
    "key_closed": _("Kunci Anda tertutup. Masukkan frasa sandi untuk membukanya."),
    "passphrase_wrong": _("Frasa sandi salah. Sisa percobaan: %(left)s."),
    "passphrase_closed": _("Terlalu banyak percobaan salah. Coba lagi %(until)s."),
    "report_file_closed": _("Berkas ini tidak terbuka dengan kunci Anda."),
    "report_unattended": _("Tidak ada pengelola yang kuncinya masih dipakai untuk laporan ini."),
    "report_closed_to_you": _("Kunci Anda tidak membuka laporan ini."),
    "report_partly_closed": _(
        "Sebagian isi laporan tidak terbuka dengan kunci Anda. Minta pengelola lain melakukannya."
    ),
    "report_read_only": _("Laporan ini sudah dilimpahkan dan hanya dapat dibaca."),
    "report_step": _("Langkah ini tidak mungkin pada keadaan laporan sekarang. Muat ulang."),
    "handler_is_involved": _(
        "%(name)s tidak dapat diberi akses: disebut dalam laporan, segaris dengan yang disebut, "
        "atau punya konflik kepentingan."
    ),
    "grant_reason_missing": _("Tulis alasannya."),
    "grant_to_foreign_key": _("Kunci itu tidak dipakai lagi atau bukan dari instansi ini."),
    "report_is_granted": _("%(name)s sudah dapat membaca laporan ini."),
    "handover_nobody": _(
        "Tidak ada pengelola di sana yang boleh menerima laporan ini: belum punya kunci atau "
        "disebut dalam laporan."
    ),
    "handover_to_same": _("Laporan ini sudah ada pada pengelola itu."),
    "step_not_here": _("Pelimpahan dilakukan dengan formulir pelimpahan."),
    "step_note_missing": _("Tulis catatan langkah ini."),
    "step_message_missing": _("Tulis pesan kepada pelapor: langkah ini diberitahukan kepadanya."),
    "message_missing": _("Tulis pesannya."),
    "report_note_missing": _("Tulis catatannya."),
    "report_text_too_long": _("Paling banyak %(most)s huruf."),
    "pass_not_to_be_asked": _(
        "Pelapor tidak ingin ditanya lewat kotak jawaban. Teruskan hanya dengan kata-kata tanpa "
        "identitas."
    ),
    "pass_is_asked": _("Pertanyaan sebelumnya belum dijawab pelapor."),
    "pass_without_consent": _("Pelapor belum setuju hal ini diteruskan."),
    "pass_is_done": _("Hal ini sudah diteruskan."),
    "pass_not_confirmed": _("Periksa kata-katanya, lalu centang bahwa pelapor tidak tampak."),
    "pass_points": _(
        "Ada nomor, alamat surel, atau akun di dalamnya. Hapus, atau minta persetujuan pelapor."
    ),
    "pass_was_refused": _(
        "Pelapor belum atau tidak setuju kata-kata ini diteruskan. Tulis yang lain, tanpa hal "
        "yang menunjuk kepadanya."
    ),
    "pass_words_copied": _(
        "Sebagian disalin dari kata-kata pelapor. Tulis dengan kata-kata sendiri, atau minta "
        "persetujuan pelapor."
    ),
    "identity_missing": _("Laporan ini tanpa identitas, atau identitasnya sudah dihapus."),
    "identity_reason_missing": _("Tulis mengapa identitas perlu dibuka."),
    "identity_not_yours": _("Kunci Anda tidak termasuk yang membuka identitas ini."),
    "identity_is_asked": _("Permintaan sebelumnya belum dijawab."),
    "identity_by_another": _("Permintaan Anda harus disetujui orang lain."),
    "identity_asker_left": _("%(name)s tidak lagi memegang kuncinya."),
    "identity_is_settled": _("Permintaan ini sudah dijawab."),
    "identity_not_agreed": _("Permintaan ini belum disetujui."),
    "identity_lapsed": _("Masa baca tujuh hari sudah lewat. Ajukan permintaan baru."),
    "recovery_reason_missing": _("Tulis alasan pemulihan."),
    "recovery_of_key_in_use": _("Kunci itu masih dipakai. Berhentikan dulu pemegangnya."),
    "recovery_copy_missing": _(
        "Kunci itu dibuat sebelum ada dua kustodian dan tidak dapat dipulihkan."
    ),
    "recovery_receiver": _("Pilih kunci pengelola yang masih dipakai."),
    "recovery_is_asked": _("Pemulihan kunci itu sedang berjalan."),
    "recovery_not_yours": _("Bagian ini bukan tugas Anda."),
    "recovery_after_second": _("Kustodian ke-2 lebih dulu, lalu kustodian ke-1."),
    "recovery_copy_older": _(
        "Salinan kunci itu disegel untuk kustodian sebelumnya dan tidak terbuka dengan kunci Anda."
    ),
    "recovery_is_settled": _("Bagian ini sudah selesai."),
    "recovery_not_handed": _("Kedua kustodian belum menyelesaikan bagiannya."),
    "evaluation_period": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "evaluation_quarters": _("Evaluasi mencakup triwulan utuh, misalnya 1 Januari–30 Juni."),
    "evaluation_too_early": _("Masa yang dievaluasi belum berakhir."),
    "evaluation_findings_missing": _("Tulis hasil evaluasinya."),
    "evaluation_points_missing": _("Tulis 1 sampai %(most)s butir yang perlu diperbaiki."),
    "point_done_missing": _("Tulis apa yang dilakukan."),
    "point_is_done": _("Butir ini sudah ditindaklanjuti."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
