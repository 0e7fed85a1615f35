"""Summons and examiners: Peraturan Pemerintah 94/2021 art. 26 to 30."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from bening.domain.discipline.refusals import DisciplineRefused
from bening.domain.discipline.sanctions import Level

MOST_SUMMONS = 2


class Capacity(StrEnum):
    """As what somebody examines."""

    SUPERIOR = "superior"
    OVERSIGHT = "oversight"
    HUMAN_RESOURCES = "human_resources"


TEAM = frozenset(Capacity)
"""Who examines where the sanction may be severe: all three together."""


def next_summons(came: Sequence[bool | None]) -> int:
    """The number of the summons that may be issued now; `came` is what is known of those before.

    The second is for whoever missed the first; there is no third. Raises DisciplineRefused
    ("discipline_summons_open", "discipline_summons_followed", "discipline_summons_over").
    """
    if came and came[-1] is None:
        raise DisciplineRefused("discipline_summons_open")
    if True in came:
        raise DisciplineRefused("discipline_summons_followed")
    if len(came) >= MOST_SUMMONS:
        raise DisciplineRefused("discipline_summons_over")
    return len(came) + 1


def check_examinable(came: Sequence[bool | None]) -> None:
    """Whoever came is examined. Raises DisciplineRefused("discipline_not_come")."""
    if True not in came:
        raise DisciplineRefused("discipline_not_come")


def check_proposable(came: Sequence[bool | None], *, examinations: int) -> None:
    """A proposal follows an examination, or both summons missed.

    Raises DisciplineRefused("discipline_not_examined").
    """
    has_missed_all = len(came) >= MOST_SUMMONS and set(came) == {False}
    if not examinations and not has_missed_all:
        raise DisciplineRefused("discipline_not_examined")


def check_team(level: Level, capacities: Collection[Capacity]) -> None:
    """A superior examines; where the sanction may be severe, the three together do.

    Raises DisciplineRefused("discipline_team_incomplete"), `missing` being stored words.
    """
    needed = TEAM if level is Level.SEVERE else {Capacity.SUPERIOR}
    missing = sorted(needed - set(capacities))
    if missing:
        raise DisciplineRefused("discipline_team_incomplete", missing=tuple(missing))
