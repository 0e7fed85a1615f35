"""Who works at the desk, what SP4N-LAPOR! knows, and years without a complaint."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.complaints.models.words import OfficerDuty


class ComplaintOfficer(models.Model):
    """A duty at the desk from a day on, by decree: of the agency (no unit) or of one unit."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaint_officers",
        verbose_name=_("unit kerja"),
    )
    person = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        related_name="complaint_duties",
        verbose_name=_("orang"),
    )
    duty = models.CharField(_("tugas"), max_length=12, choices=OfficerDuty)
    decree = models.CharField(_("surat tugas"), max_length=120, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    given_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("petugas pengaduan")
        verbose_name_plural = _("petugas pengaduan")
        ordering = ("duty", "starts_on")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="complaint_officer_ends_after",
            ),
            models.CheckConstraint(
                condition=Q(duty="coordinator", unit__isnull=True)
                | (~Q(duty="coordinator") & Q(unit__isnull=False)),
                name="complaint_officer_place",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("person", "duty"), name="complaint_officer_person"),
            models.Index(fields=("agency", "duty"), name="complaint_officer_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.duty}"


class LaporImport(models.Model):
    """One file of SP4N-LAPOR! that was read, and what it brought."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    filename = models.CharField(_("nama berkas"), max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("baris"))
    filed = models.PositiveIntegerField(_("pengaduan baru"))
    followed = models.PositiveIntegerField(_("status diperbarui"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("impor SP4N-LAPOR!")
        verbose_name_plural = _("impor SP4N-LAPOR!")
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.filename


class LaporRecord(models.Model):
    """What SP4N-LAPOR! says of one number: its state there, in its own words, when last seen.

    `difference` is what the nightly comparison found, empty where both agree.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    number = models.CharField(_("nomor SP4N-LAPOR!"), max_length=40)
    state = models.CharField(_("status di SP4N-LAPOR!"), max_length=60)
    received_on = models.DateField(_("tanggal"), null=True, blank=True)
    complaint = models.ForeignKey(
        "complaints.Complaint", models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField()
    difference = models.CharField(
        max_length=16,
        blank=True,
        choices=[
            ("not_here", _("Belum ada di sini")),
            ("open_there", _("Selesai di sini, terbuka di SP4N-LAPOR!")),
            ("open_here", _("Selesai di SP4N-LAPOR!, terbuka di sini")),
            ("not_there", _("Tidak ada lagi di berkas SP4N-LAPOR! terakhir")),
        ],
    )

    class Meta:
        verbose_name = _("catatan SP4N-LAPOR!")
        verbose_name_plural = _("catatan SP4N-LAPOR!")
        ordering = ("-received_on", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agency", "number"), name="lapor_record_once")
        ]

    def __str__(self) -> str:
        return self.number


class NoComplaints(models.Model):
    """A unit says that nobody complained in a year; TPI confirms it before a figure follows."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    note = models.CharField(_("cara memastikannya"), max_length=500)
    stated_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pernyataan tidak ada pengaduan")
        verbose_name_plural = _("pernyataan tidak ada pengaduan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "year"), name="no_complaints_once_a_year"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("stated_by"))
                ),
                name="no_complaints_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"
