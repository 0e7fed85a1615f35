"""Choice of units: criteria in versions, rounds, candidates with their scores and the decision."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class CriteriaSet(models.Model):
    """The criteria of an agency in one version; a round keeps the version it began with."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="criteria_sets")
    version = models.PositiveSmallIntegerField(_("versi"))
    adopted_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(_("berlaku sejak"))

    class Meta:
        verbose_name = _("kriteria pemilihan")
        verbose_name_plural = _("kriteria pemilihan")
        ordering = ("-version",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agency", "version"), name="criteria_version_once"),
        ]


class Criterion(models.Model):
    """One criterion of a set: its words, where they come from, its scale 0 to `highest`."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    criteria = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.CharField(_("kode"), max_length=40)
    text = models.CharField(_("kriteria"), max_length=300)
    source = models.CharField(_("dasar"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("bobot"))
    highest = models.PositiveSmallIntegerField(_("nilai tertinggi"))

    class Meta:
        verbose_name = _("kriteria")
        verbose_name_plural = _("kriteria")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("criteria", "key"), name="criterion_once_per_set"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100, highest__gte=1, highest__lte=100),
                name="criterion_weight_and_scale",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(source=""), name="criterion_with_source"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class RoundState(models.TextChoices):
    DRAFT = "draft", _("Penilaian pokja")
    PROPOSED = "proposed", _("Diusulkan kepada kepala instansi")
    DECIDED = "decided", _("Diputuskan")


class SelectionRound(models.Model):
    """One choice of units for a cycle: proposed it is locked, decided it stays."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="selection_rounds")
    year = models.PositiveSmallIntegerField(_("tahun siklus"))
    number = models.PositiveSmallIntegerField(_("pemilihan ke-"))
    criteria = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="rounds")
    group_decree = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("SK kelompok kerja"),
    )
    state = models.CharField(
        _("keadaan"), max_length=10, choices=RoundState, default=RoundState.DRAFT
    )
    opened_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("diusulkan pada"), null=True, blank=True)
    returned_reason = models.TextField(_("alasan dikembalikan"), blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    decree = models.OneToOneField(
        "documents.OfficialDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="selection_round",
        verbose_name=_("SK penetapan"),
    )

    class Meta:
        verbose_name = _("pemilihan unit")
        verbose_name_plural = _("pemilihan unit")
        ordering = ("-year", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "year", "number"), name="selection_number_once_a_year"
            ),
            models.UniqueConstraint(
                fields=("agency",),
                condition=~Q(state="decided"),
                name="selection_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", proposed_by__isnull=True, proposed_at__isnull=True)
                | Q(
                    state__in=("proposed", "decided"),
                    proposed_by__isnull=False,
                    proposed_at__isnull=False,
                ),
                name="selection_proposed_with_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=("draft", "proposed"),
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decree__isnull=True,
                )
                | Q(
                    state="decided",
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    decree__isnull=False,
                ),
                name="selection_decided_with_decree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"


class Duty(models.TextChoices):
    LEAD = "lead", _("Ketua")
    MEMBER = "member", _("Anggota")


class RoundMember(models.Model):
    """Somebody of the working group of a round."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="members")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="selections")
    duty = models.CharField(_("tugas"), max_length=8, choices=Duty)

    class Meta:
        verbose_name = _("anggota kelompok kerja")
        verbose_name_plural = _("anggota kelompok kerja")
        ordering = ("duty", "person__name")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("round", "person"), name="member_once_per_selection"),
            models.UniqueConstraint(
                fields=("round",), condition=Q(duty="lead"), name="selection_one_lead"
            ),
        ]


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", _("Ditetapkan")
    REJECTED = "rejected", _("Tidak ditetapkan")


class Candidate(models.Model):
    """A unit that is weighed, with the figures behind its scores and what was decided."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="candidates")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        related_name="candidacies",
        verbose_name=_("unit kerja"),
    )
    budget = models.PositiveBigIntegerField(_("anggaran setahun, rupiah"), null=True, blank=True)
    staff = models.PositiveIntegerField(_("pegawai"), null=True, blank=True)
    users = models.PositiveBigIntegerField(_("pengguna layanan setahun"), null=True, blank=True)
    figures_source = models.CharField(_("sumber angka"), max_length=300, blank=True)
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    verdict = models.CharField(_("putusan"), max_length=10, choices=Verdict, blank=True)
    verdict_reason = models.TextField(_("alasan putusan"), blank=True)

    class Meta:
        verbose_name = _("calon unit")
        verbose_name_plural = _("calon unit")
        ordering = ("unit__name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("round", "unit"), name="candidate_once_per_selection"),
            models.CheckConstraint(
                condition=Q(verdict="", verdict_reason="")
                | (~Q(verdict="") & ~Q(verdict_reason="")),
                name="candidate_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class CandidateScore(models.Model):
    """What a candidate scores on one criterion, and why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(_("nilai"))
    reason = models.TextField(_("alasan"))
    scored_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    scored_at = models.DateTimeField()

    class Meta:
        verbose_name = _("nilai calon")
        verbose_name_plural = _("nilai calon")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("candidate", "criterion"), name="score_once_per_criterion"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="score_with_reason"),
        ]
