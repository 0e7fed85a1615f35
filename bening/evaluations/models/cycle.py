"""The yearly round of an agency."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class EvaluationCycle(models.Model):
    """One yearly round with its instrument and dates.

    Evidence counts when it proves something in the period.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="cycles", verbose_name=_("instansi")
    )
    year = models.PositiveSmallIntegerField(_("tahun evaluasi"))
    instrument = models.ForeignKey(
        "evaluations.InstrumentVersion",
        models.PROTECT,
        related_name="cycles",
        verbose_name=_("instrumen"),
    )
    period_starts_on = models.DateField(_("awal periode bukti"))
    period_ends_on = models.DateField(_("akhir periode bukti"))
    opens_on = models.DateField(_("penilaian mandiri dibuka"))
    closes_on = models.DateField(_("penilaian mandiri dikirim paling lambat"))
    created_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("siklus evaluasi")
        verbose_name_plural = _("siklus evaluasi")
        ordering = ("-year",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "year"), name="cycle_one_per_agency_and_year"
            ),
            models.CheckConstraint(
                condition=Q(period_ends_on__gte=F("period_starts_on")),
                name="cycle_period_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="cycle_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="cycle_year_is_plausible"
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
