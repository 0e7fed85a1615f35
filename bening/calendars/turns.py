"""Whose turn it is: features say what waits for a person, one page and one mail collect it.

A source is a pure read, a fixed number of queries whatever it finds, and knows nothing of the page.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bening.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that waits for a person.

    `key` is stable for the same thing (``"review:<uuid>"``), so that it is reminded of once a step;
    `due_on` is the last day in the unit's zone, None where nothing was promised; `unit` names the
    unit whose head is told when it is overdue.
    """

    key: str
    title: str
    detail: str
    url: str
    due_on: date | None = None
    since: datetime | None = None
    unit: UUID | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.due_on is not None and self.due_on < today


Source = Callable[[Person, datetime], "list[Turn]"]


@dataclass(frozen=True, slots=True)
class _Registered:
    source: Source
    personal: bool


_sources: dict[str, _Registered] = {}


def register(name: str, source: Source, *, personal: bool = False) -> None:
    """Adds a source of turns; one of the same name replaces it.

    What a `personal` source finds is for that person's eyes: no stand-in sees it, nobody above is
    told of it (an own pact to sign, a protected report to handle).
    """
    _sources[name] = _Registered(source, personal)


def turns_of(person: Person, now: datetime) -> list[Turn]:
    """Everything that waits for a person, overdue and nearest first, undated last."""
    return _in_order(_found(person, now, personal=True))


def shared_turns_of(person: Person, now: datetime) -> list[Turn]:
    """The same without what is personal: what a stand-in sees, and what may be handed up."""
    return _in_order(_found(person, now, personal=False))


def _found(person: Person, now: datetime, *, personal: bool) -> Iterator[Turn]:
    for registered in _sources.values():
        if personal or not registered.personal:
            yield from registered.source(person, now)


def _in_order(turns: Iterable[Turn]) -> list[Turn]:
    """One turn a key: two sources may know of the same thing."""
    once = {turn.key: turn for turn in turns}.values()
    return sorted(once, key=lambda turn: (turn.due_on is None, turn.due_on or date.max, turn.key))
