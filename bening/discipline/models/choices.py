"""The choices of this feature as people read them; stored words as in the rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    """As in `bening.domain.discipline`."""

    REPORTED = "reported", _("Dugaan")
    SUMMONED = "summoned", _("Pemanggilan")
    EXAMINED = "examined", _("Pemeriksaan")
    PROPOSED = "proposed", _("Usulan")
    DECIDED = "decided", _("Putusan")
    APPEALED = "appealed", _("Upaya administratif")
    SERVING = "serving", _("Pelaksanaan sanksi")
    CLOSED = "closed", _("Selesai")


class Outcome(models.TextChoices):
    """As in `bening.domain.discipline`, without the unknown."""

    PROVEN = "proven", _("Terbukti")
    NOT_PROVEN = "not_proven", _("Tidak terbukti")
    DROPPED = "dropped", _("Tidak ditindaklanjuti")
    ANNULLED = "annulled", _("Putusan dibatalkan")
    TO_LAW = "to_law", _("Dilimpahkan ke APH")


class Level(models.TextChoices):
    """As in `bening.domain.discipline`."""

    MORAL = "moral", _("Etik")
    LIGHT = "light", _("Ringan")
    MODERATE = "moderate", _("Sedang")
    SEVERE = "severe", _("Berat")


class Nature(models.TextChoices):
    """What was breached."""

    ATTENDANCE = "attendance", _("Masuk kerja dan jam kerja")
    DUTY = "duty", _("Kewajiban lain")
    PROHIBITION = "prohibition", _("Larangan")
    ETHICS = "ethics", _("Kode etik dan kode perilaku")


class Source(models.TextChoices):
    """Where the allegation came from."""

    WHISTLEBLOWER = "wbs", _("WBS")
    COMPLAINT = "complaint", _("Pengaduan")
    ATTENDANCE = "attendance", _("Rekap kehadiran")
    AUDIT = "audit", _("Audit atau pemeriksaan")
    SUPERIOR = "superior", _("Temuan atasan")
    OTHER = "other", _("Sumber lain")


class Capacity(models.TextChoices):
    """As in `bening.domain.discipline`."""

    SUPERIOR = "superior", _("Atasan langsung")
    OVERSIGHT = "oversight", _("Unsur pengawasan")
    HUMAN_RESOURCES = "human_resources", _("Unsur kepegawaian")


class AppealResult(models.TextChoices):
    """What an appeal came to."""

    UPHELD = "upheld", _("Putusan dikuatkan")
    CHANGED = "changed", _("Sanksi diubah")
    ANNULLED = "annulled", _("Putusan dibatalkan")


class NoCase(models.TextChoices):
    """Why unexcused absence leads to no case."""

    EXCUSED = "excused", _("Alasan yang sah diterima kemudian")
    ON_LEAVE = "on_leave", _("Cuti atau tugas yang belum tercatat")
    MISTAKEN = "mistaken", _("Rekap keliru")
    ELSEWHERE = "elsewhere", _("Sudah ditangani dalam perkara lain")


class RuleKind(models.TextChoices):
    """What a rule is about."""

    DISCIPLINE = "discipline", _("Aturan disiplin")
    ETHICS = "ethics", _("Kode etik")
    CONDUCT = "conduct", _("Kode perilaku")
