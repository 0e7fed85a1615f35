"""A day in a hall: who took a number, what happened to it, who served."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.queues.models.halls import Counter, CounterStaff, Hall, Queue, ServicePoint


class TicketState(models.TextChoices):
    """Where a visit stands (`bening.domain.queueing.states`)."""

    BOOKED = "booked", _("Janji temu")
    WAITING = "waiting", _("Menunggu")
    CALLED = "called", _("Dipanggil")
    SERVING = "serving", _("Dilayani")
    ON_HOLD = "on_hold", _("Ditunda")
    SKIPPED = "skipped", _("Dilewati")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")
    EXPIRED = "expired", _("Kedaluwarsa")


UNFINISHED = (
    TicketState.BOOKED, TicketState.WAITING, TicketState.CALLED,
    TicketState.SERVING, TicketState.ON_HOLD, TicketState.SKIPPED,
)  # fmt: skip


class TakingChannel(models.TextChoices):
    """How a number was taken."""

    PHONE = "phone", _("Ponsel")
    KIOSK = "kiosk", _("Kios")
    OFFICER = "officer", _("Petugas")
    BOOKING = "booking", _("Janji temu")


class HallDay(models.Model):
    """The hours of a day as they stood at its first number, and whether issuing was ended early.

    Whatever is set up or put into a calendar afterwards, the clocks of the day keep these hours.
    `spans` holds rows of [kind, "HH:MM", "HH:MM"].
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="days")
    day = models.DateField(_("hari"))
    spans = models.JSONField(_("jam layanan"), default=list)
    ended_at = models.DateTimeField(_("pengambilan nomor dihentikan"), null=True, blank=True)
    """Since then no number is given; those that were given are served as promised."""
    ended_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hari ruang layanan")
        verbose_name_plural = _("hari ruang layanan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hall", "day"), name="hall_day_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_reason=""), name="hall_day_ended_for_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day}"


class NumberSeries(models.Model):
    """The last number given of a line on a day at one issuing point; the server's has no mark."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="series")
    day = models.DateField(_("hari"))
    mark = models.CharField(_("tanda seri"), max_length=3, blank=True)
    last = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    class Meta:
        verbose_name = _("seri nomor")
        verbose_name_plural = _("seri nomor")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("queue", "day", "mark"), name="series_once_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.queue_id} {self.day} {self.mark} {self.last}"


class Ticket(models.Model):
    """One visit: its number, where it stands, and its first clock, which nothing restarts.

    State and times are what the fold of the events says (`bening.queues.changes`). `queue` is the
    line of the present leg, `series` the one that gave the number. `code` is the address of the
    visitor's page. Nobody is named.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="tickets")
    day = models.DateField(_("hari"))
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="tickets")
    series = models.ForeignKey(
        NumberSeries, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    number = models.PositiveIntegerField(_("nomor urut"), null=True, blank=True)
    """None while it is only booked."""
    label = models.CharField(_("nomor"), max_length=12, blank=True)
    code = models.CharField(_("alamat pelacakan"), max_length=32, unique=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=TicketState)
    channel = models.CharField(_("cara"), max_length=8, choices=TakingChannel)
    point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    language = models.CharField(_("bahasa"), max_length=2, default="id")
    is_priority = models.BooleanField(_("prioritas"), default=False)
    needs = models.JSONField(_("kebutuhan"), default=list)
    """Wheelchair, sign language, companion: deleted with the day."""
    appointment = models.DateTimeField(_("janji temu"), null=True, blank=True)
    slot_seat = models.PositiveSmallIntegerField(_("tempat dalam slot"), null=True, blank=True)
    taken_at = models.DateTimeField(_("diambil"))
    promise_minutes = models.PositiveSmallIntegerField(_("janji (menit)"))
    promise_from = models.DateTimeField(_("janji dihitung sejak"), null=True, blank=True)
    due_at = models.DateTimeField(_("paling lambat"), null=True, blank=True)
    """None before check-in and while nobody knows when the visitor is back."""
    paused_seconds = models.PositiveIntegerField(_("tidak dihitung (detik)"), default=0)
    """Absence that the visitor asked for or caused."""
    away_until = models.DateTimeField(_("tidak dipanggil sebelum"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("menunggu sejak"))
    """Of the present leg."""
    called_at = models.DateTimeField(_("panggilan pertama"), null=True, blank=True)
    last_called_at = models.DateTimeField(_("panggilan terakhir"), null=True, blank=True)
    calls = models.PositiveSmallIntegerField(_("panggilan"), default=0)
    """Of the present round."""
    returns = models.PositiveSmallIntegerField(_("kembali setelah dilewati"), default=0)
    counter = models.ForeignKey(
        Counter, models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    started_at = models.DateTimeField(_("mulai dilayani"), null=True, blank=True)
    """Of the present leg."""
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    is_kept = models.BooleanField(_("janji ditepati"), null=True, blank=True)
    """None while undecided, and where the visitor cancelled within the promise."""
    late_seconds = models.PositiveIntegerField(_("lewat janji (detik)"), default=0)
    escalated_at = models.DateTimeField(_("dieskalasi"), null=True, blank=True)
    passed_over = models.PositiveSmallIntegerField(_("didahului"), default=0)
    """Since it was escalated."""
    delivery_key = models.UUIDField(_("kunci kiriman"), null=True, blank=True, unique=True)
    """Named by the kiosk or the page that asked: a repeated delivery is the same ticket."""
    version = models.PositiveIntegerField(default=0)
    """Grows with each event: a page that shows an older one acts on nothing."""

    class Meta:
        verbose_name = _("nomor antrean")
        verbose_name_plural = _("nomor antrean")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("series", "number"), name="ticket_number_once"),
            models.UniqueConstraint(
                fields=("queue", "appointment", "slot_seat"),
                condition=Q(state__in=["booked", "waiting", "called", "serving", "on_hold"])
                & Q(slot_seat__isnull=False),
                name="slot_seat_once",
            ),
            models.CheckConstraint(
                condition=Q(series=None, number=None) | Q(series__isnull=False, number__gte=1),
                name="ticket_has_number_of_series",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("hall", "day", "state", "is_priority", "promise_from", "taken_at"),
                name="ticket_of_day",
            ),
            models.Index(fields=("due_at",), condition=Q(state="waiting"), name="ticket_due"),
            models.Index(fields=("queue", "appointment"), name="ticket_of_slot"),
        ]

    def __str__(self) -> str:
        return self.label or str(self.pk)


class TicketEvent(models.Model):
    """What happened to a ticket; written once, never changed (guarded in the database).

    `at` is the time that counts; `device_at` what a kiosk's own clock said.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField()
    act = models.CharField(_("kejadian"), max_length=12)
    at = models.DateTimeField(_("pada"))
    device_at = models.DateTimeField(_("menurut jam kios"), null=True, blank=True)
    queue = models.ForeignKey(Queue, models.PROTECT, null=True, blank=True, related_name="+")
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    """None: the visitor, a kiosk or the clock."""
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("kejadian nomor antrean")
        verbose_name_plural = _("kejadian nomor antrean")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("ticket", "position"), name="ticket_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at}"


class CounterSession(models.Model):
    """An officer at a counter. One open session per counter and per officer."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="sessions")
    staff = models.ForeignKey(CounterStaff, models.PROTECT, related_name="sessions")
    opened_at = models.DateTimeField(_("dibuka"))
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    break_since = models.DateTimeField(_("istirahat sejak"), null=True, blank=True)
    break_until = models.DateTimeField(_("kembali sekitar"), null=True, blank=True)
    breaks_seconds = models.PositiveIntegerField(_("lama istirahat (detik)"), default=0)
    is_backup = models.BooleanField(_("petugas tambahan"), default=False)

    class Meta:
        verbose_name = _("sesi loket")
        verbose_name_plural = _("sesi loket")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("counter",), condition=Q(closed_at=None), name="counter_open_once"
            ),
            models.UniqueConstraint(
                fields=("staff",), condition=Q(closed_at=None), name="staff_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counter} {self.staff}"


class Leg(models.Model):
    """One service within a visit: from the line to its end at a counter."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="legs")
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="legs")
    position = models.PositiveSmallIntegerField()
    waiting_since = models.DateTimeField(_("menunggu sejak"))
    called_at = models.DateTimeField(_("dipanggil"), null=True, blank=True)
    started_at = models.DateTimeField(_("mulai"), null=True, blank=True)
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    served_seconds = models.PositiveIntegerField(_("dilayani (detik)"), default=0)
    """At the counter, holds left out."""
    calls = models.PositiveSmallIntegerField(_("panggilan"), default=0)
    is_taken_back = models.BooleanField(_("dinyatakan belum dilayani"), default=False)
    session = models.ForeignKey(
        CounterSession, models.PROTECT, null=True, blank=True, related_name="legs"
    )

    class Meta:
        verbose_name = _("bagian kunjungan")
        verbose_name_plural = _("bagian kunjungan")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("ticket", "position"), name="leg_once")
        ]
        indexes: ClassVar = [models.Index(fields=("queue", "ended_at"), name="leg_of_queue_ended")]

    def __str__(self) -> str:
        return f"{self.ticket} {self.position}"


class Announcement(models.Model):
    """A call as displays show and speak it, in order; `id` is what a display replays from."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="announcements")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="announcements")
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="+")
    zone = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=12)
    is_recall = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("panggilan")
        verbose_name_plural = _("panggilan")
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=("hall", "at"), name="announcement_of_hall")]

    def __str__(self) -> str:
        return self.label


class HallPulse(models.Model):
    """Grows with every change of a hall's day: who shows it looks only then.

    Apart from the hall, so that its lock holds up nobody who reads the set-up.
    """

    hall = models.OneToOneField(Hall, models.CASCADE, primary_key=True, related_name="pulse")
    beat = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("denyut ruang layanan")
        verbose_name_plural = _("denyut ruang layanan")

    def __str__(self) -> str:
        return f"{self.hall_id} {self.beat}"
