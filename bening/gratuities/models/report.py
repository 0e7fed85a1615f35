"""A report of a gift, its photos, where the goods went, and who has opened what it says."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.gratuities.exemptions import Circumstance


class Direction(models.TextChoices):
    """Whether the gift was taken or refused; both are reported."""

    RECEIVED = "received", _("Penerimaan")
    REFUSED = "refused", _("Penolakan")


class ObjectKind(models.TextChoices):
    """What was given."""

    MONEY = "money", _("Uang")
    GOODS = "goods", _("Barang")
    OTHER = "other", _("Lainnya (fasilitas, perjalanan, diskon)")


class State(models.TextChoices):
    """As `bening.domain.gratuities.ReportState`, in words."""

    DRAFT = "draft", _("Konsep, belum dilaporkan")
    AT_HELPER = "at_helper", _("Dilaporkan, di UPG pembantu")
    AT_UPG = "at_upg", _("Dilaporkan, di UPG")
    INCOMPLETE = "incomplete", _("Menunggu dilengkapi pelapor")
    VERIFIED = "verified", _("Diverifikasi UPG")
    MANAGED = "managed", _("Dikelola instansi")
    FORWARDED = "forwarded", _("Diteruskan ke KPK")
    DECIDED = "decided", _("Status ditetapkan")
    SETTLED = "settled", _("Selesai")
    NOT_PROCESSED = "not_processed", _("Tidak diproses, tidak dilengkapi")


class DecisionChoice(models.TextChoices):
    """As `bening.domain.gratuities.Decision`, in words."""

    STATE_PROPERTY = "state_property", _("Milik negara")
    RECIPIENT = "recipient", _("Milik penerima")
    COMPENSATION = "compensation", _("Milik penerima dengan kompensasi")


class ExecutionChoice(models.TextChoices):
    """As `bening.domain.gratuities.Execution`, in words."""

    HANDED_OVER = "handed_over", _("Diserahkan kepada negara")
    RETURNED = "returned", _("Dikembalikan kepada penerima")
    DISTRIBUTED = "distributed", _("Disalurkan")
    PAID = "paid", _("Kompensasi disetor")


class CustodyChoice(models.TextChoices):
    """As `bening.domain.gratuities.CustodyKind`, in words."""

    KEPT = "kept", _("Dititipkan kepada UPG")
    MOVED = "moved", _("Dipindahkan tempatnya")
    HANDED_OVER = "handed_over", _("Diserahkan kepada KPK atau negara")
    RETURNED = "returned", _("Dikembalikan kepada penerima")
    DISTRIBUTED = "distributed", _("Disalurkan kepada yang membutuhkan")
    DESTROYED = "destroyed", _("Dimusnahkan karena rusak")


class GratuityReport(models.Model):
    """A gift received or refused, as its reporter told it.

    `details` holds the fields of the official form, encrypted and bound to this row
    (`bening.gratuities.details`); the columns beside it name no giver, no value and no story.
    `due_on` is the last day of the 30 working days since the receipt, as counted when it was
    reported; `is_late` says that it came after that. `delivery_key` names the request that made
    it; `delivery_print` is a digest of what that request said, encrypted like the details. Once it
    is erased (`bening.gratuities.retention`) it has neither details nor a reporter; the rest stays
    countable.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="+", verbose_name=_("unit kerja")
    )
    reporter = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pelapor"),
    )
    number = models.CharField(_("nomor"), max_length=24, blank=True)
    direction = models.CharField(_("jenis laporan"), max_length=8, choices=Direction)
    is_secret = models.BooleanField(_("rahasia"), default=True)
    bypasses_helper = models.BooleanField(_("tidak melalui UPG pembantu"), default=False)
    received_on = models.DateField(_("tanggal diterima atau ditolak"))
    circumstance = models.CharField(
        _("keadaan"), max_length=20, choices=Circumstance, default=Circumstance.NONE
    )
    object_kind = models.CharField(_("bentuk"), max_length=8, choices=ObjectKind)
    is_perishable = models.BooleanField(_("mudah rusak"), default=False)
    details = models.BinaryField()
    delivery_key = models.UUIDField(_("kunci kiriman"), null=True, blank=True)
    delivery_print = models.BinaryField(default=bytes)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(_("keadaan"), max_length=14, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField()
    reported_at = models.DateTimeField(_("dilaporkan"), null=True, blank=True)
    due_on = models.DateField(_("batas 30 hari kerja"), null=True, blank=True)
    is_late = models.BooleanField(_("terlambat dilaporkan"), default=False)
    reached_upg_at = models.DateTimeField(_("diterima UPG"), null=True, blank=True)
    forwarded_at = models.DateTimeField(_("diteruskan"), null=True, blank=True)
    forwarded_number = models.CharField(_("nomor surat penerusan"), max_length=120, blank=True)
    decision = models.CharField(_("penetapan"), max_length=16, choices=DecisionChoice, blank=True)
    decision_number = models.CharField(_("nomor penetapan"), max_length=120, blank=True)
    decided_on = models.DateField(_("tanggal penetapan"), null=True, blank=True)
    execution = models.CharField(
        _("pelaksanaan"), max_length=12, choices=ExecutionChoice, blank=True
    )
    execution_number = models.CharField(_("nomor bukti pelaksanaan"), max_length=120, blank=True)
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    erased_at = models.DateTimeField(_("isi dihapus"), null=True, blank=True)

    class Meta:
        verbose_name = _("laporan gratifikasi")
        verbose_name_plural = _("laporan gratifikasi")
        ordering = ("-made_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("unit", "number"), condition=~Q(number=""), name="gratuity_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", number="", reported_at__isnull=True)
                | (~Q(state="draft") & ~Q(number="") & Q(reported_at__isnull=False)),
                name="gratuity_reported_with_number",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True, decision_number="")
                | (~Q(decision="") & Q(decided_on__isnull=False) & ~Q(decision_number="")),
                name="gratuity_decision_has_paper",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("settled", "not_processed"), ended_at__isnull=False)
                | (~Q(state__in=("settled", "not_processed")) & Q(ended_at__isnull=True)),
                name="gratuity_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, reporter__isnull=False)
                | Q(erased_at__isnull=False, reporter__isnull=True, ended_at__isnull=False),
                name="gratuity_erased_is_nobodys",
            ),
            models.UniqueConstraint(
                fields=("reporter", "delivery_key"), name="gratuity_delivered_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("agency", "state", "reported_at"), name="gratuity_register"),
            models.Index(fields=("reporter", "received_on"), name="gratuity_of_reporter"),
            models.Index(fields=("unit", "received_on"), name="gratuity_of_unit"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.get_state_display())


class GratuityAttachment(models.Model):
    """A photo or paper of a report; its name and content lie encrypted in this row."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    report = models.ForeignKey(GratuityReport, models.CASCADE, related_name="attachments")
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("ukuran, bita"))
    name = models.BinaryField()
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lampiran laporan gratifikasi")
        verbose_name_plural = _("lampiran laporan gratifikasi")
        ordering = ("added_at", "id")


class CustodyMove(models.Model):
    """One move of the goods, with its record; never changed.

    `details` names who gave and who took, encrypted.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    report = models.ForeignKey(GratuityReport, models.PROTECT, related_name="custody")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("yang terjadi"), max_length=12, choices=CustodyChoice)
    on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat penyimpanan"), max_length=200, blank=True)
    document_number = models.CharField(_("nomor berita acara"), max_length=120)
    details = models.BinaryField()
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("serah terima barang gratifikasi")
        verbose_name_plural = _("serah terima barang gratifikasi")
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("report", "position"), name="custody_in_order"),
            models.CheckConstraint(
                condition=~Q(kind__in=("kept", "moved")) | ~Q(place=""), name="custody_has_place"
            ),
        ]


class GratuityOpening(models.Model):
    """Somebody of the UPG opened what a report says, and why; readable until `until`."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    report = models.ForeignKey(GratuityReport, models.PROTECT, related_name="openings")
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=300)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("pembukaan isi laporan gratifikasi")
        verbose_name_plural = _("pembukaan isi laporan gratifikasi")
        ordering = ("-at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="gratuity_opening_has_reason")
        ]
