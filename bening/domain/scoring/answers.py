"""Answers to the questions of a sheet, and how typed text becomes one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bening.domain.refusals import Refused
from bening.domain.scoring.instrument import (
    ChoiceScale,
    CountInput,
    IndexScale,
    Instrument,
    Question,
)

LARGEST_COUNT = 1_000_000_000
LONGEST_NUMBER = 40

_WHOLE = re.compile(r"(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_NEGATIVE = re.compile(r"-[0-9]+([.,][0-9]+)?")


class AnswerRefused(Refused):
    """An answer the question does not take; `values` name the question and what was typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The key of an option."""

    key: str


@dataclass(frozen=True, slots=True)
class Index:
    """A survey index."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts typed into a ratio question, by input id; what is absent was not given."""

    inputs: Mapping[str, Decimal | int]


Answer = Choice | Index | Counts
Answers = Mapping[str, Answer]


def parse_answer(
    question: Question, value: str | None, inputs: Mapping[str, str | int] | None
) -> Answer | None:
    """The answer that typed text stands for; None where nothing was typed.

    Raises `AnswerRefused` with one of: ``unknown_option``, ``value_not_taken``,
    ``inputs_not_taken``, ``unknown_input``, ``comma_decimal``, ``negative``, ``not_a_number``,
    ``not_whole``, ``number_too_long``, ``count_too_large``, ``index_too_low``,
    ``index_too_high``.
    """
    match question.scale:
        case ChoiceScale() as scale:
            _no_inputs(question, inputs)
            return None if _blank(value) else _choice(question, scale, value or "")
        case IndexScale() as scale:
            _no_inputs(question, inputs)
            return None if _blank(value) else _index(question, scale, value or "")
        case _:
            if not _blank(value):
                raise AnswerRefused("value_not_taken", question=question.code, given=value)
            return _counts(question, inputs or {})


def check_answers(instrument: Instrument, answers: Answers) -> None:
    """Raise `AnswerRefused` for a code, option, kind or count that the instrument does not have."""
    for code, answer in answers.items():
        if not instrument.has_question(code):
            raise AnswerRefused("unknown_question", question=code)
        check_answer(instrument.question(code), answer)


def check_answer(question: Question, answer: Answer) -> None:
    """Raise `AnswerRefused` where the answer is not one that `parse_answer` could give."""
    match answer, question.scale:
        case Choice(key), ChoiceScale() as scale:
            _choice(question, scale, key)
        case Index(value), IndexScale() as scale:
            _index(question, scale, f"{value:f}")
        case Counts(inputs), _ if question.formula is not None:
            _counts(question, {name: _count_text(count) for name, count in inputs.items()})
        case _:
            raise AnswerRefused("wrong_kind", question=question.code, given=answer)


def _count_text(count: Decimal | int) -> str:
    return f"{count:f}" if isinstance(count, Decimal) else str(count)


def _blank(value: str | None) -> bool:
    return value is None or not value.strip()


def _no_inputs(question: Question, inputs: Mapping[str, str | int] | None) -> None:
    if inputs:
        raise AnswerRefused("inputs_not_taken", question=question.code, given=tuple(inputs))


def _choice(question: Question, scale: ChoiceScale, key: str) -> Choice:
    if scale.value(key.strip()) is None:
        options = tuple(option.key for option in scale.options)
        raise AnswerRefused("unknown_option", question=question.code, given=key, options=options)
    return Choice(key.strip())


def _index(question: Question, scale: IndexScale, text: str) -> Index:
    number = _number(question, None, text)
    if Fraction(number) > scale.high:
        raise AnswerRefused("index_too_high", question=question.code, given=text, high=scale.high)
    if Fraction(number) < scale.low:
        raise AnswerRefused("index_too_low", question=question.code, given=text, low=scale.low)
    return Index(number)


def _counts(question: Question, inputs: Mapping[str, str | int]) -> Counts | None:
    known = {count.id: count for count in question.inputs}
    given: dict[str, Decimal | int] = {}
    for name, typed in inputs.items():
        if name not in known:
            ids = tuple(known)
            raise AnswerRefused("unknown_input", question=question.code, input=name, inputs=ids)
        text = _typed(typed)
        if not _blank(text):
            given[name] = _count(question, known[name], text)
    return Counts(given) if given else None


def _typed(typed: str | int) -> str:
    """The digits of a number; one too large to print stands as digits that are refused."""
    if isinstance(typed, int) and typed.bit_length() > 4 * LONGEST_NUMBER:
        return "9" * (LONGEST_NUMBER + 1)
    return str(typed)


def _count(question: Question, count: CountInput, text: str) -> Decimal | int:
    number = _number(question, count.id, text)
    if number > LARGEST_COUNT:
        raise AnswerRefused(
            "count_too_large",
            question=question.code,
            input=count.id,
            given=text,
            largest=LARGEST_COUNT,
        )
    if not count.whole:
        return number
    if not _WHOLE.fullmatch(text.strip()):
        raise AnswerRefused("not_whole", question=question.code, input=count.id, given=text)
    return int(number)


def _number(question: Question, input_: str | None, typed: str) -> Decimal:
    """Decimal digits with a point. Refuses everything else by its reason."""
    text = typed.strip()
    where = {"question": question.code, "given": typed[:LONGEST_NUMBER]}
    if input_ is not None:
        where["input"] = input_
    if len(text) > LONGEST_NUMBER:
        raise AnswerRefused("number_too_long", longest=LONGEST_NUMBER, **where)
    if _COMMA.fullmatch(text):
        raise AnswerRefused("comma_decimal", suggestion=text.replace(",", "."), **where)
    if _NEGATIVE.fullmatch(text):
        raise AnswerRefused("negative", **where)
    if not _DECIMAL.fullmatch(text) or not text.isascii():
        raise AnswerRefused("not_a_number", **where)
    return Decimal(text)
