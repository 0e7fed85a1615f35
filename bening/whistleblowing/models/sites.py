"""How an agency receives protected reports."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class SiteMode(models.TextChoices):
    """Who receives: the agency's own handlers for all units, or each unit's with these behind."""

    CENTRAL = "central", _("Terpusat di inspektorat")
    UNIT = "unit", _("Tiap unit, inspektorat sebagai cadangan")


class ReportSite(models.Model):
    """The reporting page of one agency.

    `salt` is that of the receipts, 16 random bytes, never changed: a receipt is stretched with it.
    `other_bodies` are told where the form is closed: one a line. Terms are working days.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.OneToOneField("agencies.Agency", models.PROTECT, related_name="+")
    slug = models.SlugField(_("alamat"), max_length=40, unique=True)
    mode = models.CharField(
        _("penerimaan"), max_length=8, choices=SiteMode, default=SiteMode.CENTRAL
    )
    is_open = models.BooleanField(_("menerima laporan"), default=False)
    salt = models.BinaryField(max_length=16)
    other_bodies = models.TextField(_("lembaga lain"), blank=True)
    answer_days = models.PositiveSmallIntegerField(_("jawaban pertama"), default=5)
    triage_days = models.PositiveSmallIntegerField(_("telaah awal"), default=10)
    result_days = models.PositiveSmallIntegerField(_("pemberitahuan hasil"), default=60)
    keep_years = models.PositiveSmallIntegerField(_("simpan laporan"), default=5)
    keep_identity_years = models.PositiveSmallIntegerField(_("simpan identitas"), default=2)

    class Meta:
        verbose_name = _("jalur rahasia")
        verbose_name_plural = _("jalur rahasia")
        constraints: ClassVar = []

    def __str__(self) -> str:
        return self.slug
