"""Who is the UPG, what its control stands on, and its campaigns."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class GratuityOfficer(models.Model):
    """Somebody of the UPG of an agency, or, with `unit`, of the unit's helper (UPG pembantu).

    Named by a decree from a day on, until `ends_on`.
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
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="gratuity_duties", verbose_name=_("orang")
    )
    decree_number = models.CharField(_("nomor SK"), max_length=120)
    decree_on = models.DateField(_("tanggal SK"))
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    named_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        verbose_name = _("petugas UPG")
        verbose_name_plural = _("petugas UPG")
        ordering = ("starts_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="gratuity_officer_ends_after",
            ),
            models.CheckConstraint(
                condition=~Q(decree_number=""), name="gratuity_officer_has_decree"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("person",), name="gratuity_duties_of_person")]

    def __str__(self) -> str:
        return str(self.person)


class BasisKind(models.TextChoices):
    """What the control of gratuities stands on."""

    DECREE = "decree", _("SK pembentukan UPG")
    PROCEDURE = "procedure", _("Prosedur kerja yang memuat pengendalian gratifikasi")
    PLAN = "plan", _("Rencana aksi pengendalian gratifikasi")
    REPORT = "report", _("Laporan berkala UPG")


class ControlBasis(models.Model):
    """A paper of the UPG: decree, procedure, plan or report; of the agency, or of one unit."""

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
    kind = models.CharField(_("jenis"), max_length=10, choices=BasisKind)
    number = models.CharField(_("nomor"), max_length=120)
    title = models.CharField(_("judul"), max_length=200)
    dated_on = models.DateField(_("tanggal"))
    ended_on = models.DateField(_("tidak berlaku sejak"), null=True, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dasar pengendalian gratifikasi")
        verbose_name_plural = _("dasar pengendalian gratifikasi")
        ordering = ("kind", "-dated_on")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(title=""), name="gratuity_basis_is_named"
            )
        ]


class Medium(models.TextChoices):
    """How a campaign speaks."""

    MEETING = "meeting", _("Sosialisasi atau rapat")
    BANNER = "banner", _("Spanduk, poster, atau standing banner")
    SOCIAL = "social", _("Media sosial")
    WEBSITE = "website", _("Situs web")
    LETTER = "letter", _("Surat edaran atau imbauan")
    OTHER = "other", _("Lainnya")


class CampaignState(models.TextChoices):
    """Whether a campaign took place."""

    PLANNED = "planned", _("Terjadwal")
    HELD = "held", _("Terlaksana")
    CANCELLED = "cancelled", _("Dibatalkan")


class GratuityCampaign(models.Model):
    """One date of the "tolak gratifikasi" campaign of a unit, with what proves it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    title = models.CharField(_("kegiatan"), max_length=200)
    medium = models.CharField(_("media"), max_length=8, choices=Medium)
    audience = models.CharField(_("sasaran"), max_length=200)
    planned_on = models.DateField(_("jadwal"))
    state = models.CharField(
        _("keadaan"), max_length=9, choices=CampaignState, default=CampaignState.PLANNED
    )
    held_on = models.DateField(_("dilaksanakan"), null=True, blank=True)
    reached = models.PositiveIntegerField(_("jumlah peserta atau penerima"), null=True, blank=True)
    proof_note = models.CharField(_("bukti"), max_length=300, blank=True)
    proof_url = models.URLField(_("tautan bukti"), max_length=500, blank=True)
    proof = models.ForeignKey(
        "evidence.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("berkas bukti"),
    )
    proof_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("alasan dibatalkan"), max_length=300, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kampanye pengendalian gratifikasi")
        verbose_name_plural = _("kampanye pengendalian gratifikasi")
        ordering = ("-planned_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="planned", held_on__isnull=True)
                | (Q(state="held", held_on__isnull=False) & ~Q(proof_note=""))
                | (Q(state="cancelled", held_on__isnull=True) & ~Q(reason="")),
                name="gratuity_campaign_with_proof",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "planned_on"), name="gratuity_campaigns_of_unit")
        ]

    def __str__(self) -> str:
        return self.title
