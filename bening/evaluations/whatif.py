"""What-if: the score with some answers replaced. It reads and changes nothing that is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from bening.domain.scoring import (
    Answer,
    AnswerRefused,
    Answers,
    Choice,
    Counts,
    Index,
    Instrument,
    Question,
    RatioScale,
    ScoreSummary,
    parse_answer,
    score,
    worked,
)

LARGEST_TRIED = 1_000_000


@dataclass(frozen=True)
class Simulation:
    """The answers that were replaced, the score with them, and picks that no question takes."""

    answers: Answers
    summary: ScoreSummary
    refused: tuple[str, ...]


def simulate(instrument: Instrument, answers: Answers, picks: Mapping[str, str]) -> Simulation:
    """The score of `answers` overlaid with `picks`.

    A pick is named by the official code and holds an option, an index or ``"id=46;id2=29"``; one
    named ``"code:id"`` holds a single count. What a question does not take is left out and named.
    """
    found: dict[str, Answer] = {}
    refused: list[str] = []
    for code, (value, inputs) in _by_question(picks).items():
        if not instrument.has_question(code):
            refused.append(code)
            continue
        question = instrument.question(code)
        try:
            answer = _picked(question, value, inputs)
        except AnswerRefused:
            refused.append(code)
            continue
        if answer is not None:
            found[code] = answer
    return Simulation(found, score(instrument, {**answers, **found}), tuple(refused))


def typed_form(answer: Answer | None) -> str:
    """An answer as a pick holds it."""
    match answer:
        case Choice(key):
            return key
        case Index(value):
            return f"{value:f}"
        case Counts(inputs):
            return ";".join(f"{name}={count}" for name, count in inputs.items())
        case _:
            return ""


def best_counts(question: Question, answer: Answer | None) -> Counts | None:
    """Counts near the present ones that earn the whole weight; None where none is at hand.

    The counts above the line are moved, the ones below stay (1 where nothing was given): all done
    of what there was to do, or nothing left of what should vanish.
    """
    formula = question.formula
    if formula is None:
        return None
    present = worked(question, answer if isinstance(answer, Counts) else None).counts
    below = {
        name: int(present.get(name, 0)) or 1
        for name in formula.denominator
        if int(present.get(name, 0)) <= LARGEST_TRIED
    }
    moved = [name for name in formula.numerator if name not in formula.denominator]
    if len(below) != len(formula.denominator):
        return None
    for target in (sum(below.values()), 0):
        tried = Counts({**below, **dict.fromkeys(moved, target)})
        if worked(question, tried).value == formula.high:
            return tried
    return None


def _by_question(picks: Mapping[str, str]) -> dict[str, tuple[str, dict[str, str]]]:
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for name, typed in picks.items():
        code, _, count = name.partition(":")
        _, inputs = found.setdefault(code, ("", {}))
        if count:
            inputs[count] = typed
        else:
            found[code] = (typed, inputs)
    return found


def _picked(question: Question, value: str, inputs: Mapping[str, str]) -> Answer | None:
    if not isinstance(question.scale, RatioScale):
        return parse_answer(question, value, inputs or None)
    counts = dict(inputs)
    for part in value.split(";") if value else ():
        name, _, typed = part.partition("=")
        counts.setdefault(name.strip(), typed)
    return parse_answer(question, None, counts)
