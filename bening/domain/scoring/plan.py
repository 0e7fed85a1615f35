"""What an instrument's scores have in common for every sheet, worked out once.

Every weight times every option value is a whole number of 1/denominator points, so most of a sheet
is added up in whole numbers; only ratios and indexes bring fractions.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from bening.domain.scoring import messages
from bening.domain.scoring.instrument import (
    TOTAL,
    ChoiceScale,
    Designation,
    Instrument,
    Level,
    Node,
    Question,
    ThresholdScope,
)
from bening.domain.scoring.summary import (
    NodeScore,
    Reason,
    ReasonCode,
    Warning_,
    WarningKind,
)

# The score of a question, its points as whole units of 1/denominator or else as a fraction, and
# its warnings.
Scored = tuple[NodeScore, int, Fraction | None, tuple[Warning_, ...]]


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question's place among the nodes, its parent's place, and its ready-made scores."""

    question: Question
    place: int
    parent: int
    options: Mapping[str, Scored]
    unanswered_units: int
    unanswered: NodeScore
    unanswered_warning: Warning_


@dataclass(frozen=True, slots=True)
class NodePlan:
    """A node's place, its parent's place (-1 at the top), and what does not change."""

    node: Node
    place: int
    parent: int
    why: Reason
    questions: int


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """The places of one combined area."""

    area: int
    name: str
    weight: Fraction
    codes: tuple[str, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """One minimum with the places it adds up; none means the total. `divisor` makes a share."""

    id: str
    target: Designation
    threshold_at: int
    name: str
    area: int | None
    codes: tuple[str, ...]
    places: tuple[int, ...]
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """The scoring plan of an instrument; places count through `instrument.nodes`."""

    denominator: int
    questions: tuple[QuestionPlan, ...]
    nodes: tuple[NodePlan, ...]
    size: int
    components: tuple[int, ...]
    areas: tuple[AreaPlan, ...]
    checks: tuple[CheckPlan, ...]


@lru_cache(maxsize=32)
def plan_of(instrument: Instrument) -> Plan:
    """The plan of an instrument, made once per instrument object."""
    places = {node.code: place for place, node in enumerate(instrument.nodes)}
    parents: dict[str, str] = {}
    for node in instrument.nodes:
        if isinstance(node, Node):
            parents |= {part.code: node.code for part in node.parts}
            parents |= {question.code: node.code for question in node.questions}
    denominator = _denominator(instrument)
    questions, nodes = [], []
    for node in instrument.nodes:
        place, parent = places[node.code], places.get(parents.get(node.code, ""), -1)
        if isinstance(node, Question):
            questions.append(_question(instrument, node, place, parent, denominator))
        else:
            nodes.append(_node(node, place, parent))
    return Plan(
        denominator=denominator,
        questions=tuple(questions),
        nodes=tuple(nodes),
        size=len(places),
        components=tuple(places[component.code] for component in instrument.components),
        areas=_areas(instrument, places),
        checks=_checks(instrument, places),
    )


def _denominator(instrument: Instrument) -> int:
    """The least whole number that makes every choice of every question whole points."""
    points = [
        question.weight * value
        for question in instrument.questions
        for value in (instrument.unanswered, *_values(question))
    ]
    return math.lcm(*(point.denominator for point in points))


def _values(question: Question) -> tuple[Fraction, ...]:
    if isinstance(question.scale, ChoiceScale):
        return tuple(option.value for option in question.scale.options)
    return (Fraction(1),)


def _question(
    instrument: Instrument, question: Question, place: int, parent: int, denominator: int
) -> QuestionPlan:
    options: dict[str, Scored] = {}
    if isinstance(question.scale, ChoiceScale):
        for option in question.scale.options:
            why = Reason(ReasonCode.OPTION, {"key": option.key})
            scored = question_score(question, option.value, why)
            options[option.key] = (scored, int(scored.score * denominator), None, ())
    value = instrument.unanswered
    why = Reason(ReasonCode.UNANSWERED, {"missing": ()})
    unanswered = question_score(question, value, why)
    return QuestionPlan(
        question=question,
        place=place,
        parent=parent,
        options=options,
        unanswered_units=int(unanswered.score * denominator),
        unanswered=unanswered,
        unanswered_warning=Warning_(
            question.code, WarningKind.UNANSWERED, messages.unanswered(value)
        ),
    )


def question_score(question: Question, value: Fraction, why: Reason) -> NodeScore:
    """The score of a question whose answer is worth `value`, 0 to 1."""
    return NodeScore(
        code=question.code,
        title=question.text,
        level=Level.QUESTION,
        weight=question.weight,
        score=question.weight * value,
        ratio=value,
        why=why,
        questions=1,
        answered=int(why.code is not ReasonCode.UNANSWERED),
    )


def _node(node: Node, place: int, parent: int) -> NodePlan:
    count = sum(1 for _ in node.all_questions())
    if node.questions:
        why = Reason(ReasonCode.MEAN, {"questions": count})
    else:
        why = Reason(ReasonCode.SUM, {"parts": tuple(part.code for part in node.parts)})
    return NodePlan(node, place, parent, why, count)


def _areas(instrument: Instrument, places: Mapping[str, int]) -> tuple[AreaPlan, ...]:
    numbers = sorted({area.area_number for area in instrument.areas if area.area_number})
    return tuple(
        _area(number, [area for area in instrument.areas if area.area_number == number], places)
        for number in numbers
    )


def _area(number: int, areas: list[Node], places: Mapping[str, int]) -> AreaPlan:
    codes = tuple(area.code for area in areas)
    weight = sum((area.weight for area in areas), Fraction())
    return AreaPlan(number, areas[0].name, weight, codes, tuple(places[code] for code in codes))


def _checks(instrument: Instrument, places: Mapping[str, int]) -> tuple[CheckPlan, ...]:
    plans: list[CheckPlan] = []
    for target in Designation:
        for at, rule in enumerate(instrument.thresholds[target]):
            if rule.scope is ThresholdScope.EACH_COMBINED_AREA_RATIO:
                areas = [
                    area
                    for code in rule.combine
                    for area in instrument.node(code).parts
                    if area.area_number
                ]
                for number in sorted({area.area_number for area in areas if area.area_number}):
                    one = _area(number, [a for a in areas if a.area_number == number], places)
                    id_ = f"{rule.id}:{number}"
                    plans.append(
                        CheckPlan(
                            id_, target, at, one.name, number, one.codes, one.places, one.weight
                        )
                    )
            elif rule.ref == TOTAL:
                total = CheckPlan(rule.id, target, at, TOTAL, None, (), (), instrument.weight)
                plans.append(total)
            else:
                node = instrument.node(rule.ref)
                place = (places[node.code],)
                plans.append(
                    CheckPlan(
                        rule.id, target, at, node.name, None, (node.code,), place, node.weight
                    )
                )
    return tuple(plans)
