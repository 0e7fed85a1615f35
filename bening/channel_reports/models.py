"""The evaluation of a channel's year, what it found, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class ReportState(models.TextChoices):
    """How an evaluation stands."""

    DRAFT = "draft", _("Konsep")
    APPROVED = "approved", _("Disetujui")


class CauseKind(models.TextChoices):
    """What lies behind the cases of a year."""

    PROCEDURE = "procedure", _("Prosedur")
    PEOPLE = "people", _("Sumber daya manusia")
    SYSTEM = "system", _("Sistem dan sarana")
    POLICY = "policy", _("Kebijakan dan aturan")
    INFORMATION = "information", _("Informasi dan sosialisasi")
    OUTSIDE = "outside", _("Di luar unit")


class Outcome(models.TextChoices):
    """What became of a change that an evaluation asked for."""

    OPEN = "open", _("Belum ditindaklanjuti")
    PARTLY = "partly", _("Sebagian")
    DONE = "done", _("Selesai")
    DROPPED = "dropped", _("Tidak dilanjutkan")


class ChannelReport(models.Model):
    """One channel's year in an agency, or in one of its units.

    `figures` is empty until the approval, which keeps what was told then; `followed` keeps what had
    become of the changes of the year before.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit kerja"),
    )
    channel = models.CharField(_("saluran"), max_length=20)
    year = models.PositiveSmallIntegerField(_("tahun"))
    state = models.CharField(
        _("keadaan"), max_length=8, choices=ReportState, default=ReportState.DRAFT
    )
    summary = models.TextField(_("simpulan"), blank=True)
    no_change_reason = models.TextField(_("alasan tanpa perubahan"), blank=True)
    figures = models.JSONField(_("angka"), default=dict, blank=True)
    followed = models.JSONField(_("tindak lanjut tahun lalu"), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("disetujui pada"), null=True, blank=True)
    document = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("evaluasi saluran")
        verbose_name_plural = _("evaluasi saluran")
        ordering = ("-year", "channel")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "channel", "year"), name="channel_report_once_of_unit"
            ),
            models.UniqueConstraint(
                fields=("agency", "channel", "year"),
                condition=Q(unit__isnull=True),
                name="channel_report_once_of_agency",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft",
                    approved_by__isnull=True,
                    approved_at__isnull=True,
                    document__isnull=True,
                )
                | Q(
                    state="approved",
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    document__isnull=False,
                ),
                name="channel_report_approved_with_document",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "year"), name="channel_report_of_year"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.year}"

    @property
    def is_approved(self) -> bool:
        """Whether its paper has been issued."""
        return self.state == ReportState.APPROVED


class ReportCause(models.Model):
    """One cause behind the cases of the year."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    report = models.ForeignKey(ChannelReport, models.CASCADE, related_name="causes")
    kind = models.CharField(_("jenis sebab"), max_length=12, choices=CauseKind)
    text = models.CharField(_("uraian"), max_length=1000)

    class Meta:
        verbose_name = _("sebab")
        verbose_name_plural = _("sebab")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text


class ReportChange(models.Model):
    """A change that the evaluation asks for, and what became of it afterwards."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    report = models.ForeignKey(ChannelReport, models.CASCADE, related_name="changes")
    text = models.CharField(_("perubahan"), max_length=1000)
    owner = models.CharField(_("penanggung jawab"), max_length=200)
    due_on = models.DateField(_("paling lambat"))
    outcome = models.CharField(
        _("tindak lanjut"), max_length=8, choices=Outcome, default=Outcome.OPEN
    )
    outcome_note = models.CharField(_("keterangan"), max_length=1000, blank=True)
    outcome_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("perubahan")
        verbose_name_plural = _("perubahan")
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="open") | ~Q(outcome_note=""),
                name="channel_change_outcome_has_note",
            ),
        ]

    def __str__(self) -> str:
        return self.text
