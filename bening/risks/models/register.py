"""A unit's register of a year, its risks, and what is decided and done about them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.risks.models.choices import (
    AdequacyChoice,
    Category,
    Impact,
    LevelChoice,
    Likelihood,
    RegisterState,
    ResponseChoice,
    Scheme,
)


class RiskOfficer(models.Model):
    """Somebody who keeps the register of a unit, from a day on, until `ends_on`."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="risk_duties", verbose_name=_("orang")
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    given_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pengelola risiko")
        verbose_name_plural = _("pengelola risiko")
        ordering = ("starts_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="risk_officer_ends_after",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class RiskSetting(models.Model):
    """How an agency ranks the cells of the matrix, and up to which level it accepts a risk.

    `ranks` are five rows (likelihood 1 to 5) of five ranks (impact 1 to 5); `bands` the last rank
    of each of the five levels. Without a row the default matrix and the appetite "low" hold.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.OneToOneField("agencies.Agency", models.PROTECT, related_name="+")
    ranks = models.JSONField()
    bands = models.JSONField()
    appetite = models.PositiveSmallIntegerField(_("selera risiko"), choices=LevelChoice)
    changed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("matriks risiko")
        verbose_name_plural = _("matriks risiko")


class RiskRegister(models.Model):
    """The register of one unit in one year."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    state = models.CharField(
        _("keadaan"), max_length=8, choices=RegisterState, default=RegisterState.DRAFT
    )
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    adopted_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("daftar risiko")
        verbose_name_plural = _("daftar risiko")
        ordering = ("-year", "unit__path")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "year"), name="risk_register_of_year")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class Risk(models.Model):
    """One risk: what could happen, why, what it would do, and how it is held.

    Likelihood and impact are null until it is assessed; `is_controllable` tells whether its cause
    lies within the unit's control (C) or not (UC).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    register = models.ForeignKey(RiskRegister, models.PROTECT, related_name="risks")
    number = models.CharField(_("nomor"), max_length=40)
    goal = models.CharField(_("tujuan"), max_length=300)
    process = models.CharField(_("proses"), max_length=300)
    service = models.ForeignKey(
        "services.Service",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("layanan"),
    )
    event = models.TextField(_("peristiwa risiko"))
    cause = models.TextField(_("penyebab"))
    is_controllable = models.BooleanField(_("penyebab dapat dikendalikan"), default=True)
    effect = models.TextField(_("dampak"))
    category = models.CharField(_("kategori"), max_length=12, choices=Category)
    scheme = models.CharField(_("skema"), max_length=12, choices=Scheme, blank=True)
    owner = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("pemilik risiko")
    )
    likelihood = models.PositiveSmallIntegerField(
        _("kemungkinan melekat"), choices=Likelihood, null=True, blank=True
    )
    impact = models.PositiveSmallIntegerField(
        _("dampak melekat"), choices=Impact, null=True, blank=True
    )
    control = models.TextField(_("pengendalian yang ada"), blank=True)
    adequacy = models.CharField(_("kecukupan"), max_length=8, choices=AdequacyChoice, blank=True)
    left_likelihood = models.PositiveSmallIntegerField(
        _("kemungkinan sisa"), choices=Likelihood, null=True, blank=True
    )
    left_impact = models.PositiveSmallIntegerField(
        _("dampak sisa"), choices=Impact, null=True, blank=True
    )
    response = models.CharField(_("respons"), max_length=8, choices=ResponseChoice, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    assessed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("risiko")
        verbose_name_plural = _("risiko")
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("register", "number"), name="risk_number"),
            models.CheckConstraint(
                condition=Q(assessed_at__isnull=True)
                | Q(
                    likelihood__range=(1, 5),
                    impact__range=(1, 5),
                    left_likelihood__range=(1, 5),
                    left_impact__range=(1, 5),
                ),
                name="risk_assessed_on_matrix",
            ),
            models.CheckConstraint(
                condition=Q(scheme="") | Q(category="fraud"), name="risk_scheme_of_fraud"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RiskAction(models.Model):
    """Something to do about a risk, by somebody, until a day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="actions")
    text = models.CharField(_("tindakan"), max_length=500)
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("pelaksana")
    )
    due_on = models.DateField(_("paling lambat"))
    done_on = models.DateField(_("dilaksanakan"), null=True, blank=True)
    done_note = models.CharField(_("bukti"), max_length=500, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tindakan risiko")
        verbose_name_plural = _("tindakan risiko")
        ordering = ("due_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(done_note=""), name="risk_action_has_proof"
            )
        ]

    def __str__(self) -> str:
        return self.text


class RiskEvent(models.Model):
    """A risk came true, with its loss in rupiah."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="events")
    happened_on = models.DateField(_("tanggal"))
    text = models.TextField(_("uraian"))
    loss = models.PositiveBigIntegerField(_("kerugian (Rp)"), default=0)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kejadian risiko")
        verbose_name_plural = _("kejadian risiko")
        ordering = ("-happened_on", "id")

    def __str__(self) -> str:
        return str(self.happened_on)


class RiskIndicator(models.Model):
    """What shows early that a risk grows: two limits, of which the second is worse.

    More is worse where `limit` is not below `warning`, else less is.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="indicators")
    name = models.CharField(_("indikator"), max_length=200)
    measured_in = models.CharField(_("satuan"), max_length=60)
    warning = models.DecimalField(_("batas waspada"), max_digits=14, decimal_places=2)
    limit = models.DecimalField(_("batas bahaya"), max_digits=14, decimal_places=2)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("indikator risiko")
        verbose_name_plural = _("indikator risiko")
        ordering = ("entered_at", "id")

    def __str__(self) -> str:
        return self.name


class IndicatorReading(models.Model):
    """What an indicator showed on a day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    indicator = models.ForeignKey(RiskIndicator, models.PROTECT, related_name="readings")
    read_on = models.DateField(_("tanggal"))
    value = models.DecimalField(_("nilai"), max_digits=14, decimal_places=2)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pembacaan indikator")
        verbose_name_plural = _("pembacaan indikator")
        ordering = ("-read_on", "-entered_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("indicator", "read_on"), name="risk_reading_of_day")
        ]

    def __str__(self) -> str:
        return f"{self.read_on} {self.value}"


class RegisterReview(models.Model):
    """The review of a register after a quarter; the head confirms it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    register = models.ForeignKey(RiskRegister, models.PROTECT, related_name="reviews")
    quarter = models.PositiveSmallIntegerField(_("triwulan"))
    text = models.TextField(_("simpulan"))
    figures = models.JSONField(default=dict)
    reviewed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reviu triwulanan")
        verbose_name_plural = _("reviu triwulanan")
        ordering = ("quarter",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("register", "quarter"), name="risk_review_of_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="risk_review_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.quarter}"
