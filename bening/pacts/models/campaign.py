"""Campaigns in which an agency or a unit signs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.pacts.models.text import PactText
from bening.pacts.shares import DEFAULT_MINIMUM


class SigningCampaign(models.Model):
    """All staff of an agency (`unit` empty) or of a unit and those below sign one text.

    After `closes_on` signing stays open: who signs then, signs late. `minimum_percent` is read by
    `bening.pacts.shares`. Who must sign is never stored: it is whoever is posted there on the day.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="pact_campaigns")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pact_campaigns",
        verbose_name=_("unit kerja"),
    )
    text = models.ForeignKey(
        PactText, models.PROTECT, related_name="campaigns", verbose_name=_("naskah")
    )
    opens_on = models.DateField(_("mulai"))
    closes_on = models.DateField(_("paling lambat"))
    minimum_percent = models.PositiveSmallIntegerField(
        _("bagian minimal (%)"), default=DEFAULT_MINIMUM
    )
    created_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penandatanganan pakta")
        verbose_name_plural = _("penandatanganan pakta")
        ordering = ("-opens_on", "-created_at")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="pact_campaign_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(minimum_percent__lte=100), name="pact_campaign_minimum_is_a_share"
            ),
            models.UniqueConstraint(
                fields=("text", "unit"),
                condition=Q(unit__isnull=False),
                name="pact_campaign_once_per_unit",
            ),
            models.UniqueConstraint(
                fields=("text",), condition=Q(unit__isnull=True), name="pact_campaign_once_for_all"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "-opens_on"), name="pact_campaign_of_agency")
        ]

    @property
    def place(self) -> str:
        """The unit's name, or the agency's."""
        return self.unit.name if self.unit else self.agency.name
