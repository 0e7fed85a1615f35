"""From answers to scores.

Article followed: Annex III of PermenPANRB 90/2021 (a question's value, an indicator's mean, sums above
it) and Annex II chapter III.A with Table 6 (minima, all of which must hold, on unrounded values).
"""

from collections.abc import Mapping
from fractions import Fraction

from bening.domain.scoring import messages
from bening.domain.scoring.answers import Answer, AnswerRefused, Answers, Choice, Counts, Index
from bening.domain.scoring.instrument import Designation, IndexScale, Instrument
from bening.domain.scoring.plan import Plan, QuestionPlan, plan_of, question_score
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

Scored = tuple[NodeScore, int, Fraction | None, tuple[Warning_, ...]]


def score(instrument: Instrument, answers: Answers) -> ScoreSummary:
    """The exact scores of a sheet; a question that `answers` does not name is unanswered.

    Raises `AnswerRefused` (``unknown_question``, ``unknown_option``, ``wrong_kind``,
    ``index_out_of_range``) for answers this instrument cannot take. Nothing is rounded.
    """
    plan = plan_of(instrument)
    scores: list[NodeScore | None] = [None] * plan.size
    units = [0] * plan.size
    rests: dict[int, Fraction] = {}
    answered = [0] * plan.size
    warnings: list[Warning_] = []
    taken = 0
    for at in plan.questions:
        answer = answers.get(at.question.code)
        taken += at.question.code in answers
        scored, whole, rest, found = _question(at, answer)
        scores[at.place] = scored
        units[at.parent] += whole
        answered[at.parent] += scored.answered
        if rest is not None:
            rests[at.parent] = rests.get(at.parent, 0) + rest
        warnings.extend(found)
    if taken != len(answers):
        unknown = next(code for code in answers if not instrument.has_question(code))
        raise AnswerRefused("unknown_question", question=unknown)
    _add_up(plan, scores, units, rests, answered)
    nodes = tuple(node for node in scores if node is not None)
    total = sum((nodes[place].score for place in plan.components), Fraction())
    areas = tuple(
        _combined(area.area, area.name, area.weight, area.codes, nodes, area.places)
        for area in plan.areas
    )
    checks = _checks(instrument, plan, nodes, total)
    return ScoreSummary(instrument, total, nodes, areas, checks, tuple(warnings))


def _question(at: QuestionPlan, answer: Answer | None) -> Scored:
    """The score of a question in whole units or as a fraction of points, and its warnings."""
    match answer:
        case None:
            warning = (at.unanswered_warning,)
            return at.unanswered, at.unanswered_units, None, warning
        case Choice(key) if at.options:
            if key not in at.options:
                options = tuple(at.options)
                code = at.question.code
                raise AnswerRefused("unknown_option", question=code, given=key, options=options)
            units, scored = at.options[key]
            return scored, units, None, ()
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
    warnings = [
        Warning_(code, WarningKind.CONSISTENCY, messages.contradicted(question, rule, working))
        for rule in working.contradicted
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


def _add_up(
    plan: Plan,
    scores: list[NodeScore | None],
    units: list[int],
    rests: dict[int, Fraction],
    answered: list[int],
) -> None:
    """Fill in the nodes from the leaves upwards."""
    for at in reversed(plan.nodes):
        own, rest = units[at.place], rests.get(at.place)
        exact = Fraction(own, plan.denominator)
        if rest is not None:
            exact += rest
        scores[at.place] = NodeScore(
            code=at.node.code,
            title=at.node.name,
            level=at.node.level,
            weight=at.node.weight,
            score=exact,
            ratio=exact / at.node.weight,
            why=at.why,
            questions=at.questions,
            answered=answered[at.place],
        )
        if at.parent >= 0:
            units[at.parent] += own
            answered[at.parent] += answered[at.place]
            if rest is not None:
                rests[at.parent] = rests.get(at.parent, 0) + rest


def _combined(
    area: int,
    name: str,
    weight: Fraction,
    codes: tuple[str, ...],
    nodes: tuple[NodeScore, ...],
    places: tuple[int, ...],
) -> CombinedArea:
    points = sum((nodes[place].score for place in places), Fraction())
    return CombinedArea(area, name, weight, points, points / weight, codes)


def _checks(
    instrument: Instrument, plan: Plan, nodes: tuple[NodeScore, ...], total: Fraction
) -> Mapping[Designation, tuple[Check, ...]]:
    found: dict[Designation, list[Check]] = {target: [] for target in Designation}
    for at in plan.checks:
        threshold = instrument.thresholds[at.target][at.threshold_at]
        points = (
            sum((nodes[place].score for place in at.places), Fraction()) if at.places else total
        )
        actual = points if at.area is None else points / at.weight
        found[at.target].append(
            Check(
                id=at.id,
                target=at.target,
                min=threshold.minimum,
                actual=actual,
                passed=actual >= threshold.minimum,
                gap=actual - threshold.minimum,
                name=at.name,
                threshold=threshold,
                area=at.area,
                codes=at.codes,
                score=points,
                weight=at.weight,
            )
        )
    return {target: tuple(checks) for target, checks in found.items()}
