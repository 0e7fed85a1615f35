"""The titles units have been given."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.programs.models.designation import Designation


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
