"""What helps reviewers write: their own canned notes, and the team's talk about a question."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.reviews.models.round import ReviewRound


class ReviewComment(models.Model):
    """One message of the team's discussion about a question. Never edited, never the unit's."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="comments")
    official_code = models.CharField(_("kode"), max_length=24)
    text = models.TextField(_("pesan"))
    written_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pesan penilai")
        verbose_name_plural = _("pesan penilai")
        ordering = ("written_at", "id")
        indexes: ClassVar = [
            models.Index(fields=("round", "official_code"), name="review_comment_of_question")
        ]


class CannedNote(models.Model):
    """A note that a reviewer keeps to use again; only its owner sees it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="canned_notes")
    text = models.TextField(_("catatan"))
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("catatan siap pakai")
        verbose_name_plural = _("catatan siap pakai")
        ordering = ("made_at", "id")
