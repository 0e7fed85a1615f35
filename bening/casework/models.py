"""Terms that an agency sets, running numbers, and clocks of cases with what happened to them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Channel(models.TextChoices):
    """The channels whose cases have numbers and clocks here."""

    COMPLAINT = "complaint", _("Pengaduan dan konsultasi")
    GRATUITY = "gratuity", _("Gratifikasi")
    CONFLICT = "conflict", _("Konflik kepentingan")
    DISCIPLINE = "discipline", _("Disiplin dan kode etik")
    FINDING = "finding", _("Tindak lanjut hasil pemeriksaan")


class DayKind(models.TextChoices):
    """Which days of a term count; as in `bening.domain.casework`."""

    WORKING = "working", _("hari kerja")
    CALENDAR = "calendar", _("hari kalender")


class ClockState(models.TextChoices):
    """How a clock stands; as in `bening.domain.casework`."""

    RUNNING = "running", _("Berjalan")
    PAUSED = "paused", _("Dijeda")
    STOPPED = "stopped", _("Berhenti")


class CaseTerm(models.Model):
    """A term as an agency sets it from a day on, in place of the one that Bening brings."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="case_terms", verbose_name=_("instansi")
    )
    code = models.CharField(_("batas waktu"), max_length=40)
    days = models.PositiveSmallIntegerField(_("lama"))
    counts = models.CharField(_("satuan"), max_length=8, choices=DayKind, default=DayKind.WORKING)
    from_day = models.DateField(_("berlaku sejak"))
    source = models.CharField(_("dasar"), max_length=200)
    set_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("batas waktu")
        verbose_name_plural = _("batas waktu")
        ordering = ("code", "-from_day")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("agency", "code", "from_day"), name="case_term_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=3660), name="case_term_has_days"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="case_term_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.from_day}"


class CaseSeries(models.Model):
    """The last number given in a unit's series of a year."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    prefix = models.CharField(_("awalan"), max_length=8)
    year = models.PositiveSmallIntegerField(_("tahun"))
    last = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    class Meta:
        verbose_name = _("deret nomor perkara")
        verbose_name_plural = _("deret nomor perkara")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "prefix", "year"), name="case_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class CaseClock(models.Model):
    """One term of one case: what was promised, until when, and who holds it.

    `case` is the key of the case in its channel; `title` and `url` are what its owner reads and
    name nobody. `days`, `counts` and `source` are those in force on the day of the start. `due_on`
    and `next_mark_on` follow from the moves and the calendar (`bening.casework.actions`); both are
    empty while the clock is paused before its last day.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    channel = models.CharField(_("saluran"), max_length=12, choices=Channel)
    case = models.UUIDField(_("perkara"))
    term = models.CharField(_("batas waktu"), max_length=40)
    days = models.PositiveSmallIntegerField(_("lama"))
    counts = models.CharField(_("satuan"), max_length=8, choices=DayKind)
    source = models.CharField(_("dasar"), max_length=200)
    title = models.CharField(_("perihal"), max_length=200)
    url = models.CharField(_("alamat"), max_length=300)
    owner = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_protected = models.BooleanField(_("dilindungi"), default=False)
    state = models.CharField(
        _("keadaan"), max_length=8, choices=ClockState, default=ClockState.RUNNING
    )
    started_at = models.DateTimeField(_("mulai"))
    due_on = models.DateField(_("paling lambat"), null=True, blank=True)
    next_mark_on = models.DateField(null=True, blank=True)
    stopped_at = models.DateTimeField(_("berhenti"), null=True, blank=True)
    is_late = models.BooleanField(_("terlambat"), default=False)

    class Meta:
        verbose_name = _("jam perkara")
        verbose_name_plural = _("jam perkara")
        ordering = ("due_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "term"),
                condition=~Q(state="stopped"),
                name="case_clock_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="stopped", stopped_at__isnull=False)
                | (~Q(state="stopped") & Q(stopped_at__isnull=True)),
                name="case_clock_stopped_at",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("next_mark_on",), condition=Q(state="running"), name="case_clock_marks"
            ),
            models.Index(fields=("owner", "state"), name="case_clock_of_owner"),
            models.Index(fields=("case",), name="case_clock_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.term}"


class ClockMove(models.Model):
    """What happened to a clock; never changed. A pause says why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    clock = models.ForeignKey(CaseClock, models.CASCADE, related_name="moves")
    position = models.PositiveSmallIntegerField()
    act = models.CharField(
        max_length=8,
        choices=[
            ("started", _("Mulai")),
            ("paused", _("Dijeda")),
            ("resumed", _("Dilanjutkan")),
            ("stopped", _("Berhenti")),
        ],
    )
    at = models.DateTimeField(_("pada"))
    by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("alasan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("gerak jam perkara")
        verbose_name_plural = _("gerak jam perkara")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("clock", "position"), name="clock_move_in_order"),
            models.CheckConstraint(
                condition=~Q(act="paused") | ~Q(reason=""), name="clock_pause_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.act}"


class ClockMark(models.Model):
    """A mark of a clock of which people were told, once."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    clock = models.ForeignKey(CaseClock, models.CASCADE, related_name="marks")
    mark = models.CharField(
        max_length=3, choices=[("75", "75 %"), ("90", "90 %"), ("100", _("Lewat batas"))]
    )
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tanda jam perkara")
        verbose_name_plural = _("tanda jam perkara")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("clock", "mark"), name="clock_mark_once")
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.mark}"
