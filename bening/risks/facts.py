"""Facts of internal control: environment, services assessed, actions done, whom it was told."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.agencies.facts import known_unit
from bening.domain.days import day_in
from bening.domain.risks import quarters_over
from bening.facts import Fact, FactValue, Period, Record, register
from bening.risks.models import (
    ControlTelling,
    Element,
    EnvironmentProof,
    Party,
    RegisterState,
    Risk,
    RiskAction,
    RiskRegister,
)
from bening.services.models import Service

SHOWN = 50


def _register_in(unit_id: UUID, period: Period) -> RiskRegister | None:
    rows = RiskRegister.objects.filter(unit_id=unit_id, year=period.end.year)
    return rows.select_related("unit__agency").first()


def _record(register: RiskRegister) -> Record:
    return Record(str(register), reverse("risks:register", args=[register.pk]))


def assessed(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of the unit's open services with an assessed risk in the register of the year.

    None where the unit has no service or keeps no register here.
    """
    found = _register_in(unit_id, period)
    services = Service.objects.filter(unit_id=unit_id, closed_on__isnull=True)
    total = services.count()
    if found is None or not total:
        return None
    covered = services.filter(
        pk__in=Risk.objects.filter(register=found, assessed_at__isnull=False).values("service_id")
    ).count()
    return FactValue(
        value=Fraction(covered, total),
        counts={"covered": covered, "services": total},
        as_of=now,
        records=(_record(found),),
    )


def controlled(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of the actions due in the period until now that are done.

    None where none was due.
    """
    zone = known_unit(unit_id).zone
    last = min(period.end, day_in(zone, now))
    rows = RiskAction.objects.filter(
        risk__register__unit_id=unit_id, due_on__gte=period.start, due_on__lte=last
    ).select_related("risk")
    due = list(rows)
    if not due:
        return None
    done = sum(row.done_on is not None for row in due)
    return FactValue(
        value=Fraction(done, len(due)),
        counts={"done": done, "due": len(due)},
        as_of=now,
        records=tuple(
            Record(f"{row.risk.number}: {row.text}", reverse("risks:risk", args=[row.risk_id]))
            for row in due[:SHOWN]
        ),
    )


def layered(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """3: adopted, every quarter over reviewed and confirmed by the head; 2: reviewed only.

    1: a register with risks. None without a register, or with an empty one.
    """
    found = _register_in(unit_id, period)
    if found is None:
        return None
    risks = found.risks.count()
    if not risks:
        return None
    over = quarters_over(found.year, day_in(found.unit.zone, now))
    reviews = list(found.reviews.all())
    confirmed = sum(row.confirmed_at is not None for row in reviews)
    stage = 1
    if found.state == RegisterState.ADOPTED and over and len(reviews) >= over:
        stage = 3 if confirmed >= over else 2
    return FactValue(
        value=Fraction(stage),
        counts={
            "risks": risks,
            "quarters": over,
            "reviewed": len(reviews),
            "confirmed": confirmed,
        },
        as_of=now,
        records=(_record(found),),
    )


def environment(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of the parts of the control environment with a proof in force in the period.

    None where nothing was ever recorded.
    """
    rows = EnvironmentProof.objects.filter(unit_id=unit_id)
    if not rows.exists():
        return None
    held = rows.filter(starts_on__lte=period.end).exclude(ends_on__lt=period.start)
    built = set(held.values_list("element", flat=True))
    return FactValue(
        value=Fraction(len(built), len(Element)),
        counts={"built": len(built), "elements": len(Element)},
        as_of=now,
        records=(_control(unit_id),),
    )


def told(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of those whom internal control concerns to whom it was told in the period.

    None where nothing was ever recorded.
    """
    rows = ControlTelling.objects.filter(unit_id=unit_id)
    if not rows.exists():
        return None
    reached = set(
        rows.filter(told_on__range=(period.start, period.end)).values_list("party", flat=True)
    )
    return FactValue(
        value=Fraction(len(reached), len(Party)),
        counts={"reached": len(reached), "parties": len(Party)},
        as_of=now,
        records=(_control(unit_id),),
    )


def _control(unit_id: UUID) -> Record:
    return Record(gettext("Pengendalian intern"), reverse("risks:unit", args=[unit_id]))


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    share, stage = _("bagian"), _("tingkat")
    register(Fact("risks.assessed", _("Layanan yang risikonya dinilai"), share, assessed))
    register(Fact("risks.controlled", _("Tindakan pengendalian terlaksana"), share, controlled))
    register(Fact("risks.environment", _("Unsur lingkungan pengendalian"), share, environment))
    register(Fact("risks.told", _("Pihak yang diberi tahu pengendalian intern"), share, told))
    register(Fact("risks.layered", _("Pengendalian berjenjang"), stage, layered))
