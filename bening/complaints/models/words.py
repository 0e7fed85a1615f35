"""Official names of the states, classes and kinds of the domain, as choices of columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintState(models.TextChoices):
    """The states of `bening.domain.complaints`."""

    FILED = "filed", _("Terkirim")
    VERIFIED = "verified", _("Diverifikasi")
    REFUSED = "refused", _("Ditolak")
    APPEALED = "appealed", _("Keberatan diajukan")
    FORWARDED = "forwarded", _("Diteruskan")
    IN_PROGRESS = "in_progress", _("Ditindaklanjuti")
    ANSWERED = "answered", _("Dijawab")
    CLOSED = "closed", _("Selesai")
    REOPENED = "reopened", _("Dibuka kembali")
    MERGED = "merged", _("Digabung")
    HANDED_OVER = "handed_over", _("Dilimpahkan ke APH")
    REDIRECTED = "redirected", _("Dialihkan ke jalur rahasia")


class ComplaintKind(models.TextChoices):
    """What the reporter chose."""

    COMPLAINT = "complaint", _("Pengaduan")
    INFORMATION = "information", _("Permintaan informasi")
    ASPIRATION = "aspiration", _("Aspirasi")
    CONSULTATION = "consultation", _("Konsultasi")
    UNSURE = "unsure", _("Belum tahu")


class ComplaintClass(models.TextChoices):
    """The class given at verification."""

    INFORMATION = "information", _("Permintaan informasi")
    ASPIRATION = "aspiration", _("Aspirasi")
    ORDINARY = "ordinary", _("Pengaduan tidak berkadar pengawasan")
    SUPERVISORY = "supervisory", _("Pengaduan berkadar pengawasan")
    CONSULTATION = "consultation", _("Konsultasi")


class Topic(models.TextChoices):
    """What it is about; the public list shows no more of the content than this."""

    REQUIREMENTS = "requirements", _("Persyaratan dan prosedur")
    TIME = "time", _("Waktu penyelesaian")
    FEE = "fee", _("Biaya dan pungutan")
    CONDUCT = "conduct", _("Sikap petugas")
    COMPETENCE = "competence", _("Kemampuan petugas")
    RESULT = "result", _("Hasil layanan")
    FACILITIES = "facilities", _("Sarana dan prasarana")
    QUEUE = "queue", _("Antrean")
    ONLINE = "online", _("Layanan daring")
    DISCRIMINATION = "discrimination", _("Perlakuan tidak setara")
    INTEGRITY = "integrity", _("Integritas petugas")
    OTHER = "other", _("Lainnya")


class IntakeWay(models.TextChoices):
    """By which way it reached the office."""

    WEB = "web", _("Situs")
    COUNTER = "counter", _("Loket")
    BOX = "box", _("Kotak pengaduan")
    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "phone", _("Telepon")
    EMAIL = "email", _("Surel")
    LETTER = "letter", _("Surat")
    SOCIAL = "social", _("Media sosial")
    LAPOR = "lapor", _("SP4N-LAPOR!")


OFFLINE = frozenset({IntakeWay.COUNTER, IntakeWay.BOX, IntakeWay.LETTER, IntakeWay.PHONE})
"""Ways for which nobody needs the internet."""
TYPED_BY_OFFICERS = frozenset(IntakeWay) - {IntakeWay.WEB, IntakeWay.LAPOR}


class RefusalReason(models.TextChoices):
    """Why a complaint is not taken up; each needs its explanation and can be appealed."""

    NOT_PUBLIC_SERVICE = (
        "not_public_service",
        _("Bukan urusan pelayanan atau penyelenggaraan publik"),
    )
    INCOMPLETE = "incomplete", _("Tidak cukup jelas dan tidak dilengkapi pelapor")
    IN_COURT = "in_court", _("Sedang diperiksa pengadilan")
    SETTLED = "settled", _("Sudah diselesaikan dan tidak ada hal baru")
    ABUSE = "abuse", _("Tidak beritikad baik")


class MessageKind(models.TextChoices):
    """What one text of the conversation is."""

    QUESTION = "question", _("Pertanyaan kepada pelapor")
    REPLY = "reply", _("Balasan pelapor")
    ADDITION = "addition", _("Tambahan dari pelapor")
    ANSWER = "answer", _("Jawaban")
    DISAGREEMENT = "disagreement", _("Pelapor belum puas")
    REFUSAL = "refusal", _("Alasan penolakan")
    APPEAL = "appeal", _("Keberatan pelapor")
    APPEAL_DECISION = "appeal_decision", _("Putusan keberatan")
    REDIRECTION = "redirection", _("Alasan dialihkan")
    NOTICE = "notice", _("Pemberitahuan")
    NOTE = "note", _("Catatan internal")


class OfficerDuty(models.TextChoices):
    """Duties at the desk."""

    COORDINATOR = "coordinator", _("Koordinator pengaduan")
    LIAISON = "liaison", _("Pejabat penghubung")
    HANDLER = "handler", _("Pejabat pelaksana")


class ClosedBy(models.TextChoices):
    """Whose word closed it."""

    REPORTER = "reporter", _("Persetujuan pelapor")
    SILENCE = "silence", _("Pelapor tidak menanggapi")
