"""Who stands in for whom while somebody is away."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Stand-ins, by when they hold."""

    def standing_on(self, day: object) -> "DeputyQuerySet":
        """Those that hold on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_at__isnull=True)


class Deputy(models.Model):
    """A person's stand-in for a span of days, both ends included.

    The deputy is shown what waits for the person and is reminded of it. Rights stay where they are:
    the deputy acts where they hold a role themselves, or by `roles`, which were given to them for
    this span by somebody who may give them (pelaksana harian or pelaksana tugas).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        related_name="deputies",
        verbose_name=_("yang berhalangan"),
    )
    deputy = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="stands_in", verbose_name=_("pengganti")
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    reason = models.CharField(_("alasan"), max_length=200)
    roles = models.ManyToManyField(
        "accounts.RoleAssignment",
        related_name="stand_ins",
        blank=True,
        verbose_name=_("peran selama menggantikan"),
    )
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengganti")
        verbose_name_plural = _("pengganti")
        ordering = ("-starts_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="deputy_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("person")), name="deputy_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="deputy_ended_by_and_at",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("deputy", "ends_on"), name="deputy_standing"),
            models.Index(fields=("person", "ends_on"), name="deputy_of_person"),
        ]
