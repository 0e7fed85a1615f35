"""The register of what leaders promised in public, and what was done about it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class CommitmentOutcome(models.TextChoices):
    """Where a promise stands."""

    OPEN = "open", _("Berjalan")
    KEPT = "kept", _("Ditepati")
    NOT_KEPT = "not_kept", _("Tidak ditepati")


class Commitment(models.Model):
    """What a leader promised, where and when, with its proof. Its words are never changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="commitments", verbose_name=_("unit")
    )
    leader = models.CharField(_("pimpinan"), max_length=200)
    office = models.CharField(_("jabatan"), max_length=200)
    text = models.TextField(_("komitmen"))
    place = models.CharField(_("tempat"), max_length=200)
    made_on = models.DateField(_("tanggal"))
    due_on = models.DateField(_("dipenuhi paling lambat"), null=True, blank=True)
    url = models.URLField(_("tautan bukti"), max_length=500, blank=True)
    proof = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(
        _("keadaan"), max_length=8, choices=CommitmentOutcome, default=CommitmentOutcome.OPEN
    )
    outcome_reason = models.CharField(_("alasan"), max_length=500, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("komitmen pimpinan")
        verbose_name_plural = _("komitmen pimpinan")
        ordering = ("-made_on", "-added_at")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("made_on")),
                name="commitment_due_after_made",
            ),
            models.CheckConstraint(
                condition=~Q(url="") | Q(proof__isnull=False), name="commitment_has_proof"
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", closed_at__isnull=True, closed_by__isnull=True)
                | (
                    ~Q(outcome="open")
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                    & ~Q(outcome_reason="")
                ),
                name="commitment_closed_with_reason",
            ),
        ]


class CommitmentAct(models.Model):
    """Something done about a commitment, with its proof."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="acts")
    text = models.TextField(_("yang dilakukan"))
    done_on = models.DateField(_("tanggal"))
    url = models.URLField(_("tautan bukti"), max_length=500, blank=True)
    proof = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pelaksanaan komitmen")
        verbose_name_plural = _("pelaksanaan komitmen")
        ordering = ("done_on", "added_at")
