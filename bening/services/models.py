"""Services a unit offers, and how many were finished each day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Service(models.Model):
    """One service of a unit's standard, with its official price (UU 25/2009 art. 21).

    `code` names it in answers, tickets and files and never changes; a service that is no longer
    offered stays, closed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="services", verbose_name=_("unit kerja")
    )
    code = models.SlugField(_("kode"), max_length=24)
    name = models.CharField(_("nama layanan"), max_length=200)
    tariff = models.CharField(_("tarif resmi"), max_length=200, blank=True)
    tariff_basis = models.CharField(_("dasar tarif"), max_length=300, blank=True)
    added_at = models.DateTimeField(_("ditambahkan pada"))
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "code"), name="service_code_once_per_unit"),
            models.CheckConstraint(
                condition=Q(tariff_basis="") | ~Q(tariff=""), name="service_basis_has_tariff"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegisterSource(models.TextChoices):
    """Where a day's count comes from."""

    TYPED = "typed", _("Diketik dari buku layanan")
    IMPORTED = "imported", _("Diimpor dari berkas")
    QUEUE = "queue", _("Antrean")


class FinishedDay(models.Model):
    """How many times a service was finished on one day, by the unit's own register.

    People are not in it: whom to invite to a survey comes as a list and goes again.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="finished_days")
    day = models.DateField(_("hari"))
    finished = models.PositiveIntegerField(_("selesai"))
    source = models.CharField(_("sumber"), max_length=10, choices=RegisterSource)
    recorded_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("layanan selesai")
        verbose_name_plural = _("layanan selesai")
        ordering = ("-day",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("service", "day"), name="finished_once_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.day}"
