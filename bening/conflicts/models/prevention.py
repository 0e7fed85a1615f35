"""What prevents conflicts: officers, the map of main functions, outreach, statements, advice."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class ConflictOfficer(models.Model):
    """Who looks after conflicts of interest in a unit and all below it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("petugas")
    )
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    given_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("petugas konflik kepentingan")
        verbose_name_plural = _("petugas konflik kepentingan")
        ordering = ("-starts_on",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="conflict_officer_ends_after",
            ),
            models.UniqueConstraint(
                fields=("unit", "person"),
                condition=Q(ends_on__isnull=True),
                name="conflict_officer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class Level(models.TextChoices):
    """As in `bening.domain.conflicts`."""

    LOW = "low", _("Rendah")
    MODERATE = "moderate", _("Sedang")
    HIGH = "high", _("Tinggi")


class MainFunction(models.Model):
    """A main function of a unit; mapped once its possible conflict and prevention are written.

    `mapped_on` is the day from which it was mapped, `mapped_at` when that was last written anew.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    name = models.CharField(_("tugas dan fungsi utama"), max_length=300)
    possible = models.TextField(_("kemungkinan konflik"), blank=True)
    posts = models.CharField(_("jabatan yang terkait"), max_length=300, blank=True)
    level = models.CharField(_("tingkat risiko"), max_length=8, choices=Level, blank=True)
    prevention = models.TextField(_("pencegahan"), blank=True)
    owner = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("penanggung jawab"),
    )
    review_on = models.DateField(_("ditinjau lagi"), null=True, blank=True)
    added_on = models.DateField(_("ditambahkan"))
    mapped_on = models.DateField(_("dipetakan sejak"), null=True, blank=True)
    mapped_at = models.DateTimeField(_("dipetakan pada"), null=True, blank=True)
    changed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    closed_on = models.DateField(_("tidak lagi dijalankan"), null=True, blank=True)

    class Meta:
        verbose_name = _("tugas dan fungsi utama")
        verbose_name_plural = _("tugas dan fungsi utama")
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("unit", "name"), name="main_function_once"),
            models.CheckConstraint(
                condition=Q(mapped_at__isnull=True, mapped_on__isnull=True)
                | (
                    Q(mapped_at__isnull=False, mapped_on__isnull=False)
                    & ~Q(possible="")
                    & ~Q(posts="")
                    & ~Q(level="")
                    & ~Q(prevention="")
                    & Q(owner__isnull=False, review_on__isnull=False)
                ),
                name="main_function_mapped_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OutreachKind(models.TextChoices):
    """What was held."""

    SOCIALIZATION = "socialization", _("Sosialisasi")
    TRAINING = "training", _("Pelatihan")


class Outreach(models.Model):
    """A meeting at which handling of conflicts was explained, and to which services."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    kind = models.CharField(_("bentuk"), max_length=16, choices=OutreachKind)
    title = models.CharField(_("judul"), max_length=200)
    held_on = models.DateField(_("tanggal"))
    participants = models.PositiveIntegerField(_("peserta"))
    proof = models.CharField(_("bukti"), max_length=300)
    services: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        "services.Service", related_name="+", verbose_name=_("layanan")
    )
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sosialisasi konflik kepentingan")
        verbose_name_plural = _("sosialisasi konflik kepentingan")
        ordering = ("-held_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(proof="") & Q(participants__gte=1), name="outreach_has_proof"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ServiceControl(models.Model):
    """How conflicts are handled in one service, since when."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    service = models.ForeignKey(
        "services.Service", models.PROTECT, related_name="+", verbose_name=_("layanan")
    )
    practice = models.TextField(_("yang dijalankan"))
    proof = models.CharField(_("bukti"), max_length=300)
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    entered_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penerapan pada layanan")
        verbose_name_plural = _("penerapan pada layanan")
        ordering = ("-starts_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(practice="") & ~Q(proof=""), name="service_control_has_proof"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="service_control_ends_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}"


class Consultation(models.Model):
    """Somebody asked the officer for advice; `kept` and `answer_kept` are the words."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    kept = models.BinaryField()
    asked_at = models.DateTimeField(_("ditanyakan pada"))
    answer_kept = models.BinaryField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("dijawab pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("konsultasi konflik kepentingan")
        verbose_name_plural = _("konsultasi konflik kepentingan")
        ordering = ("-asked_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(answer_kept__isnull=False, answered_by__isnull=False),
                name="consultation_answered_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"


class Occasion(models.TextChoices):
    """Before what somebody states to be free of conflict."""

    TENDER = "tender", _("Pengadaan barang/jasa")
    EVALUATION = "evaluation", _("Evaluasi atau penilaian")
    RECRUITMENT = "recruitment", _("Penerimaan atau promosi pegawai")
    LICENSING = "licensing", _("Perizinan")
    AUDIT = "audit", _("Pengawasan atau pemeriksaan")
    CASE = "case", _("Penanganan pengaduan atau laporan")
    OTHER = "other", _("Penugasan lain")


class AnswerOfFreedom(models.TextChoices):
    """What the person said."""

    WAITING = "waiting", _("Menunggu pernyataan")
    FREE = "free", _("Bebas konflik kepentingan")
    TIED = "tied", _("Ada konflik kepentingan")


class FreedomStatement(models.Model):
    """The statement "free of conflict" before an assignment: asked for, then given or not."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    occasion = models.CharField(_("penugasan"), max_length=12, choices=Occasion)
    subject = models.CharField(_("perihal"), max_length=300)
    service = models.ForeignKey(
        "services.Service",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("layanan"),
    )
    due_on = models.DateField(_("paling lambat"))
    answer = models.CharField(
        _("pernyataan"),
        max_length=8,
        choices=AnswerOfFreedom,
        default=AnswerOfFreedom.WAITING,
    )
    asked_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(_("dinyatakan pada"), null=True, blank=True)
    case = models.ForeignKey(
        "conflicts.ConflictCase", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("pernyataan bebas konflik kepentingan")
        verbose_name_plural = _("pernyataan bebas konflik kepentingan")
        ordering = ("-asked_at", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at__isnull=True)
                | (~Q(answer="waiting") & Q(answered_at__isnull=False)),
                name="freedom_answered_at",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=("person", "answer"), name="freedom_of_person"),
            models.Index(fields=("unit", "asked_at"), name="freedom_of_unit"),
        ]

    def __str__(self) -> str:
        return self.subject
