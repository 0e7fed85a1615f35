"""Declarations: the public statement that opens programs, with its witnesses and papers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.pacts.models.campaign import SigningCampaign


class Declaration(models.Model):
    """One declaration of one or more programs of an agency, with the charter made for it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="declarations")
    held_on = models.DateField(_("tanggal pencanangan"))
    place = models.CharField(_("tempat"), max_length=200)
    statement = models.TextField(_("pernyataan"))
    charter = models.OneToOneField(
        "documents.OfficialDocument",
        models.PROTECT,
        related_name="declaration",
        verbose_name=_("piagam pencanangan"),
    )
    declared_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    signed_as = models.CharField(_("selaku"), max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pencanangan")
        verbose_name_plural = _("pencanangan")
        ordering = ("-held_on",)


class DeclaredProgram(models.Model):
    """A program that a declaration opened, with the signatures counted on that day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="declared")
    program = models.OneToOneField(
        "programs.ZoneProgram", models.PROTECT, related_name="declaration_row"
    )
    unit = models.ForeignKey("agencies.WorkUnit", models.PROTECT, related_name="+")
    campaign = models.ForeignKey(SigningCampaign, models.PROTECT, related_name="+")
    signed = models.PositiveIntegerField(_("sudah tanda tangan"))
    required = models.PositiveIntegerField(_("seluruh pegawai"))

    class Meta:
        verbose_name = _("program yang dicanangkan")
        verbose_name_plural = _("program yang dicanangkan")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(signed__lte=models.F("required")),
                name="declared_signed_of_required",
            )
        ]


class Witness(models.Model):
    """Somebody from outside or inside who witnessed the declaration."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="witnesses")
    name = models.CharField(_("nama"), max_length=200)
    office = models.CharField(_("jabatan dan lembaga"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("urutan"))

    class Meta:
        verbose_name = _("saksi")
        verbose_name_plural = _("saksi")
        ordering = ("order",)


class PaperKind(models.TextChoices):
    """What a paper of the declaration shows."""

    INVITATION = "invitation", _("Undangan")
    ATTENDANCE = "attendance", _("Daftar hadir")
    PHOTO = "photo", _("Foto")
    REPORT = "report", _("Berita acara atau laporan")


class DeclarationPaper(models.Model):
    """A paper that shows how the declaration was held."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="papers")
    kind = models.CharField(_("jenis"), max_length=12, choices=PaperKind)
    document = models.OneToOneField(
        "documents.OfficialDocument", models.PROTECT, related_name="declaration_paper"
    )

    class Meta:
        verbose_name = _("dokumen pencanangan")
        verbose_name_plural = _("dokumen pencanangan")
        ordering = ("kind", "id")
