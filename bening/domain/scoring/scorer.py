"""From answers to scores.

Article followed: Annex III of PermenPANRB 90/2021 (a question's value, an indicator's mean, sums
above it) and Annex II chapter III.A with Table 6 (minima: all must hold, on unrounded values).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bening.domain.scoring import messages
from bening.domain.scoring.answers import Answer, AnswerRefused, Answers, Choice, Counts, Index
from bening.domain.scoring.instrument import Designation, IndexScale, Instrument
from bening.domain.scoring.plan import (
    AreaPlan,
    Plan,
    QuestionPlan,
    Scored,
    plan_of,
    question_score,
)
from bening.domain.scoring.summary import (
    Check,
    CombinedArea,
    NodeScore,
    Reason,
    ReasonCode,
    ScoreSummary,
    Warning_,
    WarningKind,
)
from bening.domain.scoring.working import Working, WorkingRule, worked


def score(instrument: Instrument, answers: Answers) -> ScoreSummary:
    """The exact scores of a sheet; a question that `answers` does not name is unanswered.

    Raises `AnswerRefused` (``unknown_question``, ``unknown_option``, ``wrong_kind``,
    ``index_out_of_range``) for answers this instrument cannot take. Nothing is rounded.
    """
    plan = plan_of(instrument)
    scores: list[NodeScore | None] = [None] * plan.size
    units, answered = [0] * plan.size, [0] * plan.size
    rests: list[tuple[int, Fraction]] = []
    warnings: list[Warning_] = []
    taken = 0
    for at in plan.questions:
        answer = answers.get(at.question.code)
        taken += answer is not None
        scored, whole, rest, found = _question(at, answer)
        scores[at.place] = scored
        units[at.parent] += whole
        answered[at.parent] += scored.answered
        if rest is not None:
            rests.append((at.parent, rest))
        if found:
            warnings.extend(found)
    if taken != len(answers):
        _refuse_unknown(instrument, answers)
    sheet = _common(plan, units, rests)
    _add_up(plan, scores, sheet, answered)
    nodes = tuple(node for node in scores if node is not None)
    areas = tuple(_combined(area, sheet) for area in plan.areas)
    total = sum(sheet.units[place] for place in plan.components)
    return ScoreSummary(
        instrument=instrument,
        total=Fraction(total, sheet.denominator),
        nodes=nodes,
        combined_areas=areas,
        all_checks=_checks(instrument, plan, sheet, total),
        warnings=tuple(warnings),
    )


@dataclass(slots=True)
class _Sheet:
    """Points by place, each a whole number of 1/denominator points."""

    units: list[int]
    denominator: int


def _refuse_unknown(instrument: Instrument, answers: Answers) -> None:
    """Raise for the first code that the sheet does not ask; codes with None are unanswered."""
    for code in answers:
        if not instrument.has_question(code):
            raise AnswerRefused("unknown_question", question=code)


def _common(plan: Plan, units: list[int], rests: list[tuple[int, Fraction]]) -> _Sheet:
    """Choices, ratios and indexes of a sheet brought to one denominator."""
    denominator = math.lcm(plan.denominator, *(rest.denominator for _, rest in rests))
    factor = denominator // plan.denominator
    common = [unit * factor for unit in units]
    for place, rest in rests:
        common[place] += rest.numerator * (denominator // rest.denominator)
    return _Sheet(common, denominator)


def _question(at: QuestionPlan, answer: Answer | None) -> Scored:
    """What an answer earns; one `isinstance` decides most questions of a sheet."""
    if isinstance(answer, Choice) and at.options:
        ready = at.options.get(answer.key)
        if ready is None:
            given = {"question": at.question.code, "given": answer.key}
            raise AnswerRefused("unknown_option", **given, options=tuple(at.options))
        return ready
    match answer:
        case None:
            return at.unanswered, at.unanswered_units, None, (at.unanswered_warning,)
        case Index(index) if isinstance(at.question.scale, IndexScale):
            return _index(at, at.question.scale, Fraction(index))
        case Counts() if at.question.formula is not None:
            return _ratio(at, worked(at.question, answer))
        case _:
            raise AnswerRefused("wrong_kind", question=at.question.code, given=answer)


def _index(at: QuestionPlan, scale: IndexScale, index: Fraction) -> Scored:
    if not scale.low <= index <= scale.high:
        code = at.question.code
        raise AnswerRefused("index_out_of_range", question=code, low=scale.low, high=scale.high)
    why = Reason(ReasonCode.INDEX, {"index": index, "divisor": scale.divisor})
    scored = question_score(at.question, index / scale.divisor, why)
    return scored, 0, scored.score, ()


def _ratio(at: QuestionPlan, working: Working) -> Scored:
    question, code = at.question, at.question.code
    found = [messages.contradiction(question, rule, working) for rule in working.contradicted]
    warnings = [
        Warning_(code, WarningKind.CONSISTENCY, messages.contradicted(one), one) for one in found
    ]
    if working.value is None:
        message = messages.count_missing(question, working)
        warnings.insert(0, Warning_(code, WarningKind.UNANSWERED, message))
        why = Reason(ReasonCode.UNANSWERED, {"missing": working.missing, "working": working})
        scored = question_score(question, at.unanswered.ratio, why)
        return scored, at.unanswered_units, None, tuple(warnings)
    match working.rule:
        case WorkingRule.CUT_LOW | WorkingRule.CUT_HIGH:
            warnings.append(Warning_(code, WarningKind.CLAMPED, messages.cut(working)))
        case WorkingRule.ALL_ZERO | WorkingRule.ZERO_DENOMINATOR:
            message = messages.zero(question, working)
            warnings.append(Warning_(code, WarningKind.ZERO_DENOMINATOR, message))
        case _:
            pass
    scored = question_score(question, working.value, Reason(ReasonCode.RATIO, {"working": working}))
    return scored, 0, scored.score, tuple(warnings)


def _add_up(plan: Plan, scores: list[NodeScore | None], sheet: _Sheet, answered: list[int]) -> None:
    """Fill in the nodes from the leaves upwards."""
    for at in reversed(plan.nodes):
        own = sheet.units[at.place]
        scores[at.place] = NodeScore(
            code=at.node.code,
            title=at.node.name,
            level=at.node.level,
            weight=at.node.weight,
            score=Fraction(own, sheet.denominator),
            ratio=_share(own, sheet, at.node.weight),
            why=at.why,
            questions=at.questions,
            answered=answered[at.place],
        )
        if at.parent >= 0:
            sheet.units[at.parent] += own
            answered[at.parent] += answered[at.place]


def _share(units: int, sheet: _Sheet, weight: Fraction) -> Fraction:
    return Fraction(units * weight.denominator, sheet.denominator * weight.numerator)


def _combined(at: AreaPlan, sheet: _Sheet) -> CombinedArea:
    units = sum(sheet.units[place] for place in at.places)
    points = Fraction(units, sheet.denominator)
    return CombinedArea(
        at.area, at.name, at.weight, points, _share(units, sheet, at.weight), at.codes
    )


def _checks(
    instrument: Instrument, plan: Plan, sheet: _Sheet, total: int
) -> Mapping[Designation, tuple[Check, ...]]:
    found: dict[Designation, list[Check]] = {target: [] for target in Designation}
    for at in plan.checks:
        threshold = instrument.thresholds[at.target][at.threshold_at]
        units = sum(sheet.units[place] for place in at.places) if at.places else total
        points = Fraction(units, sheet.denominator)
        actual = points if at.area is None else _share(units, sheet, at.weight)
        gap = actual - threshold.minimum
        found[at.target].append(
            Check(
                id=at.id,
                target=at.target,
                min=threshold.minimum,
                actual=actual,
                passed=gap.numerator >= 0,
                gap=gap,
                name=at.name,
                threshold=threshold,
                area=at.area,
                codes=at.codes,
                score=points,
                weight=at.weight,
            )
        )
    return {target: tuple(checks) for target, checks in found.items()}
