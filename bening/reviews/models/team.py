"""Teams, who is in them, which programs they review, and what their people declared."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.reviews.models.kinds import ReviewStage, ReviewTier

STAGES = [(stage.value, stage.label) for stage in ReviewStage if stage != ReviewStage.SELF]


class ReviewLimits(models.Model):
    """How an agency limits the load of its reviewers; without a row the defaults hold.

    The defaults are audit practice, not law: a lead and up to two members take at most 14 units of
    390 minutes, a controller watches at most two teams.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.OneToOneField("agencies.Agency", models.PROTECT, related_name="review_limits")
    members_per_team = models.PositiveSmallIntegerField(_("anggota per tim"), default=2)
    units_per_team = models.PositiveSmallIntegerField(_("unit per tim"), default=14)
    teams_per_controller = models.PositiveSmallIntegerField(
        _("tim per pengendali teknis"), default=2
    )
    minutes_per_unit = models.PositiveSmallIntegerField(_("menit per unit"), default=390)
    sample_percent = models.PositiveSmallIntegerField(_("sampel penilaian kedua (%)"), default=10)
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("batas beban penilai")
        verbose_name_plural = _("batas beban penilai")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sample_percent__lte=100), name="review_sample_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(
                    members_per_team__gte=1,
                    units_per_team__gte=1,
                    teams_per_controller__gte=1,
                    minutes_per_unit__gte=1,
                ),
                name="review_limits_leave_something",
            ),
        ]


class ReviewTeam(models.Model):
    """People who review together in one stage. `agency` is empty for national teams only."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="review_teams",
        verbose_name=_("instansi"),
    )
    stage = models.CharField(_("tahapan"), max_length=12, choices=STAGES)
    name = models.CharField(_("nama tim"), max_length=120)
    decree = models.CharField(_("dasar pembentukan"), max_length=200, blank=True)
    created_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(_("dibubarkan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("tim penilai")
        verbose_name_plural = _("tim penilai")
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage="tpn", agency__isnull=True)
                | Q(stage__in=("preliminary", "tpi"), agency__isnull=False),
                name="review_team_national_without_agency",
            ),
            models.UniqueConstraint(
                fields=("agency", "stage", "name"), name="review_team_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """One person in a team, in one tier, trained before anything is valued. Past ones stay."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    team = models.ForeignKey(ReviewTeam, models.PROTECT, related_name="members")
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="review_teams", verbose_name=_("penilai")
    )
    tier = models.CharField(_("kedudukan"), max_length=12, choices=ReviewTier)
    trained_on = models.DateField(_("dilatih pada"))
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(_("keluar pada"), null=True, blank=True)
    left_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("anggota tim penilai")
        verbose_name_plural = _("anggota tim penilai")
        ordering = ("added_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("team", "person"),
                condition=Q(left_at__isnull=True),
                name="team_member_once",
            ),
            models.UniqueConstraint(
                fields=("team",),
                condition=Q(left_at__isnull=True, tier="lead"),
                name="team_member_one_lead",
            ),
        ]


class ReviewAssignment(models.Model):
    """A team reviews a program in its stage, in a period. One team at a time."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    team = models.ForeignKey(ReviewTeam, models.PROTECT, related_name="assignments")
    program = models.ForeignKey(
        "programs.ZoneProgram", models.PROTECT, related_name="review_assignments"
    )
    stage = models.CharField(_("tahapan"), max_length=12, choices=STAGES)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    letter = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("diakhiri pada"), null=True, blank=True)
    ended_reason = models.CharField(_("alasan diakhiri"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("penugasan tim penilai")
        verbose_name_plural = _("penugasan tim penilai")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="review_assignment_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=("program", "stage"),
                condition=Q(ended_at__isnull=True),
                name="review_assignment_one_team",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("team", "ended_at"), name="assignment_of_team")]


class AssignedRole(models.Model):
    """The role on the unit that a person of a team got with an assignment."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    assignment = models.ForeignKey(ReviewAssignment, models.PROTECT, related_name="given")
    member = models.ForeignKey(TeamMember, models.PROTECT, related_name="given")
    role = models.OneToOneField("accounts.RoleAssignment", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("peran dari penugasan")
        verbose_name_plural = _("peran dari penugasan")


class ConflictDeclaration(models.Model):
    """What a reviewer declared about ties with a unit; the newest of a program counts."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="conflict_declarations"
    )
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    program = models.ForeignKey("programs.ZoneProgram", models.PROTECT, related_name="+")
    has_tie = models.BooleanField(_("ada benturan kepentingan"))
    text = models.CharField(_("penjelasan"), max_length=1000, blank=True)
    declared_at = models.DateTimeField(_("dinyatakan pada"))

    class Meta:
        verbose_name = _("pernyataan benturan kepentingan")
        verbose_name_plural = _("pernyataan benturan kepentingan")
        ordering = ("-declared_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(has_tie=False) | ~Q(text=""), name="conflict_tie_is_explained"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("program", "person", "-declared_at"), name="conflict_newest")
        ]
