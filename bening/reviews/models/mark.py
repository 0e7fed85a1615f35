"""What reviewers say about one question: marks of the tiers, sealed second opinions, surveys."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.reviews.models.kinds import ReviewTier, Standing
from bening.reviews.models.round import ReviewRound


class ReviewMark(models.Model):
    """What one tier of a round says about one question.

    A row exists only where the tier itself confirmed or changed the value: what is carried forward
    is not reviewed. `value` and `inputs` are as in an answer, both empty where nothing counts.
    `proposed_*` is the value that was shown as proposal; where the proposal has changed since, the
    mark no longer counts as done. `version` grows by one with each change; whoever saves names the
    version seen. `seconds` is the time spent, for the reviewer's own planning and no ranking.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="marks")
    tier = models.CharField(_("kedudukan"), max_length=12, choices=ReviewTier)
    official_code = models.CharField(_("kode"), max_length=24)
    value = models.CharField(_("nilai"), max_length=40, blank=True)
    inputs = models.JSONField(_("isian angka"), default=dict, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    relevant = models.BooleanField(_("bukti relevan"), null=True, blank=True)
    valid = models.BooleanField(_("bukti sahih"), null=True, blank=True)
    sufficient = models.BooleanField(_("bukti cukup"), null=True, blank=True)
    standing = models.CharField(_("sikap"), max_length=10, choices=Standing)
    proposed_value = models.CharField(max_length=40, blank=True)
    proposed_inputs = models.JSONField(default=dict, blank=True)
    recommendation = models.TextField(_("rekomendasi untuk LHE"), blank=True)
    version = models.PositiveIntegerField(default=1)
    seconds = models.PositiveIntegerField(_("waktu (detik)"), default=0)
    marked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("nilai penilai")
        verbose_name_plural = _("nilai penilai")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("round", "tier", "official_code"), name="mark_one_per_tier_and_question"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("marked_by",), name="mark_of_person")]

    def __str__(self) -> str:
        return f"{self.official_code}: {self.value or self.inputs}"


class SecondOpinion(models.Model):
    """One question of the sample, valued by a second evaluator without seeing the first value.

    The row is made when the round opens; `answered_at` is empty until the second evaluator has
    valued it. `first_*` is what the first evaluator had when the members sent for the first time:
    later changes do not count in the comparison.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="seconds")
    official_code = models.CharField(_("kode"), max_length=24)
    value = models.CharField(_("nilai"), max_length=40, blank=True)
    inputs = models.JSONField(_("isian angka"), default=dict, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    version = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    first_value = models.CharField(max_length=40, blank=True)
    first_inputs = models.JSONField(default=dict, blank=True)
    first_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("penilaian kedua")
        verbose_name_plural = _("penilaian kedua")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("round", "official_code"), name="second_once"),
        ]


class SurveyValue(models.Model):
    """Where the index of an external survey comes from: asked of a field evaluation.

    Fewer than 30 respondents need a statement of why the survey counts all the same.
    """

    LEAST_RESPONDENTS = 30

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="surveys")
    official_code = models.CharField(_("kode"), max_length=24)
    organisation = models.CharField(_("pelaksana survei"), max_length=200)
    respondents = models.PositiveIntegerField(_("jumlah responden"))
    statement = models.TextField(_("pernyataan bila responden kurang dari 30"), blank=True)
    surveyed_on = models.DateField(_("tanggal selesai survei"))
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hasil survei eksternal")
        verbose_name_plural = _("hasil survei eksternal")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("round", "official_code"), name="survey_value_once"),
            models.CheckConstraint(
                condition=Q(respondents__gte=30) | ~Q(statement=""),
                name="survey_value_with_respondents",
            ),
            models.CheckConstraint(condition=~Q(organisation=""), name="survey_value_with_source"),
        ]
