"""What a unit should improve, and what it did about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class RecommendationSource(models.TextChoices):
    """Where a recommendation comes from."""

    LHE_1 = "lhe_1", _("LHE TPI tahap 1")
    LHE_2 = "lhe_2", _("LHE TPI tahap 2")
    MONITORING = "monitoring", _("Laporan pemantauan")
    VISIT = "visit", _("Kunjungan pendampingan")
    PANEL = "panel", _("Panel TPN")
    AFTERCARE = "aftercare", _("Pemantauan pascapenetapan")


class RecommendationState(models.TextChoices):
    """States of a recommendation; `bening.mentoring.states` says how it moves."""

    OPEN = "open", _("Belum ditindaklanjuti")
    CLAIMED = "claimed", _("Menunggu verifikasi")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Selesai, terverifikasi")


class Recommendation(models.Model):
    """One thing to improve; the unit claims it done with proof, TPI verifies.

    `made_on` is the day of the unit: by it a recommendation belongs to a period. Without an `owner`
    it waits for the unit's head and PIC.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="recommendations",
        verbose_name=_("unit kerja"),
    )
    program = models.ForeignKey(
        "programs.ZoneProgram",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("program"),
    )
    report = models.ForeignKey(
        "mentoring.MonitoringReport",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
    )
    visit = models.ForeignKey(
        "mentoring.MentoringVisit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
    )
    source = models.CharField(_("sumber"), max_length=12, choices=RecommendationSource)
    official_code = models.CharField(_("kode butir"), max_length=24, blank=True)
    text = models.TextField(_("rekomendasi"))
    owner = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("penanggung jawab"),
    )
    due_on = models.DateField(_("paling lambat"), null=True, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=RecommendationState, default=RecommendationState.OPEN
    )
    state_since = models.DateTimeField(_("sejak"))
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat pada"))
    made_on = models.DateField(_("tanggal"))
    verified_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(_("diverifikasi pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("rekomendasi")
        verbose_name_plural = _("rekomendasi")
        ordering = ("due_on", "made_at")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_says_something"),
            models.CheckConstraint(
                condition=Q(state="verified", verified_by__isnull=False, verified_at__isnull=False)
                | (~Q(state="verified") & Q(verified_by__isnull=True, verified_at__isnull=True)),
                name="recommendation_verified_with_who_and_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "state", "due_on"), name="recommendation_of_unit"),
            models.Index(fields=("unit", "made_on"), name="recommendation_by_period"),
            models.Index(fields=("owner", "state"), name="recommendation_of_owner"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class FollowUp(models.Model):
    """One act of the unit on a recommendation, with its proof; rows are never changed.

    A claim is judged once: `accepted` True or False, with a note where it was returned.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="follow_ups")
    number = models.PositiveSmallIntegerField(_("urutan"))
    text = models.TextField(_("yang dilakukan"))
    claims_done = models.BooleanField(_("dinyatakan selesai"))
    evidence = models.ManyToManyField(
        "evidence.Evidence", related_name="follow_ups", blank=True, verbose_name=_("bukti")
    )
    done_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    done_at = models.DateTimeField(_("pada"))
    accepted = models.BooleanField(_("diterima"), null=True)
    judgment = models.TextField(_("catatan pemeriksa"), blank=True)
    judged_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("recommendation", "number"), name="follow_up_number_once"
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, judged_by__isnull=True, judged_at__isnull=True)
                | Q(
                    claims_done=True,
                    accepted__isnull=False,
                    judged_by__isnull=False,
                    judged_at__isnull=False,
                ),
                name="follow_up_judged_with_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(accepted=False, judgment=""), name="follow_up_returned_with_reason"
            ),
        ]
