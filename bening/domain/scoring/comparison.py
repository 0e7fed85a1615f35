"""Two versions of an instrument side by side: what was added, removed or changed, by code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from bening.domain.scoring.instrument import (
    AnswerScale,
    ChoiceScale,
    Designation,
    Instrument,
    Node,
    Question,
    RatioScale,
    Threshold,
)


class DifferenceKind(StrEnum):
    """What happened to a code between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; an absent side is None. Weights and minima are exact fractions."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs about a node, a question or a minimum.

    `code` is an official code, or ``"thresholds.wbk.total"`` for a minimum. `scores` tells whether
    the same answers can earn other points or another verdict; wording alone does not.
    """

    code: str
    kind: DifferenceKind
    title: str
    changes: tuple[Change, ...]

    @property
    def scores(self) -> bool:
        """Whether scores or verdicts can differ because of this."""
        return self.kind is not DifferenceKind.CHANGED or any(
            change.field not in WORDING for change in self.changes
        )


WORDING = frozenset({"name", "text", "criteria", "evidence", "guidance", "aspects", "labels"})


def compare(before: Instrument, after: Instrument) -> tuple[Difference, ...]:
    """Every difference, in the order of the later sheet; what was removed and minima follow."""
    return tuple(
        difference
        for old, new, titles in (
            (_nodes(before), _nodes(after), _titles(before) | _titles(after)),
            (_minima(before), _minima(after), {}),
        )
        for difference in _differences(old, new, titles)
    )


def _differences(
    old: Mapping[str, Mapping[str, Any]],
    new: Mapping[str, Mapping[str, Any]],
    titles: Mapping[str, str],
) -> Iterator[Difference]:
    for code, fields in new.items():
        title = titles.get(code, code)
        if code not in old:
            yield Difference(code, DifferenceKind.ADDED, title, _changes({}, fields))
        elif changes := _changes(old[code], fields):
            yield Difference(code, DifferenceKind.CHANGED, title, changes)
    for code, fields in old.items():
        if code not in new:
            title = titles.get(code, code)
            yield Difference(code, DifferenceKind.REMOVED, title, _changes(fields, {}))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    fields = dict.fromkeys((*before, *after))
    return tuple(
        Change(field, before.get(field), after.get(field))
        for field in fields
        if before.get(field) != after.get(field)
    )


def _titles(instrument: Instrument) -> dict[str, str]:
    return {
        node.code: node.text if isinstance(node, Question) else node.name
        for node in instrument.nodes
    }


def _nodes(instrument: Instrument) -> dict[str, dict[str, Any]]:
    return {
        node.code: _node(node) if isinstance(node, Node) else _question(node)
        for node in instrument.nodes
    }


def _node(node: Node) -> dict[str, Any]:
    return {"name": node.name, "weight": node.weight}


def _question(question: Question) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "text": question.text,
        "weight": question.weight,
        "scale": _scale(question.scale),
        "criteria": tuple((one.key, one.text) for one in question.criteria),
        "evidence": question.evidence,
        "guidance": question.guidance,
        "aspects": question.aspects,
    }
    if question.formula is not None:
        formula, zero = question.formula, question.formula.zero
        fields |= {
            "formula": formula.text,
            "limits": (formula.low, formula.high),
            "zero": (zero.all_zero, zero.otherwise),
            "inputs": tuple((count.id, count.whole, count.default) for count in question.inputs),
            "labels": tuple(count.label for count in question.inputs),
            "consistency": tuple(rule.text for rule in question.consistency),
        }
    return fields


def _scale(scale: AnswerScale) -> tuple[object, ...]:
    match scale:
        case ChoiceScale(options=options):
            return tuple((option.key, option.value) for option in options)
        case RatioScale(low=low, high=high):
            return (low, high)
        case _:
            return (scale.low, scale.high, scale.divisor)


def _minima(instrument: Instrument) -> dict[str, dict[str, Any]]:
    return {
        f"thresholds.{target}.{rule.id}": _minimum(rule)
        for target in Designation
        for rule in instrument.thresholds[target]
    }


def _minimum(rule: Threshold) -> dict[str, Fraction | str | tuple[str, ...]]:
    return {
        "scope": rule.scope.value,
        "ref": rule.ref,
        "minimum": rule.minimum,
        "combine": rule.combine,
    }
