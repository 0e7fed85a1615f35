"""What an assessment of a risk must hold, when it is beyond the appetite, and indicators."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bening.domain.risks.matrix import Level, Matrix


class Adequacy(StrEnum):
    """How well the existing control holds the risk."""

    NONE = "none"
    WEAK = "weak"
    PARTLY = "partly"
    ADEQUATE = "adequate"


class Response(StrEnum):
    """What is done about what remains."""

    AVOID = "avoid"
    REDUCE = "reduce"
    SHARE = "share"
    ACCEPT = "accept"


class Standing(StrEnum):
    """Where the reading of an indicator stands between its two limits."""

    SAFE = "safe"
    WARNING = "warning"
    BREACHED = "breached"


@dataclass(frozen=True, slots=True)
class Assessment:
    """Likelihood and impact, 1 to 5 each, without and with the existing control."""

    inherent: tuple[int, int]
    residual: tuple[int, int]
    control: str
    adequacy: Adequacy
    response: Response


def is_beyond(matrix: Matrix, cell: tuple[int, int], appetite: Level) -> bool:
    """Whether a cell is above what the agency accepts."""
    return matrix.level(*cell) > appetite


def faults_of(assessment: Assessment, matrix: Matrix, appetite: Level) -> tuple[str, ...]:
    """What is wrong with an assessment, as codes; empty where it holds.

    A control lowers a risk or leaves it, never raises it; without control nothing is lowered; what
    remains beyond the appetite is not simply accepted.
    """
    found = []
    if any(
        after > before
        for before, after in zip(assessment.inherent, assessment.residual, strict=True)
    ):
        found.append("residual_above_inherent")
    has_control = assessment.adequacy != Adequacy.NONE
    if has_control and not assessment.control.strip():
        found.append("control_missing")
    if not has_control and assessment.residual != assessment.inherent:
        found.append("residual_without_control")
    if assessment.response == Response.ACCEPT and is_beyond(matrix, assessment.residual, appetite):
        found.append("accepted_beyond_appetite")
    return tuple(found)


def standing_of(value: Decimal, *, warning: Decimal, limit: Decimal) -> Standing:
    """Where a reading stands; more is worse where the limit is above the warning, else less is."""
    is_worse_up = limit >= warning
    if (value >= limit) if is_worse_up else (value <= limit):
        return Standing.BREACHED
    if (value >= warning) if is_worse_up else (value <= warning):
        return Standing.WARNING
    return Standing.SAFE


def quarters_over(year: int, on: date) -> int:
    """How many quarters of a year are over on a day: 0 to 4."""
    if on.year != year:
        return 4 if on.year > year else 0
    return (on.month - 1) // 3
