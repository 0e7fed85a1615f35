"""A ratio worked out from its counts, step by step, so that a screen can show the calculation.

Article followed: Annex III of PermenPANRB 90/2021 for the formulas. The rules for missing counts
and for a denominator of 0 are rulings of Bening and stand in the instrument (notes N16, N31).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bening.domain.scoring.answers import Counts
from bening.domain.scoring.expressions import Comparison, Expression, Relation, names, quotient
from bening.domain.scoring.instrument import Question

Number = int | Fraction


class WorkingRule(StrEnum):
    """Which rule gave the value of a ratio."""

    FORMULA = "formula"
    CUT_LOW = "cut_low"
    CUT_HIGH = "cut_high"
    ALL_ZERO = "all_zero"
    ZERO_DENOMINATOR = "zero_denominator"
    COUNT_MISSING = "count_missing"


@dataclass(frozen=True, slots=True)
class Working:
    """The calculation of one ratio.

    `counts` are the counts known, defaults included; `defaulted` those that came from their parts;
    `missing` the needed ones not known (then the ratio is unanswered and `value` is None).
    `numerator`, `denominator` and `raw` (before the cut) are None where no division took place.
    `contradicted` are the consistency rules that the counts break.
    """

    counts: Mapping[str, Number]
    defaulted: tuple[str, ...]
    missing: tuple[str, ...]
    numerator: Number | None
    denominator: Number | None
    raw: Fraction | None
    value: Fraction | None
    rule: WorkingRule
    contradicted: tuple[Comparison, ...]


def worked(question: Question, answer: Counts | None) -> Working:
    """The calculation of a ratio question. Raises ValueError for a question without a formula.

    A needed count that is not given, and has no part given either, leaves the ratio unanswered.
    Otherwise, where a count named in the denominator is 0 or the formula would divide by 0, the
    zero rule gives the value; else the formula does, cut to its limits.
    """
    formula = question.formula
    if formula is None:
        raise ValueError(f"{question.code} has no formula")
    counts, defaulted = _known(question, answer)
    contradicted = tuple(rule for rule in question.consistency if _breaks(question, rule, counts))
    missing = tuple(name for name in formula.needed if name not in counts)
    if missing:
        rule = WorkingRule.COUNT_MISSING
        return Working(counts, defaulted, missing, None, None, None, None, rule, contradicted)
    numerator, denominator = quotient(formula.expression, counts.__getitem__)
    if denominator == 0 or any(counts[name] == 0 for name in formula.denominator):
        empty = all(counts[name] == 0 for name in formula.needed)
        rule = WorkingRule.ALL_ZERO if empty else WorkingRule.ZERO_DENOMINATOR
        value = formula.zero.all_zero if empty else formula.zero.otherwise
        return Working(
            counts, defaulted, (), numerator, denominator, None, value, rule, contradicted
        )
    raw = value = Fraction(numerator, denominator)
    rule = WorkingRule.FORMULA
    if raw > formula.high:
        rule, value = WorkingRule.CUT_HIGH, formula.high
    elif raw < formula.low:
        rule, value = WorkingRule.CUT_LOW, formula.low
    return Working(counts, defaulted, (), numerator, denominator, raw, value, rule, contradicted)


def _known(question: Question, answer: Counts | None) -> tuple[dict[str, Number], tuple[str, ...]]:
    """The counts given and the totals that follow from their parts.

    A total is only made up from parts when at least one of them is given: nothing typed is not 0.
    """
    given = {} if answer is None else answer.inputs
    counts: dict[str, Number] = {name: _exact(count) for name, count in given.items()}
    defaulted = []
    for count in question.inputs:
        if count.default is None or count.id in given:
            continue
        if any(part in given for part in names(count.default)):
            counts[count.id] = _side(count.default, counts)
            defaulted.append(count.id)
    return counts, tuple(defaulted)


def _breaks(question: Question, rule: Comparison, counts: Mapping[str, Number]) -> bool:
    """Whether known counts break a rule; a rule with an unknown count is not judged.

    Parts of a sum that were left empty count as 0 as soon as one part is given.
    """
    unknown = rule.names - counts.keys()
    if unknown:
        parts = rule.names & question.parts
        if unknown - parts or unknown == parts:
            return False
    left, right = _side(rule.left, counts), _side(rule.right, counts)
    return left > right if rule.relation is Relation.AT_MOST else left != right


def _side(expression: Expression, counts: Mapping[str, Number]) -> Number:
    """A side of a rule or a sum of parts, unknown counts as 0; 0 where it would divide by 0."""
    top, bottom = quotient(expression, lambda name: counts.get(name, 0))
    if bottom == 1:
        return top  # type: ignore[no-any-return]
    return Fraction(top, bottom) if bottom else 0


def _exact(count: Decimal | int) -> Number:
    return Fraction(count) if isinstance(count, Decimal) else count
