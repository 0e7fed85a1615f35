"""What an agency promises for winning, keeping and raising a title, and what it gave."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Occasion(models.TextChoices):
    """What is rewarded."""

    WINNING = "winning", _("Meraih predikat")
    KEEPING = "keeping", _("Mempertahankan predikat")
    RAISING = "raising", _("Meningkatkan predikat")


class RewardPolicy(models.Model):
    """What an agency gives on an occasion, by which rule; the newest begun one is in force."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="reward_policies")
    occasion = models.CharField(_("untuk"), max_length=8, choices=Occasion)
    gift = models.CharField(_("bentuk penghargaan"), max_length=300)
    basis = models.CharField(_("dasar"), max_length=200)
    budget_note = models.CharField(_("sumber anggaran"), max_length=200, blank=True)
    starts_on = models.DateField(_("berlaku sejak"))
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kebijakan penghargaan")
        verbose_name_plural = _("kebijakan penghargaan")
        ordering = ("occasion", "-starts_on")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "occasion", "starts_on"), name="reward_policy_once_a_day"
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="reward_policy_has_basis"),
        ]


class Reward(models.Model):
    """A reward given to a unit for a title, under the policy then in force."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    award = models.ForeignKey(
        "programs.Award", models.PROTECT, related_name="rewards", verbose_name=_("predikat")
    )
    policy = models.ForeignKey(RewardPolicy, models.PROTECT, related_name="rewards")
    review = models.ForeignKey(
        "aftercare.AftercareReview",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rewards",
        help_text=_("Pemantauan yang membuktikan predikat dipertahankan."),
    )
    gift = models.CharField(_("yang diberikan"), max_length=300)
    given_on = models.DateField(_("tanggal"))
    document_number = models.CharField(_("nomor dokumen"), max_length=120)
    budget_note = models.CharField(_("sumber anggaran"), max_length=200, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penghargaan")
        verbose_name_plural = _("penghargaan")
        ordering = ("-given_on", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("award", "policy"),
                condition=Q(review__isnull=True),
                name="reward_once_per_title",
            ),
            models.UniqueConstraint(
                fields=("review",),
                condition=Q(review__isnull=False),
                name="reward_once_per_monitoring",
            ),
        ]
