"""The scores from outside on the public page of a unit."""

from collections.abc import Mapping
from typing import Any

from bening.agencies.models import WorkUnit
from bening.findings.queries import published_assessments

SHOWN = 10


def context(unit: WorkUnit) -> Mapping[str, Any] | None:
    """The published scores, the newest first; one query."""
    rows = list(published_assessments(unit)[:SHOWN])
    return {"assessments": rows} if rows else None


def register_part() -> None:
    """Declares the part; called when the application is ready."""
    from bening.pacts.public_parts import register  # noqa: PLC0415 - needs the applications

    register("findings", "findings/_public.html", context)
