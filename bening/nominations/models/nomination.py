"""The proposal of an agency: one letter, its units, their statements, the package."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class NominationRules(models.Model):
    """What the national team set for a cycle; without a row the defaults hold.

    An objection may be filed until the end of the last of `objection_days` after the result, by
    default calendar days (practice of 2024: 30 August to 4 September).
    """

    OBJECTION_DAYS = 5
    QUORUM = 3

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    cycle = models.OneToOneField(
        "evaluations.EvaluationCycle", models.PROTECT, related_name="nomination_rules"
    )
    objection_days = models.PositiveSmallIntegerField(
        _("hari masa sanggah"), default=OBJECTION_DAYS
    )
    working_days = models.BooleanField(_("hitung hari kerja"), default=False)
    quorum = models.PositiveSmallIntegerField(_("kuorum panel"), default=QUORUM)
    source = models.CharField(_("dasar"), max_length=200)
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("aturan pengusulan")
        verbose_name_plural = _("aturan pengusulan")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(objection_days__gte=1, objection_days__lte=60),
                name="rules_objection_days",
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="rules_quorum"),
        ]


class Nomination(models.Model):
    """All proposals of one agency in one cycle: they go in one letter (5/2024 Ch. II.A).

    `letter` is the letter in force; it is withdrawn when the units change.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="nominations")
    cycle = models.ForeignKey(
        "evaluations.EvaluationCycle", models.PROTECT, related_name="nominations"
    )
    letter = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("surat pengusulan"),
    )
    opened_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("dikirim pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("pengusulan")
        verbose_name_plural = _("pengusulan")
        ordering = ("-cycle__year",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "cycle"), name="nomination_one_per_agency_and_cycle"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, letter__isnull=False),
                name="nomination_sent_with_letter",
            ),
        ]

    @property
    def is_sent(self) -> bool:
        """Whether the letter has gone and nothing in the proposal changes any more."""
        return self.sent_at is not None


class NominatedUnit(models.Model):
    """A program in the proposal, with the statement (SPTJM) that its unit's head signed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="units")
    program = models.OneToOneField(
        "programs.ZoneProgram", models.PROTECT, related_name="nominated_unit"
    )
    statement = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("SPTJM"),
    )
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unit yang diusulkan")
        verbose_name_plural = _("unit yang diusulkan")
        ordering = ("program__unit__name",)


class PackageState(models.TextChoices):
    """How far the making of a package is."""

    WAITING = "waiting", _("Menunggu dibuat")
    MAKING = "making", _("Sedang dibuat")
    READY = "ready", _("Siap diunduh")
    FAILED = "failed", _("Gagal dibuat")


class Package(models.Model):
    """One ZIP of the proposal; `done` of `total` parts are made. The newest row counts."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="packages")
    state = models.CharField(
        _("keadaan"), max_length=8, choices=PackageState, default=PackageState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    fault = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("paket pengusulan")
        verbose_name_plural = _("paket pengusulan")
        ordering = ("-asked_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(sha256="") & Q(finished_at__isnull=False)),
                name="package_ready_with_hash",
            ),
        ]
