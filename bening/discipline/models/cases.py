"""A case of discipline, its examiners, summons, examinations, sanctions and appeal.

Every `kept` is a JSON object under the installation's key, bound to its row: what was alleged,
asked, answered and considered is never readable in the database.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.discipline.models.choices import (
    AppealResult,
    Capacity,
    CaseState,
    Level,
    Nature,
    Outcome,
    Source,
)
from bening.discipline.sanctions import Sanctions
from bening.documents.models import HandedToLaw


class DisciplineCase(HandedToLaw):
    """What somebody is alleged to have done, and how far it is dealt with.

    `kept` is the allegation, `proposal_kept` what the examiners propose, `decision_kept` why it was
    decided or dropped, `law_kept` which crime law enforcement was told of. `level` is that of the
    sanction expected; it says who examines and decides.
    `received_on` is when the decision was handed over.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    number = models.CharField(_("nomor"), max_length=40)
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("terperiksa")
    )
    nature = models.CharField(_("jenis"), max_length=12, choices=Nature)
    source = models.CharField(_("sumber"), max_length=12, choices=Source)
    level = models.CharField(_("perkiraan tingkat"), max_length=10, choices=Level)
    happened_on = models.DateField(_("tanggal kejadian"))
    kept = models.BinaryField()
    state = models.CharField(
        _("keadaan"), max_length=10, choices=CaseState, default=CaseState.REPORTED
    )
    outcome = models.CharField(_("hasil"), max_length=12, choices=Outcome, blank=True)
    registered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("dicatat pada"))
    proposal_kept = models.BinaryField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("diusulkan pada"), null=True, blank=True)
    decision_kept = models.BinaryField(null=True, blank=True)
    decision_number = models.CharField(_("nomor keputusan"), max_length=100, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    received_on = models.DateField(_("keputusan diterima"), null=True, blank=True)
    closed_at = models.DateTimeField(_("selesai pada"), null=True, blank=True)
    law_kept = models.BinaryField(null=True, blank=True)
    erased_at = models.DateTimeField(_("isi dihapus pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("perkara disiplin")
        verbose_name_plural = _("perkara disiplin")
        ordering = ("-registered_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "number"), name="discipline_number_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="discipline_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | Q(decided_by__isnull=False, decision_kept__isnull=False),
                name="discipline_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed") & Q(closed_at__isnull=False) & ~Q(outcome=""))
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="discipline_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=(
                    Q(outcome="to_law", handed_over_at__isnull=False, letter__isnull=False)
                    & ~Q(handed_over_to="")
                )
                | (~Q(outcome="to_law") & Q(handed_over_at__isnull=True)),
                name="discipline_to_law_by_letter",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(state="closed"),
                name="discipline_erased_when_closed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "state"), name="discipline_of_agency"),
            models.Index(fields=("unit", "registered_at"), name="discipline_of_unit"),
            models.Index(fields=("person",), name="discipline_of_person"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_told(self) -> bool:
        """Whether whoever is examined knows the outcome; that law enforcement looks is not told."""
        if self.outcome == Outcome.TO_LAW:
            return False
        return self.received_on is not None or self.state == CaseState.CLOSED


class CaseExaminer(models.Model):
    """Who examines a case, and as what."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(DisciplineCase, models.PROTECT, related_name="examiners")
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("pemeriksa")
    )
    capacity = models.CharField(_("sebagai"), max_length=16, choices=Capacity)
    named_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named_at = models.DateTimeField(_("ditunjuk pada"))

    class Meta:
        verbose_name = _("pemeriksa")
        verbose_name_plural = _("pemeriksa")
        ordering = ("named_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "person"), name="discipline_examiner_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class Summons(models.Model):
    """The first or second summons; `came` is unknown until the day of the examination."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(DisciplineCase, models.PROTECT, related_name="summons")
    position = models.PositiveSmallIntegerField(_("panggilan ke"))
    letter = models.CharField(_("nomor surat"), max_length=100)
    issued_on = models.DateField(_("tanggal surat"))
    examine_on = models.DateField(_("tanggal pemeriksaan"))
    kept = models.BinaryField()
    issued_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    came = models.BooleanField(_("hadir"), null=True, blank=True)

    class Meta:
        verbose_name = _("panggilan")
        verbose_name_plural = _("panggilan")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "position"), name="discipline_summons_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=2), name="discipline_summons_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.position}"


class Examination(models.Model):
    """The record of an examination; `is_signed` says whether the person signed it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(DisciplineCase, models.PROTECT, related_name="examinations")
    held_on = models.DateField(_("tanggal"))
    kept = models.BinaryField()
    is_signed = models.BooleanField(_("ditandatangani terperiksa"))
    written_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("berita acara pemeriksaan")
        verbose_name_plural = _("berita acara pemeriksaan")
        ordering = ("held_on", "id")

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_on}"


class Sanction(models.Model):
    """What was imposed; the newest holds, one before it was changed on appeal.

    `starts_on` is empty until it is carried out; `ends_on` is empty where it has no end.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(DisciplineCase, models.PROTECT, related_name="sanctions")
    code = models.CharField(_("hukuman"), max_length=20, choices=Sanctions)
    level = models.CharField(_("tingkat"), max_length=10, choices=Level)
    article = models.CharField(_("dasar"), max_length=200)
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    imposed_at = models.DateTimeField(_("dijatuhkan pada"))
    replaced_at = models.DateTimeField(_("diganti pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("hukuman disiplin")
        verbose_name_plural = _("hukuman disiplin")
        ordering = ("-imposed_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(replaced_at__isnull=True),
                name="discipline_one_sanction",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="discipline_sanction_ends_after",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DisciplineAppeal(models.Model):
    """The one appeal against a decision; `kept` are its grounds, `result_kept` what was said."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.OneToOneField(DisciplineCase, models.PROTECT, related_name="appeal")
    route = models.CharField(
        _("upaya"),
        max_length=16,
        choices=[("objection", _("Keberatan")), ("administrative", _("Banding administratif"))],
    )
    filed_on = models.DateField(_("diajukan"))
    kept = models.BinaryField()
    filed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    result = models.CharField(_("hasil"), max_length=10, choices=AppealResult, blank=True)
    result_letter = models.CharField(_("nomor keputusan"), max_length=100, blank=True)
    result_kept = models.BinaryField(null=True, blank=True)
    settled_on = models.DateField(_("diputuskan"), null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("upaya administratif")
        verbose_name_plural = _("upaya administratif")
        ordering = ("-filed_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(result="", settled_on__isnull=True)
                | (~Q(result="") & Q(settled_on__isnull=False, result_kept__isnull=False)),
                name="discipline_appeal_settled_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"
