"""Periods: when a unit asks whom with which questionnaire, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.surveys.models.questionnaire import Questionnaire


class PeriodState(models.TextChoices):
    """As in `domain.surveys.states`."""

    DESIGNED = "designed", _("Dirancang")
    APPROVED = "approved", _("Disetujui")
    OPEN = "open", _("Dibuka")
    CLOSED = "closed", _("Ditutup")
    PROCESSED = "processed", _("Diolah")
    CONFIRMED = "confirmed", _("Ditetapkan")
    PUBLISHED = "published", _("Dipublikasikan")
    FOLLOWED_UP = "followed_up", _("Ditindaklanjuti")


class PopulationSource(models.TextChoices):
    REGISTER = "register", _("Buku layanan")
    TYPED = "typed", _("Diketik, dengan sumber")


class SampleMethod(models.TextChoices):
    KREJCIE_MORGAN = "krejcie_morgan", _("Krejcie dan Morgan")
    SLOVIN = "slovin", _("Slovin")


class SurveyPeriod(models.Model):
    """One survey of a unit, quarterly by default. Closed, it takes no answer and never reopens.

    `quotas` are the answers wanted of each service code, set when the period is approved; N of the
    register was counted from `population_from` to `population_until`. `slug` is the address of its
    public pages. `opens_at` and `closes_at` are the opening hours that intake judges by,
    `own_networks` the networks of the office as CIDR texts. `unopened` are the answers of a whole
    period that were fewer than five: they are never opened. `lost` are those that TPI declared
    lost: their rows or their key are gone.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="survey_periods",
        verbose_name=_("unit kerja"),
    )
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="periods", verbose_name=_("kuesioner")
    )
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=100)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    state = models.CharField(
        _("keadaan"), max_length=12, choices=PeriodState, default=PeriodState.DESIGNED
    )
    population = models.PositiveIntegerField(_("pengguna layanan (N)"), null=True, blank=True)
    population_source = models.CharField(
        _("sumber N"), max_length=10, choices=PopulationSource, default=PopulationSource.REGISTER
    )
    population_note = models.CharField(_("keterangan sumber"), max_length=300, blank=True)
    population_from = models.DateField(_("dihitung sejak"), null=True, blank=True)
    population_until = models.DateField(_("dihitung sampai"), null=True, blank=True)
    sample_method = models.CharField(
        _("rumus sampel"),
        max_length=16,
        choices=SampleMethod,
        default=SampleMethod.KREJCIE_MORGAN,
    )
    wanted = models.PositiveIntegerField(_("isian yang dibutuhkan"), null=True, blank=True)
    quotas = models.JSONField(_("kuota per layanan"), default=dict)
    has_open_link = models.BooleanField(_("tautan terbuka tanpa kode"), default=False)
    opens_at = models.TimeField(_("layanan buka"))
    closes_at = models.TimeField(_("layanan tutup"))
    own_networks = models.JSONField(_("jaringan kantor"), default=list, blank=True)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat pada"))
    opened_at = models.DateTimeField(_("dibuka pada"), null=True, blank=True)
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    unopened = models.PositiveSmallIntegerField(_("isian tidak dibuka"), default=0)
    lost = models.PositiveIntegerField(_("isian hilang atau tidak dapat dibuka"), default=0)

    class Meta:
        verbose_name = _("periode survei")
        verbose_name_plural = _("periode survei")
        ordering = ("-starts_on", "name")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="survey_period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="survey_period_hours_in_order"
            ),
            models.CheckConstraint(
                condition=Q(population_source="register") | ~Q(population_note=""),
                name="survey_period_typed_population_has_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "state"), name="survey_period_of_unit"),
            models.Index(fields=("agency", "starts_on"), name="survey_period_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.unit}"


class PeriodResult(models.Model):
    """What a closed period came to: a snapshot, never changed; a later one replaces it by date.

    `content` holds the results of `domain.surveys.indexes`, with and without answers that were
    voided; `integrity` the panel of `domain.surveys.integrity`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="results")
    formula_version = models.CharField(max_length=20)
    counted = models.PositiveIntegerField(_("isian dihitung"))
    voided = models.PositiveIntegerField(_("isian dikecualikan"))
    content = models.JSONField()
    integrity = models.JSONField()
    sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField(_("dihitung pada"))
    computed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("hasil survei")
        verbose_name_plural = _("hasil survei")
        ordering = ("-computed_at",)

    def __str__(self) -> str:
        return f"{self.period} {self.computed_at:%Y-%m-%d}"
