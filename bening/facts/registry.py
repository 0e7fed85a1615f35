"""The facts that features have registered."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeVar
from uuid import UUID

from django.utils.functional import Promise

Read = TypeVar("Read")


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True)
class Record:
    """A record behind a value: what a reader is shown and where it stands."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class FactValue:
    """What a fact says of one unit in one period.

    `value` is exact, in the fact's unit of measure; `counts` are the numbers behind it by name;
    `as_of` is the moment up to which it was counted (aware, UTC).
    """

    value: Fraction
    counts: Mapping[str, int]
    as_of: datetime
    records: tuple[Record, ...] = field(default=())


@dataclass(frozen=True)
class Fact:
    """A named, pure query of one unit and period.

    `query` returns None when there is nothing to count; a fact that says something of each question
    (`per_question`) returns its values by the question's official code.
    """

    name: str
    label: str | Promise
    unit_of_measure: str | Promise
    query: "Callable[[UUID, Period, datetime], FactValue | Mapping[str, FactValue] | None]"
    per_question: bool = False


_reads: ContextVar[dict[Hashable, Any] | None] = ContextVar("reads", default=None)


@contextmanager
def shared_reads() -> Iterator[None]:
    """Facts that are asked for in here read once what several of them stand on."""
    token = _reads.set({})
    try:
        yield
    finally:
        _reads.reset(token)


def read_once(key: Hashable, read: Callable[[], Read]) -> Read:
    """What `read` reads; the same again for the same key within one `shared_reads`."""
    kept = _reads.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: Read = kept[key]
    return found


class FactRegisteredTwice(ValueError):
    """Two features use the same name."""


_facts: dict[str, Fact] = {}


def register(new: Fact) -> Fact:
    """Adds a fact; called from a feature's `AppConfig.ready`. The same fact again does no harm."""
    if _facts.setdefault(new.name, new) is not new and _facts[new.name].query is not new.query:
        raise FactRegisteredTwice(new.name)
    return new


def fact(name: str) -> Fact:
    """The fact of that name; KeyError when no feature registered it."""
    return _facts[name]


def registered() -> tuple[Fact, ...]:
    """All facts, by name."""
    return tuple(_facts[name] for name in sorted(_facts))
