"""The days on which nobody works, for everybody or for one agency."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class HolidayKind(models.TextChoices):
    """Why a day differs from its weekday."""

    NATIONAL = "national", _("Hari libur nasional")
    JOINT_LEAVE = "joint_leave", _("Cuti bersama")
    AGENCY = "agency", _("Libur instansi")
    WORKED = "worked", _("Tetap masuk kerja")


class Holiday(models.Model):
    """A day off; without an agency it holds for all of them.

    WORKED takes a day off back for one agency, whose people work on it all the same.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holidays",
        verbose_name=_("instansi"),
    )
    day = models.DateField(_("tanggal"))
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=12, choices=HolidayKind)
    source = models.CharField(
        _("dasar"), max_length=200, help_text=_("Keputusan atau surat yang menetapkan hari ini.")
    )
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ("day",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("day",), condition=Q(agency__isnull=True), name="holiday_once_for_all"
            ),
            models.UniqueConstraint(
                fields=("agency", "day"),
                condition=Q(agency__isnull=False),
                name="holiday_once_per_agency",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | Q(kind__in=("national", "joint_leave")),
                name="holiday_of_all_is_national",
            ),
        ]

    def __str__(self) -> str:
        return self.name
