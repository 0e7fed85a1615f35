"""Many sheets at once, in whole numbers of 64 bits, as exact as `score` one by one.

Every score of a sheet lies between two whole numbers of a small unit: lower <= exact, and exact <
lower + slack where slack is not 0. A choice adds no slack; a ratio or an index adds one unit where
its division leaves a remainder. Where a minimum or a rounding falls inside the slack, or a number
does not fit, the sheet is scored by `score` itself. So every result is exact, never close.

This module alone imports NumPy; nothing imports it when the server starts.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from bening.domain.scoring.answers import Answer, AnswerRefused, Answers, Choice, Counts, Index
from bening.domain.scoring.batch_plan import (
    LIMIT,
    PLACES,
    BatchPlan,
    Cell,
    batch_plan_of,
    factor_of,
)
from bening.domain.scoring.expressions import names, quotient
from bening.domain.scoring.instrument import (
    TOTAL,
    ChoiceScale,
    Designation,
    Formula,
    IndexScale,
    Instrument,
    Question,
)
from bening.domain.scoring.rounding import rounded
from bening.domain.scoring.scorer import score
from bening.domain.scoring.summary import ScoreSummary

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MISSING = -1
CHUNK = 1 << 14


@dataclass(frozen=True)
class Sheets:
    """Many filled sheets as columns of whole numbers; MISSING where nothing was given.

    A choice question's column ``"code"`` holds the place of its option, an index question's the
    index in ten-thousandths. A count's column ``"code/input"`` holds the count, in ten-thousandths
    where any count of its question may be a decimal. A column left out is unanswered throughout.
    `apart` are the sheets with a number that does not fit its column, by row.
    """

    size: int
    columns: Mapping[str, Numbers]
    apart: Mapping[int, Answers] = field(default_factory=dict)

    @classmethod
    def of(cls, instrument: Instrument, sheets: Sequence[Answers]) -> "Sheets":
        """The columns of sheets. Raises `AnswerRefused` as `score` does."""
        apart: dict[int, Answers] = {}
        known = {question.code for question in instrument.questions}
        for row, sheet in enumerate(sheets):
            if not sheet.keys() <= known:
                unknown = next(code for code in sheet if code not in known)
                raise AnswerRefused("unknown_question", question=unknown)
            if not all(_fits(instrument.question(code), a) for code, a in sheet.items()):
                apart[row] = sheet
        columns: dict[str, Numbers] = {}
        for question in instrument.questions:
            given = [
                None if row in apart else sheet.get(question.code)
                for row, sheet in enumerate(sheets)
            ]
            columns |= _columns(question, given)
        return cls(len(sheets), columns, apart)

    def answers(self, instrument: Instrument, row: int) -> Answers:
        """The answers of one sheet, as `score` takes them."""
        if row in self.apart:
            return self.apart[row]
        sheet: dict[str, Answer] = {}
        for question in instrument.questions:
            answer = self._answer(question, row)
            if answer is not None:
                sheet[question.code] = answer
        return sheet

    def _answer(self, question: Question, row: int) -> Answer | None:
        if question.formula is not None:
            counts = {
                count.id: self._number(f"{question.code}/{count.id}", row)
                for count in question.inputs
            }
            decimals = factor_of(question) > 1
            inputs: dict[str, Decimal | int] = {
                name: Decimal(number) / PLACES if decimals else number
                for name, number in counts.items()
                if number != MISSING
            }
            return Counts(inputs) if inputs else None
        number = self._number(question.code, row)
        if number == MISSING:
            return None
        if isinstance(question.scale, ChoiceScale):
            return Choice(question.scale.options[number].key)
        return Index(Decimal(number) / PLACES)

    def _number(self, name: str, row: int) -> int:
        column = self.columns.get(name)
        return MISSING if column is None else int(column[row])


@dataclass(frozen=True)
class BatchScores:
    """The results of many sheets, each equal to what `score` gives for it.

    `hundredths` are scores rounded half up to two decimals, as whole hundredths, by ``TOTAL``,
    code of component, subcomponent, area or indicator under a result, and ``"area:3"`` for a
    combined area. `passed` holds checks by sheets, `check_ids` the ids in that order.
    `apart` counts the sheets that were scored one by one.
    """

    hundredths: Mapping[str, Numbers]
    check_ids: Mapping[Designation, tuple[str, ...]]
    passed: Mapping[Designation, Flags]
    apart: int

    def eligible(self, target: Designation | str) -> Flags:
        """Whether each sheet meets every minimum of the target."""
        met: Flags = np.logical_and.reduce(self.passed[Designation(target)], axis=0)
        return met


def score_batch(instrument: Instrument, sheets: Sheets) -> BatchScores:
    """The scores of many sheets. Raises `AnswerRefused` for a number outside its column's range."""
    plan = batch_plan_of(instrument)
    _check_columns(instrument, sheets)
    hundredths = {group: np.zeros(sheets.size, np.int64) for group in plan.groups}
    passed = {
        target: np.zeros((sum(m.target is target for m in plan.minima), sheets.size), bool)
        for target in Designation
    }
    undecided = np.full(sheets.size, plan.unit == 0)
    undecided[list(sheets.apart)] = True
    if plan.unit:
        for start in range(0, sheets.size, CHUNK):
            part = slice(start, min(start + CHUNK, sheets.size))
            _chunk(plan, sheets, part, hundredths, passed, undecided)
    rows = np.flatnonzero(undecided)
    for row in map(int, rows):
        summary = score(instrument, sheets.answers(instrument, row))
        _set_row(row, summary, hundredths, passed)
    ids = {t: tuple(m.id for m in plan.minima if m.target is t) for t in Designation}
    return BatchScores(hundredths, ids, passed, len(rows))


def _chunk(
    plan: BatchPlan,
    sheets: Sheets,
    part: slice,
    hundredths: Mapping[str, Numbers],
    passed: Mapping[Designation, Flags],
    undecided: Flags,
) -> None:
    """Score the sheets of one slice; what stays undecided is marked."""
    open_ = undecided[part]
    cells = [_cell(plan, cell, sheets, part, open_) for cell in plan.cells]

    def bounds(places: tuple[int, ...]) -> tuple[Numbers, Numbers]:
        """The least and the greatest whole number of units of a group."""
        lower = sum((cells[place][0] for place in places), np.zeros(len(open_), np.int64))
        slack = sum((cells[place][1] for place in places), np.zeros(len(open_), np.int64))
        return lower, lower + np.maximum(slack, 1) - 1

    for group, places in plan.groups.items():
        lower, upper = bounds(places)
        low = _hundredths(lower, plan.unit)
        hundredths[group][part] = low
        open_ |= (lower != upper) & (low != _hundredths(upper, plan.unit))
    row = dict.fromkeys(Designation, 0)
    for minimum in plan.minima:
        lower, upper = bounds(minimum.cells)
        met = lower >= minimum.units
        passed[minimum.target][row[minimum.target], part] = met
        row[minimum.target] += 1
        open_ |= met != (upper >= minimum.units)


def _hundredths(units: Numbers, unit: int) -> Numbers:
    """Points in hundredths, half up; `unit` is a multiple of 200, so edges are whole units."""
    return (units + unit // 200) // (unit // 100)


def _cell(
    plan: BatchPlan, cell: Cell, sheets: Sheets, part: slice, undecided: Flags
) -> tuple[Numbers, Numbers]:
    """Lower bound and slack of the questions of a cell."""
    size = len(undecided)
    lower, slack = np.zeros(size, np.int64), np.zeros(size, np.int64)
    for question in cell.questions:
        table = np.array(plan.fixed[question.code], np.int64)
        if isinstance(question.scale, ChoiceScale):
            column = sheets.columns.get(question.code)
            lower += table[MISSING] if column is None else table[column[part]]
            continue
        if question.formula is None:
            low, rest = _index(plan, question, sheets, part)
        else:
            low, rest = _ratio(plan, question, question.formula, sheets, part, undecided)
        lower += low
        slack += rest
    return lower, slack


def _index(
    plan: BatchPlan, question: Question, sheets: Sheets, part: slice
) -> tuple[Numbers, Numbers]:
    given = _column(sheets, question.code, part)
    scale = question.scale
    if not isinstance(scale, IndexScale):
        raise TypeError(f"{question.code} is not answered by an index")
    share = question.weight * plan.unit / (scale.divisor * PLACES)
    points = np.maximum(given, 0) * share.numerator
    return _floor(points, share.denominator, given == MISSING, plan.fixed[question.code][0])


def _ratio(
    plan: BatchPlan,
    question: Question,
    formula: Formula,
    sheets: Sheets,
    part: slice,
    undecided: Flags,
) -> tuple[Numbers, Numbers]:
    """As `working.worked`, for a whole column; `plan.fixed` holds the points of the fixed cases."""
    counts, known = _counts(question, sheets, part)
    for number in counts.values():
        undecided |= number >= LIMIT * factor_of(question)
    missing = np.logical_or.reduce([~known[name] for name in formula.needed])
    top, bottom = quotient(formula.expression, counts.__getitem__)
    top, bottom = np.broadcast_arrays(np.asarray(top), np.asarray(bottom))
    top, bottom = np.where(bottom < 0, -top, top), np.abs(bottom)
    zeros = [counts[name] == 0 for name in formula.needed]
    zero = np.logical_or.reduce([counts[name] == 0 for name in formula.denominator]) | (bottom == 0)
    unanswered, all_zero, otherwise, low, high = plan.fixed[question.code]
    weight = int(question.weight * plan.unit)
    safe = np.where(zero, 1, bottom)
    cut_low = top * formula.low.denominator <= safe * formula.low.numerator
    cut_high = top * formula.high.denominator >= safe * formula.high.numerator
    inside = ~(missing | zero | cut_low | cut_high)
    points = np.where(inside, top, 0) * weight
    lower = points // safe
    slack = (lower * safe != points).astype(np.int64)
    fixed = np.where(np.logical_and.reduce(zeros), all_zero, otherwise)
    lower = np.select([missing, zero, cut_low, cut_high], [unanswered, fixed, low, high], lower)
    return lower, slack


def _counts(
    question: Question, sheets: Sheets, part: slice
) -> tuple[dict[str, Numbers], dict[str, Flags]]:
    """The counts with missing ones as 0, totals made up from their parts, and which are known."""
    given = {c.id: _column(sheets, f"{question.code}/{c.id}", part) for c in question.inputs}
    known = {name: number != MISSING for name, number in given.items()}
    counts = {name: np.maximum(number, 0) for name, number in given.items()}
    for count in question.inputs:
        if count.default is not None:
            total, _ = quotient(count.default, lambda name: np.maximum(given[name], 0))
            counts[count.id] = np.where(known[count.id], counts[count.id], total)
            parts = [given[name] != MISSING for name in names(count.default)]
            known[count.id] = known[count.id] | np.logical_or.reduce(parts)
    return counts, known


def _floor(
    points: Numbers, divisor: int, missing: Flags, unanswered: int
) -> tuple[Numbers, Numbers]:
    lower = points // divisor
    slack = (lower * divisor != points) & ~missing
    return np.where(missing, unanswered, lower), slack.astype(np.int64)


def _column(sheets: Sheets, name: str, part: slice) -> Numbers:
    column = sheets.columns.get(name)
    if column is None:
        return np.full(part.stop - part.start, MISSING, np.int64)
    return column[part].astype(np.int64, copy=False)


def _set_row(
    row: int,
    summary: ScoreSummary,
    hundredths: Mapping[str, Numbers],
    passed: Mapping[Designation, Flags],
) -> None:
    """Put the results of one sheet scored by itself in their places."""
    for group, column in hundredths.items():
        column[row] = int(rounded(_group_score(summary, group)).scaleb(2))
    for target in Designation:
        passed[target][:, row] = [check.passed for check in summary.checks(target)]


def _group_score(summary: ScoreSummary, group: str) -> Fraction:
    if group == TOTAL:
        return summary.total
    if group.startswith("area:"):
        return summary.combined_area(int(group.removeprefix("area:"))).score
    return summary.node(group).score


def _check_columns(instrument: Instrument, sheets: Sheets) -> None:
    """Refuse numbers that stand for no answer; a stray -2 must not count as an option."""
    ranges: dict[str, tuple[Question, int, int | None]] = {}
    for question in instrument.questions:
        match question.scale:
            case ChoiceScale(options=options):
                ranges[question.code] = question, 0, len(options) - 1
            case IndexScale(low=low, high=high):
                least = math.ceil(low * PLACES)
                ranges[question.code] = question, least, math.floor(high * PLACES)
            case _:
                for count in question.inputs:
                    ranges[f"{question.code}/{count.id}"] = question, 0, None
    for name, column in sheets.columns.items():
        if name not in ranges:
            raise AnswerRefused("unknown_question", question=name)
        if len(column) != sheets.size:
            raise ValueError(f"{name} has {len(column)} rows instead of {sheets.size}")
        question, least, most = ranges[name]
        beyond = sheets.size and ((most is not None and column.max() > most) or column.min() < -1)
        if beyond or (least > 0 and bool(((column != MISSING) & (column < least)).any())):
            raise AnswerRefused("not_an_answer", question=question.code, column=name)


def _fits(question: Question, answer: Answer) -> bool:
    """Whether an answer's numbers fit its columns. Raises `AnswerRefused` for another kind."""
    match answer, question.scale:
        case Choice(key), ChoiceScale() as scale:
            if scale.value(key) is None:
                options = tuple(option.key for option in scale.options)
                code = question.code
                raise AnswerRefused("unknown_option", question=code, given=key, options=options)
            return True
        case Index(value), IndexScale(low=low, high=high):
            if not low <= value <= high:
                code = question.code
                raise AnswerRefused("index_out_of_range", question=code, low=low, high=high)
            return (Fraction(value) * PLACES).denominator == 1
        case Counts(inputs), _ if question.formula is not None:
            factor = factor_of(question)
            scaled = [Fraction(count) * factor for count in inputs.values()]
            return all(n.denominator == 1 and n < LIMIT * factor for n in scaled)
        case _:
            raise AnswerRefused("wrong_kind", question=question.code, given=answer)


def _columns(question: Question, given: Sequence[Answer | None]) -> Iterator[tuple[str, Numbers]]:
    """The columns of a question whose answers all fit."""
    if question.formula is not None:
        factor = factor_of(question)
        counts = [answer.inputs if isinstance(answer, Counts) else {} for answer in given]
        for count in question.inputs:
            numbers = [
                int(sheet[count.id] * factor) if count.id in sheet else MISSING for sheet in counts
            ]
            yield f"{question.code}/{count.id}", np.array(numbers, np.int64)
        return
    if isinstance(question.scale, ChoiceScale):
        places = {option.key: place for place, option in enumerate(question.scale.options)}
        chosen = [places[a.key] if isinstance(a, Choice) else MISSING for a in given]
        yield question.code, np.array(chosen, np.int64)
        return
    indexes = [int(a.value * PLACES) if isinstance(a, Index) else MISSING for a in given]
    yield question.code, np.array(indexes, np.int64)


__all__ = ["LIMIT", "MISSING", "PLACES", "BatchScores", "Sheets", "score_batch"]
