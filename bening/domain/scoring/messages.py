"""The Indonesian sentences of the scorecard: the one place where scoring speaks."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from bening.domain.scoring.expressions import (
    Comparison,
    Expression,
    Name,
    Operator,
    Relation,
)
from bening.domain.scoring.instrument import Question
from bening.domain.scoring.rounding import decimal_text, rounded
from bening.domain.scoring.summary import Contradiction
from bening.domain.scoring.working import Number, Working, WorkingRule

UNANSWERED = "Belum dijawab; dihitung {value}."
COUNT_MISSING = "Isian belum lengkap, dihitung belum dijawab: {missing}."
CONTRADICTED = {
    Relation.AT_MOST: (
        "Isian bertentangan: {left} ({left_value}) seharusnya tidak lebih dari "
        "{right} ({right_value})."
    ),
    Relation.EQUAL: (
        "Isian bertentangan: {left} ({left_value}) seharusnya sama dengan {right} ({right_value})."
    ),
}
CUT = {
    WorkingRule.CUT_HIGH: "Hasil hitungan {raw}% melebihi batas; dihitung {value}%.",
    WorkingRule.CUT_LOW: "Hasil hitungan {raw}% di bawah batas; dihitung {value}%.",
}
ZERO = {
    WorkingRule.ALL_ZERO: "Semua hitungan 0; menurut {basis} dihitung {value}%.",
    WorkingRule.ZERO_DENOMINATOR: "Penyebut 0 ({names}); menurut {basis} dihitung {value}%.",
}


def number(value: Number | Decimal, places: int | None = None) -> str:
    """A number as Indonesian reads it, with a decimal comma; exact where `places` is None."""
    text = decimal_text(Fraction(value)) if places is None else f"{rounded(value, places):f}"
    return text.replace(".", ",")


def percent(share: Fraction) -> str:
    """A share as percent digits with at most two decimals, trailing zeros removed."""
    text = number(share * 100, 2).rstrip("0")
    return text.rstrip(",")


def unanswered(value: Fraction) -> str:
    """The warning of a question without an answer."""
    return UNANSWERED.format(value=number(value))


def count_missing(question: Question, working: Working) -> str:
    """The warning of a ratio that lacks a count."""
    labels = "; ".join(question.input(name).label for name in working.missing)
    return COUNT_MISSING.format(missing=labels)


def cut(working: Working) -> str:
    """The warning of a ratio that was cut to its limits."""
    raw, value = working.raw or Fraction(), working.value or Fraction()
    return CUT[working.rule].format(raw=percent(raw), value=percent(value))


def zero(question: Question, working: Working) -> str:
    """The warning of a ratio that the zero rule decided."""
    formula = question.formula
    if formula is None:
        raise ValueError(f"{question.code} has no formula")
    zeros = (name for name in formula.denominator if working.counts.get(name) == 0)
    labels = "; ".join(question.input(name).label for name in zeros)
    return ZERO[working.rule].format(
        basis=formula.zero.basis,
        value=percent(working.value or Fraction()),
        names=labels or formula.text,
    )


def contradiction(question: Question, rule: Comparison, working: Working) -> Contradiction:
    """What contradicts what: both sides as people read them."""
    return Contradiction(
        relation=rule.relation,
        left=_labels(question, rule.left),
        left_value=_values(rule.left, working),
        right=_labels(question, rule.right),
        right_value=_values(rule.right, working),
    )


def contradicted(found: Contradiction) -> str:
    """The warning of counts that contradict each other."""
    return CONTRADICTED[found.relation].format(
        left=found.left,
        left_value=found.left_value,
        right=found.right,
        right_value=found.right_value,
    )


def in_labels(question: Question, expression: Expression) -> str:
    """An expression with the labels of the counts in place of their ids."""
    return _labels(question, expression)


def in_values(expression: Expression, working: Working) -> str:
    """An expression with the counts themselves, counts not given as 0."""
    return _values(expression, working)


_SIGNS = {Operator.PLUS: "+", Operator.MINUS: "−", Operator.OVER: "÷"}


def _labels(question: Question, expression: Expression) -> str:
    return _spelled(expression, lambda name: question.input(name).label)


def _values(expression: Expression, working: Working) -> str:
    return _spelled(expression, lambda name: number(working.counts.get(name, 0)))


def _spelled(expression: Expression, word: Callable[[str], str]) -> str:
    if isinstance(expression, Name):
        return word(expression.id)
    left, right = _spelled(expression.left, word), _spelled(expression.right, word)
    if _needs_brackets(expression.left, expression.operator, right_side=False):
        left = f"({left})"
    if _needs_brackets(expression.right, expression.operator, right_side=True):
        right = f"({right})"
    return f"{left} {_SIGNS[expression.operator]} {right}"


def _needs_brackets(inner: Expression, outer: Operator, *, right_side: bool) -> bool:
    if isinstance(inner, Name):
        return False
    if outer is Operator.OVER:
        return inner.operator is not Operator.OVER or right_side
    return right_side and outer is Operator.MINUS and inner.operator is not Operator.OVER
