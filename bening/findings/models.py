"""Audit reports, their recommendations with follow-up, and assessments from outside."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.documents.models import HandedToLaw


class Auditor(models.TextChoices):
    """Who audited."""

    BPK = "bpk", _("BPK")
    BPKP = "bpkp", _("BPKP")
    INTERNAL = "internal", _("Inspektorat (APIP)")
    OTHER = "other", _("Lainnya")


class State(models.TextChoices):
    """How far a recommendation is followed up; as in `bening.domain.findings`."""

    OPEN = "open", _("Belum ditindaklanjuti")
    NOT_FITTING = "not_fitting", _("Belum sesuai")
    FITTING = "fitting", _("Sesuai")
    IMPOSSIBLE = "impossible", _("Tidak dapat ditindaklanjuti")


class AuditReport(models.Model):
    """A report of an auditor (LHP) about an agency."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    auditor = models.CharField(_("pemeriksa"), max_length=8, choices=Auditor)
    auditor_name = models.CharField(_("nama pemeriksa"), max_length=200, blank=True)
    number = models.CharField(_("nomor LHP"), max_length=120)
    title = models.CharField(_("judul"), max_length=300)
    dated_on = models.DateField(_("tanggal LHP"))
    received_on = models.DateField(_("diterima"))
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("laporan hasil pemeriksaan")
        verbose_name_plural = _("laporan hasil pemeriksaan")
        ordering = ("-received_on", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "auditor", "number"), name="audit_report_once"
            ),
            models.CheckConstraint(
                condition=Q(received_on__gte=F("dated_on")), name="audit_report_received_after"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="audit_report_has_number"),
        ]

    def __str__(self) -> str:
        return self.number


class AuditRecommendation(HandedToLaw):
    """A recommendation to a unit with the finding it comes from; sums in whole rupiah.

    `state` is what the internal auditor found last; `returned` is the sum of `returns`. Once
    law enforcement has it the unit changes nothing; the auditor still says how far it is settled.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    report = models.ForeignKey(AuditReport, models.PROTECT, related_name="recommendations")
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    finding_code = models.CharField(_("kode temuan"), max_length=40, blank=True)
    finding = models.TextField(_("temuan"), max_length=2000)
    text = models.TextField(_("rekomendasi"), max_length=2000)
    value = models.BigIntegerField(_("nilai, rupiah"), default=0)
    returned = models.BigIntegerField(_("dikembalikan, rupiah"), default=0)
    owner = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("penanggung jawab"),
    )
    plan = models.TextField(_("rencana aksi"), max_length=2000, blank=True)
    due_on = models.DateField(_("paling lambat"), null=True, blank=True)
    state = models.CharField(_("keadaan"), max_length=11, choices=State, default=State.OPEN)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    verified_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rekomendasi pemeriksaan")
        verbose_name_plural = _("rekomendasi pemeriksaan")
        ordering = ("report", "finding_code", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__gte=0, returned__gte=0, returned__lte=F("value")),
                name="audit_returned_within_value",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="audit_state_by_auditor",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True, letter__isnull=True, handed_over_to="")
                | (Q(handed_over_at__isnull=False, letter__isnull=False) & ~Q(handed_over_to="")),
                name="audit_to_law_by_letter",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("unit", "state"), name="audit_rec_of_unit")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def left_to_return(self) -> int:
        """What has not come back yet, in whole rupiah."""
        return self.value - self.returned


class FollowUp(models.Model):
    """What a unit handed in on a recommendation; never changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    recommendation = models.ForeignKey(
        AuditRecommendation, models.PROTECT, related_name="follow_ups"
    )
    text = models.TextField(_("tindak lanjut"), max_length=2000)
    proof_url = models.URLField(_("tautan bukti"), max_length=500)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tindak lanjut pemeriksaan")
        verbose_name_plural = _("tindak lanjut pemeriksaan")
        ordering = ("-at", "-id")


class MoneyReturned(models.Model):
    """A sum that came back, in whole rupiah, with its receipt; never changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    recommendation = models.ForeignKey(AuditRecommendation, models.PROTECT, related_name="returns")
    amount = models.BigIntegerField(_("jumlah, rupiah"))
    on = models.DateField(_("tanggal setor"))
    receipt = models.CharField(_("nomor bukti setor"), max_length=120)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pengembalian kerugian")
        verbose_name_plural = _("pengembalian kerugian")
        ordering = ("-on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(receipt=""), name="money_returned_with_receipt"
            ),
            models.UniqueConstraint(
                fields=("recommendation", "receipt"), name="money_returned_once"
            ),
        ]


class OutsideAssessor(models.TextChoices):
    """Who assessed from outside."""

    OMBUDSMAN = "ombudsman", _("Ombudsman RI: penilaian pelayanan publik")
    INTEGRITY_SURVEY = "spi", _("KPK: Survei Penilaian Integritas (SPI)")
    OTHER = "other", _("Lainnya")


class OutsideAssessment(models.Model):
    """A score that somebody outside gave an agency or one of its units, and what follows from it.

    `score` is on the assessor's own scale up to `out_of`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    assessor = models.CharField(_("penilai"), max_length=9, choices=OutsideAssessor)
    assessor_name = models.CharField(_("nama penilai"), max_length=200, blank=True)
    dated_on = models.DateField(_("tanggal"))
    score = models.DecimalField(_("nilai"), max_digits=6, decimal_places=2)
    out_of = models.DecimalField(_("skala sampai"), max_digits=6, decimal_places=2, default=100)
    category = models.CharField(_("kategori"), max_length=80, blank=True)
    findings = models.TextField(_("temuan"), max_length=2000, blank=True)
    follow_up = models.TextField(_("tindak lanjut"), max_length=2000, blank=True)
    source_url = models.URLField(_("tautan sumber"), max_length=500, blank=True)
    is_public = models.BooleanField(_("tampil di halaman unit"), default=False)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penilaian pihak luar")
        verbose_name_plural = _("penilaian pihak luar")
        ordering = ("-dated_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(score__gte=0, out_of__gt=0, score__lte=F("out_of")),
                name="outside_score_within_scale",
            )
        ]

    def __str__(self) -> str:
        return self.assessor_name or OutsideAssessor(self.assessor).name
