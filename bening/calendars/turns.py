"""Whose turn it is: features say what waits for a person, one page and one mail collect it.

A source is a pure read, a fixed number of queries whatever it finds, and knows nothing of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bening.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that waits for a person.

    `key` is stable for the same thing (``"review:<uuid>"``), so that it is reminded of once a step;
    `due_on` is the last day in the unit's zone, None where nothing was promised; `runs_from` the
    first day of a long term, such as a year's list: people are reminded at 75 and 90 % of it too;
    `unit` is the
    unit it is about: its days count, and its head is told when people of the unit are overdue.
    What is `personal` (an own pact to sign, a protected report) is shown to no stand-in and handed
    up to nobody.
    """

    key: str
    title: str
    detail: str
    url: str
    due_on: date | None = None
    since: datetime | None = None
    unit: UUID | None = None
    personal: bool = False
    runs_from: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.due_on is not None and self.due_on < today


Source = Callable[[Person, datetime], "list[Turn]"]


_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Adds a source of turns; one of the same name replaces it."""
    _sources[name] = source


def turns_of(person: Person, now: datetime) -> list[Turn]:
    """Everything that waits for a person, overdue and nearest first, undated last.

    One turn a key: two sources may know of the same thing.
    """
    once = {turn.key: turn for source in _sources.values() for turn in source(person, now)}
    return sorted(
        once.values(),
        key=lambda turn: (turn.due_on is None, turn.due_on or date.max, turn.key),
    )


def shared_turns_of(person: Person, now: datetime) -> list[Turn]:
    """The same without what is personal: what a stand-in sees."""
    return [turn for turn in turns_of(person, now) if not turn.personal]
