"""The handlers' side: who was named, wrong passphrases, recovery by two, the yearly evaluation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class HolderKind(models.TextChoices):
    """What a person holds a key for."""

    HANDLER = "handler", _("Pengelola")
    FIRST_CUSTODIAN = "custodian_1", _("Kustodian ke-1")
    SECOND_CUSTODIAN = "custodian_2", _("Kustodian ke-2")


CUSTODIANS = (HolderKind.FIRST_CUSTODIAN, HolderKind.SECOND_CUSTODIAN)


class KeyHolder(models.Model):
    """Somebody named to hold a key: for a unit or, without one, for the whole agency.

    The key itself is made by the person alone, after the terms of use were taken on
    `accepted_on`. Whoever was dismissed stays on record with the day.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    kind = models.CharField(_("tugas"), max_length=12, choices=HolderKind)
    named_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named_on = models.DateField(_("ditunjuk"))
    accepted_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(_("berakhir"), null=True, blank=True)

    class Meta:
        verbose_name = _("pemegang kunci")
        verbose_name_plural = _("pemegang kunci")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "unit"),
                condition=Q(ended_on__isnull=True, unit__isnull=False),
                name="key_holder_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=("person", "agency"),
                condition=Q(ended_on__isnull=True, unit__isnull=True),
                name="key_holder_once_central",
            ),
            models.UniqueConstraint(
                fields=("agency", "kind"),
                condition=Q(ended_on__isnull=True) & ~Q(kind="handler"),
                name="custodian_named_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="handler") | Q(unit__isnull=True),
                name="custodian_of_whole_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class PassphraseTries(models.Model):
    """Wrong passphrases of one person in a row; too many close the person's keys for a while."""

    person = models.OneToOneField(
        "accounts.Person", models.CASCADE, primary_key=True, related_name="+"
    )
    wrong = models.PositiveSmallIntegerField(default=0)
    closed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("percobaan frasa sandi")
        verbose_name_plural = _("percobaan frasa sandi")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return str(self.person_id)


class KeyRecovery(models.Model):
    """A key that nobody opens any more, handed to another handler's key by both custodians.

    `half` is the secret after the second custodian took the outer layer off, still sealed to the
    first; `handed` is it sealed to the key that receives, when the first has agreed. Both are
    emptied when the receiver has taken the reports over.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    key = models.ForeignKey("whistleblowing.HandlerKey", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("whistleblowing.HandlerKey", models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=500)
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    second_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_on = models.DateField(null=True, blank=True)
    half = models.BinaryField(null=True, blank=True)
    first_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_on = models.DateField(null=True, blank=True)
    handed = models.BinaryField(null=True, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("pemulihan kunci")
        verbose_name_plural = _("pemulihan kunci")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="recovery_with_reason"),
            models.CheckConstraint(condition=~Q(key=F("receiver")), name="recovery_to_another_key"),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True)
                | (Q(second_by__isnull=False) & ~Q(first_by=F("second_by"))),
                name="recovered_by_two",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ChannelEvaluation(models.Model):
    """The evaluation of the channel over a period; of the whole agency where it names no unit.

    `figures` are those of the period as they may be told, frozen on the day of publishing.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"))
    figures = models.JSONField(default=dict)
    findings = models.TextField(_("hasil evaluasi"))
    changes = models.TextField(_("perbaikan yang sudah dilakukan"), blank=True)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    published_on = models.DateField(_("tanggal"))

    class Meta:
        verbose_name = _("evaluasi jalur rahasia")
        verbose_name_plural = _("evaluasi jalur rahasia")
        ordering = ("-ends_on", "-published_on")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="channel_evaluation_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.ends_on}"


class EvaluationPoint(models.Model):
    """One thing that an evaluation asks to be changed, and when that was done."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    evaluation = models.ForeignKey(ChannelEvaluation, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("yang diperbaiki"), max_length=500)
    due_on = models.DateField(_("paling lambat"), null=True, blank=True)
    done_on = models.DateField(_("selesai"), null=True, blank=True)
    done_note = models.CharField(_("yang dilakukan"), max_length=500, blank=True)
    done_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("butir evaluasi")
        verbose_name_plural = _("butir evaluasi")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("evaluation", "position"), name="evaluation_point_in_order"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(done_note=""),
                name="evaluation_point_done_how",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
