"""Tokens, answers and their sealed days.

None of these rows names a person, none is an audit event, and no key tells when it was made: random
keys (v4) and hashes only. What connects a token with an answer exists in memory alone.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.surveys.models.period import SurveyPeriod


class SurveyToken(models.Model):
    """That a token may be spent once in a period: its hash, and nothing else."""

    hash = models.BinaryField(primary_key=True, max_length=32)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kode undangan")
        verbose_name_plural = _("kode undangan")


class IntakeRow(models.Model):
    """An answer of a day that isn't sealed yet, closed under the day key, padded to one size."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.BinaryField()

    class Meta:
        verbose_name = _("isian menunggu segel")
        verbose_name_plural = _("isian menunggu segel")


class SpentToken(models.Model):
    """A token spent since the last seal, so that a repeated post gets the same thank-you.

    An answer of an open link spends none: its `hash` is its receipt.
    """

    hash = models.BinaryField(primary_key=True, max_length=32)
    receipt = models.BinaryField(max_length=32)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kode terpakai")
        verbose_name_plural = _("kode terpakai")


class ResponseMode(models.TextChoices):
    """How an answer came."""

    SELF = "self", _("Diisi sendiri")
    ASSISTED = "assisted", _("Dibantu petugas")
    KIOSK = "kiosk", _("Layar di ruang layanan")
    PAPER = "paper", _("Kertas, disalin")
    OPEN = "open", _("Tautan terbuka, tanpa kode")
    IMPORTED = "imported", _("Diimpor")


class SurveyResponse(models.Model):
    """One sealed answer, as canonical text; its `commitment` stands under the day.

    `mode` and `service` repeat the body. `marks` are committed to with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="responses")
    day = models.DateField(_("hari"))
    mode = models.CharField(_("cara"), max_length=10, choices=ResponseMode)
    service = models.CharField(_("layanan"), max_length=24, blank=True)
    marks = models.JSONField(_("tanda"), default=list)
    body = models.TextField()
    salt = models.BinaryField(max_length=16)
    commitment = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("isian survei")
        verbose_name_plural = _("isian survei")
        indexes: ClassVar = [models.Index(fields=("period", "day"), name="response_of_period")]

    def __str__(self) -> str:
        return str(self.pk)


class CountedReceipt(models.Model):
    """That an answer of some token was counted on a day. Tied to no content."""

    receipt = models.BinaryField(primary_key=True, max_length=32)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="receipts")
    day = models.DateField(_("hari"))

    class Meta:
        verbose_name = _("tanda terima survei")
        verbose_name_plural = _("tanda terima survei")
        indexes: ClassVar = [models.Index(fields=("period", "day"), name="receipt_of_period")]


class SurveyDay(models.Model):
    """A sealed day of a period: two sets of one size under one root, chained to the one before.

    `position` counts the sealed days of the whole installation. A day may be sealed in parts, as a
    backup seals first. `commitments` and `receipts` hold 32 bytes each, sorted: a check names the
    answer and not only the day. `marks` counts the marks of the set, also those too rare to stand
    on its answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="days")
    position = models.PositiveBigIntegerField(_("nomor"), unique=True)
    day = models.DateField(_("hari"))
    size = models.PositiveIntegerField(_("isian"))
    root = models.BinaryField(max_length=32)
    before = models.BinaryField(max_length=32)
    commitments = models.BinaryField()
    receipts = models.BinaryField()
    marks = models.JSONField(_("tanda"), default=dict)

    class Meta:
        verbose_name = _("hari survei tersegel")
        verbose_name_plural = _("hari survei tersegel")
        ordering = ("position",)
        indexes: ClassVar = [
            models.Index(fields=("period", "position"), name="survey_day_of_period")
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.day}"


class SealingRound(models.Model):
    """The last day whose midnight round of sealing was made in a zone."""

    zone = models.CharField(primary_key=True, max_length=40)
    day = models.DateField(_("hari"))

    class Meta:
        verbose_name = _("putaran penyegelan")
        verbose_name_plural = _("putaran penyegelan")

    def __str__(self) -> str:
        return f"{self.zone} {self.day}"


class IntakeCount(models.Model):
    """How many answers of a service came in one half hour of a day, without saying which."""

    id = models.BigAutoField(primary_key=True)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="half_hours")
    day = models.DateField(_("hari"))
    service = models.CharField(max_length=24, blank=True)
    half_hour = models.PositiveSmallIntegerField(_("setengah jam"))
    count = models.PositiveIntegerField(_("isian"))

    class Meta:
        verbose_name = _("hitungan setengah jam")
        verbose_name_plural = _("hitungan setengah jam")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("period", "day", "service", "half_hour"), name="half_hour_counted_once"
            )
        ]


class AnswerCount(models.Model):
    """How often each value of an item was given on a sealed day, by service: the tally."""

    id = models.BigAutoField(primary_key=True)
    period = models.ForeignKey(SurveyPeriod, models.PROTECT, related_name="answer_counts")
    service = models.CharField(max_length=24, blank=True)
    item = models.CharField(max_length=24)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("hitungan jawaban")
        verbose_name_plural = _("hitungan jawaban")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("period", "service", "item", "value"),
                nulls_distinct=False,
                name="answer_value_counted_once",
            )
        ]
