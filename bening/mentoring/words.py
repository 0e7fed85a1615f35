"""The sentences of this feature: its audit acts and its refusals."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, day, label, register, told
from bening.mentoring.models import PreparationItem, RecommendationSource
from bening.ui import refusals

ACTS: dict[str, Sentence] = {
    "preparation.partner_named": _("mendaftarkan %(person_name)s untuk wawancara area %(area)s"),
    "preparation.partner_dropped": _(
        "mengeluarkan %(person_name)s dari daftar wawancara area %(area)s"
    ),
    "preparation.ready": told(_("menyatakan siap: %(item)s"), item=label(PreparationItem, "item")),
    "preparation.taken_back": told(
        _("membatalkan pernyataan siap: %(item)s"), item=label(PreparationItem, "item")
    ),
    "recommendation.made": told(
        _("memberi rekomendasi dari %(source)s"), source=label(RecommendationSource, "source")
    ),
    "recommendation.followed_up": _("mencatat tindak lanjut ke-%(number)s"),
    "recommendation.claimed": _("menyatakan selesai dengan bukti (tindak lanjut ke-%(number)s)"),
    "recommendation.returned": _("mengembalikan tindak lanjut: %(reason)s"),
    "recommendation.verified": _("memverifikasi tindak lanjut ke-%(number)s"),
    "recommendation.handed_on": _("menyerahkan kepada %(name)s"),
    "recommendation.postponed": told(
        _("mengubah batas waktu menjadi %(due_on)s: %(reason)s"), due_on=day("due_on")
    ),
    "consultation.asked": _("menanyakan “%(topic)s”"),
    "consultation.edited": _("memperbaiki pertanyaan “%(topic)s”"),
    "consultation.answered": _("menjawab “%(topic)s”"),
    "consultation.shared": _("membagikan jawaban “%(topic)s” kepada instansi"),
    "consultation.unshared": _("menarik jawaban “%(topic)s” dari tanya jawab"),
    "visit.planned": told(_("merencanakan kunjungan %(held_on)s"), held_on=day("held_on")),
    "visit.held": told(
        _("mencatat kunjungan %(held_on)s, %(attendees)s peserta"), held_on=day("held_on")
    ),
    "visit.cancelled": told(
        _("membatalkan kunjungan %(held_on)s: %(reason)s"), held_on=day("held_on")
    ),
    "tpn_question.written": _("menulis pertanyaan kepada TPN “%(topic)s”"),
    "tpn_question.sent": told(
        _("mengirim “%(topic)s” kepada TPN pada %(sent_on)s"), sent_on=day("sent_on")
    ),
    "tpn_question.answered": told(
        _("mencatat jawaban TPN atas “%(topic)s” tanggal %(answered_on)s"),
        answered_on=day("answered_on"),
    ),
    "monitoring.saved": told(
        _("menyimpan konsep laporan pemantauan sampai %(ends_on)s"), ends_on=day("ends_on")
    ),
    "monitoring.issued": told(
        _("menerbitkan laporan pemantauan sampai %(ends_on)s, nomor %(number)s"),
        ends_on=day("ends_on"),
    ),
}
REFUSALS = {
    "mentors_as_tpi_or_inspector": _(
        "%(unit)s didampingi oleh TPI yang ditugaskan untuk unit itu dan oleh inspektur."
    ),
    "mentors_not_own_unit": _(
        "Anda bagian dari %(unit)s, jadi tidak dapat mendampingi atau memverifikasi unit itu."
    ),
    "asks_for_own_unit": _("Pertanyaan untuk TPI diajukan oleh orang dari %(unit)s sendiri."),
    "edits_own_question": _("Pertanyaan hanya dapat diubah oleh yang mengajukannya."),
    "asks_tpn_as_tpi_or_inspector": _(
        "Pertanyaan kepada TPN ditulis oleh TPI dan inspektur %(agency)s."
    ),
    "prepares_as_head_or_pic": _(
        "Persiapan evaluasi %(unit)s diisi oleh kepala unit atau PIC unit itu."
    ),
    "preparation_not_now": _(
        "Program dalam keadaan %(state)s; persiapan diisi selama pra-evaluasi, desk, dan evaluasi "
        "lapangan TPN."
    ),
    "area_unknown": _("Pilih area 1 sampai 6."),
    "partner_not_of_unit": _("%(name)s bukan pegawai %(unit)s."),
    "partner_named_already": _("%(name)s sudah terdaftar untuk area %(area)s."),
    "partner_gone": _("Orang itu sudah tidak ada di daftar. Muat ulang halaman."),
    "item_ready_already": _("Sudah dinyatakan siap oleh %(name)s. Muat ulang halaman."),
    "item_not_ready": _("Hal itu belum dinyatakan siap. Muat ulang halaman."),
    "reports_as_head_or_pic": _(
        "Laporan pemantauan %(unit)s ditulis oleh kepala unit atau PIC unit itu."
    ),
    "issues_report_as_head": _("Laporan pemantauan diterbitkan oleh kepala %(unit)s."),
    "recommends_by_role": _("Rekomendasi dari “%(source)s” dibuat oleh: %(roles)s."),
    "follows_up_as_owner": _(
        "Rekomendasi ini ditindaklanjuti oleh penanggung jawabnya, kepala, atau PIC %(unit)s."
    ),
    "hands_on_as_head_or_pic": _("Penanggung jawab ditunjuk oleh kepala atau PIC %(unit)s."),
    "verifies_not_own_follow_up": _(
        "Anda ikut menulis tindak lanjut ini, jadi tidak dapat memverifikasinya."
    ),
    "mentoring_text_missing": _("Bagian ini belum diisi."),
    "mentoring_text_too_long": _("Terlalu panjang: paling banyak %(longest)s huruf."),
    "recommendation_code_unknown": _(
        "Kode butir %(official_code)s tidak ada di instrumen program ini."
    ),
    "owner_not_of_unit": _("%(name)s tidak punya peran di %(unit)s."),
    "recommendation_due_past": _("Batas waktu %(due_on)s sudah lewat."),
    "recommendation_of_other_unit": _("Program, laporan, atau kunjungan itu bukan milik %(unit)s."),
    "recommendation_moved": _(
        "Rekomendasi ini sekarang “%(state)s”. Muat ulang halaman untuk melihat yang terbaru."
    ),
    "proof_missing": _(
        "Pilih sekurangnya satu bukti: selesai tanpa bukti tidak dapat diverifikasi."
    ),
    "proof_of_other_unit": _("Bukti itu bukan milik %(unit)s atau sudah ditarik."),
    "proof_gone": _(
        "Semua bukti tindak lanjut ini sudah ditarik. Kembalikan kepada unit untuk dilengkapi."
    ),
    "consultation_is_answered": _(
        "Konsultasi ini sudah dijawab dan tidak berubah lagi. Ajukan pertanyaan baru."
    ),
    "consultation_not_answered": _("Jawab dulu konsultasi ini sebelum membagikannya."),
    "consultation_not_shared": _("Konsultasi ini tidak sedang dibagikan."),
    "shared_names_unit": _(
        "Kalimat untuk semua masih menyebut “%(name)s”. Tulis tanpa nama unit dan orang."
    ),
    "visit_is_closed": _("Kunjungan ini sudah %(state)s dan tidak berubah lagi."),
    "visit_not_held": _("Rekomendasi kunjungan dibuat setelah hasil kunjungan dicatat."),
    "visit_in_future": _("Tanggal %(held_on)s belum terjadi."),
    "attendees_missing": _("Tulis sekurangnya satu peserta dari pendamping dan satu dari unit."),
    "attendees_too_many": _("Paling banyak %(most)s peserta."),
    "question_of_other_agency": _("%(unit)s bukan unit yang dimaksud pertanyaan ini."),
    "tpn_question_moved": _("Pertanyaan ini sekarang “%(state)s”."),
    "mentoring_day_in_future": _("Tanggal %(day)s belum terjadi."),
    "answered_before_sent": _("Jawaban tidak mungkin sebelum pertanyaan dikirim (%(sent)s)."),
    "tpn_answer_document_foreign": _("Dokumen itu bukan milik instansi ini atau sudah ditarik."),
    "monitoring_program_draft": _(
        "Program %(unit)s belum dicanangkan, jadi belum ada yang dipantau."
    ),
    "monitoring_period_unknown": _("Bulan atau triwulan itu tidak ada dalam setahun."),
    "monitored_outside_period": _("Tanggal pemantauan harus di antara %(start)s dan %(today)s."),
    "attended_exceeds_invited": _("Yang hadir tidak mungkin lebih banyak daripada yang diundang."),
    "monitoring_report_exists": _("Laporan untuk periode itu sudah ada di %(unit)s."),
    "monitoring_report_issued": _("Laporan ini sudah terbit dan tidak berubah lagi."),
    "monitoring_report_of_others": _("Laporan ini milik program atau penyusun lain."),
    "dated_before_monitoring": _(
        "Laporan tidak mungkin bertanggal sebelum pemantauannya (%(day)s)."
    ),
    "monitoring_report_stays": _(
        "Laporan pemantauan yang sudah terbit tidak ditarik; perbaikannya ditulis di laporan "
        "berikutnya."
    ),
}


def register_words() -> None:
    """Declares acts and sentences; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
    refusals.say(REFUSALS)
