"""Keys of those who may read: handlers, and the two custodians who recover together."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Custodian(models.Model):
    """One of the two who together recover a handler's key. `place` is 1 or 2."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(_("kustodian ke-"))
    public = models.CharField(max_length=80)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kustodian")
        verbose_name_plural = _("kustodian")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "place"),
                condition=Q(retired_at__isnull=True),
                name="custodian_once_a_place",
            ),
            models.UniqueConstraint(
                fields=("agency", "person"),
                condition=Q(retired_at__isnull=True),
                name="custodian_of_one_place",
            ),
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="custodian_place"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.place}"


class HandlerKey(models.Model):
    """The key of a handler, for a unit or, without one, for the whole agency.

    `wrapped` is the secret key under the handler's passphrase; `recovery` the same sealed to both
    custodians, empty while there are none. A retired key opens what was sealed to it and nothing
    new is.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    public = models.CharField(max_length=80, unique=True)
    wrapped = models.BinaryField()
    recovery = models.BinaryField(null=True, blank=True)
    given_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kunci pengelola")
        verbose_name_plural = _("kunci pengelola")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "unit"),
                condition=Q(retired_at__isnull=True, unit__isnull=False),
                name="handler_key_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=("person", "agency"),
                condition=Q(retired_at__isnull=True, unit__isnull=True),
                name="handler_key_once_central",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.public[:12]}"


class UnlockedKey(models.Model):
    """A secret key while its handler works: sealed under a key that only the cookie holds."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    key = models.ForeignKey(HandlerKey, models.CASCADE, related_name="+")
    kept = models.BinaryField()
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kunci terbuka")
        verbose_name_plural = _("kunci terbuka")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return str(self.key_id)


class IdentityLayer(models.IntegerChoices):
    """Which layer of a sealed identity a key takes off: nobody's takes both."""

    NONE = 0, _("tidak ada")
    INNER = 1, _("lapis dalam")
    OUTER = 2, _("lapis luar")


class KeyGrant(models.Model):
    """A key that opens a report, its own key random: one in order would tell the moment of filing.

    It is of a recipient at filing (`by` None), or of a handler who came later, by one who could
    read it, with a reason. `layer` is what it opens of the identity.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("whistleblowing.Report", models.CASCADE, related_name="grants")
    key = models.ForeignKey(HandlerKey, models.PROTECT, related_name="grants")
    by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    layer = models.PositiveSmallIntegerField(choices=IdentityLayer, default=IdentityLayer.NONE)
    day = models.DateField(_("tanggal"))
    ended_on = models.DateField(_("berakhir"), null=True, blank=True)

    class Meta:
        verbose_name = _("akses laporan")
        verbose_name_plural = _("akses laporan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("report", "key"), name="report_granted_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.key_id}"
