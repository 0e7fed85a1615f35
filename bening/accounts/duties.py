"""Duties that a feature gives people by name, beside their roles.

Each feature keeps its officers in a table of its own. One that shows something on every page to its
officers alone registers the table here: the person of a request is then read together with whether
there is such a row (`backends.py`), and for everybody else no page asks again.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, Expression, OuterRef, Q, QuerySet

from bening.accounts.models import Person

A_DAY = timedelta(days=1)
"""The people of a day live up to one calendar day ahead of UTC, or behind it."""

_OFFICERS: dict[str, QuerySet[Any]] = {}


def register(name: str, officers: QuerySet[Any]) -> None:
    """Lets `may_hold` know of the rows of a table: `person`, `starts_on`, `ends_on`."""
    _OFFICERS[name] = officers


def in_force(on: date | Expression) -> Q:
    """Rows of duties that hold on a day: begun, and not past their last day."""
    return _held(latest_start=on, earliest_end=on)


def columns(*, latest_start: Expression, earliest_end: Expression) -> Mapping[str, Exists]:
    """For each table, whether a person has a row that began and did not end by these days."""
    return MappingProxyType(
        {
            _column(name): Exists(
                officers.filter(
                    _held(latest_start=latest_start, earliest_end=earliest_end),
                    person=OuterRef("pk"),
                )
            )
            for name, officers in _OFFICERS.items()
        }
    )


def bounds(utc_day: date) -> dict[str, date]:
    """The days to put into `columns` while it is `utc_day` in UTC, in every zone of the world."""
    return {"latest_start": utc_day + A_DAY, "earliest_end": utc_day - A_DAY}


def may_hold(person: Person, name: str) -> bool:
    """Whether it is worth asking for the duties of a person; False is certain, True is not.

    Who was not read for a request is always worth asking for.
    """
    return bool(getattr(person, _column(name), True))


def _held(*, latest_start: date | Expression, earliest_end: date | Expression) -> Q:
    return Q(starts_on__lte=latest_start) & (Q(ends_on__isnull=True) | Q(ends_on__gte=earliest_end))


def _column(name: str) -> str:
    return f"holds_{name}"
