"""What people are told of: things that happened, not things to do."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key


class Notice(models.Model):
    """One thing that happened, told to one person once.

    `key` names the happening (``"step:<uuid>"``); the sentence is made of `code` and `values`, in
    the reader's language, when it is read.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        ordering = ("-made_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "key"), name="notice_once_per_person"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("person", "-made_at"), name="notice_newest"),
            models.Index(
                fields=("person",), condition=Q(read_at__isnull=True), name="notice_unread"
            ),
        ]
