"""What stands on a period's answers: decisions on doubtful ones, values from outside, the plan."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.surveys.models.intake import SurveyResponse
from bening.surveys.models.period import PeriodResult, SurveyPeriod


class Verdict(models.TextChoices):
    KEPT = "kept", _("Tetap dihitung")
    VOIDED = "voided", _("Dikecualikan")


class IntegrityDecision(models.Model):
    """What TPI decided on the answers one signal points at, with the reason."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="decisions")
    signal = models.CharField(_("tanda"), max_length=40)
    verdict = models.CharField(_("putusan"), max_length=10, choices=Verdict)
    reason = models.TextField(_("alasan"))
    touched = models.PositiveIntegerField(_("isian tersangkut"))
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("diputuskan pada"))

    class Meta:
        verbose_name = _("putusan integritas survei")
        verbose_name_plural = _("putusan integritas survei")
        ordering = ("-decided_at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="survey_decision_has_reason")
        ]


class VoidedResponse(models.Model):
    """An answer left out of the index by a decision. The answer itself stays where it is."""

    response = models.OneToOneField(
        SurveyResponse, models.PROTECT, primary_key=True, related_name="voided"
    )
    decision = models.ForeignKey(IntegrityDecision, models.PROTECT, related_name="voided")

    class Meta:
        verbose_name = _("isian dikecualikan")
        verbose_name_plural = _("isian dikecualikan")


class ExternalSource(models.TextChoices):
    TPN = "tpn", _("TPN")
    BPS = "bps", _("BPS")
    TPI = "tpi", _("TPI (survei internal)")


class ExternalIndex(models.Model):
    """An index that somebody else measured, with the document it stands in."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="external_indexes")
    kind = models.CharField(
        _("indeks"), max_length=8, choices=[("spak", "IPAK"), ("spkp", "IPKP"), ("skm", "IKM")]
    )
    source = models.CharField(_("penyelenggara"), max_length=4, choices=ExternalSource)
    value = models.DecimalField(_("nilai"), max_digits=6, decimal_places=3)
    respondents = models.PositiveIntegerField(_("responden"), null=True, blank=True)
    measured_from = models.DateField(_("diukur sejak"))
    measured_until = models.DateField(_("sampai"))
    document = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, related_name="+", verbose_name=_("dokumen")
    )
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("indeks eksternal")
        verbose_name_plural = _("indeks eksternal")
        ordering = ("-measured_until",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="skm", value__gte=25, value__lte=100)
                | (~Q(kind="skm") & Q(value__gte=0, value__lte=4)),
                name="external_index_in_its_scale",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"


class PublicationPlace(models.TextChoices):
    """Both on the spot and online are wanted (PermenPANRB 14/2017)."""

    PORTAL = "portal", _("Halaman publik unit")
    BOARD = "board", _("Papan di ruang layanan")
    WEBSITE = "website", _("Situs web")
    SOCIAL = "social", _("Media sosial")


class SurveyPublication(models.Model):
    """Where and when a period's result was made public, with proof."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="publications")
    place = models.CharField(_("tempat"), max_length=10, choices=PublicationPlace)
    url = models.URLField(_("alamat"), blank=True)
    proof = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(_("tanggal"))
    recorded_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("dicatat pada"))

    class Meta:
        verbose_name = _("publikasi hasil survei")
        verbose_name_plural = _("publikasi hasil survei")
        ordering = ("published_on",)


class ImprovementPlan(models.Model):
    """What is done about a low element: who, until when, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="plans")
    element = models.CharField(_("unsur"), max_length=40)
    action = models.TextField(_("tindak lanjut"))
    owner = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("penanggung jawab")
    )
    due_on = models.DateField(_("tenggat"))
    outcome = models.TextField(_("hasil"), blank=True)
    proof = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(_("selesai pada"), null=True, blank=True)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat pada"))

    class Meta:
        verbose_name = _("rencana tindak lanjut survei")
        verbose_name_plural = _("rencana tindak lanjut survei")
        ordering = ("due_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, outcome="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome="")),
                name="improvement_done_with_who_and_outcome",
            )
        ]

    def __str__(self) -> str:
        return self.action[:60]


class SurveyReport(models.Model):
    """The report of a period's result as an official document; a newer result asks for another."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="reports")
    result = models.ForeignKey(PeriodResult, models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.OfficialDocument", models.PROTECT, related_name="+")
    issued_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("terbit pada"))

    class Meta:
        verbose_name = _("laporan survei")
        verbose_name_plural = _("laporan survei")
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return f"{self.period} {self.issued_at:%Y-%m-%d}"


class SurveyImport(models.Model):
    """Answers that were collected elsewhere and taken in from a file, sealed as one day.

    `mapping` says which column was read as what, and which value as which answer; `refused` rows
    could not be read and were left out.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="imports")
    document = models.OneToOneField("documents.OfficialDocument", models.PROTECT, related_name="+")
    mapping = models.JSONField()
    taken = models.PositiveIntegerField(_("isian diambil"))
    refused = models.PositiveIntegerField(_("baris ditolak"))
    day = models.DateField(_("hari segel"))
    imported_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("diimpor pada"))

    class Meta:
        verbose_name = _("impor survei")
        verbose_name_plural = _("impor survei")
        ordering = ("imported_at",)

    def __str__(self) -> str:
        return f"{self.period} {self.imported_at:%Y-%m-%d}"
