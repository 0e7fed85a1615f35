"""Bindings: which question a fact can answer, and how its value becomes a proposed answer.

They are data beside the instrument: `facts.yaml`.
"""

import functools
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

import yaml

from bening.domain.scoring.rounding import rounded
from bening.facts.registry import FactValue, Period, fact, shared_reads
from bening.instruments import binding_text, shipped


@dataclass(frozen=True)
class Step:
    """From this value on, this answer; `reason` is the sentence shown with it."""

    at_least: Fraction
    answer: str
    reason: str


@dataclass(frozen=True)
class ValueProposed:
    """The value itself is proposed where the count `when` is not zero; `reason` goes with it.

    Elsewhere `otherwise` is said and nothing is proposed. `{value}` is the value in both.
    """

    when: str
    reason: str
    otherwise: str


@dataclass(frozen=True)
class Binding:
    """One fact bound to one question.

    `steps` fall from the highest value; a step with an empty answer only says its reason. `value`
    is for questions whose answer is a number. Without either the fact is shown and proposes
    nothing.
    """

    fact: str
    code: str
    steps: tuple[Step, ...]
    value: ValueProposed | None = None


@dataclass(frozen=True)
class Proposal:
    """What a fact proposes for a question, why, and the value behind it.

    `answer` is an option key, empty where the fact only informs.
    """

    fact: str
    label: str
    code: str
    answer: str
    reason: str
    value: FactValue


class BindingRefused(ValueError):
    """A binding file is wrong: it names what and where."""


@functools.cache
def bindings_of(instrument_slug: str) -> tuple[Binding, ...]:
    """The bindings of a shipped instrument, or of the one that an own version is named after."""
    base = next((id_ for id_ in shipped() if f"{instrument_slug}-".startswith(f"{id_}-")), "")
    return read_bindings(binding_text(base))


def read_bindings(text: str) -> tuple[Binding, ...]:
    """Bindings from the text of a `facts.yaml`; raises BindingRefused."""
    document = yaml.load(text, Loader=yaml.CSafeLoader) or {}
    return tuple(_binding(entry) for entry in document.get("bindings", ()))


def _binding(entry: dict[str, Any]) -> Binding:
    try:
        steps = tuple(
            Step(Fraction(step["at_least"]), step["answer"], step["reason"])
            for step in entry.get("propose", ())
        )
        value = entry.get("propose_value")
        proposed = ValueProposed(**value) if value is not None else None
        binding = Binding(entry["fact"], entry["question"], steps, proposed)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BindingRefused(f"{entry!r}: {error}") from error
    if list(steps) != sorted(steps, key=lambda step: -step.at_least):
        raise BindingRefused(
            f"{binding.code}: steps must fall from the highest value to the lowest"
        )
    return binding


def propose(
    *,
    instrument_slug: str,
    unit_id: UUID,
    period: Period,
    now: datetime,
    only: str = "",
) -> dict[str, Proposal]:
    """Proposals by official code, from every bound fact with a value for this unit and period.

    `only` names the one question that is asked about; no other fact is counted then.
    """
    with shared_reads():
        return _proposals(instrument_slug, unit_id, period, now, only)


def _proposals(
    instrument_slug: str, unit_id: UUID, period: Period, now: datetime, only: str
) -> dict[str, Proposal]:
    proposals = {}
    for binding in bindings_of(instrument_slug):
        if only and binding.code != only:
            continue
        bound = fact(binding.fact)
        value = bound.query(unit_id, period, now)
        if not isinstance(value, FactValue):
            continue
        answer, reason = _said(binding, value)
        proposals[binding.code] = Proposal(
            fact=bound.name,
            label=str(bound.label),
            code=binding.code,
            answer=answer,
            reason=reason,
            value=value,
        )
    return proposals


def _said(binding: Binding, value: FactValue) -> tuple[str, str]:
    """The proposed answer, empty where there is none, and what is said with it."""
    if binding.value is not None:
        if value.counts.get(binding.value.when):
            return exact_text(value.value), _sentence(binding.value.reason, value)
        return "", _sentence(binding.value.otherwise, value)
    step = next((step for step in binding.steps if value.value >= step.at_least), None)
    return (step.answer, _sentence(step.reason, value)) if step else ("", "")


def exact_text(value: Fraction) -> str:
    """A value as the answer of a question about a number: at most three decimals, with a point."""
    return f"{rounded(value, 3):f}".rstrip("0").rstrip(".")


def _sentence(template: str, value: FactValue) -> str:
    said = {name: str(count) for name, count in value.counts.items()}
    return template.format_map({**said, "value": exact_text(value.value).replace(".", ",")})
