"""What was reminded of, handed up and mailed; how people and agencies want it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class NoticeSettings(models.Model):
    """How a person wants to be told; without a row by mail too."""

    person = models.OneToOneField(
        "accounts.Person", models.CASCADE, primary_key=True, related_name="notice_settings"
    )
    by_mail = models.BooleanField(_("surel ringkasan"), default=True)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pengaturan pemberitahuan")
        verbose_name_plural = _("pengaturan pemberitahuan")


class EscalationDays(models.Model):
    """After how many working days past the last day each level above is told, in one agency."""

    agency = models.OneToOneField(
        "agencies.Agency", models.PROTECT, primary_key=True, related_name="escalation_days"
    )
    first = models.PositiveSmallIntegerField(_("tingkat pertama"))
    second = models.PositiveSmallIntegerField(_("tingkat kedua"))
    third = models.PositiveSmallIntegerField(_("tingkat ketiga"))
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hari eskalasi")
        verbose_name_plural = _("hari eskalasi")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first__gte=1, second__gt=F("first"), third__gt=F("second")),
                name="escalation_days_rise",
            ),
        ]


class MorningRun(models.Model):
    """One morning's round of reminders in one agency; without an agency, of people of none."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "day"),
                condition=Q(agency__isnull=False),
                name="morning_once_per_agency",
            ),
            models.UniqueConstraint(
                fields=("day",), condition=Q(agency__isnull=True), name="morning_once_for_others"
            ),
        ]


class Reminder(models.Model):
    """One step of reminding a person of one last day. `on_behalf_of` where they stand in."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="reminders")
    on_behalf_of = models.ForeignKey(
        "accounts.Person", models.CASCADE, null=True, blank=True, related_name="+"
    )
    key = models.CharField(max_length=200)
    step = models.CharField(max_length=10)
    due_on = models.DateField()
    day = models.DateField()
    title = models.CharField(max_length=300)
    detail = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "key", "due_on", "step"), name="reminder_once_per_step"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("person", "day"), name="reminder_of_day")]


class Escalation(models.Model):
    """One overdue turn told to one person above its owner."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    due_on = models.DateField()
    title = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()
    owner = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    told = models.ForeignKey("accounts.Person", models.CASCADE, related_name="escalations")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("eskalasi")
        verbose_name_plural = _("eskalasi")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("key", "due_on", "owner", "told"), name="escalation_once_per_superior"
            ),
            models.CheckConstraint(condition=Q(level__gte=1), name="escalation_level_from_one"),
        ]


class DigestMail(models.Model):
    """The one mail of a day to one person; `since` is where the notices it tells begin."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="digest_mails")
    day = models.DateField()
    since = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("surel ringkasan")
        verbose_name_plural = _("surel ringkasan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "day"), name="digest_once_a_day"),
        ]


class FeedAddress(models.Model):
    """The secret address of a person's calendar. Only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="feed_addresses")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("alamat kalender")
        verbose_name_plural = _("alamat kalender")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(revoked_at__isnull=True),
                name="feed_one_address_at_a_time",
            ),
        ]
