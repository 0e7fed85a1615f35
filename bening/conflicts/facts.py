"""Facts of conflicts of interest: A.I.5.v.a to c of the evaluation sheet.

Letters d and e follow from the yearly evaluation of the channel (`bening.channel_reports`).
"""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.conflicts import figures
from bening.domain.conflicts import share
from bening.facts import Fact, FactValue, Period, Record, register


def mapped_share(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The part of the main functions whose conflicts were mapped on the last day of the period."""
    mapped, functions = figures.mapping_counts(unit_id, period.end)
    return _value(mapped, functions, unit_id, now, mapped="mapped", whole="functions")


def services_told(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The part of the services to which handling of conflicts was explained in the period."""
    offered = figures.services_on(unit_id, period.end)
    told = figures.services_told(unit_id, period.start, period.end)
    return _value(len(told & offered), len(offered), unit_id, now, mapped="told", whole="services")


def services_handled(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The part of the services in which handling of conflicts is recorded with proof."""
    offered = figures.services_on(unit_id, period.end)
    done = figures.services_handled(unit_id, period.start, period.end)
    return _value(
        len(done & offered), len(offered), unit_id, now, mapped="handled", whole="services"
    )


def _value(
    part: int, of: int, unit_id: UUID, now: datetime, *, mapped: str, whole: str
) -> FactValue | None:
    found = share(part, of)
    if found is None:
        return None
    return FactValue(
        value=found,
        counts={mapped: part, whole: of},
        as_of=now,
        records=(
            Record(
                gettext("Pencegahan konflik kepentingan"),
                reverse("conflicts:unit", args=[unit_id]),
            ),
        ),
    )


FACTS = (
    (
        "conflicts.functions_mapped",
        _("Tugas utama yang konfliknya dipetakan"),
        _("bagian dari tugas utama"),
        mapped_share,
    ),
    (
        "conflicts.services_told",
        _("Layanan yang menerima sosialisasi konflik kepentingan"),
        _("bagian dari layanan"),
        services_told,
    ),
    (
        "conflicts.services_handled",
        _("Layanan yang menjalankan penanganan konflik kepentingan"),
        _("bagian dari layanan"),
        services_handled,
    ),
)


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    for name, label, unit, query in FACTS:
        register(Fact(name=name, label=label, unit_of_measure=unit, query=query))
