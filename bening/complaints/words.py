"""The sentences of what this feature refuses."""

from django.utils.translation import gettext_lazy as _

from bening.ui import refusals

REFUSALS = {
    "complaint_moved": _("Langkah ini tidak mungkin pada status pengaduan sekarang. Muat ulang."),
    "complaint_act_by": _("Ini dilakukan oleh %(roles)s."),
    "complaint_tied": _("Anda tercatat punya konflik kepentingan dengan pengaduan ini."),
    "complaint_desk_only": _("Halaman ini untuk petugas pengaduan dan pimpinannya."),
    "complaint_coordinator_only": _("Halaman ini untuk koordinator pengaduan dan pimpinan."),
    "complaint_duty_by": _("Tugas ini diberikan oleh kepala unit atau admin instansi."),
    "complaint_entered_by": _("Pengaduan untuk %(unit)s dicatat oleh petugas pengaduannya."),
    "complaint_unit_closed": _("%(unit)s sudah ditutup. Pilih unit lain."),
    "complaint_too_long": _("Paling banyak %(most)s huruf."),
    "story_missing": _("Ceritakan apa yang terjadi."),
    "complaint_event_in_future": _("Tanggal kejadian belum terjadi."),
    "complaint_service_elsewhere": _("Layanan itu bukan layanan unit ini."),
    "consent_missing": _("Setujui penggunaan nama dan kontak, atau kosongkan keduanya."),
    "nik_without_basis": _(
        "NIK hanya diminta bila peraturan mewajibkannya; sebutkan peraturannya."
    ),
    "retry_key_missing": _("Muat ulang formulir, lalu kirim lagi."),
    "way_not_typed": _("Pilih kanal yang dicatat petugas."),
    "refusal_text_missing": _("Tulis alasan penolakan; pelapor membacanya."),
    "redirection_text_missing": _(
        "Tulis mengapa pengaduan ini tempatnya di jalur rahasia; pelapor membacanya."
    ),
    "redirected_before": _(
        "Pelapor meminta pengaduan ini ditangani di sini. Tindak lanjuti, atau limpahkan ke APH."
    ),
    "refused_before": _("Keberatan pelapor dikabulkan; pengaduan ini tidak dapat ditolak lagi."),
    "forward_to_other_agency": _("Unit itu bukan unit instansi ini."),
    "forward_to_itself": _("Pengaduan ini sudah di %(unit)s."),
    "handler_not_officer": _("%(name)s bukan petugas pengaduan unit ini."),
    "handler_is_reported": _("%(name)s dilaporkan dalam pengaduan ini dan tidak menanganinya."),
    "handler_is_tied": _("%(name)s punya konflik kepentingan dengan pengaduan ini."),
    "question_missing": _("Tulis yang ingin ditanyakan."),
    "asked_already": _("Pertanyaan sebelumnya belum dibalas pelapor."),
    "complaint_note_missing": _("Tulis catatannya."),
    "answer_missing": _("Tulis jawabannya."),
    "reply_missing": _("Tulis balasan Anda."),
    "nothing_was_asked": _("Tidak ada pertanyaan yang menunggu."),
    "too_many_messages": _("Satu pengaduan memuat paling banyak %(most)s pesan pelapor."),
    "disagreement_missing": _("Tulis apa yang belum selesai."),
    "appeal_missing": _("Tulis alasan keberatan Anda."),
    "appealed_already": _("Keberatan atas penolakan ini sudah diputus."),
    "rating_unknown": _("Pilih salah satu tingkat kepuasan."),
    "rated_already": _("Penilaian Anda sudah kami terima."),
    "closing_without_answer": _("Pengaduan belum dijawab."),
    "closing_waits": _("Pelapor masih dapat menanggapi sampai %(until)s."),
    "appeal_by_refuser": _("Keberatan diputus oleh orang lain, bukan yang menolak."),
    "decision_missing": _("Tulis pertimbangan putusan."),
    "merge_into_itself": _("Pilih pengaduan lain."),
    "merge_not_possible": _("Pengaduan %(number)s tidak dapat menjadi induk."),
    "merge_other_unit": _("Pengaduan %(number)s di unit lain; teruskan dulu ke unit yang sama."),
    "opening_reason_missing": _("Tulis alasan membuka data pelapor."),
    "nobody_named": _("Pelapor tidak menyebut nama atau kontak."),
    "party_of_other_agency": _("Orang itu bukan pegawai instansi ini."),
    "concern_without_title": _("%(unit)s tidak memegang predikat."),
    "concern_put_already": _("Dugaan itu sudah diteruskan ke TPI."),
    "duty_place": _("Koordinator bertugas untuk instansi; yang lain untuk satu unit."),
    "duty_there": _("%(name)s sudah memegang tugas itu."),
    "duty_of_other_agency": _("%(name)s bukan pegawai instansi ini."),
    "duty_ends_before": _("Tugas ini sudah berakhir."),
    "none_but_some": _("Ada %(count)s pengaduan pada tahun %(year)s."),
    "none_year_running": _("Tahun %(year)s belum berakhir."),
    "none_stated_by": _("Ini dinyatakan oleh kepala unit atau petugas pengaduannya."),
    "none_confirmed_by": _("Ini dikonfirmasi oleh TPI atau inspektur dari luar unit."),
    "none_note_missing": _("Tulis bagaimana hal itu dipastikan."),
    "none_there": _("Pernyataan tahun %(year)s sudah ada."),
    "complaint_file_too_large": _("Berkas paling besar %(most)s MB."),
    "complaint_file_kind": _("%(kind)s tidak diterima di sini. Kirim foto atau PDF."),
    "too_many_files": _("Paling banyak %(most)s berkas untuk satu pengaduan."),
}


def register_words() -> None:
    """Declares the sentences; called when the application is ready."""
    refusals.say(REFUSALS)
