"""What is shown of a survey: frozen figures, with nothing in them that may not be shown.

A figure that is withheld is None everywhere: no template, file or interface can show it by mistake.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bening.domain.surveys.estimates import Grade, Interval, grade
from bening.domain.surveys.instrument import Aspect, IndexFormula, SurveyKind
from bening.domain.surveys.scales import scale_of
from bening.domain.surveys.suppression import Withheld

LOWEST = 3
"""Aspects that must be followed up."""


class Quadrant(StrEnum):
    """Where an element stands by its own index and by how much it moves with the others."""

    CONCENTRATE = "concentrate"
    KEEP_UP = "keep_up"
    LOW_PRIORITY = "low_priority"
    BEYOND_NEED = "beyond_need"


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item: `n` values and `unknown` "tidak tahu"; means are None below five values.

    `raw_mean` is of the answers as given, `scored_mean` as they count, `index` from 0 to 4.
    """

    code: str
    aspect: Aspect | None
    n: int | None
    unknown: int | None
    raw_mean: Fraction | None
    scored_mean: Fraction | None
    index: Fraction | None


@dataclass(frozen=True, slots=True)
class AspectResult:
    """One aspect from 0 to 4: the mean of its items. For SKM, whose scale is 1 to 4, its NRR."""

    aspect: Aspect | None
    index: Fraction | None


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group of respondents: those of a service, or who share an attribute.

    `left_out` are items that too few of them answered, or whose answers would give away another
    group; where an aspect loses all its items, the index is None.
    """

    key: str
    withheld: Withheld | None
    n: int | None = None
    index: Fraction | None = None
    aspects: tuple[AspectResult, ...] = ()
    left_out: tuple[str, ...] = ()
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Importance:
    """One aspect in the view of importance and performance.

    `importance` is the correlation of its answers with the sum of all other items, -1 to 1 (the
    mean over its items), among those who answered all items.
    """

    aspect: Aspect
    performance: Fraction
    importance: Fraction
    quadrant: Quadrant


@dataclass(frozen=True, slots=True)
class KindResults:
    """One survey of a form.

    `n` sheets count, `partial` do not (SKM: not every element has a value). `index` weighs every
    sheet equally, `weighted_index` every service by its people; it is None where the people of a
    service are not known. `uncovered` are services with people and without a sheet.
    """

    kind: SurveyKind
    formula: IndexFormula
    n: int
    partial: int
    items: tuple[ItemResult, ...]
    aspects: tuple[AspectResult, ...]
    index: Fraction | None
    interval: Interval | None
    weighted_index: Fraction | None
    weighted_interval: Interval | None
    services: tuple[GroupResult, ...]
    uncovered: tuple[str, ...]
    attributes: Mapping[str, tuple[GroupResult, ...]]
    importance: tuple[Importance, ...]

    @property
    def ikm(self) -> Fraction | None:
        """The index of SKM from 25 to 100, the exact 1/n of each element; None for others."""
        return _ikm(self.kind, self.index)

    @property
    def weighted_ikm(self) -> Fraction | None:
        """The same with every service weighed by its people."""
        return _ikm(self.kind, self.weighted_index)

    @property
    def grade(self) -> Grade | None:
        """The class of the IKM; None for other surveys."""
        return None if self.ikm is None else grade(self.ikm)

    @property
    def lowest(self) -> tuple[AspectResult, ...]:
        """The three lowest aspects, lowest first, equal ones in the order of the form."""
        known = [(each.index, at) for at, each in enumerate(self.aspects) if each.index is not None]
        return tuple(self.aspects[at] for _, at in sorted(known)[:LOWEST])


@dataclass(frozen=True, slots=True)
class Incidents:
    """What was said about requests for money: None where too few said it."""

    yes: int | None
    no: int | None
    not_said: int | None
    withheld: Mapping[str, Withheld]


@dataclass(frozen=True, slots=True)
class Results:
    """All surveys of a form, for one set of sheets."""

    n: int
    population: int | None
    kinds: Mapping[SurveyKind, KindResults]
    incidents: Incidents | None


def _ikm(kind: SurveyKind, index: Fraction | None) -> Fraction | None:
    return scale_of(kind).value(index) if kind is SurveyKind.SKM else None
