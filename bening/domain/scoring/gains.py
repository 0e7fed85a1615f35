"""What still moves the score most: by question, the best answer's points above the present."""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from bening.domain.scoring.answers import Answer, Answers, Choice, Index
from bening.domain.scoring.instrument import (
    ChoiceScale,
    Designation,
    IndexScale,
    Instrument,
    Question,
    RatioScale,
)
from bening.domain.scoring.rounding import decimal_text
from bening.domain.scoring.scorer import score
from bening.domain.scoring.summary import Check, ScoreSummary


@dataclass(frozen=True, slots=True)
class Gain:
    """The best improvement of one question.

    `answer_from` is the present answer (None: unanswered), `answer_to` the best one (None for a
    ratio, where counts decide). `points` are gained in the total. `closes` are the failing checks
    of the target that would pass by this alone, `helps` all failing ones it counts for.
    """

    code: str
    answer_from: Answer | None
    answer_to: Choice | Index | None
    ratio_from: Fraction
    ratio_to: Fraction
    points: Fraction
    closes: tuple[str, ...]
    helps: tuple[str, ...]


def gains(
    instrument: Instrument,
    answers: Answers,
    target: Designation | str,
    summary: ScoreSummary | None = None,
) -> tuple[Gain, ...]:
    """Every question that can still gain, most points first, then in the order of the sheet.

    `summary` spares scoring again where the caller has just scored these very answers.
    """
    scored = summary or score(instrument, answers)
    failing = [check for check in scored.checks(target) if not check.passed]
    found = []
    for question, best, answer in _best_of(instrument):
        present = scored.node(question.code).ratio
        points = _points_above(question, present)
        if points <= 0:
            continue
        helps = [check for check in failing if _counts_for(question, check)]
        closes = tuple(check.id for check in helps if points >= check.points_missing)
        found.append(
            Gain(
                code=question.code,
                answer_from=answers.get(question.code),
                answer_to=answer,
                ratio_from=present,
                ratio_to=best,
                points=points,
                closes=closes,
                helps=tuple(check.id for check in helps),
            )
        )
    common = math.lcm(*(gain.points.denominator for gain in found))
    found.sort(key=lambda gain: -gain.points.numerator * (common // gain.points.denominator))
    return tuple(found)


def points(question: Question, key: str) -> Fraction:
    """The points that an option of a question earns. Raises KeyError for another scale or key."""
    value = question.scale.value(key) if isinstance(question.scale, ChoiceScale) else None
    if value is None:
        raise KeyError(key)
    return question.weight * value


@lru_cache(maxsize=8192)
def _points_above(question: Question, present: Fraction) -> Fraction:
    """The points between a present ratio and the best: for options always the same few."""
    return (_best(question)[0] - present) * question.weight


@lru_cache(maxsize=32)
def _best_of(
    instrument: Instrument,
) -> tuple[tuple[Question, Fraction, Choice | Index | None], ...]:
    """Each question with what it can be worth at most, worked out once per instrument object."""
    return tuple((question, *_best(question)) for question in instrument.questions)


def _best(question: Question) -> tuple[Fraction, Choice | Index | None]:
    """The most a question can be worth, 0 to 1, and the answer that says so."""
    match question.scale:
        case ChoiceScale(options=options):
            best = max(options, key=lambda option: option.value)
            return best.value, Choice(best.key)
        case IndexScale(high=high, divisor=divisor):
            return high / divisor, Index(Decimal(decimal_text(high)))
        case RatioScale(high=high):
            return question.formula.high if question.formula else high, None


def _counts_for(question: Question, check: Check) -> bool:
    if not check.codes:
        return True
    above = (
        question.component_code,
        question.subcomponent_code,
        question.area_code,
        question.indicator_code,
    )
    return any(code in check.codes for code in above)
