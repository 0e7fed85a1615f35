"""Answers of a sheet, who is to give them until when, and what is said about them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Answer(models.Model):
    """The unit's answer to one question (`official_code` of the sheet's instrument) and its note.

    `value` holds an option key or an index as decimal text; `inputs` the counts of a ratio by input
    id, as text. Both empty: unanswered, perhaps with a note. `version` grows by one with each saved
    change: whoever saves names the version seen, so that two people on one answer get a choice and
    never a lost text.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("evaluations.EvaluationSheet", models.PROTECT, related_name="answers")
    official_code = models.CharField(_("kode"), max_length=24)
    value = models.CharField(_("jawaban"), max_length=40, blank=True)
    inputs = models.JSONField(_("isian angka"), default=dict, blank=True)
    note = models.TextField(_("penjelasan"), blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("jawaban")
        verbose_name_plural = _("jawaban")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("sheet", "official_code"), name="answer_one_per_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_code}: {self.value or self.inputs}"


class Assignment(models.Model):
    """Who is to answer a question, and by which day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(
        "evaluations.EvaluationSheet", models.PROTECT, related_name="assignments"
    )
    official_code = models.CharField(_("kode"), max_length=24)
    assignee = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("penanggung jawab"),
    )
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("sheet", "official_code"), name="assignment_one_per_question"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("assignee", "due_on"), name="assignment_of_person")
        ]


class Comment(models.Model):
    """One message of the discussion about a question. Never edited."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(
        "evaluations.EvaluationSheet", models.PROTECT, related_name="comments"
    )
    official_code = models.CharField(_("kode"), max_length=24)
    text = models.TextField(_("pesan"))
    written_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")
        ordering = ("written_at", "id")
        indexes: ClassVar = [
            models.Index(fields=("sheet", "official_code"), name="comment_of_question")
        ]
