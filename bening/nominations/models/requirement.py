"""What is known of the requirements, each with its day, its source and its proof."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class RequirementValue(models.Model):
    """One value of one requirement of an agency (or unit) in a year; the newest row counts.

    `value` is as `bening.domain.gates.cleaned_value` keeps it; `as_of` the day it is true of. Rows
    are never changed: a correction is another row.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="requirement_values")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requirement_values",
        verbose_name=_("unit kerja"),
    )
    year = models.PositiveSmallIntegerField(_("tahun pengusulan"))
    requirement = models.CharField(_("syarat"), max_length=64)
    value = models.CharField(_("nilai"), max_length=40)
    as_of = models.DateField(_("keadaan per"))
    source = models.CharField(_("sumber"), max_length=200)
    link = models.URLField(_("tautan bukti"), max_length=500, blank=True)
    proof = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dokumen bukti"),
    )
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("nilai syarat")
        verbose_name_plural = _("nilai syarat")
        ordering = ("-entered_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(value="") & ~Q(source=""), name="requirement_value_with_source"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("agency", "year", "unit", "requirement", "-entered_at"),
                name="requirement_newest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.value}"


class AgencyQuota(models.Model):
    """How many units an agency may propose in a year, and the letter that says so."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="quotas")
    year = models.PositiveSmallIntegerField(_("tahun"))
    most = models.PositiveSmallIntegerField(_("jumlah unit"))
    source = models.CharField(_("surat penetapan kuota"), max_length=200)
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kuota pengusulan")
        verbose_name_plural = _("kuota pengusulan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agency", "year"), name="quota_once_a_year"),
            models.CheckConstraint(condition=~Q(source=""), name="quota_with_source"),
        ]


class AgencyPermit(models.Model):
    """The minister's leave to an agency to run the WBK evaluation itself (5/2024 Ch. II.B)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="permits")
    decree_number = models.CharField(_("nomor keputusan"), max_length=120)
    starts_on = models.DateField(_("berlaku sejak"))
    ends_on = models.DateField(_("berlaku sampai"), null=True, blank=True)
    decree = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, related_name="+", verbose_name=_("keputusan")
    )
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("izin evaluasi WBK mandiri")
        verbose_name_plural = _("izin evaluasi WBK mandiri")
        ordering = ("-starts_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="permit_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(decree_number=""), name="permit_with_number"),
        ]


class GateAcceptance(models.Model):
    """The national team goes on with a unit although a unit requirement is not met, and says why.

    90/2021 Annex II Ch. III.A: rejected "unless there are technical reasons".
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey(
        "programs.ZoneProgram", models.PROTECT, related_name="gate_acceptances"
    )
    requirement = models.CharField(_("syarat"), max_length=64)
    reason = models.TextField(_("pertimbangan teknis"))
    accepted_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pertimbangan teknis TPN")
        verbose_name_plural = _("pertimbangan teknis TPN")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("program", "requirement"), name="gate_accepted_once_per_program"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="gate_accepted_with_reason"),
        ]
