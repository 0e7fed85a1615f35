"""The periodic evaluation of how a unit handles conflicts, and what it led to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class ConflictReview(models.Model):
    """One evaluation over a span of days; `figures` are the counts of that day, without names."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    starts_on = models.DateField(_("dari"))
    ends_on = models.DateField(_("sampai"))
    figures = models.JSONField(_("angka"), default=dict)
    causes = models.TextField(_("sebab"))
    changes = models.TextField(_("perubahan yang dibuat"))
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("evaluasi konflik kepentingan")
        verbose_name_plural = _("evaluasi konflik kepentingan")
        ordering = ("-ends_on", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "starts_on", "ends_on"), name="conflict_review_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")) & ~Q(causes=""),
                name="conflict_review_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.ends_on}"


class ReviewImprovement(models.Model):
    """What an evaluation asks for, until it is done."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    review = models.ForeignKey(ConflictReview, models.PROTECT, related_name="improvements")
    text = models.CharField(_("tindak lanjut"), max_length=500)
    due_on = models.DateField(_("paling lambat"))
    done_on = models.DateField(_("selesai pada"), null=True, blank=True)
    proof = models.CharField(_("bukti"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tindak lanjut evaluasi")
        verbose_name_plural = _("tindak lanjut evaluasi")
        ordering = ("due_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(proof=""), name="improvement_done_with_proof"
            )
        ]

    def __str__(self) -> str:
        return self.text
