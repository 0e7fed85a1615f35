"""Doubts about a title, from wherever they come, until they are settled."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class ConcernSource(models.TextChoices):
    """Where a doubt comes from."""

    COMPLAINT = "complaint", _("Pengaduan masyarakat")
    MEDIA = "media", _("Pemberitaan media")
    AUDIT = "audit", _("Hasil pemeriksaan")
    MONITORING = "monitoring", _("Pemantauan dua tahunan")
    OTHER = "other", _("Sumber lain")


class ConcernState(models.TextChoices):
    """OPEN waits for TPI to clarify, SUBSTANTIATED for the head to decide about the title."""

    OPEN = "open", _("Menunggu klarifikasi")
    UNFOUNDED = "unfounded", _("Tidak terbukti")
    SUBSTANTIATED = "substantiated", _("Terbukti, menunggu keputusan")
    KEPT = "kept", _("Terbukti, predikat tetap")
    REVOKED = "revoked", _("Predikat dicabut")


class Concern(models.Model):
    """One doubt whether a unit still deserves its title (maladministration, loss of standard).

    `reference` names where it came from (``"complaint:<uuid>"``), so that the same thing raises one
    task only.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    award = models.ForeignKey(
        "programs.Award", models.PROTECT, related_name="concerns", verbose_name=_("predikat")
    )
    source = models.CharField(_("sumber"), max_length=12, choices=ConcernSource)
    text = models.TextField(_("uraian"))
    reported_on = models.DateField(_("tanggal informasi"))
    reference = models.CharField(_("rujukan"), max_length=120, blank=True)
    due_on = models.DateField(_("klarifikasi paling lambat"))
    state = models.CharField(
        _("keadaan"), max_length=16, choices=ConcernState, default=ConcernState.OPEN
    )
    raised_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    clarification = models.TextField(_("hasil klarifikasi"), blank=True)
    clarified_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    clarified_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("alasan keputusan"), blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("persoalan predikat")
        verbose_name_plural = _("persoalan predikat")
        ordering = ("-raised_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("award", "reference"),
                condition=~Q(reference=""),
                name="concern_once_per_reference",
            ),
            models.CheckConstraint(
                condition=Q(state="open", clarified_at__isnull=True, clarification="")
                | (~Q(state="open") & Q(clarified_at__isnull=False) & ~Q(clarification="")),
                name="concern_clarified_with_words",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("open", "unfounded", "substantiated"),
                    decided_at__isnull=True,
                    decision="",
                )
                | (Q(state__in=("kept", "revoked"), decided_at__isnull=False) & ~Q(decision="")),
                name="concern_decided_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "state", "due_on"), name="concern_waiting"),
        ]
