"""A ratio question on the screen: its counts, and the formula worked with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.domain.scoring import (
    CountInput,
    Counts,
    Expression,
    Question,
    Working,
    WorkingRule,
    worked,
)
from bening.domain.scoring.expressions import Name, Operator
from bening.evaluations.queries import StoredAnswer
from bening.ui.figures import decimal_text, percent_text, short_text

SIGNS = {Operator.PLUS: "+", Operator.MINUS: "−", Operator.OVER: "÷"}


@dataclass(frozen=True)
class CountField:
    """One count: what is typed, and what stands there while nothing is.

    `total` is the sum of parts that counts where the field is empty; `same_as` the code from which
    the first entry was taken.
    """

    id: str
    label: str
    value: str
    total: str
    same_as: str
    only_informs: bool
    fault: str


@dataclass(frozen=True)
class Formula:
    """The calculation as it is written out; `rule` says which rule gave the value.

    `top` and `bottom` are empty where the formula is no quotient or counts are missing.
    """

    top: str
    bottom: str
    ratio: str
    raw: str
    weight: str
    score: str
    rule: WorkingRule
    missing: tuple[str, ...]
    at_all_zero: str
    at_zero: str
    is_own_ruling: bool


def fields(
    question: Question,
    inputs: Mapping[str, str],
    working: Working,
    rows: Mapping[str, StoredAnswer],
    fault: tuple[str, str],
) -> tuple[CountField, ...]:
    """The counts of a ratio question. `rows` are the stored answers by code."""
    untouched = not inputs
    found = []
    for count in question.inputs:
        value, same_as = inputs.get(count.id, ""), ""
        if untouched and count.same_as:
            code, _, name = count.same_as.partition("/")
            value = rows[code].inputs.get(name, "") if code in rows else ""
            same_as = code if value else ""
        found.append(
            CountField(
                id=count.id,
                label=count.label,
                value=value,
                total=_total(count, working),
                same_as=same_as,
                only_informs=count.role == "info",
                fault=fault[1] if fault[0] == count.id else "",
            )
        )
    return tuple(found)


def formula(question: Question, answer: Counts | None, score: Fraction) -> tuple[Formula, Working]:
    """The formula of a ratio question worked with the counts of an answer."""
    working = worked(question, answer)
    definition = question.formula
    if definition is None:
        raise ValueError(f"{question.code} has no formula")
    top = bottom = ""
    expression = definition.expression
    is_quotient = not isinstance(expression, Name) and expression.operator is Operator.OVER
    if is_quotient and not isinstance(expression, Name) and not working.missing:
        top = _side(expression.left, question, working)
        bottom = _side(expression.right, question, working)
    shown = Formula(
        top=top,
        bottom=bottom,
        ratio=percent_text(working.value),
        raw=percent_text(working.raw) if working.raw is not None else "",
        weight=decimal_text(question.weight),
        score=decimal_text(score),
        rule=working.rule,
        missing=tuple(question.input(name).label for name in working.missing),
        at_all_zero=percent_text(definition.zero.all_zero, 0),
        at_zero=percent_text(definition.zero.otherwise, 0),
        is_own_ruling="bening" in definition.zero.basis.casefold(),
    )
    return shown, working


def _total(count: CountInput, working: Working) -> str:
    if count.id not in working.defaulted:
        return ""
    return short_text(working.counts[count.id])


def _side(expression: Expression, question: Question, working: Working) -> str:
    """A side of the quotient: a single count with its label, anything else in numbers."""
    if isinstance(expression, Name):
        label = question.input(expression.id).label
        return f"{label} {short_text(working.counts[expression.id])}"
    return _written(expression, working.counts)


def _written(expression: Expression, counts: Mapping[str, int | Fraction]) -> str:
    if isinstance(expression, Name):
        return short_text(counts[expression.id])
    left, right = _written(expression.left, counts), _written(expression.right, counts)
    return f"{left} {SIGNS[expression.operator]} {right}"
