"""Questions of units to TPI, and those TPI passes on to the TPN (90/2021 Annex I)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class ConsultationState(models.TextChoices):
    OPEN = "open", _("Menunggu jawaban")
    ANSWERED = "answered", _("Sudah dijawab")


class Consultation(models.Model):
    """A unit's question and TPI's answer; answered, neither changes any more.

    What is shared with the agency stands apart, in words that name no unit: `shared_question` and
    `shared_answer`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="consultations",
        verbose_name=_("unit kerja"),
    )
    topic = models.CharField(_("pokok"), max_length=200)
    question = models.TextField(_("pertanyaan"))
    official_code = models.CharField(_("kode butir"), max_length=24, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=ConsultationState, default=ConsultationState.OPEN
    )
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("ditanyakan pada"))
    answer = models.TextField(_("jawaban"), blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("dijawab pada"), null=True, blank=True)
    shared_question = models.TextField(_("pertanyaan untuk semua"), blank=True)
    shared_answer = models.TextField(_("jawaban untuk semua"), blank=True)
    shared_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    shared_at = models.DateTimeField(_("dibagikan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("konsultasi")
        verbose_name_plural = _("konsultasi")
        ordering = ("-asked_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    state="open", answer="", answered_by__isnull=True, answered_at__isnull=True
                )
                | (
                    Q(state="answered", answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="consultation_answered_with_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | (
                    Q(state="answered", shared_at__isnull=False, shared_by__isnull=False)
                    & ~Q(shared_question="")
                    & ~Q(shared_answer="")
                ),
                name="consultation_shared_in_own_words",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "state"), name="consultation_of_unit"),
            models.Index(fields=("agency", "shared_at"), name="consultation_shared"),
        ]

    def __str__(self) -> str:
        return self.topic


class TpnState(models.TextChoices):
    DRAFT = "draft", _("Belum dikirim")
    SENT = "sent", _("Menunggu jawaban TPN")
    ANSWERED = "answered", _("Sudah dijawab TPN")


class TpnQuestion(models.Model):
    """A question of TPI to the TPN, sent outside of Bening, with the answer that came back."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tpn_questions",
        verbose_name=_("unit kerja"),
    )
    consultation = models.ForeignKey(
        Consultation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tpn_questions",
        verbose_name=_("konsultasi"),
    )
    topic = models.CharField(_("pokok"), max_length=200)
    question = models.TextField(_("pertanyaan"))
    state = models.CharField(_("keadaan"), max_length=10, choices=TpnState, default=TpnState.DRAFT)
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("ditulis pada"))
    sent_on = models.DateField(_("dikirim tanggal"), null=True, blank=True)
    sent_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reference = models.CharField(_("nomor surat atau saluran"), max_length=200, blank=True)
    answer = models.TextField(_("jawaban"), blank=True)
    answered_on = models.DateField(_("dijawab tanggal"), null=True, blank=True)
    answered_by = models.CharField(_("dijawab oleh"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dokumen jawaban"),
    )

    class Meta:
        verbose_name = _("pertanyaan kepada TPN")
        verbose_name_plural = _("pertanyaan kepada TPN")
        ordering = ("-asked_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft", sent_on__isnull=True, sent_by__isnull=True)
                | Q(state__in=("sent", "answered"), sent_on__isnull=False, sent_by__isnull=False),
                name="tpn_question_sent_with_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("draft", "sent"), answered_on__isnull=True, recorded_by__isnull=True
                )
                | (
                    Q(state="answered", recorded_by__isnull=False, answered_on__gte=F("sent_on"))
                    & ~Q(answer="")
                ),
                name="tpn_question_answered_after_sent",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "state"), name="tpn_question_of_agency")
        ]

    def __str__(self) -> str:
        return self.topic
