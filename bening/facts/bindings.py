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

from bening.facts.registry import FactValue, Period, fact
from bening.instruments import binding_text, shipped


@dataclass(frozen=True)
class Step:
    """From this value on, this answer; `reason` is the sentence shown with it."""

    at_least: Fraction
    answer: str
    reason: str


@dataclass(frozen=True)
class Binding:
    """One fact bound to one question.

    `steps` fall from the highest value; without steps the fact is shown and proposes nothing.
    """

    fact: str
    code: str
    steps: tuple[Step, ...]


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
        binding = Binding(entry["fact"], entry["question"], steps)
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
    proposals = {}
    for binding in bindings_of(instrument_slug):
        if only and binding.code != only:
            continue
        bound = fact(binding.fact)
        value = bound.query(unit_id, period, now)
        if not isinstance(value, FactValue):
            continue
        step = next((step for step in binding.steps if value.value >= step.at_least), None)
        proposals[binding.code] = Proposal(
            fact=bound.name,
            label=str(bound.label),
            code=binding.code,
            answer=step.answer if step else "",
            reason=_sentence(step.reason, value) if step else "",
            value=value,
        )
    return proposals


def _sentence(template: str, value: FactValue) -> str:
    return template.format_map({name: str(count) for name, count in value.counts.items()})
