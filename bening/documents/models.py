"""Official documents: made from data or brought in, sealed, and verifiable by anybody."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class DocumentKind(models.TextChoices):
    """What a document is in the life of a program (PermenPANRB 90/2021, practice of its forms)."""

    PACT = "pact", _("Pakta integritas")
    PACT_LIST = "pact_list", _("Daftar penanda tangan pakta integritas")
    DECLARATION_CHARTER = "declaration_charter", _("Piagam pencanangan")
    SELECTION_DECREE = "selection_decree", _("SK penetapan unit Zona Integritas")
    TEAM_DECREE = "team_decree", _("SK tim kerja")
    MONITORING_REPORT = "monitoring_report", _("Laporan pemantauan")
    UNIT_COVER_LETTER = "unit_cover_letter", _("Surat pengantar unit")
    PRELIMINARY_COVER_LETTER = (
        "preliminary_cover_letter",
        _("Surat pengantar hasil penilaian pendahuluan"),
    )
    ASSIGNMENT_LETTER = "assignment_letter", _("Surat tugas evaluasi")
    EVALUATION_REPORT_1 = "evaluation_report_1", _("LHE TPI tahap 1")
    EVALUATION_REPORT_2 = "evaluation_report_2", _("LHE TPI tahap 2")
    RESPONSIBILITY_STATEMENT = (
        "responsibility_statement",
        _("Surat Pernyataan Tanggung Jawab Mutlak (SPTJM)"),
    )
    NOMINATION_LETTER = "nomination_letter", _("Surat pengusulan")
    OBJECTION_LETTER = "objection_letter", _("Surat sanggahan")
    OBJECTION_PROOF = "objection_proof", _("Bukti sanggahan")
    REQUIREMENT_PROOF = "requirement_proof", _("Bukti syarat pengusulan")
    SELECTION_RESULT = "selection_result", _("Hasil seleksi administrasi")
    REJECTION_NOTICE = "rejection_notice", _("Pemberitahuan tidak dievaluasi")
    MINUTES = "minutes", _("Berita acara")
    CLEARANCE_LETTER = "clearance_letter", _("Surat keterangan lembaga pengawas")
    NATIONAL_REPORT = "national_report", _("LHE TPN")
    AWARD_DECREE = "award_decree", _("Keputusan penetapan predikat")
    AWARD_CERTIFICATE = "award_certificate", _("Piagam predikat")
    AFTERCARE_REPORT = "aftercare_report", _("Laporan pemantauan dua tahunan")
    REVOCATION_DECREE = "revocation_decree", _("Keputusan pencabutan predikat")
    SURVEY_REPORT = "survey_report", _("Laporan hasil survei")
    SURVEY_SOURCE = "survey_source", _("Laporan survei eksternal")
    SURVEY_PROOF = "survey_proof", _("Bukti publikasi atau tindak lanjut survei")
    SURVEY_IMPORT = "survey_import", _("Berkas asal impor survei")
    HANDOVER_LETTER = "handover_letter", _("Surat pelimpahan perkara")
    CHANNEL_REPORT = "channel_report", _("Laporan evaluasi saluran")
    OTHER = "other", _("Dokumen lain")


class Origin(models.TextChoices):
    GENERATED = "generated", _("Dibuat dari data")
    UPLOADED = "uploaded", _("Diunggah")


class OfficialDocument(models.Model):
    """One official document of an agency, with its file and what proves the file unchanged.

    `code` (random, no order in it) is what its QR leads to. `content` is the canonical data that a
    generated document was made from. A document is never edited: it is withdrawn, with a reason,
    and another takes its place.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="documents")
    unit = models.ForeignKey(
        "agencies.WorkUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("unit kerja"),
    )
    program = models.ForeignKey(
        "programs.ZoneProgram",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("program"),
    )
    kind = models.CharField(_("jenis"), max_length=32, choices=DocumentKind)
    origin = models.CharField(_("asal"), max_length=10, choices=Origin)
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    title = models.CharField(_("judul"), max_length=200)
    dated_on = models.DateField(_("tanggal"))
    year = models.PositiveSmallIntegerField(_("tahun"), editable=False)
    file = models.ForeignKey(
        "evidence.StoredFile", models.PROTECT, related_name="+", verbose_name=_("berkas")
    )
    editable = models.ForeignKey(
        "evidence.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("naskah DOCX"),
    )
    content = models.TextField(_("data"), blank=True)
    code = models.CharField(_("kode verifikasi"), max_length=32, unique=True)
    signed_by = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("penanda tangan"),
    )
    signed_as = models.CharField(_("selaku"), max_length=200, blank=True)
    sealed_at = models.DateTimeField(_("disegel pada"), null=True, blank=True)
    certificate = models.CharField(_("sidik sertifikat"), max_length=64, blank=True)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("alasan ditarik"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("dokumen resmi")
        verbose_name_plural = _("dokumen resmi")
        ordering = ("-dated_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="document_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, certificate="")
                | (Q(sealed_at__isnull=False) & ~Q(certificate="")),
                name="document_sealed_with_certificate",
            ),
            models.UniqueConstraint(
                fields=("agency", "kind", "year", "number"),
                condition=Q(origin=Origin.GENERATED, withdrawn_at__isnull=True) & ~Q(number=""),
                name="document_number_once_a_year",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("program", "kind"), name="document_of_program"),
            models.Index(fields=("agency", "kind", "-dated_on"), name="document_of_agency"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The year is that of the date: numbers begin anew each year."""
        self.year = self.dated_on.year
        super().save(*args, **kwargs)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it does not count any more."""
        return self.withdrawn_at is not None


class HandedToLaw(models.Model):
    """What a case keeps of going to law enforcement: the letter, to whom and when."""

    letter = models.ForeignKey(
        OfficialDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_over_to = models.CharField(_("dilimpahkan kepada"), max_length=160, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
