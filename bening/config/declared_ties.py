"""What the protected house asks about declared conflicts, which it may not import itself."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from bening.agencies.models import WorkUnit
from bening.conflicts.ties import ties_of
from bening.whistleblowing import ties


def tied(people: Collection[UUID], unit: UUID | None, on: date) -> Collection[UUID]:
    """Those of `people` who declared an interest that reaches the unit; none without a unit."""
    found = WorkUnit.objects.filter(pk=unit).first() if unit is not None else None
    return ties_of(people, unit=found, on=on) if found is not None else ()


def register_declared_ties() -> None:
    """Declares the source; called when the application is ready."""
    ties.register("conflicts", tied)
