"""What stays of a day when its tickets are anonymised."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.queues.models.halls import Queue


class QueueDay(models.Model):
    """Figures of one line on one finished day (`bening.domain.queueing.measures`).

    `half_hours` holds rows of [half hour, arrivals, served, counters open]; `content` the
    measures, also by channel and group, exact numbers as text.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    queue = models.ForeignKey(Queue, models.PROTECT, related_name="figures")
    day = models.DateField(_("hari"))
    visits = models.PositiveIntegerField(_("kunjungan"), default=0)
    judged = models.PositiveIntegerField(_("dinilai"), default=0)
    """Visits that the promise speaks of."""
    kept = models.PositiveIntegerField(_("janji ditepati"), default=0)
    content = models.JSONField(default=dict)
    half_hours = models.JSONField(default=list)
    made_at = models.DateTimeField(_("dihitung pada"))

    class Meta:
        verbose_name = _("angka harian antrean")
        verbose_name_plural = _("angka harian antrean")
        ordering = ("-day",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("queue", "day"), name="queue_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.queue} {self.day}"
