"""Where somebody may report what happened, apart from the survey.

A feature that takes reports names its door in `AppConfig.ready`. The survey only links there, on
the respondent's own wish: no answer, no token and no page address goes along.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Handover:
    """One door: `url` gives its address for a unit, None where that unit has none.

    `is_confidential` ones stand first.
    """

    code: str
    label: str | Promise
    about: str | Promise
    url: Callable[[UUID], str | None]
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """A door of one unit, ready to be shown."""

    code: str
    label: str
    about: str
    href: str
    is_confidential: bool


_registered: dict[str, Handover] = {}


def register(handover: Handover) -> None:
    """Adds a door; one of the same code replaces it."""
    _registered[handover.code] = handover


def doors_of(unit: UUID) -> tuple[Door, ...]:
    """The doors of a unit, confidential ones first."""
    order = sorted(_registered.values(), key=lambda one: (not one.is_confidential, one.code))
    return tuple(
        Door(one.code, str(one.label), str(one.about), href, one.is_confidential)
        for one in order
        if (href := one.url(unit))
    )
