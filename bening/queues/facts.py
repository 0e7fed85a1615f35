"""Facts of service halls: what is under a promise, and how it was kept. They propose nothing.

A sheet asks for every fact of its unit each time it is shown, so what is counted is kept a while;
figures grow once a day.
"""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bening.domain.queueing.figures import Figures, total
from bening.facts import Fact, FactValue, Period, Record, read_once, register
from bening.queues.day_figures import from_day
from bening.queues.models import Hall, Queue, QueueDay, TakingChannel
from bening.services.models import Service

KEPT = 600
"""Seconds."""
DIGITAL = (TakingChannel.PHONE, TakingChannel.BOOKING)
Value = tuple[Fraction, dict[str, int]]


def _known(unit: UUID, period: Period) -> dict[str, Value]:
    """All values of a unit in a period, by fact; empty where it has no hall."""
    key = f"queues:facts:{unit}:{period.start}:{period.end}"

    def read() -> dict[str, Value]:
        kept: dict[str, Value] | None = cache.get(key)
        if kept is None:
            kept = _counted(unit, period)
            cache.set(key, kept, KEPT)
        return kept

    return read_once(("queue facts", unit, period), read)


def _halls(unit: UUID) -> list[Hall]:
    return list(Hall.objects.filter(unit=unit, opened_at__isnull=False).order_by("name"))


def _halls_once(unit: UUID) -> list[Hall]:
    return read_once(("queue halls", unit), lambda: _halls(unit))


def _counted(unit: UUID, period: Period) -> dict[str, Value]:
    halls = _halls_once(unit)
    if not halls:
        return {}
    lines = list(
        Queue.objects.filter(hall__in=halls, closed_on=None)
        .annotate(others=Count("counters__queues", distinct=True))
        .values_list("service", "service__closed_on", "compensation", "others")
    )
    offered = Service.objects.filter(unit=unit, closed_on=None).count()
    covered = len({service for service, closed_on, _paid, _others in lines if closed_on is None})
    many = len(lines)
    paid = sum(compensation != "" for _service, _closed, compensation, _others in lines)
    rows = QueueDay.objects.filter(
        queue__hall__in=halls, day__gte=period.start, day__lte=period.end
    )
    cells: list[tuple[str, Figures]] = [
        (key.channel, one)
        for row in rows.iterator(chunk_size=200)
        for key, one in from_day(row).cells.items()
    ]
    whole = total(one for _channel, one in cells)
    digital = sum(one.arrived for channel, one in cells if channel in DIGITAL)
    found: dict[str, Value] = {}
    if offered:
        found["queue.services_covered"] = (
            Fraction(covered, offered),
            {"covered": covered, "services": offered},
        )
    if many:
        in_one = sum(others > 1 for _service, _closed, _paid, others in lines)
        found["queue.shared_counters"] = Fraction(in_one, many), {"shared": in_one, "lines": many}
        found["queue.compensation"] = Fraction(paid, many), {"with": paid, "lines": many}
    if whole.arrived:
        found["queue.digital_share"] = (
            Fraction(digital, whole.arrived),
            {"digital": digital, "visits": whole.arrived},
        )
    if whole.share is not None:
        found["queue.kept_share"] = whole.share, {"kept": whole.kept, "judged": whole.judged}
    median = whole.waits.percentile(50)
    if median is not None:
        found["queue.median_wait"] = Fraction(median), {"served": whole.served}
    return found


def _query(name: str) -> Callable[[UUID, Period, datetime], FactValue | None]:
    def asked(unit: UUID, period: Period, now: datetime) -> FactValue | None:
        value = _known(unit, period).get(name)
        if value is None:
            return None
        records = tuple(
            Record(hall.name, reverse("queues:statistics", args=[hall.pk]))
            for hall in _halls_once(unit)
        )
        return FactValue(value=value[0], counts=value[1], as_of=now, records=records)

    return asked


FACTS = (
    (
        "queue.services_covered",
        _("Layanan yang antreannya berjalan di sistem"),
        _("bagian dari layanan"),
    ),
    (
        "queue.shared_counters",
        _("Antrean di loket yang melayani beberapa layanan"),
        _("bagian dari antrean"),
    ),
    (
        "queue.compensation",
        _("Antrean dengan kompensasi bila janji lewat"),
        _("bagian dari antrean"),
    ),
    (
        "queue.digital_share",
        _("Nomor antrean yang diambil lewat ponsel"),
        _("bagian dari kunjungan"),
    ),
    (
        "queue.kept_share",
        _("Kunjungan yang dilayani dalam waktu yang dijanjikan"),
        _("bagian dari kunjungan"),
    ),
    ("queue.median_wait", _("Waktu tunggu median"), _("menit")),
)


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    for name, label, unit in FACTS:
        register(Fact(name=name, label=label, unit_of_measure=unit, query=_query(name)))
