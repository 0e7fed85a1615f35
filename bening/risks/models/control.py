"""Internal control of a unit beside its risks: environment, whom it was told, maturity."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.risks.models.choices import Element, MaturitySource, Party


class EnvironmentProof(models.Model):
    """What shows that a part of the control environment is built, from a day, until `ends_on`."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    element = models.CharField(_("unsur"), max_length=12, choices=Element)
    text = models.CharField(_("bukti"), max_length=500)
    starts_on = models.DateField(_("berlaku sejak"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bukti lingkungan pengendalian")
        verbose_name_plural = _("bukti lingkungan pengendalian")
        ordering = ("element", "-starts_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="risk_environment_ends_after",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ControlTelling(models.Model):
    """Internal control was told to one of those whom it concerns."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    party = models.CharField(_("pihak"), max_length=8, choices=Party)
    told_on = models.DateField(_("tanggal"))
    way = models.CharField(_("cara"), max_length=200)
    proof = models.CharField(_("bukti"), max_length=500)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sosialisasi pengendalian")
        verbose_name_plural = _("sosialisasi pengendalian")
        ordering = ("-told_on", "id")

    def __str__(self) -> str:
        return f"{self.told_on} {self.party}"


class MaturityScore(models.Model):
    """The maturity of internal control found at a unit, 0 to 5; a claim until it is verified.

    `verified_by` is somebody of the inspectorate, never whoever entered it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    source = models.CharField(_("sumber"), max_length=8, choices=MaturitySource)
    score = models.DecimalField(_("nilai"), max_digits=5, decimal_places=3)
    document = models.CharField(_("dokumen"), max_length=200)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    verified_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("maturitas SPIP")
        verbose_name_plural = _("maturitas SPIP")
        ordering = ("-year", "source")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "year", "source"), name="risk_maturity_once"),
            models.CheckConstraint(condition=Q(score__range=(0, 5)), name="risk_maturity_0_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.score}"
