"""What is offered to a visitor whose service was finished: a survey, a place to say what was wrong.

Features register their doors in `AppConfig.ready`. A door leads to a page of the unit and carries
no trace of the number.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from bening.queues.finished import FinishedVisit

Url = Callable[[FinishedVisit], str | None]


@dataclass(frozen=True, kw_only=True)
class AfterVisit:
    """One door: `url` gives its address, None where there is nothing to open.

    `is_main` ones are a filled button with `about` over it, the others lines below.
    """

    code: str
    label: str | Promise
    about: str | Promise = ""
    note: str | Promise = ""
    url: Url
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """A door of one visit, ready to be shown."""

    code: str
    label: str
    about: str
    note: str
    href: str
    is_main: bool


_registered: dict[str, AfterVisit] = {}


def register(door: AfterVisit) -> None:
    """Adds a door; one of the same code replaces it."""
    _registered[door.code] = door


def doors_after(visit: FinishedVisit) -> tuple[OpenDoor, ...]:
    """The doors of a visit, the main one first."""
    order = sorted(_registered.values(), key=lambda one: (not one.is_main, one.code))
    return tuple(
        OpenDoor(one.code, str(one.label), str(one.about), str(one.note), href, one.is_main)
        for one in order
        if (href := one.url(visit))
    )
