"""Declared or reported conflicts, the superior's decision and what controls them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.adapters.keys import new_key


class Origin(models.TextChoices):
    """Who brought it up."""

    OWN = "own", _("Deklarasi pegawai")
    REPORT = "report", _("Laporan masyarakat")


class Kind(models.TextChoices):
    """As in `bening.domain.conflicts`."""

    ACTUAL = "actual", _("Aktual")
    POTENTIAL = "potential", _("Potensial")


class Source(models.TextChoices):
    """As in `bening.domain.conflicts`."""

    FAMILY = "family", _("Hubungan keluarga dan kerabat")
    BUSINESS = "business", _("Hubungan bisnis dan finansial")
    AFFILIATION = "affiliation", _("Hubungan afiliasi")
    DOUBLE_POST = "double_post", _("Rangkap jabatan")
    OTHER_WORK = "other_work", _("Pekerjaan lain")
    GRATUITY = "gratuity", _("Gratifikasi")
    AFTER_OFFICE = "after_office", _("Rencana setelah tidak menjabat")
    OTHER = "other", _("Sumber lain")


class ControlKind(models.TextChoices):
    """As `Control` in `bening.domain.conflicts`."""

    WITHDRAW = "withdraw", _("Menarik diri dari pengambilan keputusan")
    LIMIT_ACCESS = "limit_access", _("Membatasi akses atas informasi")
    REASSIGN = "reassign", _("Mengalihkan tugas kepada pegawai lain")
    SUPERVISE = "supervise", _("Menambah pengawasan atau orang kedua")
    ROTATE = "rotate", _("Mutasi atau rotasi")
    GIVE_UP = "give_up", _("Melepaskan kepentingan pribadi")
    LEAVE_POST = "leave_post", _("Mengundurkan diri dari jabatan yang menimbulkan konflik")
    COOLING = "cooling", _("Masa tunggu")


class CaseState(models.TextChoices):
    """As in `bening.domain.conflicts`."""

    FILED = "filed", _("Menunggu penilaian atasan")
    NO_CONFLICT = "no_conflict", _("Tidak ada konflik")
    CONTROLLED = "controlled", _("Dikendalikan")
    MONITORED = "monitored", _("Dipantau")
    CLOSED = "closed", _("Selesai")


class ConflictCase(models.Model):
    """One conflict of interest, declared by the employee or reported by the public.

    `person` is whose interest it is; for a report it is empty until the officer has identified
    them. `kept` is a JSON object, encrypted: what was told, and for a report who was named and how
    the reporter can be reached. `decision_kept` is the superior's reason, encrypted.
    `secret_sha256` finds a public report again by the code that its reporter was shown once.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    number = models.CharField(_("nomor"), max_length=40)
    origin = models.CharField(_("asal"), max_length=8, choices=Origin, default=Origin.OWN)
    person = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pegawai"),
    )
    superior = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("atasan")
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind, blank=True)
    sources = models.JSONField(_("sumber"), default=list)
    proposed = models.JSONField(_("usulan pengendalian"), default=list)
    about_unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    about_person = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept = models.BinaryField()
    state = models.CharField(
        _("keadaan"), max_length=12, choices=CaseState, default=CaseState.FILED
    )
    secret_sha256 = models.CharField(max_length=64, blank=True)
    filed_at = models.DateTimeField(_("disampaikan pada"))
    decision_kept = models.BinaryField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    closed_at = models.DateTimeField(_("selesai pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("deklarasi konflik kepentingan")
        verbose_name_plural = _("deklarasi konflik kepentingan")
        ordering = ("-filed_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "number"), name="conflict_number_once"),
            models.UniqueConstraint(
                fields=("secret_sha256",),
                condition=~Q(secret_sha256=""),
                name="conflict_secret_once",
            ),
            models.CheckConstraint(
                condition=Q(origin="report") | Q(person__isnull=False),
                name="conflict_own_has_person",
            ),
            models.CheckConstraint(
                condition=Q(state="filed", decided_at__isnull=True)
                | (~Q(state="filed") & Q(decided_at__isnull=False, decision_kept__isnull=False)),
                name="conflict_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(person=models.F("superior")),
                name="conflict_superior_is_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "state", "filed_at"), name="conflict_of_agency"),
            models.Index(fields=("superior", "state"), name="conflict_of_superior"),
        ]

    def __str__(self) -> str:
        return self.number

    def is_of(self, person: Person) -> bool:
        """Whether the person declared it: reads it as their own."""
        return self.origin == Origin.OWN and self.person_id == person.pk

    def waits_for(self, person: Person) -> bool:
        """Whether it waits for the person's decision."""
        return self.state == CaseState.FILED and self.superior_id == person.pk


class NamedParty(models.Model):
    """Somebody whom a public report may be about: kept from it, whatever they are or become."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(ConflictCase, models.PROTECT, related_name="parties")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named_at = models.DateTimeField(_("dikenali pada"))

    class Meta:
        verbose_name = _("pegawai yang disebut laporan")
        verbose_name_plural = _("pegawai yang disebut laporan")
        ordering = ("named_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "person"), name="conflict_party_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}"


class ControlMeasure(models.Model):
    """What is to be done about a conflict, by whom and until when; `kept` is the text."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(ConflictCase, models.PROTECT, related_name="measures")
    control = models.CharField(_("pengendalian"), max_length=12, choices=ControlKind)
    kept = models.BinaryField()
    owner = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("pelaksana")
    )
    due_on = models.DateField(_("paling lambat"))
    cooling_until = models.DateField(_("masa tunggu sampai"), null=True, blank=True)
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(_("dilaksanakan pada"), null=True, blank=True)
    done_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_kept = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = _("tindakan pengendalian")
        verbose_name_plural = _("tindakan pengendalian")
        ordering = ("due_on", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(control="cooling", cooling_until__isnull=False)
                | (~Q(control="cooling") & Q(cooling_until__isnull=True)),
                name="measure_cooling_has_end",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(done_by__isnull=False, done_kept__isnull=False),
                name="measure_done_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.control


class ControlCheck(models.Model):
    """A look at whether the measures work."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(ConflictCase, models.PROTECT, related_name="checks")
    works = models.BooleanField(_("pengendalian berjalan"))
    kept = models.BinaryField()
    checked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("dipantau pada"))

    class Meta:
        verbose_name = _("pemantauan pengendalian")
        verbose_name_plural = _("pemantauan pengendalian")
        ordering = ("-checked_at", "-id")

    def __str__(self) -> str:
        return f"{self.case_id}"
