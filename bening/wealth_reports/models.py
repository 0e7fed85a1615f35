"""Duties to report wealth, who keeps them, and how they stood at the deadline. No figures."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class KindChoice(models.TextChoices):
    """Which report; as in `bening.domain.wealth_reports`."""

    LHKPN = "lhkpn", _("LHKPN")
    LHKAN = "lhkan", _("LHKAN (bukti terima SPT)")


class OccasionChoice(models.TextChoices):
    """Why it is due; as in `bening.domain.wealth_reports`."""

    YEARLY = "yearly", _("Periodik tahunan")
    START = "start", _("Awal menjabat")
    END = "end", _("Akhir menjabat")


class RankChoice(models.TextChoices):
    """The ranks of the evaluation sheet; as in `bening.domain.wealth_reports`."""

    UNIT_HEAD = "unit_head", _("Kepala satuan kerja")
    OFFICIAL = "official", _("Pejabat yang wajib LHKPN")
    OTHER = "other", _("Wajib LHKPN lainnya")
    ADMINISTRATOR = "administrator", _("Pejabat administrator")
    SUPERVISOR = "supervisor", _("Pejabat pengawas")
    STAFF = "staff", _("Pejabat fungsional dan pelaksana")


class WealthOfficer(models.Model):
    """Somebody who keeps the duty list: of the whole agency, or of one unit."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    named_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        verbose_name = _("koordinator LHKPN dan LHKAN")
        verbose_name_plural = _("koordinator LHKPN dan LHKAN")
        ordering = ("starts_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="wealth_officer_ends_after",
            )
        ]
        indexes: ClassVar = [models.Index(fields=("person",), name="wealth_duties_of_person")]


class WealthDuty(models.Model):
    """One person's duty to report in a year, and whether it was done: never what was reported."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    employee_number = models.CharField(_("NIP"), max_length=18)
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("laporan"), max_length=5, choices=KindChoice)
    occasion = models.CharField(
        _("jenis kewajiban"), max_length=6, choices=OccasionChoice, default=OccasionChoice.YEARLY
    )
    rank = models.CharField(_("jenjang"), max_length=13, choices=RankChoice)
    due_on = models.DateField(_("paling lambat"))
    reported_on = models.DateField(_("tanggal lapor"), null=True, blank=True)
    receipt = models.CharField(_("nomor bukti"), max_length=120, blank=True)
    is_complete = models.BooleanField(_("lengkap"), default=False)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kewajiban LHKPN atau LHKAN")
        verbose_name_plural = _("kewajiban LHKPN atau LHKAN")
        ordering = ("rank", "name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "year", "employee_number", "occasion"), name="wealth_duty_once"
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True, is_complete=False)
                | (Q(reported_on__isnull=False) & ~Q(receipt="")),
                name="wealth_report_with_receipt",
            ),
            models.CheckConstraint(
                condition=Q(kind="lhkpn", rank__in=("unit_head", "official", "other"))
                | Q(kind="lhkan", rank__in=("administrator", "supervisor", "staff")),
                name="wealth_rank_of_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WealthSnapshot(models.Model):
    """How a unit's yearly list stood when it was closed; never changed.

    `counts` holds obliged and reported by rank, and the late ones. `taken_by` is None where it was
    kept by itself, after a deadline.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    as_of = models.DateField(_("keadaan per"))
    counts = models.JSONField()
    taken_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = _("potret kepatuhan LHKPN dan LHKAN")
        verbose_name_plural = _("potret kepatuhan LHKPN dan LHKAN")
        ordering = ("-year", "-as_of")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "year", "as_of"), name="wealth_snapshot_once")
        ]

    @property
    def obliged(self) -> int:
        """Everybody on the list that day."""
        return sum(self.counts["obliged"].values())

    @property
    def reported(self) -> int:
        """Those of them who had reported."""
        return sum(self.counts["reported"].values())
