"""A service hall as it is set up: lines, counters, people, hours, promises, points."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class TakingPolicy(models.TextChoices):
    """From where a number may be taken."""

    REMOTE = "remote", _("Dari mana saja")
    ON_SITE = "on_site", _("Hanya di ruang layanan, dengan kode hadir")
    BOOKING = "booking", _("Hanya dengan janji temu")


class PriorityKind(models.TextChoices):
    """How people of priority groups are served earlier (UU 25/2009 art. 29)."""

    FIRST = "first", _("Didahulukan, dengan pelindung nomor biasa")
    RATIO = "ratio", _("Bergiliran menurut perbandingan")
    NONE = "none", _("Menurut urutan")


class Reach(models.TextChoices):
    """How phones come to the pages of a hall."""

    PUBLIC = "public", _("Nama publik dengan HTTPS")
    LOCAL = "local", _("Jaringan ruang layanan sendiri")


class NumberReading(models.TextChoices):
    """How the voice reads a number."""

    DIGITS = "digits", _("Angka demi angka")
    NATURAL = "natural", _("Sebagai bilangan")


class Hall(models.Model):
    """A service hall of a unit. `slug` is its public address and never changes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="halls", verbose_name=_("unit kerja")
    )
    slug = models.SlugField(_("alamat"), max_length=40, unique=True)
    name = models.CharField(_("nama ruang layanan"), max_length=120)
    policy = models.CharField(
        _("pengambilan nomor"), max_length=10, choices=TakingPolicy, default=TakingPolicy.REMOTE
    )
    priority = models.CharField(
        _("prioritas"), max_length=8, choices=PriorityKind, default=PriorityKind.FIRST
    )
    normal_per_priority = models.PositiveSmallIntegerField(
        _("nomor biasa per satu nomor prioritas"), default=2
    )
    starved_after = models.PositiveSmallIntegerField(
        _("nomor biasa terlindung setelah (menit)"), default=30
    )
    young_until = models.PositiveSmallIntegerField(
        _("terhadap prioritas yang menunggu kurang dari (menit)"), default=10
    )
    reach = models.CharField(
        _("cara ponsel menjangkau"), max_length=8, choices=Reach, default=Reach.PUBLIC
    )
    local_url = models.URLField(_("alamat di jaringan ruang layanan"), max_length=200, blank=True)
    reach_tried_at = models.DateTimeField(_("QR uji dibuka pada"), null=True, blank=True)
    presence_key = models.BinaryField(max_length=32)
    """Secret of the rotating on-site code."""
    running_text = models.CharField(_("teks berjalan"), max_length=500, blank=True)
    reading = models.CharField(
        _("cara membaca nomor"), max_length=8, choices=NumberReading, default=NumberReading.DIGITS
    )
    voice_repeats = models.PositiveSmallIntegerField(
        _("panggilan suara diulang"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
    )
    volumes = models.JSONField(_("volume menurut jam"), default=list)
    """Rows of ["HH:MM", percent], in force from that time of the day on."""
    opened_at = models.DateTimeField(_("dibuka pada"), null=True, blank=True)
    """When the wizard was finished; before it the public finds no hall here."""
    added_at = models.DateTimeField(_("ditambahkan pada"))
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("ruang layanan")
        verbose_name_plural = _("ruang layanan")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Queue(models.Model):
    """The waiting line of one service in a hall; `prefix` stands before its numbers."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="queues")
    service = models.ForeignKey("services.Service", models.PROTECT, related_name="queues")
    prefix = models.CharField(_("huruf"), max_length=1)
    hint = models.CharField(_("keterangan bagi pengunjung"), max_length=120, blank=True)
    icon = models.CharField(_("gambar"), max_length=40, blank=True)
    colour = models.PositiveSmallIntegerField(_("warna"), default=1)
    order = models.PositiveSmallIntegerField(_("urutan"), default=1)
    standard_minutes = models.PositiveSmallIntegerField(
        _("waktu layanan baku (menit)"), default=10, validators=[MinValueValidator(1)]
    )
    daily_cap = models.PositiveIntegerField(_("batas nomor sehari"), null=True, blank=True)
    compensation = models.CharField(_("kompensasi bila janji lewat"), max_length=200, blank=True)
    """What the service standard promises then; empty where it promises nothing."""
    slot_minutes = models.PositiveSmallIntegerField(_("lama slot janji temu (menit)"), default=0)
    """0: no appointments."""
    slot_seats = models.PositiveSmallIntegerField(_("tempat per slot"), default=0)
    booked_days_ahead = models.PositiveSmallIntegerField(
        _("dapat dipesan (hari ke depan)"), default=14
    )
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("antrean")
        verbose_name_plural = _("antrean")
        ordering = ("order", "prefix")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hall", "prefix"), name="queue_prefix_once_per_hall"),
            models.UniqueConstraint(fields=("hall", "service"), name="queue_service_once_per_hall"),
            models.CheckConstraint(
                condition=Q(slot_minutes=0) | Q(slot_seats__gt=0), name="queue_slot_has_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.service}"


class Counter(models.Model):
    """Where tickets are served; `queues` are the lines it can serve."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField(
        _("nomor loket"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    zone = models.PositiveSmallIntegerField(_("zona layar dan suara"), default=1)
    is_accessible = models.BooleanField(_("dapat dijangkau kursi roda"), default=True)
    queues: models.ManyToManyField[Queue, models.Model] = models.ManyToManyField(
        Queue, related_name="counters", verbose_name=_("melayani")
    )
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("loket")
        verbose_name_plural = _("loket")
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hall", "number"), name="counter_number_once_per_hall")
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class CounterStaff(models.Model):
    """Who serves in a hall, until `ends_on`; a supervisor also leads it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="staff")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="counter_duties")
    is_supervisor = models.BooleanField(_("koordinator ruang layanan"), default=False)
    queues: models.ManyToManyField[Queue, models.Model] = models.ManyToManyField(
        Queue, related_name="staff", verbose_name=_("mampu melayani")
    )
    """Empty: every line of the hall."""
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("petugas loket")
        verbose_name_plural = _("petugas loket")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hall", "person"), name="staff_once_per_hall"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="staff_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class BackupDuty(models.Model):
    """Who is asked to open another counter on a weekday, in this order (0 is Monday)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    staff = models.ForeignKey(CounterStaff, models.PROTECT, related_name="backup_duties")
    weekday = models.PositiveSmallIntegerField(_("hari"), validators=[MaxValueValidator(6)])
    order = models.PositiveSmallIntegerField(_("urutan"), default=1)
    is_off = models.BooleanField(_("tidak bertugas"), default=False)

    class Meta:
        verbose_name = _("petugas cadangan")
        verbose_name_plural = _("petugas cadangan")
        ordering = ("weekday", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("staff", "weekday"), name="backup_once_per_weekday")
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.weekday}"


class SpanKind(models.TextChoices):
    """What a span of a day is."""

    OPEN = "open", _("Buka")
    BREAK = "break", _("Istirahat")


class HallSpan(models.Model):
    """Opening hours and breaks on a weekday (0 is Monday), by the clock where the hall is.

    The rows of one `starts_on` are a whole week that holds until the next one begins.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="spans")
    weekday = models.PositiveSmallIntegerField(_("hari"), validators=[MaxValueValidator(6)])
    kind = models.CharField(_("jenis"), max_length=5, choices=SpanKind, default=SpanKind.OPEN)
    begins = models.TimeField(_("mulai"))
    ends = models.TimeField(_("sampai"))
    starts_on = models.DateField(_("berlaku mulai"), null=True, blank=True)
    """None: since ever."""

    class Meta:
        verbose_name = _("jam layanan")
        verbose_name_plural = _("jam layanan")
        ordering = ("weekday", "begins")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="hall_span_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.begins}-{self.ends}"


class SpecialDays(models.Model):
    """Days with hours of their own: a holiday (no spans), Ramadan, a long day.

    `spans` holds rows of [weekday or null for every day, kind, "HH:MM", "HH:MM"].
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="special_days")
    name = models.CharField(_("nama"), max_length=80)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    spans = models.JSONField(_("jam layanan"), default=list)

    class Meta:
        verbose_name = _("hari khusus")
        verbose_name_plural = _("hari khusus")
        ordering = ("starts_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="special_days_end_after"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ServicePromise(models.Model):
    """Minutes from the number to the counter that are promised from a day on.

    Rows are never changed: another value is another row. `queue` empty: for the whole hall.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="promises")
    queue = models.ForeignKey(Queue, models.PROTECT, null=True, blank=True, related_name="promises")
    starts_on = models.DateField(_("berlaku mulai"))
    minutes = models.PositiveSmallIntegerField(_("dilayani dalam (menit)"), default=45)
    warn_at = models.PositiveSmallIntegerField(_("koordinator diperingatkan (menit)"), default=30)
    prealert_at = models.PositiveSmallIntegerField(_("cadangan bersiap (menit)"), default=40)
    head_at = models.PositiveSmallIntegerField(_("kepala unit diberi tahu (menit)"), default=60)
    basis = models.CharField(_("dasar"), max_length=200, blank=True)
    made_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("ditetapkan pada"))

    class Meta:
        verbose_name = _("janji layanan")
        verbose_name_plural = _("janji layanan")
        ordering = ("-starts_on", "-made_at")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0)
                & Q(warn_at__lte=F("prealert_at"))
                & Q(prealert_at__lte=F("minutes"))
                & Q(head_at__gte=F("minutes")),
                name="promise_ladder_rises",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes} {self.starts_on}"


class PointKind(models.TextChoices):
    """What stands at a point."""

    STICKER = "sticker", _("Stiker atau poster QR")
    KIOSK = "kiosk", _("Kios di peramban")
    MACHINE = "machine", _("Kios dengan programnya sendiri")


KIOSKS = (PointKind.KIOSK, PointKind.MACHINE)
"""Kinds with a mark and a secret; which of the two it is never changes."""


class ServicePoint(models.Model):
    """A point in the hall where numbers are taken: a sticker, or a kiosk with its own mark."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField(_("titik"), validators=[MinValueValidator(1)])
    kind = models.CharField(_("jenis"), max_length=8, choices=PointKind, default=PointKind.STICKER)
    place = models.CharField(_("tempat"), max_length=80, blank=True)
    mark = models.CharField(_("tanda seri"), max_length=3, blank=True)
    """Of a kiosk: `K2` in `A-K2-003`; of one with its own program that of its newest book."""
    public_key = models.BinaryField(max_length=32, null=True)
    """Ed25519 key of a kiosk's secret, which is kept nowhere here: it proves, and makes nothing."""
    closed_on = models.DateField(_("ditutup pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("titik layanan")
        verbose_name_plural = _("titik layanan")
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("hall", "number"), name="point_number_once_per_hall"),
            models.UniqueConstraint(
                fields=("hall", "mark"), condition=~Q(mark=""), name="point_mark_once_per_hall"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.place}"
