"""What the facts of every feature ask about a unit."""

from uuid import UUID

from django.db.models import QuerySet

from bening.agencies.models import WorkUnit
from bening.facts import read_once


def unit_of(unit_id: UUID) -> WorkUnit | None:
    """The unit with its agency; None where there is none. Read once for facts asked together."""

    def read() -> WorkUnit | None:
        rows: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency")
        return rows.filter(pk=unit_id).first()

    return read_once(("unit", unit_id), read)


def known_unit(unit_id: UUID) -> WorkUnit:
    """The same for a unit that must be there. Raises WorkUnit.DoesNotExist."""
    unit = unit_of(unit_id)
    if unit is None:
        raise WorkUnit.DoesNotExist(unit_id)
    return unit
