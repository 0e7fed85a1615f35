"""What the national reviewers keep of a program before the panel meets."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class SelectionOutcome(models.TextChoices):
    """Results of the administrative selection (practice since 2022)."""

    PASSED = "passed", _("Lulus")
    WITH_NOTES = "with_notes", _("Lulus dengan catatan")
    FAILED = "failed", _("Tidak lulus")


class Selection(models.Model):
    """One result of the administrative selection of a program; the newest counts.

    `notes` say what must be repaired until `repair_due_on`, or why it failed; `findings` are the
    requirements that were not met at that moment. `objection_until` is the last day, where the unit
    is, on which an objection may be filed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey("programs.ZoneProgram", models.PROTECT, related_name="selections")
    outcome = models.CharField(_("hasil"), max_length=12, choices=SelectionOutcome)
    notes = models.TextField(_("catatan atau alasan"), blank=True)
    findings = models.JSONField(_("syarat yang belum terpenuhi"), default=list, blank=True)
    repair_due_on = models.DateField(_("perbaikan paling lambat"), null=True, blank=True)
    objection_until = models.DateField(_("sanggah paling lambat"), null=True, blank=True)
    result = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("diputuskan pada"))
    repair = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dokumen perbaikan"),
    )
    repaired_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    repaired_at = models.DateTimeField(_("perbaikan dikirim pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("hasil seleksi administrasi")
        verbose_name_plural = _("hasil seleksi administrasi")
        ordering = ("-decided_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="passed", repair_due_on__isnull=True)
                | (Q(outcome="with_notes", repair_due_on__isnull=False) & ~Q(notes=""))
                | (Q(outcome="failed", objection_until__isnull=False) & ~Q(notes="")),
                name="selection_says_what_follows",
            ),
            models.CheckConstraint(
                condition=Q(repaired_at__isnull=True, repaired_by__isnull=True, repair__isnull=True)
                | Q(
                    repaired_at__isnull=False,
                    repaired_by__isnull=False,
                    repair__isnull=False,
                    outcome="with_notes",
                ),
                name="selection_repaired_with_who_and_what",
            ),
        ]


class Objection(models.Model):
    """The one objection an agency may file for a program; the decision on it is final."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.OneToOneField("programs.ZoneProgram", models.PROTECT, related_name="objection")
    selection = models.OneToOneField(Selection, models.PROTECT, related_name="objection")
    reason = models.TextField(_("alasan sanggahan"))
    proof = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, related_name="+", verbose_name=_("bukti")
    )
    letter = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        related_name="+",
        verbose_name=_("surat sanggahan"),
    )
    filed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("diajukan pada"))
    is_accepted = models.BooleanField(_("diterima"), null=True, blank=True)
    answer = models.TextField(_("jawaban TPN"), blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sanggahan")
        verbose_name_plural = _("sanggahan")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="objection_with_reason"),
            models.CheckConstraint(
                condition=Q(
                    is_accepted__isnull=True, answered_at__isnull=True, answered_by__isnull=True
                )
                | (
                    Q(
                        is_accepted__isnull=False,
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                    )
                    & ~Q(answer="")
                ),
                name="objection_answered_with_words",
            ),
        ]


class FieldNoteKind(models.TextChoices):
    """What the national team notes of a unit beside the sheet (90/2021 Annex II Ch. III)."""

    MEDIA = "media", _("Informasi media")
    INTERVIEW = "interview", _("Wawancara")
    MYSTERY_SHOPPER = "mystery_shopper", _("Kunjungan mystery shopper")


class FieldNote(models.Model):
    """A record of an interview, of a visit by a mystery shopper, or of what media say.

    `about` is who was interviewed, the scenario played, or where it was published.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey("programs.ZoneProgram", models.PROTECT, related_name="field_notes")
    kind = models.CharField(_("jenis"), max_length=16, choices=FieldNoteKind)
    held_on = models.DateField(_("tanggal"))
    about = models.CharField(_("narasumber, skenario, atau sumber"), max_length=300)
    findings = models.TextField(_("temuan"))
    link = models.URLField(_("tautan"), max_length=500, blank=True)
    written_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("catatan TPN")
        verbose_name_plural = _("catatan TPN")
        ordering = ("-held_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(about="") & ~Q(findings=""), name="field_note_says_something"
            )
        ]


class ClearanceBody(models.TextChoices):
    """Who is asked before the panel (90/2021 Annex II Ch. III.D)."""

    OMBUDSMAN = "ombudsman", _("Ombudsman")
    KPK = "kpk", _("KPK")
    SECTOR_COMMISSION = "sector_commission", _("Komisi pengawas sektor")
    APIP = "apip", _("APIP")


class ClearanceResult(models.TextChoices):
    """What a body answered; NOT_APPLICABLE where a sector has no commission."""

    CLEAR = "clear", _("Tidak ada catatan")
    PROBLEM = "problem", _("Ada catatan")
    NOT_APPLICABLE = "not_applicable", _("Tidak ada komisi untuk sektor ini")


class Clearance(models.Model):
    """One body asked about a program: when, and what it answered, with its letter."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey("programs.ZoneProgram", models.PROTECT, related_name="clearances")
    body = models.CharField(_("lembaga"), max_length=20, choices=ClearanceBody)
    requested_on = models.DateField(_("diminta pada"))
    requested_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    result = models.CharField(_("hasil"), max_length=16, choices=ClearanceResult, blank=True)
    received_on = models.DateField(_("diterima pada"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    letter = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("klarifikasi lembaga pengawas")
        verbose_name_plural = _("klarifikasi lembaga pengawas")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("program", "body"), name="clearance_once_per_body"),
            models.CheckConstraint(
                condition=Q(result="", received_on__isnull=True, recorded_at__isnull=True)
                | Q(
                    result__in=("clear", "problem"),
                    received_on__isnull=False,
                    letter__isnull=False,
                    recorded_at__isnull=False,
                )
                | (
                    Q(
                        result="not_applicable",
                        body="sector_commission",
                        recorded_at__isnull=False,
                    )
                    & ~Q(note="")
                ),
                name="clearance_answered_with_letter",
            ),
        ]
