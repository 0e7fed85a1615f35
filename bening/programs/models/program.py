"""A unit's Zona Integritas program of one cycle."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.programs.models.designation import Designation
from bening.programs.models.state import ProgramState


class ZoneProgram(models.Model):
    """A unit's effort, in one yearly cycle, to earn a designation.

    WBBM asks for an earlier WBK (90/2021 Annex II, Table 6): the action that sets it checks.
    `state` moves by `bening.programs.lifecycle.advance` alone, along `bening.programs.states`.
    `continues` is the unit's program of an earlier year that this one carries on.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="programs")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="programs", verbose_name=_("unit kerja")
    )
    cycle = models.ForeignKey(
        "evaluations.EvaluationCycle",
        models.PROTECT,
        related_name="programs",
        verbose_name=_("siklus"),
    )
    target = models.CharField(_("target"), max_length=8, choices=Designation)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=ProgramState, default=ProgramState.DRAFT
    )
    state_since = models.DateTimeField(_("sejak"))
    building_since = models.DateField(
        _("mulai membangun"),
        null=True,
        blank=True,
        help_text=_("Pembangunan menuju predikat yang sama, juga dari siklus sebelumnya."),
    )
    continues = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    created_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("program ZI")
        verbose_name_plural = _("program ZI")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "cycle"), name="program_one_per_unit_and_cycle"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "cycle", "state"), name="program_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.cycle}"
