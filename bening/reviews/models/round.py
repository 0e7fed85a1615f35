"""Rounds of review, and how each went from hand to hand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.reviews.models.kinds import ReviewStep, RoundState
from bening.reviews.models.team import STAGES


class ReviewRound(models.Model):
    """One review of one snapshot in one stage: `step` in the national stage, `number` in TPI's.

    `attempt` grows where a program comes to the same stage again. `version` grows by one with each
    move, so that of two closing at once one is refused. `seed` decides which questions are valued a
    second time, sealed, and by whom; it follows from the round's key and the snapshot.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey(
        "programs.ZoneProgram", models.PROTECT, related_name="review_rounds"
    )
    assignment = models.ForeignKey(
        "reviews.ReviewAssignment", models.PROTECT, related_name="rounds"
    )
    stage = models.CharField(_("tahapan"), max_length=12, choices=STAGES)
    step = models.CharField(_("langkah"), max_length=12, choices=ReviewStep, blank=True)
    number = models.PositiveSmallIntegerField(_("tahap"), default=1)
    attempt = models.PositiveSmallIntegerField(_("kali ke"), default=1)
    snapshot = models.ForeignKey("evaluations.Snapshot", models.PROTECT, related_name="reviews")
    state = models.CharField(
        _("keadaan"), max_length=12, choices=RoundState, default=RoundState.MEMBER
    )
    state_since = models.DateTimeField(_("sejak"))
    version = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("dibuka pada"))
    closed_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    outcome = models.CharField(_("hasil"), max_length=40, blank=True)
    report = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    seed = models.CharField(max_length=64)
    second_evaluator = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="second_opinions",
        verbose_name=_("penilai kedua"),
    )
    second_role = models.OneToOneField(
        "accounts.RoleAssignment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_since = models.DateTimeField(null=True, blank=True)
    second_sent_at = models.DateTimeField(_("penilaian kedua dikirim pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("putaran evaluasi")
        verbose_name_plural = _("putaran evaluasi")
        ordering = ("-opened_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("program", "stage", "step", "number", "attempt"), name="round_once"
            ),
            models.UniqueConstraint(
                fields=("program",),
                condition=Q(closed_at__isnull=True),
                name="round_one_open_per_program",
            ),
            models.CheckConstraint(
                condition=Q(stage="tpn", step__in=("desk", "field"), number=1)
                | Q(stage="tpi", step="", number__in=(1, 2))
                | Q(stage="preliminary", step="", number=1),
                name="round_of_a_stage_that_has_it",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="closed",
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                )
                & ~Q(outcome="")
                | (~Q(state="closed") & Q(closed_at__isnull=True, outcome="")),
                name="round_closed_with_who_and_what",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("program", "stage", "-opened_at"), name="round_of_program"),
            models.Index(fields=("agency", "state"), name="round_of_agency"),
        ]

    @property
    def is_closed(self) -> bool:
        """Whether nothing in it changes any more."""
        return self.state == RoundState.CLOSED


class RoundStep(models.Model):
    """One handing over of a round: sent up, returned with a reason, or closed."""

    class Kind(models.TextChoices):
        SENT = "sent", _("Dikirim")
        RETURNED = "returned", _("Dikembalikan")
        CLOSED = "closed", _("Ditutup")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    source = models.CharField(max_length=12, choices=RoundState)
    target = models.CharField(max_length=12, choices=RoundState)
    taken_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    reason = models.CharField(_("alasan"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("perpindahan putaran")
        verbose_name_plural = _("perpindahan putaran")
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("round", "number"), name="round_step_number_once"),
            models.CheckConstraint(
                condition=~Q(kind="returned") | ~Q(reason=""), name="round_returned_with_reason"
            ),
        ]
