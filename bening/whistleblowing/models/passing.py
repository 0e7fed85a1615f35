"""A matter that goes on to another channel, and what its reporter says to that."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PassingChannel(models.TextChoices):
    """Where a matter may go on to."""

    COMPLAINT = "complaint", _("Pengaduan masyarakat")
    DISCIPLINE = "discipline", _("Kode etik dan disiplin")
    AUDIT = "audit", _("Pengawasan internal (audit)")
    LAW = "law", _("Aparat penegak hukum")


class Consent(models.TextChoices):
    """What the reporter answered; nothing was asked, or nothing answered yet, is empty."""

    GIVEN = "given", _("Setuju")
    REFUSED = "refused", _("Tidak setuju")


class Passing(models.Model):
    """Words that a handler wrote for another channel: asked about, or without identity.

    The words are `note`, sealed to the handlers like every note; nothing of the report goes along.
    `asked_on` is empty where nobody was asked, since the words tell nobody who reported.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("whistleblowing.Report", models.CASCADE, related_name="passings")
    channel = models.CharField(_("kanal"), max_length=10, choices=PassingChannel)
    note = models.ForeignKey("whistleblowing.HandlerNote", models.CASCADE, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    asked_on = models.DateField(_("ditanyakan"), null=True, blank=True)
    consent = models.CharField(_("jawaban pelapor"), max_length=7, choices=Consent, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    passed_on = models.DateField(_("diteruskan"), null=True, blank=True)

    class Meta:
        verbose_name = _("penerusan")
        verbose_name_plural = _("penerusan")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True, consent="")
                | Q(asked_on__isnull=False, passed_on__isnull=True)
                | Q(asked_on__isnull=False, consent="given"),
                name="passed_on_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
