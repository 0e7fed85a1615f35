"""The steps a program has taken, and the days by which the next ones are due."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Role
from bening.adapters.keys import new_key
from bening.programs.models.program import ZoneProgram
from bening.programs.models.state import ProgramState


class ProgramStep(models.Model):
    """One move of a program from state to state: who, in which role, when, why, on what papers.

    `total` is the exact score of `snapshot`. Rows are never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey(ZoneProgram, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(_("langkah"))
    transition = models.CharField(_("perpindahan"), max_length=40)
    source = models.CharField(_("dari"), max_length=20, choices=ProgramState)
    target = models.CharField(_("ke"), max_length=20, choices=ProgramState)
    taken_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    role = models.CharField(_("sebagai"), max_length=20, choices=Role)
    taken_at = models.DateTimeField(_("pada"))
    reason = models.TextField(_("alasan atau catatan"), blank=True)
    snapshot = models.ForeignKey(
        "evaluations.Snapshot", models.PROTECT, null=True, blank=True, related_name="+"
    )
    total = models.CharField(_("nilai total, tepat"), max_length=80, blank=True)
    documents = models.ManyToManyField(
        "documents.OfficialDocument", related_name="steps", blank=True, verbose_name=_("dokumen")
    )

    class Meta:
        verbose_name = _("langkah program")
        verbose_name_plural = _("langkah program")
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("program", "number"), name="step_number_once_per_program"
            ),
            models.CheckConstraint(
                condition=Q(snapshot__isnull=True, total="")
                | (Q(snapshot__isnull=False) & ~Q(total="")),
                name="step_snapshot_with_total",
            ),
        ]


class CycleDate(models.Model):
    """The last day, in the unit's zone, by which programs of a cycle should leave a state."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    cycle = models.ForeignKey(
        "evaluations.EvaluationCycle", models.PROTECT, related_name="state_dates"
    )
    state = models.CharField(_("keadaan"), max_length=20, choices=ProgramState)
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    due_on = models.DateField(_("paling lambat"))
    source = models.CharField(_("dasar"), max_length=200, blank=True)
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tanggal siklus")
        verbose_name_plural = _("tanggal siklus")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("cycle", "state"), name="cycle_date_once_per_state"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__gte=models.F("starts_on")),
                name="cycle_date_due_after_start",
            ),
        ]
