"""Recaps of unexcused absence, and what was decided about them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.discipline.models.cases import DisciplineCase
from bening.discipline.models.choices import NoCase


class AbsenceRecap(models.Model):
    """Days of work that somebody missed without a valid reason in a period of one year.

    `unit` is where they work; `in_a_row` is the longest run of those days within the period.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    days = models.PositiveSmallIntegerField(_("hari tanpa alasan"))
    in_a_row = models.PositiveSmallIntegerField(_("berturut-turut"))
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rekap ketidakhadiran")
        verbose_name_plural = _("rekap ketidakhadiran")
        ordering = ("starts_on",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "starts_on", "ends_on"), name="discipline_absence_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), in_a_row__lte=F("days")),
                name="discipline_absence_days",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "starts_on"), name="discipline_absence_of_agency")
        ]


class AbsenceReview(models.Model):
    """What somebody decided about the absence of a person in a year, as it stood then.

    Either a case was opened, or `no_case` says why not. More days may ask again.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    days = models.PositiveSmallIntegerField(_("hari tanpa alasan"))
    in_a_row = models.PositiveSmallIntegerField(_("berturut-turut"))
    case = models.OneToOneField(
        DisciplineCase, models.PROTECT, null=True, blank=True, related_name="absence"
    )
    no_case = models.CharField(_("alasan"), max_length=10, choices=NoCase, blank=True)
    reviewed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("keputusan atas ketidakhadiran")
        verbose_name_plural = _("keputusan atas ketidakhadiran")
        ordering = ("-reviewed_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, no_case="")
                | (Q(case__isnull=True) & ~Q(no_case="")),
                name="discipline_absence_case_or_reason",
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("person")), name="discipline_absence_by_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("person", "year"), name="discipline_absence_reviewed")
        ]
