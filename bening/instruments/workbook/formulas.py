"""Spreadsheet formulas that give the same scores as `bening.domain.scoring`.

A spreadsheet calculates in binary fractions. Sums are left as they are; only where a score meets a
minimum are both rounded to GUARD decimals, far below any difference that counts can make and far
above the noise of the sums, so that 40 is never missed by 0.00000000000001.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from bening.domain.scoring import (
    ChoiceScale,
    CountInput,
    Expression,
    Formula,
    IndexScale,
    Instrument,
    Question,
)
from bening.domain.scoring.expressions import Name, names

GUARD = 10

Spell = Callable[[str], str]


def literal(value: Fraction) -> str:
    """A number as a formula writes it: digits where they end, else a quotient."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"({value.numerator}/{value.denominator})"
    digits = f"{value.numerator * 10**18 // value.denominator:019d}"
    return f"{digits[:-18]}.{digits[-18:]}".rstrip("0").rstrip(".")


def choice_value(scale: ChoiceScale, answer: str, unanswered: Fraction) -> str:
    """The value of a choice in cell `answer`."""
    formula = literal(unanswered)
    for option in reversed(scale.options):
        formula = f'IF(TRIM({answer})="{option.key}",{literal(option.value)},{formula})'
    return f"={formula}"


def index_value(scale: IndexScale, answer: str, unanswered: Fraction) -> str:
    """The value of a survey index in cell `answer`; typed as text it counts too, comma or point."""
    typed = f'_xlfn.NUMBERVALUE(SUBSTITUTE(TRIM({answer}),".",","),",",";")'
    number = f"IF(ISNUMBER({answer}),{answer},{typed})"
    inside = f"MIN(MAX({number},{literal(scale.low)}),{literal(scale.high)})"
    none = literal(unanswered)
    return f'=IF(TRIM({answer})="",{none},IFERROR({inside}/{literal(scale.divisor)},{none}))'


def ratio_answer(question: Question, cells: Mapping[str, str]) -> str:
    """The ratio of the counts in `cells` (by input id); empty text where a count is missing."""
    formula = question.formula
    if formula is None:
        raise ValueError(f"{question.code} has no formula")
    counts = {count.id: count for count in question.inputs}
    known = ",".join(_known(counts[name], cells) for name in formula.needed)
    zero = ",".join(f"{_count(counts[name], cells)}=0" for name in formula.denominator)
    empty = ",".join(f"{_count(counts[name], cells)}=0" for name in formula.needed)
    all_zero, otherwise = literal(formula.zero.all_zero), literal(formula.zero.otherwise)
    result = _result(formula, counts, cells)
    decided = f"IF(AND({empty}),{all_zero},{otherwise})"
    return f'=IF(NOT(AND({known})),"",IF(OR({zero}),{decided},IFERROR({result},{decided})))'


def ratio_value(answer: str, unanswered: Fraction) -> str:
    """The value of a ratio shown in cell `answer`."""
    return f"=IF(ISNUMBER({answer}),{answer},{literal(unanswered)})"


def question_value(instrument: Instrument, question: Question, answer: str) -> str:
    """The value 0 to 1 of a question answered in cell `answer`."""
    match question.scale:
        case ChoiceScale() as scale:
            return choice_value(scale, answer, instrument.unanswered)
        case IndexScale() as scale:
            return index_value(scale, answer, instrument.unanswered)
        case _:
            return ratio_value(answer, instrument.unanswered)


def indicator_score(weight: str, questions: Mapping[str, Question]) -> str:
    """Weight times the mean of the values (by cell); by own weights where they differ."""
    weights = {question.weight for question in questions.values()}
    if len(weights) == 1:
        return f"={weight}*AVERAGE({','.join(questions)})"
    return "=" + "+".join(
        f"{literal(question.weight)}*{cell}" for cell, question in questions.items()
    )


def met(actual: str, minimum: str) -> str:
    """Whether a score meets its minimum, in words."""
    reached = f"ROUND({actual},{GUARD})>=ROUND({minimum},{GUARD})"
    return f'=IF({reached},"Memenuhi","Belum memenuhi")'


def gap(actual: str, minimum: str) -> str:
    """Score less minimum, without the noise of binary sums."""
    return f"=ROUND({actual}-{minimum},{GUARD})"


def _known(count: CountInput, cells: Mapping[str, str]) -> str:
    given = f"ISNUMBER({cells[count.id]})"
    if count.default is None:
        return given
    parts = ",".join(cells[name] for name in dict.fromkeys(names(count.default)))
    return f"OR({given},COUNT({parts})>0)"


def _count(count: CountInput, cells: Mapping[str, str]) -> str:
    if count.default is None:
        return f"N({cells[count.id]})"
    made = _expression(count.default, lambda name: f"N({cells[name]})")
    return f"IF(ISNUMBER({cells[count.id]}),{cells[count.id]},{made})"


def _result(formula: Formula, counts: Mapping[str, CountInput], cells: Mapping[str, str]) -> str:
    made = _expression(formula.expression, lambda name: _count(counts[name], cells))
    return f"MIN(MAX({made},{literal(formula.low)}),{literal(formula.high)})"


def _expression(expression: Expression, spell: Spell) -> str:
    if isinstance(expression, Name):
        return spell(expression.id)
    left, right = _expression(expression.left, spell), _expression(expression.right, spell)
    return f"({left}{expression.operator.value}{right})"
