"""In which whole numbers a batch of sheets is added up, so that nothing overflows 64 bits."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from bening.domain.scoring.expressions import Expression, Name, Operation, Operator, quotient
from bening.domain.scoring.instrument import (
    TOTAL,
    ChoiceScale,
    Designation,
    IndexScale,
    Instrument,
    Question,
)
from bening.domain.scoring.plan import plan_of

PLACES = 10_000
LIMIT = 1 << 24
FINEST = 1 << 20
COARSEST = 1 << 4


@dataclass(frozen=True, slots=True)
class Cell:
    """Questions that count for the same groups."""

    questions: tuple[Question, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Minimum:
    """A check as the places of the cells it adds up and its least number of units."""

    target: Designation
    id: str
    cells: tuple[int, ...]
    units: int


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """`unit` whole numbers make one point; 0 where the instrument's numbers do not fit 64 bits.

    `groups` give the places of their cells. `fixed` holds, by question, the units of the values
    that need no division: of a choice's options and then of no answer; else of no answer first,
    and for a ratio of both zero rules and both limits.
    """

    unit: int
    cells: tuple[Cell, ...]
    groups: Mapping[str, tuple[int, ...]]
    minima: tuple[Minimum, ...]
    fixed: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=8)
def batch_plan_of(instrument: Instrument) -> BatchPlan:
    """The batch plan of an instrument, made once per instrument object."""
    cells = tuple(_cells(instrument))
    groups: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        for group in cell.groups:
            groups.setdefault(group, []).append(place)
    unit = _unit(instrument, frozenset(groups))
    return BatchPlan(
        unit=unit,
        cells=cells,
        groups={group: tuple(places) for group, places in groups.items()},
        minima=tuple(_minima(instrument, cells, unit)),
        fixed={
            question.code: tuple(
                int(question.weight * value * unit) for value in _fixed(instrument, question)
            )
            for question in instrument.questions
        },
    )


def factor_of(question: Question) -> int:
    """What the counts of a question are multiplied by in their columns."""
    return 1 if all(count.whole for count in question.inputs) else PLACES


def _cells(instrument: Instrument) -> Iterator[Cell]:
    """Areas, and indicators that stand under a subcomponent without area."""
    for component in instrument.components:
        for sub in component.parts:
            for part in sub.parts:
                groups = [TOTAL, component.code, sub.code, part.code]
                if part.area_number is not None:
                    groups.append(f"area:{part.area_number}")
                yield Cell(tuple(part.all_questions()), tuple(groups))


def _minima(instrument: Instrument, cells: tuple[Cell, ...], unit: int) -> Iterator[Minimum]:
    for at in plan_of(instrument).checks:
        least = instrument.thresholds[at.target][at.threshold_at].minimum
        points = least if at.area is None else least * at.weight
        codes = set(at.codes) or {TOTAL}
        places = tuple(place for place, cell in enumerate(cells) if codes & set(cell.groups))
        yield Minimum(at.target, at.id, places, int(points * unit))


def _unit(instrument: Instrument, groups: frozenset[str]) -> int:
    """The finest whole unit in which no column of this instrument can overflow 64 bits.

    0 where there is none, or a minimum is about an indicator inside an area, or a decimal count
    stands in a formula that is not a quotient of sums: then every sheet is scored by itself.
    """
    plan = plan_of(instrument)
    if any(code not in groups for at in plan.checks for code in at.codes):
        return 0
    parts = [Fraction(1, 200), Fraction(1, plan.denominator)]
    for at in plan.checks:
        least = instrument.thresholds[at.target][at.threshold_at].minimum
        parts.append(least if at.area is None else least * at.weight)
    for question in instrument.questions:
        parts += [question.weight * value for value in (Fraction(1), *_fixed(instrument, question))]
    denominator = math.lcm(*(part.denominator for part in parts))
    scale = FINEST
    while scale >= COARSEST:
        if all(_holds(question, denominator * scale) for question in instrument.questions):
            return denominator * scale
        scale >>= 1
    return 0


def _holds(question: Question, unit: int) -> bool:
    """Whether the largest number met while scoring a question stays below 2**62."""
    most = 1 << 62
    weight = question.weight * unit
    if isinstance(question.scale, IndexScale):
        share = weight / (question.scale.divisor * PLACES)
        return question.scale.high * PLACES * share.numerator < most
    formula, factor = question.formula, factor_of(question)
    if formula is None:
        return weight * 1000 < most
    if factor > 1 and not _quotient_of_sums(formula.expression):
        return False
    largest = LIMIT * factor * max(1, len(question.inputs))
    sizes: tuple[int, int] = quotient(_added(formula.expression), lambda _: largest)
    limits = max(*formula.high.as_integer_ratio(), *formula.low.as_integer_ratio())
    return max(sizes) * max(int(weight), limits) < most


def _added(expression: Expression) -> Expression:
    """The expression with every minus a plus: its value bounds the size of the original's."""
    if isinstance(expression, Name):
        return expression
    operator = Operator.PLUS if expression.operator is Operator.MINUS else expression.operator
    return Operation(operator, _added(expression.left), _added(expression.right))


def _quotient_of_sums(expression: Expression) -> bool:
    """Whether multiplying every count by one number leaves the value as it is."""
    if isinstance(expression, Name) or expression.operator is not Operator.OVER:
        return False
    return _is_sum(expression.left) and _is_sum(expression.right)


def _is_sum(expression: Expression) -> bool:
    if isinstance(expression, Name):
        return True
    over = expression.operator is Operator.OVER
    return not over and _is_sum(expression.left) and _is_sum(expression.right)


def _fixed(instrument: Instrument, question: Question) -> tuple[Fraction, ...]:
    """The values of a question that need no division, in the order that `BatchPlan.fixed` says."""
    if isinstance(question.scale, ChoiceScale):
        return (*(option.value for option in question.scale.options), instrument.unanswered)
    if question.formula is None:
        return (instrument.unanswered,)
    zero, formula = question.formula.zero, question.formula
    return (instrument.unanswered, zero.all_zero, zero.otherwise, formula.low, formula.high)
