"""The criteria of the regulations, as data; and the rule by which scores become one number."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

HIGHEST = 5
"""Top of the scale that a criterion has where the agency chooses none."""


@dataclass(frozen=True, slots=True)
class KnownCriterion:
    """A criterion as a regulation words it."""

    key: str
    text: str
    source: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion for the computation: its weight, and the top of its scale that begins at 0."""

    key: str
    weight: int
    highest: int


@functools.cache
def known_criteria() -> tuple[KnownCriterion, ...]:
    """What the regulations name; `is_default` those in force (90/2021 Annex I)."""
    import yaml  # noqa: PLC0415 - read once

    text = (Path(__file__).parent / "criteria.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    return tuple(
        KnownCriterion(
            key=entry["key"],
            text=entry["text"],
            source=entry["source"],
            is_default=entry.get("default", False),
        )
        for entry in document["criteria"]
    )


def weighted_score(criteria: Sequence[Weighed], scores: Mapping[str, int]) -> Fraction | None:
    """The weighted mean of what was reached of each scale, 0 to 100; None while one is missing."""
    total = sum(one.weight for one in criteria)
    if not total or any(one.key not in scores for one in criteria):
        return None
    parts = (Fraction(scores[one.key] * one.weight, one.highest) for one in criteria)
    return 100 * sum(parts, Fraction()) / total
