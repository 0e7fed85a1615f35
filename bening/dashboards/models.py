"""Stored figures of the board, so that a page costs what it shows and not what there is.

Nothing here is a source: every row can be thrown away and computed again (`rollup`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ScoredStage(models.TextChoices):
    """The stages whose total the board shows; the last one that is there counts."""

    SELF = "self", _("Mandiri")
    TPI = "tpi", _("TPI")
    FIELD = "field", _("Lapangan")


class ProgramStanding(models.Model):
    """How one program stood when it was last computed.

    Totals are kept twice: exact text, and `*_points` rounded to sort and filter by. `total`, `gap`,
    `unmet` and `unanswered` are of `counting`, the highest stage that has a closed result, else of
    the unit's own answers. `unmet` lists ids of minima of the target. `late_questions` are given
    questions past their day that nobody answered; on the day after `next_due_on` one more is late.
    `stale_since` is set when something changed that it was computed from.
    """

    program = models.OneToOneField(
        "programs.ZoneProgram", models.CASCADE, primary_key=True, related_name="standing"
    )
    agency = models.ForeignKey("agencies.Agency", models.CASCADE, related_name="+")
    cycle = models.ForeignKey("evaluations.EvaluationCycle", models.CASCADE, related_name="+")
    self_total = models.TextField(blank=True)
    self_points = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    tpi_total = models.TextField(blank=True)
    tpi_points = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    field_total = models.TextField(blank=True)
    field_points = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    counting = models.CharField(max_length=8, choices=ScoredStage, default=ScoredStage.SELF)
    total = models.TextField(blank=True)
    points = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    gap = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    gap_exact = models.TextField(blank=True)
    unmet = models.JSONField(default=list)
    unmet_count = models.PositiveSmallIntegerField(default=0)
    questions = models.PositiveSmallIntegerField(default=0)
    unanswered = models.PositiveSmallIntegerField(default=0)
    late_questions = models.PositiveSmallIntegerField(default=0)
    next_due_on = models.DateField(null=True)
    changed_at = models.DateTimeField(null=True)
    computed_at = models.DateTimeField(null=True)
    stale_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ringkasan program")
        verbose_name_plural = _("ringkasan program")
        indexes: ClassVar = [
            models.Index(
                fields=("stale_since",),
                condition=Q(stale_since__isnull=False),
                name="standing_stale",
            ),
            models.Index(
                fields=("next_due_on",),
                condition=Q(next_due_on__isnull=False),
                name="standing_next_due",
            ),
            models.Index(fields=("cycle", "gap"), name="standing_by_gap"),
        ]


class RollupProgress(models.Model):
    """How far the sealed trail was read for a roll-up; `read_until` is a time of seals."""

    name = models.CharField(max_length=40, primary_key=True)
    read_until = models.DateTimeField()

    class Meta:
        verbose_name = _("kemajuan ringkasan")
        verbose_name_plural = _("kemajuan ringkasan")
