"""Reports, their files, messages and steps: sealed, with days in place of moments."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """As in `bening.domain.whistleblowing`."""

    RECEIVED = "received", _("Diterima")
    TRIAGE = "triage", _("Telaah awal")
    ASKED = "asked", _("Dikonfirmasi ke pelapor")
    NOT_ELIGIBLE = "not_eligible", _("Tidak memenuhi syarat")
    HANDED_OVER = "handed_over", _("Dilimpahkan")
    INVESTIGATION = "investigation", _("Investigasi")
    PROVEN = "proven", _("Terbukti")
    NOT_PROVEN = "not_proven", _("Tidak terbukti")
    RECOMMENDED = "recommended", _("Rekomendasi")
    FOLLOWED_UP = "followed_up", _("Ditindaklanjuti")
    CLOSED = "closed", _("Ditutup")
    TO_LAW = "to_law", _("Dilimpahkan ke aparat penegak hukum")


class Report(models.Model):
    """One report. The primary key is the secret that finds it: it is in no log and no address.

    `handle` is the random key that handlers' pages use. `kind` and `unit` are what the reporter
    chose from lists, kept readable for the yearly figures, which say nothing below five. The
    content is sealed to the keys of `grants`; `identity` is sealed twice. `box_public` and `box`
    are the reply box, and `proof`, sealed to it, is the proof of filing. Only the day of filing is
    kept.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("jenis pelanggaran"), max_length=20)
    language = models.CharField(max_length=5, default="id")
    filed_on = models.DateField(_("tanggal"))
    sealed = models.BinaryField()
    identity = models.BinaryField(null=True, blank=True)
    identity_until = models.DateField(null=True, blank=True)
    box_public = models.CharField(max_length=80)
    box = models.BinaryField()
    proof = models.BinaryField(null=True, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=14, choices=ReportState, default=ReportState.RECEIVED
    )
    answer_due_on = models.DateField(null=True, blank=True)
    triage_due_on = models.DateField(null=True, blank=True)
    result_due_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    finding = models.CharField(max_length=14, blank=True)

    class Meta:
        verbose_name = _("laporan")
        verbose_name_plural = _("laporan")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("closed", "to_law"), closed_on__isnull=False)
                | (~Q(state__in=("closed", "to_law")) & Q(closed_on__isnull=True)),
                name="report_closed_on",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "state"), name="report_of_agency"),
        ]

    def __str__(self) -> str:
        return str(self.handle)


class SealedFile(models.Model):
    """A file of a report or message, sealed; `name` is where the storage holds it, random too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    message = models.ForeignKey(
        "whistleblowing.Message", models.CASCADE, null=True, blank=True, related_name="files"
    )
    name = models.CharField(max_length=80, unique=True)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("berkas laporan")
        verbose_name_plural = _("berkas laporan")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return str(self.id)


class Message(models.Model):
    """A message of the reply box. What handlers write is sealed to the box and to themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    position = models.PositiveSmallIntegerField()
    is_from_reporter = models.BooleanField()
    sealed = models.BinaryField()
    to_handlers = models.BinaryField()
    day = models.DateField(_("tanggal"))

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("report", "position"), name="message_in_order")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ReportStep(models.Model):
    """A step of a report: who took it, on which day, with a note sealed to its handlers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=16)
    state = models.CharField(_("keadaan"), max_length=14, choices=ReportState)
    by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.BinaryField(null=True, blank=True)
    day = models.DateField(_("tanggal"))

    class Meta:
        verbose_name = _("langkah laporan")
        verbose_name_plural = _("langkah laporan")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("report", "position"), name="report_step_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.act}"


class HandlerNote(models.Model):
    """What handlers write for themselves, sealed to the handlers of the report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="notes")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    day = models.DateField(_("tanggal"))

    class Meta:
        verbose_name = _("catatan pengelola")
        verbose_name_plural = _("catatan pengelola")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return str(self.id)


class ReportAccess(models.Model):
    """The house's own log: who opened what of which report, on which day, and why where asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(
        Report, models.SET_NULL, null=True, blank=True, related_name="accesses"
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.CharField(max_length=30)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    day = models.DateField(_("tanggal"))

    class Meta:
        verbose_name = _("catatan akses")
        verbose_name_plural = _("catatan akses")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return self.act


class IdentityRequest(models.Model):
    """The opening of an identity: asked by one with a reason, opened by two together.

    `half` is the content after the second layer, sealed to the first person's key: the other has
    taken the outer layer off and sees nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="identity_requests")
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=500)
    asked_on = models.DateField()
    agreed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    half = models.BinaryField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("permintaan identitas")
        verbose_name_plural = _("permintaan identitas")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="identity_asked_with_reason"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=models.F("asked_by")),
                name="identity_opened_by_two",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PendingLeaf(models.Model):
    """The hash of a proof of filing that enters the public log on a later, random day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.BinaryField(max_length=32)
    due_on = models.DateField()

    class Meta:
        verbose_name = _("daun tertunda")
        verbose_name_plural = _("daun tertunda")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return str(self.due_on)


class SpentForm(models.Model):
    """A form that was sent: it is taken once. Rows go on the day after their form has lapsed."""

    id = models.UUIDField(primary_key=True, editable=False)
    lapses_on = models.DateField()

    class Meta:
        verbose_name = _("formulir terpakai")
        verbose_name_plural = _("formulir terpakai")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return str(self.id)
