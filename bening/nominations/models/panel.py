"""The meeting of the national team that decides what is recommended."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Vote(models.TextChoices):
    """What a member of the panel is for."""

    AWARD = "award", _("Ditetapkan")
    COACHING = "coaching", _("Pembinaan")


class PanelSession(models.Model):
    """One panel on one program; the newest counts.

    The decision follows from the votes: more than half of those cast for the title, else coaching.
    Votes are sealed until every member has voted or was noted as absent.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey("programs.ZoneProgram", models.PROTECT, related_name="panels")
    number = models.PositiveSmallIntegerField(default=1)
    quorum = models.PositiveSmallIntegerField(_("kuorum"))
    chair = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("ketua panel")
    )
    opened_at = models.DateTimeField(_("dibuka pada"))
    decision = models.CharField(_("putusan"), max_length=10, choices=Vote, blank=True)
    reason = models.TextField(_("pertimbangan"), blank=True)
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    minutes = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    report = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("panel TPN")
        verbose_name_plural = _("panel TPN")
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("program", "number"), name="panel_number_once"),
            models.UniqueConstraint(
                fields=("program",),
                condition=Q(decided_at__isnull=True),
                name="panel_one_open_per_program",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (Q(decided_at__isnull=False) & ~Q(decision="") & ~Q(reason="")),
                name="panel_decided_with_reason",
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="panel_quorum"),
        ]

    @property
    def is_decided(self) -> bool:
        """Whether the votes are counted and nothing changes any more."""
        return self.decided_at is not None


class PanelMember(models.Model):
    """A member of a panel and the vote, with its reason; `absent` with why instead."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    session = models.ForeignKey(PanelSession, models.PROTECT, related_name="members")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    vote = models.CharField(_("suara"), max_length=10, choices=Vote, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    voted_at = models.DateTimeField(null=True, blank=True)
    absent = models.CharField(_("alasan tidak hadir"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("anggota panel")
        verbose_name_plural = _("anggota panel")
        ordering = ("person__name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("session", "person"), name="panel_member_once"),
            models.CheckConstraint(
                condition=Q(vote="", voted_at__isnull=True)
                | (Q(voted_at__isnull=False, absent="") & ~Q(vote="") & ~Q(reason="")),
                name="panel_vote_with_reason",
            ),
        ]
