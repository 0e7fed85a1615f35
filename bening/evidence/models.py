"""Evidence: what backs answers. Content is stored once by its hash; people handle references."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class PreviewState(models.TextChoices):
    """Whether inert pictures of a file were made."""

    WAITING = "waiting", _("Pratinjau menunggu dibuat")
    READY = "ready", _("Pratinjau siap")
    NONE = "none", _("Tanpa pratinjau")
    REFUSED = "refused", _("Pratinjau tidak dapat dibuat")


class StoredFile(models.Model):
    """Content, stored once and immutable under its SHA-256; shown to nobody by itself."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("ukuran, bita"))
    media_type = models.CharField(max_length=120)
    extension = models.CharField(max_length=10)
    stored_at = models.DateTimeField()
    preview = models.CharField(max_length=8, choices=PreviewState, default=PreviewState.WAITING)
    pages = models.PositiveIntegerField(_("halaman"), default=0)

    class Meta:
        verbose_name = _("isi berkas")
        verbose_name_plural = _("isi berkas")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_is_not_empty")
        ]


class EvidenceKind(models.TextChoices):
    FILE = "file", _("Berkas")
    LINK = "link", _("Tautan")


class EvidenceState(models.TextChoices):
    """States of evidence; the transitions stand in `bening.evidence.states`."""

    DRAFT = "draft", _("Konsep")
    SUBMITTED = "submitted", _("Menunggu pemeriksaan")
    CHECKED = "checked", _("Sudah diperiksa")


class Evidence(models.Model):
    """One piece of evidence of a unit: a file in revisions, or a web page with its title and date.

    `proves_from` and `proves_until` say which time it is about, apart from when it was uploaded.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="evidence", verbose_name=_("unit kerja")
    )
    kind = models.CharField(_("jenis"), max_length=8, choices=EvidenceKind)
    title = models.CharField(_("judul"), max_length=200)
    url = models.URLField(_("alamat"), max_length=500, blank=True)
    proves_from = models.DateField(_("membuktikan sejak"), null=True, blank=True)
    proves_until = models.DateField(_("membuktikan sampai"), null=True, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=12, choices=EvidenceState, default=EvidenceState.DRAFT
    )
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.CharField(_("alasan dikembalikan"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bukti")
        verbose_name_plural = _("bukti")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False, state="checked"),
                name="evidence_checked_with_who_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(kind="link") & ~Q(url="")) | Q(kind="file", url=""),
                name="evidence_link_has_address",
            ),
            models.CheckConstraint(
                condition=Q(proves_from__isnull=True, proves_until__isnull=True)
                | Q(proves_until__gte=F("proves_from")),
                name="evidence_period_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("unit", "state"), name="evidence_of_unit"),
            models.Index(fields=("unit", "-added_at"), name="evidence_newest_of_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceRevision(models.Model):
    """One version of the file of a piece of evidence; the highest number is the current one."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("revisi"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="revisions")
    filename = models.CharField(_("nama berkas"), max_length=200)
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revisi bukti")
        verbose_name_plural = _("revisi bukti")
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("evidence", "number"), name="revision_number_once_per_evidence"
            ),
        ]


class EvidenceLink(models.Model):
    """Evidence used for a question of a sheet; `need`: the place (from 0) of the expected proof."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="links")
    sheet = models.ForeignKey(
        "evaluations.EvaluationSheet", models.PROTECT, related_name="evidence_links"
    )
    official_code = models.CharField(_("kode"), max_length=24)
    need = models.PositiveSmallIntegerField(_("bukti yang diharapkan"), null=True, blank=True)
    linked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pemakaian bukti")
        verbose_name_plural = _("pemakaian bukti")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("sheet", "official_code", "evidence"), name="evidence_once_per_question"
            ),
        ]
        ordering: ClassVar = ("linked_at", "id")


class Upload(models.Model):
    """A file that is being sent in chunks: what it is for, and what became of it.

    The bytes lie in the file store under `id`; the length of that partial file is the offset.
    `sheet`, `official_code` and `need` name the question it is to prove, `evidence` the evidence
    it revises or, once finished, the evidence it became.
    """

    id = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sheet = models.ForeignKey(
        "evaluations.EvaluationSheet", models.PROTECT, null=True, blank=True, related_name="+"
    )
    official_code = models.CharField(max_length=24, blank=True)
    need = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("unggahan")
        verbose_name_plural = _("unggahan")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, file__isnull=True)
                | Q(finished_at__isnull=False, file__isnull=False, evidence__isnull=False),
                name="upload_finished_with_file",
            ),
            models.CheckConstraint(
                condition=Q(sheet__isnull=True, official_code="", need__isnull=True)
                | (Q(sheet__isnull=False) & ~Q(official_code="")),
                name="upload_question_with_sheet",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("person", "started_at"), name="upload_of_person")]
