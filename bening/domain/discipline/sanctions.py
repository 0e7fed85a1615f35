"""Sanctions by level, how long they last, and which appeal they allow."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bening.domain.discipline.refusals import DisciplineRefused


class Level(StrEnum):
    """MORAL follows a breach of a code of ethics (PP 42/2004), the others one of discipline."""

    MORAL = "moral"
    LIGHT = "light"
    MODERATE = "moderate"
    SEVERE = "severe"


class Route(StrEnum):
    """Where an appeal goes: to the superior of whoever decided, or to the body above agencies."""

    NONE = "none"
    OBJECTION = "objection"
    ADMINISTRATIVE = "administrative"


@dataclass(frozen=True, slots=True)
class SanctionKind:
    """A kind of sanction as its regulation names it; `months` is 0 for those without an end."""

    code: str
    level: Level
    months: int
    route: Route
    source: str


def last_day(kind: SanctionKind, starts_on: date) -> date | None:
    """The last day of a sanction that begins on `starts_on`; None where it has none.

    Six months from 31 August end on the last day of February.
    """
    if not kind.months:
        return None
    months = starts_on.month - 1 + kind.months
    year, month = starts_on.year + months // 12, months % 12 + 1
    longest = calendar.monthrange(year, month)[1]
    if starts_on.day > longest:
        return date(year, month, longest)
    return date(year, month, starts_on.day) - timedelta(days=1)


def check_start(starts_on: date, *, received_on: date | None, appeal_until: date | None) -> None:
    """A sanction begins after its decision was handed over and the days to appeal are over.

    Raises DisciplineRefused ("discipline_not_received", "discipline_start_too_early").
    """
    if received_on is None:
        raise DisciplineRefused("discipline_not_received")
    first = received_on if appeal_until is None else appeal_until + timedelta(days=1)
    if starts_on < first:
        raise DisciplineRefused("discipline_start_too_early", field="starts_on", first=first)


RANKS = tuple(Level)
"""The levels from the mildest on."""


def check_within(kind: SanctionKind, level: Level) -> None:
    """No sanction is more severe than what the case was examined for.

    Raises DisciplineRefused("discipline_beyond_level").
    """
    if RANKS.index(kind.level) > RANKS.index(level):
        raise DisciplineRefused("discipline_beyond_level", field="code", level=level.value)
