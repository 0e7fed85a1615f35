"""Facts of conflicts of interest: A.I.5.v.a to e of the evaluation sheet."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.conflicts import figures
from bening.conflicts.models import ConflictReview, ReviewImprovement
from bening.domain.conflicts import share
from bening.facts import Fact, FactValue, Period, Record, register


def mapped_share(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The part of the main functions whose conflicts are mapped."""
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


def evaluations(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """How many evaluations ended in the period; zero is said only where there is a map."""
    rows = list(_reviews(unit_id, period))
    if not rows and not figures.mapping_counts(unit_id, period.end)[1]:
        return None
    return FactValue(
        value=Fraction(len(rows)),
        counts={"evaluations": len(rows)},
        as_of=now,
        records=tuple(
            Record(
                gettext("Evaluasi sampai %(day)s") % {"day": row.ends_on.isoformat()},
                reverse("conflicts:review", args=[row.pk]),
            )
            for row in rows
        ),
    )


def improvements_done(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The part of what evaluations of the period asked for that was done."""
    asked = ReviewImprovement.objects.filter(review__in=_reviews(unit_id, period))
    done = asked.filter(done_on__isnull=False).count()
    return _value(done, asked.count(), unit_id, now, mapped="done", whole="asked")


def _reviews(unit_id: UUID, period: Period) -> QuerySet[ConflictReview]:
    return ConflictReview.objects.filter(
        unit=unit_id, ends_on__gte=period.start, ends_on__lte=period.end
    ).order_by("ends_on")


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
    (
        "conflicts.evaluations",
        _("Evaluasi penanganan konflik kepentingan"),
        _("evaluasi"),
        evaluations,
    ),
    (
        "conflicts.improvements_done",
        _("Tindak lanjut evaluasi konflik kepentingan yang selesai"),
        _("bagian dari tindak lanjut"),
        improvements_done,
    ),
)


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    for name, label, unit, query in FACTS:
        register(Fact(name=name, label=label, unit_of_measure=unit, query=query))
