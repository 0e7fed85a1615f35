"""A unit's Zona Integritas program of one cycle, and the titles units have been given."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Designation(models.TextChoices):
    """The two titles of PermenPANRB 90/2021."""

    WBK = "wbk", _("Menuju WBK")
    WBBM = "wbbm", _("Menuju WBBM")


class ZoneProgram(models.Model):
    """A unit's effort, in one yearly cycle, to earn a designation.

    WBBM asks for an earlier WBK (90/2021 Annex II, Table 6): the action that sets it checks.
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

    def __str__(self) -> str:
        return f"{self.unit} {self.cycle}"


class Award(models.Model):
    """A designation that a decree gave on a day. Earlier history is entered by hand."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="awards")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="awards", verbose_name=_("unit kerja")
    )
    designation = models.CharField(_("predikat"), max_length=8, choices=Designation)
    decree_number = models.CharField(_("nomor keputusan"), max_length=120)
    awarded_on = models.DateField(_("tanggal keputusan"))
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("predikat")
        verbose_name_plural = _("predikat")
        ordering = ("-awarded_on",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "designation", "awarded_on"), name="award_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_designation_display()} {self.awarded_on:%Y}"
