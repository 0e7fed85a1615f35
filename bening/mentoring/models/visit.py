"""Visits of TPI to a unit that builds its zone."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class VisitState(models.TextChoices):
    PLANNED = "planned", _("Direncanakan")
    HELD = "held", _("Terlaksana")
    CANCELLED = "cancelled", _("Batal")


class MentoringVisit(models.Model):
    """One visit: planned with day, place and purpose; held with who came and what was said.

    What was held is never edited. Actions agreed on are recommendations that name the visit.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="mentoring_visits",
        verbose_name=_("unit kerja"),
    )
    held_on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat"), max_length=200)
    purpose = models.TextField(_("tujuan"))
    state = models.CharField(
        _("keadaan"), max_length=10, choices=VisitState, default=VisitState.PLANNED
    )
    notes = models.TextField(_("catatan"), blank=True)
    planned_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(_("alasan batal"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("kunjungan pendampingan")
        verbose_name_plural = _("kunjungan pendampingan")
        ordering = ("-held_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="planned", closed_by__isnull=True, closed_at__isnull=True)
                | Q(
                    state__in=("held", "cancelled"),
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                ),
                name="visit_closed_with_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="held", notes="") & ~Q(state="cancelled", cancelled_reason=""),
                name="visit_held_with_notes",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("unit", "-held_on"), name="visit_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.held_on:%Y-%m-%d}"


class AttendeeSide(models.TextChoices):
    MENTOR = "mentor", _("Pendamping")
    UNIT = "unit", _("Unit")


class VisitAttendee(models.Model):
    """Somebody who was there."""

    visit = models.ForeignKey(MentoringVisit, models.CASCADE, related_name="attendees")
    side = models.CharField(_("pihak"), max_length=8, choices=AttendeeSide)
    name = models.CharField(_("nama"), max_length=200)
    position = models.CharField(_("jabatan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("peserta kunjungan")
        verbose_name_plural = _("peserta kunjungan")
        ordering = ("pk",)
