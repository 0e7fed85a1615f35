"""The audit acts of this feature. No event holds what a reporter said, nor who that is."""

from django.utils.translation import gettext_lazy as _

from bening.audit.acts import Sentence, label, register, told
from bening.complaints.models import (
    ComplaintClass,
    IntakeWay,
    OfficerDuty,
    RefusalReason,
)

ACTS: dict[str, Sentence] = {
    "complaint.filed": told(
        _("menerima pengaduan %(number)s lewat %(way)s"), way=label(IntakeWay, "way")
    ),
    "complaint.verify": told(
        _("memverifikasi pengaduan sebagai %(classification)s"),
        classification=label(ComplaintClass, "classification"),
    ),
    "complaint.refuse": told(
        _("menolak pengaduan: %(reason)s"), reason=label(RefusalReason, "reason")
    ),
    "complaint.forward": _("meneruskan pengaduan kepada %(unit_name)s"),
    "complaint.assign": _("menugaskan pengaduan kepada %(handler)s"),
    "complaint.start": _("mulai menindaklanjuti pengaduan"),
    "complaint.ask": _("bertanya kepada pelapor; batas waktu dijeda"),
    "complaint.reply": _("pelapor membalas pertanyaan"),
    "complaint.add": _("pelapor menambah keterangan"),
    "complaint.note": _("menulis catatan internal"),
    "complaint.answer": _("menjawab pengaduan"),
    "complaint.agree": _("pelapor setuju; pengaduan selesai"),
    "complaint.close": _("menutup pengaduan karena pelapor tidak menanggapi"),
    "complaint.reopen": _("pelapor belum puas; pengaduan dibuka kembali"),
    "complaint.appeal": _("pelapor mengajukan keberatan atas penolakan"),
    "complaint.uphold": _("memutuskan penolakan tetap"),
    "complaint.grant": _("mengabulkan keberatan; pengaduan diverifikasi lagi"),
    "complaint.merge": _("menggabungkan pengaduan ke %(into)s"),
    "complaint.hand_over": _("melimpahkan pengaduan kepada %(to)s"),
    "complaint.redirect": _("mengalihkan pengaduan ke jalur rahasia"),
    "complaint.rate": _("pelapor menilai penanganan: %(rating)s dari 4"),
    "complaint.party_named": _("mencatat %(person)s sebagai terlapor"),
    "complaint.party_removed": _("menghapus %(person)s dari terlapor"),
    "complaint.personal_opened": _("membuka data pelapor: %(reason)s"),
    "complaint.file_opened": _("membuka lampiran pengaduan"),
    "complaint.concern_raised": _("meneruskan dugaan maladministrasi sebagai persoalan predikat"),
    "complaint.ombudsman_told": _("memberitahukan jalur Ombudsman kepada pelapor"),
    "complaint.erased": _("menghapus isi pengaduan karena masa simpan berakhir"),
    "complaint.officer_given": told(
        _("menugaskan %(person)s sebagai %(duty)s"), duty=label(OfficerDuty, "duty")
    ),
    "complaint.officer_ended": told(
        _("mengakhiri tugas %(person)s sebagai %(duty)s"), duty=label(OfficerDuty, "duty")
    ),
    "complaint.lapor_imported": _("membaca berkas SP4N-LAPOR!: %(rows)s baris, %(filed)s baru"),
    "complaint.none_stated": _("menyatakan tidak ada pengaduan tahun %(year)s"),
    "complaint.none_confirmed": _("mengonfirmasi tidak ada pengaduan tahun %(year)s"),
}


def register_acts() -> None:
    """Declares the acts; called when the application is ready."""
    for act, sentence in ACTS.items():
        register(act, sentence)
