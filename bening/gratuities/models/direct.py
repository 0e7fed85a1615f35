"""Gifts that were reported to KPK without the UPG, as far as the UPG was told of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.gratuities.models.report import DecisionChoice, Direction


class DirectState(models.TextChoices):
    """How far KPK is with a report that was sent to it directly."""

    SENT = "sent", _("Menunggu penetapan KPK")
    DECIDED = "decided", _("Status ditetapkan KPK")


class DirectReport(models.Model):
    """A gift reported straight to KPK in GOL (Peraturan KPK 2/2019), noted in the UPG's register.

    It holds no giver, no value and no story: KPK has them. `reporter` and `unit` are empty where
    the UPG was given the number only. `due_on` is the last day of the 30 working days since the
    receipt; `is_late` says that the report went to KPK after it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit kerja"),
    )
    reporter = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pelapor"),
    )
    direction = models.CharField(_("jenis laporan"), max_length=8, choices=Direction)
    received_on = models.DateField(_("tanggal diterima atau ditolak"))
    sent_on = models.DateField(_("tanggal dikirim ke KPK"))
    number = models.CharField(_("nomor tanda terima KPK"), max_length=120)
    due_on = models.DateField(_("batas 30 hari kerja"))
    is_late = models.BooleanField(_("terlambat dilaporkan"), default=False)
    decision = models.CharField(_("penetapan"), max_length=16, choices=DecisionChoice, blank=True)
    decision_number = models.CharField(_("nomor penetapan"), max_length=120, blank=True)
    decided_on = models.DateField(_("tanggal penetapan"), null=True, blank=True)
    noted_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("laporan gratifikasi langsung ke KPK")
        verbose_name_plural = _("laporan gratifikasi langsung ke KPK")
        ordering = ("-sent_on", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agency", "number"), name="gratuity_direct_once"),
            models.CheckConstraint(
                condition=~Q(number="") & Q(sent_on__gte=F("received_on")),
                name="gratuity_direct_sent_after",
            ),
            models.CheckConstraint(
                condition=Q(reporter__isnull=True) | Q(unit__isnull=False),
                name="gratuity_direct_named_with_unit",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True, decision_number="")
                | (~Q(decision="") & Q(decided_on__isnull=False) & ~Q(decision_number="")),
                name="gratuity_direct_decision_has_paper",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "sent_on"), name="gratuity_direct_sent")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> DirectState:
        """Whether KPK has decided."""
        return DirectState.DECIDED if self.decision else DirectState.SENT

    @property
    def is_named(self) -> bool:
        """Whether it is known who reported."""
        return self.reporter_id is not None
