"""What a unit shows to everybody about its program: the switch, and the news."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class PublicPage(models.Model):
    """Whether a unit's public page is open, and who opened or closed it last."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.OneToOneField(
        "agencies.WorkUnit", models.PROTECT, related_name="public_page", verbose_name=_("unit")
    )
    is_open = models.BooleanField(_("terbit"), default=False)
    changed_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("halaman publik unit")
        verbose_name_plural = _("halaman publik unit")


class NewsItem(models.Model):
    """News of the declaration or the building of the zone: proof that it was spread.

    `url` leads to where it appeared, `text` says it here; one of both is there. A removed item
    stays on record and is shown to nobody.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.WorkUnit", models.PROTECT, related_name="news", verbose_name=_("unit kerja")
    )
    title = models.CharField(_("judul"), max_length=200)
    dated_on = models.DateField(_("tanggal terbit"))
    outlet = models.CharField(_("media"), max_length=120, blank=True)
    url = models.URLField(_("tautan"), max_length=500, blank=True)
    text = models.TextField(_("isi"), blank=True)
    added_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("berita")
        verbose_name_plural = _("berita")
        ordering = ("-dated_on", "-added_at")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(text=""), name="news_has_link_or_text"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="news_removed_by_somebody",
            ),
        ]
