"""Officers of discipline, the register of rules, and how rules were explained to staff."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.discipline.models.choices import RuleKind


class DisciplineOfficer(models.Model):
    """Who keeps the cases of a unit and all below it for the human resources office."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("petugas")
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    given_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("petugas disiplin")
        verbose_name_plural = _("petugas disiplin")
        ordering = ("-starts_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="discipline_officer_ends_after",
            ),
            models.UniqueConstraint(
                fields=("unit", "person"),
                condition=Q(ends_on__isnull=True),
                name="discipline_officer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class ConductRule(models.Model):
    """A rule of discipline, ethics or conduct that holds for a unit and all below it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=RuleKind)
    title = models.CharField(_("judul"), max_length=300)
    number = models.CharField(_("nomor"), max_length=200)
    starts_on = models.DateField(_("berlaku sejak"))
    ends_on = models.DateField(_("berlaku sampai"), null=True, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("aturan disiplin dan etik")
        verbose_name_plural = _("aturan disiplin dan etik")
        ordering = ("-starts_on", "title")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "number"), name="discipline_rule_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="discipline_rule_ends_after",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RuleOutreach(models.Model):
    """Rules explained to the staff of a unit and all below it, with the proof of it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    rules = models.ManyToManyField(ConductRule, related_name="+", verbose_name=_("aturan"))
    way = models.CharField(_("cara"), max_length=200)
    held_on = models.DateField(_("tanggal"))
    participants = models.PositiveIntegerField(_("peserta"))
    proof = models.CharField(_("bukti"), max_length=300)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sosialisasi aturan")
        verbose_name_plural = _("sosialisasi aturan")
        ordering = ("-held_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(participants__gte=1), name="discipline_outreach_attended"
            )
        ]

    def __str__(self) -> str:
        return self.way
