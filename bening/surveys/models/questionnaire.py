"""Questionnaires as versioned data."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class QuestionnaireState(models.TextChoices):
    DRAFT = "draft", _("Rancangan")
    APPROVED = "approved", _("Disetujui")
    RETIRED = "retired", _("Tidak dipakai lagi")


class Questionnaire(models.Model):
    """One version of a questionnaire; `content` is what `domain.surveys.instrument` reads.

    Shipped ones have no agency. Approved ones never change: a change is the next version under the
    same slug. `sha256` is that of the canonical content.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    slug = models.SlugField(_("kode"), max_length=40)
    version = models.PositiveIntegerField(_("versi"))
    title = models.CharField(_("judul"), max_length=200)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=QuestionnaireState, default=QuestionnaireState.DRAFT
    )
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("dibuat pada"))
    approved_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("disetujui pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("kuesioner")
        verbose_name_plural = _("kuesioner")
        ordering = ("title", "-version")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "slug", "version"),
                nulls_distinct=False,
                name="questionnaire_version_once",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", approved_at__isnull=True)
                | (~Q(state="draft") & Q(approved_at__isnull=False)),
                name="questionnaire_approved_with_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"
