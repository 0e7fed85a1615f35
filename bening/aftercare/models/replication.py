"""Practices of units with a title that other units take over."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class ReplicationStatus(models.TextChoices):
    """How far the adapting unit is."""

    PLANNED = "planned", _("Direncanakan")
    ADAPTING = "adapting", _("Sedang disesuaikan")
    RUNNING = "running", _("Berjalan")
    STOPPED = "stopped", _("Dihentikan")


class Replication(models.Model):
    """One unit adapts a practice of a unit that holds a title (90/2021 Annex II Ch. IV)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    award = models.ForeignKey(
        "programs.Award",
        models.PROTECT,
        related_name="replications",
        verbose_name=_("predikat unit asal"),
    )
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="replications",
        verbose_name=_("unit yang mereplikasi"),
    )
    practice = models.CharField(_("inovasi atau praktik"), max_length=200)
    adaptation = models.TextField(_("penyesuaian yang dibuat"), blank=True)
    status = models.CharField(
        _("keadaan"),
        max_length=10,
        choices=ReplicationStatus,
        default=ReplicationStatus.PLANNED,
    )
    due_on = models.DateField(_("target berjalan"))
    proof_url = models.URLField(_("tautan bukti"), max_length=500, blank=True)
    proof_note = models.CharField(_("keterangan bukti"), max_length=300, blank=True)
    reason = models.CharField(_("alasan dihentikan"), max_length=500, blank=True)
    created_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("replikasi")
        verbose_name_plural = _("replikasi")
        ordering = ("-created_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("award", "unit", "practice"), name="replication_once_per_unit"
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | ~Q(proof_note=""),
                name="replication_runs_with_proof",
            ),
            models.CheckConstraint(
                condition=~Q(status="stopped") | ~Q(reason=""),
                name="replication_stopped_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "status", "due_on"), name="replication_of_agency"),
        ]
