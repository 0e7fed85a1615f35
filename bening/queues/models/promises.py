"""What was done for a promise in danger, and what of it was broken."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.queues.models.halls import Counter, CounterStaff, Hall, Queue
from bening.queues.models.tickets import Ticket


class Rung(models.TextChoices):
    """The ladder of a promise."""

    WARNED = "warned", _("Koordinator diperingatkan")
    FORECAST = "forecast", _("Loket tambahan diusulkan")
    PREALERTED = "prealerted", _("Cadangan bersiap")
    ESCALATED = "escalated", _("Petugas tambahan ditugaskan")
    TO_SUPERVISOR = "supervisor", _("Diserahkan ke koordinator")
    TO_HEAD = "head", _("Kepala unit diberi tahu")


class Escalation(models.Model):
    """A rung that a ticket reached, once; written by whoever leads, after any restart."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="escalations")
    rung = models.CharField(_("langkah"), max_length=10, choices=Rung)
    at = models.DateTimeField(_("pada"))

    class Meta:
        verbose_name = _("eskalasi")
        verbose_name_plural = _("eskalasi")
        ordering = ("at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("ticket", "rung"), name="rung_once_per_ticket")
        ]

    def __str__(self) -> str:
        return f"{self.ticket} {self.rung}"


class OfferState(models.TextChoices):
    """What became of a call for help."""

    ASKED = "asked", _("Diminta")
    ACCEPTED = "accepted", _("Bersedia")
    DECLINED = "declined", _("Tidak bisa")
    LAPSED = "lapsed", _("Tidak menjawab")
    WITHDRAWN = "withdrawn", _("Tidak diperlukan lagi")


class BackupCall(models.Model):
    """A need for another counter in a hall: by a forecast, the limit, or the supervisor."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="backup_calls")
    queue = models.ForeignKey(Queue, models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.ForeignKey(
        Ticket, models.SET_NULL, null=True, blank=True, related_name="backup_calls"
    )
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("pada"))
    closed_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    is_with_supervisor = models.BooleanField(_("diserahkan ke koordinator"), default=False)

    class Meta:
        verbose_name = _("permintaan petugas tambahan")
        verbose_name_plural = _("permintaan petugas tambahan")
        ordering = ("at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("hall", "queue"),
                condition=models.Q(closed_at=None),
                name="backup_call_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.at}"


class BackupOffer(models.Model):
    """One person asked to help; answered on the phone."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    call = models.ForeignKey(BackupCall, models.CASCADE, related_name="offers")
    staff = models.ForeignKey(CounterStaff, models.PROTECT, related_name="offers")
    asked_at = models.DateTimeField(_("diminta"))
    answer_by = models.DateTimeField(_("jawab sebelum"))
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=9, choices=OfferState, default=OfferState.ASKED
    )
    reason = models.CharField(_("alasan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("permintaan kepada petugas cadangan")
        verbose_name_plural = _("permintaan kepada petugas cadangan")
        ordering = ("asked_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("call", "staff"), name="offer_once_per_call")
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.state}"


class BreachKind(models.TextChoices):
    """How a promise was broken."""

    LATE = "late", _("Dilayani lewat janji")
    EXPIRED = "expired", _("Tidak dilayani sampai tutup")
    ABANDONED = "abandoned", _("Ditinggalkan setelah lewat janji")
    REOPENED = "reopened", _("Pengunjung menyatakan belum dilayani")


class BreachCause(models.TextChoices):
    """Why, as the hall says."""

    TOO_FEW = "too_few", _("Loket kurang")
    ABSENT = "absent", _("Petugas tidak hadir")
    LONG = "long", _("Layanan lebih lama dari baku")
    CROWD = "crowd", _("Kedatangan melonjak")
    SYSTEM = "system", _("Gangguan sistem atau listrik")
    OTHER = "other", _("Lainnya")


class PromiseBreach(models.Model):
    """A promise that was not kept. It stays, with the reason the hall gives."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="breaches")
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="breaches")
    ticket = models.OneToOneField(
        Ticket, models.SET_NULL, null=True, blank=True, related_name="breach"
    )
    label = models.CharField(_("nomor"), max_length=12)
    day = models.DateField(_("hari"))
    kind = models.CharField(_("jenis"), max_length=9, choices=BreachKind)
    late_seconds = models.PositiveIntegerField(_("lewat (detik)"), default=0)
    at = models.DateTimeField(_("pada"))
    cause = models.CharField(_("sebab"), max_length=8, choices=BreachCause, blank=True)
    note = models.CharField(_("penjelasan"), max_length=300, blank=True)
    explained_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    explained_at = models.DateTimeField(_("dijelaskan pada"), null=True, blank=True)
    compensation = models.CharField(_("kompensasi"), max_length=200, blank=True)
    """Copied from the line as it stood: what the visitor is owed."""
    given_at = models.DateTimeField(_("kompensasi diberikan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("janji tidak ditepati")
        verbose_name_plural = _("janji tidak ditepati")
        ordering = ("-at",)
        indexes: ClassVar = [models.Index(fields=("hall", "day"), name="breach_of_day")]

    def __str__(self) -> str:
        return f"{self.label} {self.day}"
