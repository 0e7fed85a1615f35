"""A unit's sheet of one cycle, and its locked snapshots."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class SheetState(models.TextChoices):
    """States of a sheet in self-assessment; `bening.evaluations.states` holds the transitions."""

    DRAFT = "draft", _("Sedang diisi")
    SUBMITTED = "submitted", _("Terkirim")


class EvaluationSheet(models.Model):
    """One unit's filled form for one cycle, bound to one instrument version for ever."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="sheets", verbose_name=_("unit kerja")
    )
    program = models.OneToOneField("programs.ZoneProgram", models.PROTECT, related_name="sheet")
    cycle = models.ForeignKey("evaluations.EvaluationCycle", models.PROTECT, related_name="sheets")
    instrument = models.ForeignKey(
        "evaluations.InstrumentVersion", models.PROTECT, related_name="sheets"
    )
    state = models.CharField(
        _("keadaan"), max_length=12, choices=SheetState, default=SheetState.DRAFT
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lembar kerja evaluasi")
        verbose_name_plural = _("lembar kerja evaluasi")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "cycle"), name="sheet_one_per_unit_and_cycle"),
        ]
        indexes: ClassVar = [models.Index(fields=("agency", "cycle"), name="sheet_agency_cycle")]

    def __str__(self) -> str:
        return f"LKE {self.cycle} {self.unit}"


class Snapshot(models.Model):
    """What was submitted, whole and unchangeable.

    `content` is canonical JSON: answers, notes, evidence, facts and score. Reopening fills the
    `reopened_` columns together and leaves everything else as it was.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(EvaluationSheet, models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField(_("nomor"))
    content = models.TextField(_("isi"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    total = models.TextField(_("nilai total, tepat"))
    submitted_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    reopened_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.TextField(_("alasan dibuka kembali"), blank=True)

    class Meta:
        verbose_name = _("rekaman kiriman")
        verbose_name_plural = _("rekaman kiriman")
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("sheet", "number"), name="snapshot_number_once_per_sheet"
            ),
            models.CheckConstraint(
                condition=Q(reopened_by__isnull=True, reopened_at__isnull=True, reopened_reason="")
                | (
                    Q(reopened_by__isnull=False, reopened_at__isnull=False) & ~Q(reopened_reason="")
                ),
                name="snapshot_reopened_with_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} #{self.number}"
