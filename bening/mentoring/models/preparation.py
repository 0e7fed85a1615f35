"""What a unit prepares before the national team comes: whom it names, what it has ready."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class PreparationItem(models.TextChoices):
    """What is ready before an interview and a visit (90/2021 Annex II Ch. III.B and C)."""

    ANSWERS = "answers", _("Jawaban dan bukti setiap area dibaca ulang")
    ORIGINALS = "originals", _("Dokumen asli bukti tersedia di tempat")
    TOLD = "told", _("Pegawai yang diwawancarai tahu tanggal dan areanya")
    PRESENTATION = "presentation", _("Paparan pimpinan siap")
    SERVICE = "service", _("Ruang, standar, dan maklumat pelayanan siap dikunjungi")
    INNOVATION = "innovation", _("Inovasi siap diperagakan")
    USERS = "users", _("Daftar penerima layanan untuk survei tersedia")


class InterviewPartner(models.Model):
    """Somebody of the unit who is ready to be interviewed about an area."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey(
        "programs.ZoneProgram", models.PROTECT, related_name="interview_partners"
    )
    area = models.PositiveSmallIntegerField(_("area"))
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="+", verbose_name=_("pegawai")
    )
    named_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pegawai yang siap diwawancarai")
        verbose_name_plural = _("pegawai yang siap diwawancarai")
        ordering = ("area", "named_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("program", "area", "person"), name="interview_partner_once"
            ),
            models.CheckConstraint(
                condition=Q(area__gte=1, area__lte=6), name="interview_partner_of_an_area"
            ),
        ]


class PreparedItem(models.Model):
    """One item of the list that somebody called ready; taken back, the row is gone."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    program = models.ForeignKey(
        "programs.ZoneProgram", models.PROTECT, related_name="prepared_items"
    )
    item = models.CharField(_("hal"), max_length=16, choices=PreparationItem)
    ready_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    ready_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hal yang siap")
        verbose_name_plural = _("hal yang siap")
        ordering = ("ready_at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("program", "item"), name="prepared_item_once"),
        ]
