"""Versions of an agency's pact text."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.pacts.wording import digest_of


class PactText(models.Model):
    """One version of the pact. Once published it is never edited: another version follows.

    `sha256` is that of the text when it was published; a signature is bound to it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="pact_texts")
    number = models.PositiveSmallIntegerField(_("versi"))
    title = models.CharField(_("judul"), max_length=200)
    body = models.TextField(_("isi"))
    sha256 = models.CharField(_("SHA-256 naskah"), max_length=64, blank=True)
    created_by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("diterbitkan pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("naskah pakta integritas")
        verbose_name_plural = _("naskah pakta integritas")
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("agency", "number"), name="pact_text_number_once"),
            models.UniqueConstraint(
                fields=("agency",),
                condition=Q(published_at__isnull=True),
                name="pact_text_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True, sha256="")
                | (Q(published_at__isnull=False, published_by__isnull=False) & ~Q(sha256="")),
                name="pact_text_published_with_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def digest(self) -> str:
        """SHA-256 of the text as it stands now: equal to `sha256` unless somebody tampered."""
        return digest_of(self.title, self.body)

    @property
    def is_whole(self) -> bool:
        """Whether the published text is still what was published."""
        return self.sha256 == self.digest
