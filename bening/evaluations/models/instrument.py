"""Instruments as stored versions: shipped ones and those an agency imports. Never edited."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class InstrumentVersion(models.Model):
    """One instrument, whole, with its hash.

    `agency` is empty for the shipped ones (PermenPANRB 90/2021 and 52/2014).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.CharField(_("kode instrumen"), max_length=80, unique=True)
    agency = models.ForeignKey(
        "agencies.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments",
        verbose_name=_("instansi"),
    )
    name = models.CharField(_("nama"), max_length=200)
    regulation = models.CharField(_("peraturan"), max_length=200)
    source = models.TextField(_("naskah"), help_text=_("Naskah YAML persis seperti diimpor."))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    imported_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("instrumen")
        verbose_name_plural = _("instrumen")
        ordering = ("slug",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True, imported_by__isnull=True)
                | Q(agency__isnull=False, imported_by__isnull=False),
                name="instrument_importer_and_agency_together",
            ),
        ]

    def __str__(self) -> str:
        return self.slug
