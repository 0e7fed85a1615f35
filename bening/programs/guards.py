"""Conditions of the state table, each registered by the feature that knows it.

A guard says nothing when its condition holds and raises a `Refused` that says what is missing when
it does not. It only reads. It runs inside the transaction that moves the program, with the row
locked.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bening.domain.refusals import Refused

if TYPE_CHECKING:
    from bening.programs.models import ZoneProgram

Guard = Callable[["ZoneProgram", datetime], None]

ROADS = frozenset(
    {"preliminary_applies", "preliminary_not_needed", "target_is_wbk", "agency_may_award"}
)
"""Guards that say which road a unit takes; a move of the other road is not shown to it."""

_guards: dict[str, Guard] = {}


class GuardMissing(LookupError):
    """The table names a guard that no feature has registered: an error of the program."""


def register(name: str, guard: Guard) -> None:
    """Says how the condition `name` is checked."""
    _guards[name] = guard


def registered() -> frozenset[str]:
    """The names of all guards."""
    return frozenset(_guards)


def check(name: str, program: "ZoneProgram", now: datetime) -> None:
    """Raises the refusal of the guard, or GuardMissing."""
    try:
        guard = _guards[name]
    except KeyError:
        raise GuardMissing(name) from None
    guard(program, now)


def unmet(names: tuple[str, ...], program: "ZoneProgram", now: datetime) -> tuple[Refused, ...]:
    """What stands in the way, without raising: for pages that explain a button."""
    found: list[Refused] = []
    for name in names:
        try:
            check(name, program, now)
        except Refused as refusal:
            found.append(refusal)
    return tuple(found)
