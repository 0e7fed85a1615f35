"""Signatures, the events at which lists were signed, disputes, and the sealed papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.pacts.models.campaign import SigningCampaign
from bening.pacts.models.text import PactText


class Means(models.TextChoices):
    """How somebody signed."""

    SELF = "self", _("Sendiri, setelah masuk")
    COLLECTIVE = "collective", _("Bersama, di acara")


class Identified(models.TextChoices):
    """How it was known who signed."""

    PASSWORD = "password", _("masuk dengan kata sandi")
    SECOND_FACTOR = "second_factor", _("masuk dengan verifikasi dua langkah")
    PASSKEY = "passkey", _("masuk dengan kunci sandi")
    AGENCY_SIGN_IN = "agency_sign_in", _("masuk lewat akun instansi")
    ATTENDANCE_LIST = "attendance_list", _("daftar hadir acara")


class SigningEvent(models.Model):
    """An occasion at which people signed a list together; the list or photo is kept with it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    campaign = models.ForeignKey(SigningCampaign, models.PROTECT, related_name="events")
    held_on = models.DateField(_("tanggal acara"))
    place = models.CharField(_("tempat"), max_length=200)
    proof = models.ForeignKey(
        "documents.OfficialDocument",
        models.PROTECT,
        related_name="+",
        verbose_name=_("daftar atau foto"),
    )
    recorded_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("acara penandatanganan")
        verbose_name_plural = _("acara penandatanganan")
        ordering = ("-held_on",)


class PactSignature(models.Model):
    """One person's signature under one text, in the unit where the person worked then.

    It holds for this text (`text_sha256`) and this unit: a changed text or a move asks for another.
    Rows are never changed or deleted.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    campaign = models.ForeignKey(SigningCampaign, models.PROTECT, related_name="signatures")
    text = models.ForeignKey(PactText, models.PROTECT, related_name="signatures")
    text_sha256 = models.CharField(_("SHA-256 naskah"), max_length=64)
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="pact_signatures", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.CharField(_("jabatan"), max_length=200, blank=True)
    signed_on = models.DateField(_("ditandatangani"))
    recorded_at = models.DateTimeField(_("tercatat pada"))
    means = models.CharField(_("cara"), max_length=12, choices=Means)
    identified = models.CharField(_("dikenali lewat"), max_length=16, choices=Identified)
    event = models.ForeignKey(
        SigningEvent, models.PROTECT, null=True, blank=True, related_name="signatures"
    )

    class Meta:
        verbose_name = _("tanda tangan pakta")
        verbose_name_plural = _("tanda tangan pakta")
        ordering = ("-recorded_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "text", "unit", "means"),
                condition=Q(unit__isnull=False),
                name="pact_signed_once_in_unit",
            ),
            models.UniqueConstraint(
                fields=("person", "text", "means"),
                condition=Q(unit__isnull=True),
                name="pact_signed_once_in_agency",
            ),
            models.CheckConstraint(
                condition=Q(means="self", event__isnull=True) & ~Q(identified="attendance_list")
                | Q(means="collective", event__isnull=False, identified="attendance_list"),
                name="pact_signed_alone_or_at_event",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("text", "unit"), name="pact_signature_of_text")]


class SignatureDispute(models.Model):
    """The person named in a list says that it was not them: the signature no longer counts."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    signature = models.OneToOneField(PactSignature, models.PROTECT, related_name="dispute")
    reason = models.CharField(_("keterangan"), max_length=500, blank=True)
    disputed_at = models.DateTimeField(_("disanggah pada"))

    class Meta:
        verbose_name = _("sanggahan tanda tangan")
        verbose_name_plural = _("sanggahan tanda tangan")


class PactPaper(models.Model):
    """The sealed PDF of a signature; without `document` a job has taken it and is at work."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    signature = models.OneToOneField(PactSignature, models.PROTECT, related_name="paper")
    document = models.OneToOneField(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = _("naskah pakta bersegel")
        verbose_name_plural = _("naskah pakta bersegel")
