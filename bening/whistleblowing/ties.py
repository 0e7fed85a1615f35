"""Ties that other features know of: a declared conflict of interest keeps a person from a report.

This house asks nobody by name; whoever knows of ties registers what it knows.
"""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

Ties = Callable[[Collection[UUID], UUID | None, date], Collection[UUID]]
"""Of these people (their keys), whom a declared tie binds to a unit or to somebody there."""

_known: dict[str, Ties] = {}


def register(name: str, ties: Ties) -> None:
    """Adds a source of ties; one of the same name replaces it."""
    _known[name] = ties


def tied(people: Collection[UUID], unit: UUID | None, on: date) -> frozenset[UUID]:
    """Those of `people` whom some source knows to be tied to the unit."""
    return frozenset(key for ties in _known.values() for key in ties(people, unit, on))
