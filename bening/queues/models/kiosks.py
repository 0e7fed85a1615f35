"""What kiosks with a program of their own have: books of numbers, and numbers that were refused."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.queues.models.halls import Hall, ServicePoint


class KioskBook(models.Model):
    """A file in which a kiosk writes its numbers. Each has a mark of its own, never another's.

    A kiosk that lost its file begins another, and with it another series.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="kiosk_books")
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="books")
    book = models.UUIDField(_("buku nomor"))
    """As the kiosk named it."""
    mark = models.CharField(_("tanda seri"), max_length=3)
    begun_at = models.DateTimeField(_("dimulai pada"))
    turn = models.PositiveBigIntegerField(_("kiriman terakhir"), default=0)
    """Of the last message: one with an older turn was sent before, or by a copy of the book."""
    seen_at = models.DateTimeField(_("terakhir terhubung"))
    clock_offset_ms = models.BigIntegerField(_("selisih jam (ms)"), default=0)

    class Meta:
        verbose_name = _("buku nomor kios")
        verbose_name_plural = _("buku nomor kios")
        ordering = ("begun_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("point", "book"), name="kiosk_book_once"),
            models.UniqueConstraint(fields=("hall", "mark"), name="kiosk_mark_once_per_hall"),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.begun_at}"


class RefusedNumber(models.Model):
    """A number that a kiosk gave and that could not be taken over: somebody holds it and waits."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="refused_numbers")
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="refused_numbers")
    key = models.UUIDField(_("kunci kiriman"))
    label = models.CharField(_("nomor"), max_length=12)
    code = models.CharField(_("sebab"), max_length=40)
    is_priority = models.BooleanField(_("prioritas"), default=False)
    taken_at = models.DateTimeField(_("diambil"))
    refused_at = models.DateTimeField(_("ditolak pada"))

    class Meta:
        verbose_name = _("nomor kios yang ditolak")
        verbose_name_plural = _("nomor kios yang ditolak")
        ordering = ("-refused_at", "label")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("point", "key"), name="refused_number_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=("hall", "refused_at"), name="refused_number_of_hall")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.code}"
