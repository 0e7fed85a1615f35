"""What stays of a day when its tickets are anonymised."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bening.adapters.keys import new_key
from bening.queues.models.halls import Queue


class QueueDay(models.Model):
    """Figures of one line on one day that is over, as `bening.queues.day_figures` makes them.

    `content`: {"form", "cells", "officers"}. A cell is [[hour, channel, priority], counts, spreads]
    (`bening.domain.queueing.figures.as_row`), all of whole numbers; `officers` maps staff to
    [services finished, seconds]. `half_hours`: rows of ["HH:MM", arrivals, starts, counters open].
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
