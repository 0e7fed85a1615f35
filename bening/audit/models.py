"""Tables of the audit trail.

Agencies, units and people are known by key only, without foreign key: an event outlives what it
tells of. Triggers refuse any change of events, seals and checkpoints (migration 0002).
"""

import json
from collections.abc import Mapping
from typing import ClassVar, cast

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.audit import acts


class Event(models.Model):
    """One act: `body` is the canonical text that is sealed, the columns beside it are derived.

    `position` is its place in its stream, given once by the sealer; `digest` is the body's SHA-256.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    stream = models.CharField(_("rantai"), max_length=36)
    position = models.BigIntegerField(_("posisi"), null=True)
    agency = models.UUIDField(_("instansi"), null=True)
    by = models.UUIDField(_("oleh"), null=True)
    act = models.CharField(_("tindakan"), max_length=80)
    subject_type = models.CharField(_("jenis objek"), max_length=60)
    subject_id = models.CharField(_("objek"), max_length=120)
    at = models.DateTimeField(_("waktu"))
    body = models.TextField(_("isi"))
    digest = models.BinaryField(_("sidik"), max_length=32)

    class Meta:
        verbose_name = _("peristiwa")
        verbose_name_plural = _("peristiwa")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("stream", "position"), name="event_position_once_per_stream"
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True) | Q(position__gt=0), name="event_position_from_1"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("id",), condition=Q(position__isnull=True), name="event_not_sealed_yet"
            ),
            models.Index(fields=("subject_type", "subject_id", "at"), name="event_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_type} {self.subject_id}"

    @property
    def data(self) -> Mapping[str, object]:
        """What the action told about the act, as it was recorded."""
        return cast("Mapping[str, object]", json.loads(self.body)["data"])

    @property
    def sentence(self) -> str:
        """What happened, in the reader's language."""
        return acts.describe(self)


class Seal(models.Model):
    """A batch of events of one stream closed under one root.

    `previous` is the hash of the seal before. `leaves` holds the 32 bytes of each event, so that a
    check can name the event and not only the batch.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    stream = models.CharField(_("rantai"), max_length=36)
    number = models.BigIntegerField(_("nomor"))
    first = models.BigIntegerField(_("posisi pertama"))
    last = models.BigIntegerField(_("posisi terakhir"))
    leaves = models.BinaryField(_("daun"))
    root = models.BinaryField(_("akar"), max_length=32)
    previous = models.BinaryField(_("segel sebelumnya"), max_length=32)
    sealed_at = models.DateTimeField(_("disegel pada"))

    class Meta:
        verbose_name = _("segel")
        verbose_name_plural = _("segel")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("stream", "number"), name="seal_number_once_per_stream"
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0, first__gt=0, last__gte=F("first")),
                name="seal_covers_positions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.number}"


class Checkpoint(models.Model):
    """A day's signed statement over the head of every stream; `text` is what leaves the machine."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    number = models.PositiveBigIntegerField(_("nomor"), unique=True)
    day = models.DateField(_("hari"), unique=True)
    text = models.TextField(_("isi"))
    issued_at = models.DateTimeField(_("diterbitkan pada"))

    class Meta:
        verbose_name = _("titik periksa")
        verbose_name_plural = _("titik periksa")
        ordering = ("-number",)

    def __str__(self) -> str:
        return self.day.isoformat()


class WaitingLeaf(models.Model):
    """A leaf of the integrity log that goes under the next checkpoint; neither when nor whose."""

    digest = models.BinaryField(_("sidik"), max_length=32, primary_key=True)

    class Meta:
        verbose_name = _("daun yang menunggu")
        verbose_name_plural = _("daun yang menunggu")

    def __str__(self) -> str:
        return bytes(self.digest).hex()


class Leaf(models.Model):
    """A leaf of the integrity log at its place; what it stands for is not known here."""

    position = models.BigIntegerField(_("posisi"), primary_key=True)
    digest = models.BinaryField(_("sidik"), max_length=32)

    class Meta:
        verbose_name = _("daun")
        verbose_name_plural = _("daun")
        indexes: ClassVar = [models.Index(fields=("digest",), name="leaf_of_digest")]

    def __str__(self) -> str:
        return str(self.position)


class LeafTile(models.Model):
    """Up to 256 hashes of the tree over the leaves: made of them, kept so that proofs are quick."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    level = models.PositiveSmallIntegerField(_("tingkat"))
    index = models.BigIntegerField(_("urutan"))
    hashes = models.BinaryField(_("sidik"))

    class Meta:
        verbose_name = _("ubin")
        verbose_name_plural = _("ubin")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("level", "index"), name="leaf_tile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class CheckpointRecipient(models.Model):
    """An address to which an agency has the checkpoints sent, outside the reach of this machine."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.UUIDField(_("instansi"))
    email = models.EmailField(_("surel"))
    added_by = models.UUIDField(_("ditambahkan oleh"))
    added_at = models.DateTimeField(_("ditambahkan pada"))

    class Meta:
        verbose_name = _("penerima titik periksa")
        verbose_name_plural = _("penerima titik periksa")
        ordering = ("email",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "email"), name="checkpoint_recipient_once_per_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.email


class CheckpointDelivery(models.Model):
    """A checkpoint on its way to one address: waiting, or given to the mail server at `sent_at`."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="deliveries")
    agency = models.UUIDField(_("instansi"))
    email = models.EmailField(_("surel"))
    attempts = models.PositiveIntegerField(_("percobaan"), default=0)
    tried_at = models.DateTimeField(_("dicoba pada"), null=True)
    sent_at = models.DateTimeField(_("dikirim pada"), null=True)
    fault = models.CharField(_("gangguan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("pengiriman titik periksa")
        verbose_name_plural = _("pengiriman titik periksa")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("checkpoint", "agency", "email"), name="checkpoint_sent_once_per_address"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("checkpoint",),
                condition=Q(sent_at__isnull=True),
                name="checkpoint_not_sent_yet",
            ),
        ]

    def __str__(self) -> str:
        return self.email
