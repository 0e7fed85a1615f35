"""The monitoring that a title is held to every two years."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Verdict(models.TextChoices):
    """What the monitoring concludes."""

    HOLDS = "holds", _("Masih memenuhi")
    LOST = "lost", _("Tidak lagi memenuhi")


class AftercareReview(models.Model):
    """One monitoring of a title by TPI (90/2021 Annex II Ch. IV): due, then filled, then closed.

    `scores` holds points by component code of the instrument (``{"A": "48.2", ...}``), `minima` the
    least points that were asked of each when it was closed; both as exact decimal text.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    award = models.ForeignKey(
        "programs.Award", models.PROTECT, related_name="reviews", verbose_name=_("predikat")
    )
    due_on = models.DateField(_("paling lambat"))
    scores = models.JSONField(_("nilai"), default=dict, blank=True)
    minima = models.JSONField(_("ambang"), default=dict, blank=True)
    survey_note = models.TextField(_("hasil survei internal"), blank=True)
    note = models.TextField(_("catatan"), blank=True)
    verdict = models.CharField(_("simpulan"), max_length=8, choices=Verdict, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    report = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    planned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pemantauan dua tahunan")
        verbose_name_plural = _("pemantauan dua tahunan")
        ordering = ("-due_on", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("award",),
                condition=Q(closed_at__isnull=True),
                name="aftercare_one_open_per_title",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, report__isnull=True)
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False, report__isnull=False)
                    & ~Q(verdict="")
                    & ~Q(note="")
                ),
                name="aftercare_closed_with_verdict_and_report",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "closed_at", "due_on"), name="aftercare_due"),
        ]

    @property
    def is_closed(self) -> bool:
        """Whether its report has been issued."""
        return self.closed_at is not None
