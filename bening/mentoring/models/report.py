"""Reports on the monitoring of a program by month or quarter."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Frequency(models.TextChoices):
    MONTHLY = "monthly", _("Bulanan")
    QUARTERLY = "quarterly", _("Triwulanan")


class ReportSide(models.TextChoices):
    """Whose report it is."""

    UNIT = "unit", _("Unit")
    TPI = "tpi", _("TPI")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Konsep")
    ISSUED = "issued", _("Terbit")


class MonitoringReport(models.Model):
    """What monitoring found in one period; issued it is a document and stays as it is.

    Whether the leader took part counts in A.I.1.iii.b (90/2021 Annex III).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="monitoring_reports",
        verbose_name=_("unit kerja"),
    )
    program = models.ForeignKey(
        "programs.ZoneProgram",
        models.PROTECT,
        related_name="monitoring_reports",
        verbose_name=_("program"),
    )
    side = models.CharField(_("penyusun"), max_length=8, choices=ReportSide)
    frequency = models.CharField(_("kala"), max_length=10, choices=Frequency)
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"))
    held_on = models.DateField(_("tanggal pemantauan"))
    leader_took_part = models.BooleanField(_("diikuti pimpinan"))
    invited = models.PositiveSmallIntegerField(_("diundang"))
    attended = models.PositiveSmallIntegerField(_("hadir"))
    progress = models.TextField(_("kemajuan"))
    findings = models.TextField(_("temuan"))
    state = models.CharField(
        _("keadaan"), max_length=8, choices=ReportState, default=ReportState.DRAFT
    )
    written_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("ditulis pada"))
    issued_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("terbit pada"), null=True, blank=True)
    document = models.OneToOneField(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("laporan pemantauan")
        verbose_name_plural = _("laporan pemantauan")
        ordering = ("-ends_on", "side")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("program", "side", "starts_on", "ends_on"),
                name="monitoring_report_once_per_period",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"), held_on__gte=F("starts_on")),
                name="monitoring_report_in_order",
            ),
            models.CheckConstraint(
                condition=Q(attended__lte=F("invited")), name="monitoring_report_attended_invited"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft",
                    issued_by__isnull=True,
                    issued_at__isnull=True,
                    document__isnull=True,
                )
                | Q(
                    state="issued",
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                    document__isnull=False,
                ),
                name="monitoring_report_issued_with_document",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "state", "ends_on"), name="monitoring_report_of_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.starts_on:%Y-%m}"
