"""Whom the system invited, never who answered."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.surveys.models.period import SurveyPeriod


class InvitationMeans(models.TextChoices):
    """How invitations reach people."""

    MAIL = "mail", _("Surel dari daftar")
    CARDS = "cards", _("Kartu cetak")
    KIOSK = "kiosk", _("Kode untuk layar layanan")


class Drawing(models.TextChoices):
    EVERYONE = "everyone", _("Semua yang selesai dilayani")
    SAMPLE = "sample", _("Sampel acak oleh sistem")


class BatchState(models.TextChoices):
    WAITING = "waiting", _("Menunggu pengiriman")
    SENT = "sent", _("Terkirim")
    FAILED = "failed", _("Gagal, dapat dikirim ulang")


class InvitationBatch(models.Model):
    """One sending: how many were in the frame, drawn, held back by the cap and invited.

    `refused` are those whose mail server took no message. `seed` and `frame_sha256` let anyone with
    the same list draw the same sample again.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="batches")
    means = models.CharField(_("cara"), max_length=10, choices=InvitationMeans)
    drawing = models.CharField(_("siapa"), max_length=10, choices=Drawing, default=Drawing.EVERYONE)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=BatchState, default=BatchState.WAITING
    )
    frame = models.PositiveIntegerField(_("dalam daftar"))
    frame_sha256 = models.CharField(max_length=64, blank=True)
    seed = models.CharField(_("benih acak"), max_length=64, blank=True)
    held_back = models.PositiveIntegerField(_("sudah diundang triwulan ini"), default=0)
    drawn = models.PositiveIntegerField(_("terpilih"), default=0)
    invited = models.PositiveIntegerField(_("diundang"), default=0)
    refused = models.PositiveIntegerField(_("alamat ditolak"), default=0)
    finished_from = models.DateField(_("selesai dilayani sejak"), null=True, blank=True)
    finished_until = models.DateField(_("sampai"), null=True, blank=True)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat pada"))
    sent_on = models.DateField(_("dikirim pada"), null=True, blank=True)
    reminded_on = models.DateField(_("diingatkan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("pengiriman undangan")
        verbose_name_plural = _("pengiriman undangan")
        ordering = ("-made_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(drawing="sample") | ~Q(seed=""), name="survey_sample_has_seed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_means_display()} {self.period}"


class SurveyContact(models.Model):
    """An address to invite and to remind, deleted after the period. Not who answered.

    `digest` is keyed by the agency's secret, so that a quarter's cap holds after the address is
    gone. `is_invited` is set before sending: a message goes at most once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(InvitationBatch, models.PROTECT, related_name="contacts")
    address = models.EmailField(_("surel"), blank=True)
    service = models.CharField(_("layanan"), max_length=24, blank=True)
    is_invited = models.BooleanField(_("diundang"), default=False)
    is_reminded = models.BooleanField(_("diingatkan"), default=False)
    delete_on = models.DateField(_("dihapus pada"))

    class Meta:
        verbose_name = _("kontak undangan")
        verbose_name_plural = _("kontak undangan")


class QuarterlyCap(models.Model):
    """Somebody was invited in this quarter: once at most (our rule, shown as ours)."""

    digest = models.BinaryField(max_length=32)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)

    class Meta:
        verbose_name = _("batas undangan triwulan")
        verbose_name_plural = _("batas undangan triwulan")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "quarter", "digest"), name="survey_invited_once_a_quarter"
            )
        ]
