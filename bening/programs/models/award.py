"""The titles units have been given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.programs.models.designation import Designation


class Award(models.Model):
    """A designation that a decree gave on a day. Earlier history is entered by hand.

    `program` is the one that earned it here, empty for earlier history. A revoked one stays, with
    the decree that took it away: its date begins the waiting time (90/2021 Annex II Ch. IV).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="awards")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="awards", verbose_name=_("unit kerja")
    )
    designation = models.CharField(_("predikat"), max_length=8, choices=Designation)
    decree_number = models.CharField(_("nomor keputusan"), max_length=120)
    awarded_on = models.DateField(_("tanggal keputusan"))
    program = models.ForeignKey(
        "programs.ZoneProgram",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        verbose_name=_("program"),
    )
    revoked_on = models.DateField(_("tanggal keputusan pencabutan"), null=True, blank=True)
    revocation_number = models.CharField(
        _("nomor keputusan pencabutan"), max_length=120, blank=True
    )
    revocation_reason = models.TextField(_("alasan pencabutan"), blank=True)
    revoked_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(
                    revoked_on__isnull=True,
                    revoked_by__isnull=True,
                    revoked_at__isnull=True,
                    revocation_number="",
                    revocation_reason="",
                )
                | (
                    Q(
                        revoked_on__isnull=False,
                        revoked_by__isnull=False,
                        revoked_at__isnull=False,
                    )
                    & ~Q(revocation_number="")
                    & ~Q(revocation_reason="")
                ),
                name="award_revoked_with_decree_and_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "revoked_on"), name="award_of_agency"),
            models.Index(fields=("-awarded_on", "id"), name="award_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_designation_display()} {self.awarded_on:%Y}"

    @property
    def is_held(self) -> bool:
        """Whether no decree has taken it away."""
        return self.revoked_on is None
