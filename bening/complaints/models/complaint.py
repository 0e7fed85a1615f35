"""One complaint, what its reporter said, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.complaints.models.words import (
    ClosedBy,
    ComplaintClass,
    ComplaintKind,
    ComplaintState,
    IntakeWay,
    MessageKind,
    RefusalReason,
    Topic,
)
from bening.documents.models import HandedToLaw


def _person() -> "models.ForeignKey[Person | None, Person | None]":
    return models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )


class Complaint(HandedToLaw):
    """One report to the desk: a complaint, a request, a wish, a consultation.

    `unit` holds it now, `filed_with` is where it came in and whose series its `number` is from.
    `content` is encrypted JSON (`bening.complaints.content`): story, outcome, place, who is
    reported, coordinates. `title` is masked plain text and empty where `is_confidential`.
    `code_hash` is the SHA-256 of the tracking code. `asked_at` is set while the reporter is asked.
    `due_on` is the nearest last day of its running clocks; `silent_until` follows the answer.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="complaints", verbose_name=_("unit kerja")
    )
    filed_with = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("nomor"), max_length=24)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("jenis"), max_length=12, choices=ComplaintKind)
    classification = models.CharField(
        _("klasifikasi"), max_length=12, choices=ComplaintClass, blank=True
    )
    topic = models.CharField(_("topik"), max_length=16, choices=Topic, default=Topic.OTHER)
    service = models.ForeignKey(
        "services.Service",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("layanan"),
    )
    way = models.CharField(_("kanal"), max_length=10, choices=IntakeWay, default=IntakeWay.WEB)
    title = models.CharField(_("perihal"), max_length=160, blank=True)
    area = models.CharField(_("wilayah umum"), max_length=80, blank=True)
    event_on = models.DateField(_("tanggal kejadian"), null=True, blank=True)
    content = models.BinaryField(editable=False)
    is_confidential = models.BooleanField(_("rahasia"), default=False)
    is_anonymous = models.BooleanField(_("tanpa nama"), default=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(_("diterima"))
    entered_by = _person()
    state = models.CharField(
        _("status"), max_length=12, choices=ComplaintState, default=ComplaintState.FILED
    )
    owner = _person()
    asked_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("paling lambat"), null=True, blank=True)
    verified_by = _person()
    verified_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    silent_until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=8, choices=ClosedBy, blank=True)
    was_late = models.BooleanField(_("terlambat"), default=False)
    times_reopened = models.PositiveSmallIntegerField(default=0)
    refused_by = _person()
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal_reason = models.CharField(max_length=20, choices=RefusalReason, blank=True)
    appeal_decided_by = _person()
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    appeal_was_granted = models.BooleanField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    ombudsman_told_at = models.DateTimeField(null=True, blank=True)
    lapor_number = models.CharField(_("nomor SP4N-LAPOR!"), max_length=40, blank=True)
    redirected_at = models.DateTimeField(null=True, blank=True)
    rating = models.PositiveSmallIntegerField(_("kepuasan"), null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pengaduan")
        verbose_name_plural = _("pengaduan")
        ordering = ("-filed_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("filed_with", "number"), name="complaint_number_once"),
            models.UniqueConstraint(
                fields=("agency", "lapor_number"),
                condition=~Q(lapor_number=""),
                name="complaint_lapor_number_once",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(title=""),
                name="complaint_confidential_without_title",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="complaint_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused")
                | (Q(refused_by__isnull=False, refused_at__isnull=False) & ~Q(refusal_reason="")),
                name="complaint_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="complaint_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_over")
                | (Q(handed_over_at__isnull=False) & ~Q(handed_over_to="")),
                name="complaint_handed_over_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="redirected", redirected_at__isnull=False, owner__isnull=True)
                | (~Q(state="redirected") & Q(redirected_at__isnull=True)),
                name="complaint_redirected_held_by_nobody",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=4),
                name="complaint_rating_from_one_to_four",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "-filed_at", "-id"), name="complaint_newest"),
            models.Index(fields=("unit", "-filed_at", "-id"), name="complaint_newest_of_unit"),
            models.Index(fields=("agency", "state", "-filed_at", "-id"), name="complaint_by_state"),
            models.Index(
                fields=("unit", "state", "-filed_at", "-id"), name="complaint_unit_by_state"
            ),
            models.Index(
                fields=("agency", "classification", "-filed_at", "-id"), name="complaint_by_class"
            ),
            models.Index(fields=("owner", "-filed_at", "-id"), name="complaint_of_owner"),
            models.Index(
                fields=("owner", "state", "agency"),
                condition=Q(owner__isnull=False),
                name="complaint_owner_by_state",
            ),
            models.Index(
                fields=("agency", "number", "-filed_at", "-id"), name="complaint_by_number"
            ),
            models.Index(
                fields=("agency", "due_on", "-filed_at", "-id"),
                condition=Q(due_on__isnull=False),
                name="complaint_due",
            ),
            models.Index(
                fields=("silent_until",), condition=Q(state="answered"), name="complaint_silent"
            ),
            models.Index(fields=("closed_at",), name="complaint_closed"),
        ]

    def __str__(self) -> str:
        return self.number


class Reporter(models.Model):
    """Who reported, encrypted (`bening.complaints.content`); no row where nobody said it.

    Opened by an officer with a reason and logged; the contact is erased before the rest.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.OneToOneField(Complaint, models.CASCADE, related_name="reporter")
    kept = models.BinaryField(editable=False)
    has_contact = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("pelapor")
        verbose_name_plural = _("pelapor")

    def __str__(self) -> str:
        return str(self.complaint_id)


class ReportedParty(models.Model):
    """Somebody of the agency whom the complaint is about: never handles, never reads it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="reported_parties")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named_by = _person()
    named_at = models.DateTimeField()

    class Meta:
        verbose_name = _("terlapor")
        verbose_name_plural = _("terlapor")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("complaint", "person"), name="reported_party_once")
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class ComplaintStep(models.Model):
    """One thing that was done; never changed. The reporter reads these, without names."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20)
    state = models.CharField(_("status"), max_length=12, choices=ComplaintState)
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    by = _person()
    at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("langkah pengaduan")
        verbose_name_plural = _("langkah pengaduan")
        ordering = ("at", "id")
        indexes: ClassVar = [models.Index(fields=("complaint", "at"), name="complaint_steps")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.act}"


class ComplaintMessage(models.Model):
    """One text of the conversation, encrypted; `by` is empty where the reporter wrote it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="messages")
    kind = models.CharField(_("jenis"), max_length=16, choices=MessageKind)
    body = models.BinaryField(editable=False)
    by = _person()
    at = models.DateTimeField(_("pada"))
    retry_hash = models.CharField(max_length=64, blank=True, editable=False)
    """SHA-256 of the form's retry key: the same text sent twice stays one."""

    class Meta:
        verbose_name = _("pesan pengaduan")
        verbose_name_plural = _("pesan pengaduan")
        ordering = ("at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("complaint", "retry_hash"),
                condition=~Q(retry_hash=""),
                name="complaint_message_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=("complaint", "at"), name="complaint_messages")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"


class Attachment(models.Model):
    """A file of a complaint; its content is encrypted before it is kept.

    `file` holds the encrypted bytes; `filename`, `size` and `media_type` are those of the plain
    file. Without a `message` it came with the report itself.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        ComplaintMessage, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    file = models.ForeignKey("evidence.StoredFile", models.PROTECT, related_name="+")
    filename = models.CharField(_("nama berkas"), max_length=200)
    size = models.PositiveIntegerField(_("ukuran, bita"))
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        ordering = ("added_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("complaint", "sha256"), name="attachment_once_per_complaint"
            )
        ]

    def __str__(self) -> str:
        return self.filename
