"""The computed scores of one sheet at one moment, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from bening.domain.scoring.expressions import Relation
from bening.domain.scoring.instrument import Designation, Instrument, Level, Threshold


class ReasonCode(StrEnum):
    """Why a node has its score.

    Values beside it: OPTION ``key``; INDEX ``index``, ``divisor``; RATIO ``working``;
    UNANSWERED ``missing`` (counts, empty where nothing was typed); MEAN ``questions``;
    SUM ``parts`` (codes).
    """

    OPTION = "option"
    INDEX = "index"
    RATIO = "ratio"
    UNANSWERED = "unanswered"
    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as a code and values."""

    code: ReasonCode
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NodeScore:
    """The score of a component, subcomponent, area, indicator or question.

    `ratio` is score over weight; for a question it is the value of its answer, 0 to 1.
    `answered` of `questions` below this node have an answer that counts.
    """

    code: str
    title: str
    level: Level
    weight: Fraction
    score: Fraction
    ratio: Fraction
    why: Reason
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class CombinedArea:
    """An area number with all its subcomponents added (fulfillment and reform)."""

    area: int
    name: str
    weight: Fraction
    score: Fraction
    ratio: Fraction
    codes: tuple[str, ...]


class WarningKind(StrEnum):
    """What a person should look at though the sheet is scored."""

    UNANSWERED = "unanswered"
    CONSISTENCY = "consistency"
    ZERO_DENOMINATOR = "zero_denominator"
    CLAMPED = "clamped"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides that don't stand in their relation: the labels of their counts, and the counts."""

    relation: Relation
    left: str
    left_value: str
    right: str
    right_value: str


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - Warning is a builtin exception
    """A warning about a question; `message` is Indonesian, `contradiction` what it is made of."""

    code: str | None
    kind: WarningKind
    message: str
    contradiction: Contradiction | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One minimum held against the exact score.

    `min`, `actual` and `gap` are points, or shares of the weight for a combined area; `gap` is
    actual - min, negative where something is missing. `score` and `weight` are points always.
    `codes` are the nodes whose scores count for it (empty for the total).
    """

    id: str
    target: Designation
    min: Fraction
    actual: Fraction
    passed: bool
    gap: Fraction
    name: str
    threshold: Threshold
    area: int | None
    codes: tuple[str, ...]
    score: Fraction
    weight: Fraction

    @property
    def is_share(self) -> bool:
        """Whether min, actual and gap are shares of the weight instead of points."""
        return self.area is not None

    @property
    def points_min(self) -> Fraction:
        """The minimum in points."""
        return self.min * self.weight if self.is_share else self.min

    @property
    def points_missing(self) -> Fraction:
        """The points still missing; 0 where passed."""
        return Fraction() if self.passed else self.points_min - self.score


@dataclass(frozen=True, eq=False)
class ScoreSummary:
    """The whole result of scoring a sheet."""

    instrument: Instrument
    total: Fraction
    nodes: tuple[NodeScore, ...]
    combined_areas: tuple[CombinedArea, ...]
    all_checks: Mapping[Designation, tuple[Check, ...]]
    warnings: tuple[Warning_, ...]

    @cached_property
    def _by_code(self) -> Mapping[str, NodeScore]:
        return {node.code: node for node in self.nodes}

    def node(self, code: str) -> NodeScore:
        """The score of a code. Raises KeyError."""
        return self._by_code[code]

    def combined_area(self, area: int) -> CombinedArea:
        """The combined area of a number. Raises KeyError."""
        for combined in self.combined_areas:
            if combined.area == area:
                return combined
        raise KeyError(area)

    def checks(self, target: Designation | str) -> tuple[Check, ...]:
        """Every minimum of a target, in the order of the instrument; areas by number."""
        return self.all_checks[Designation(target)]

    def eligible(self, target: Designation | str) -> bool:
        """Whether every minimum of the target is met; prerequisites are not part of it."""
        return all(check.passed for check in self.checks(target))

    @property
    def questions(self) -> int:
        """How many questions the sheet asks."""
        return len(self.instrument.questions)

    @cached_property
    def answered(self) -> int:
        """How many questions have an answer that counts."""
        codes = (component.code for component in self.instrument.components)
        return sum(self.node(code).answered for code in codes)
