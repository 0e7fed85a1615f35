"""What the checks read and what they find."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bening.domain.scoring import Contradiction


class Severity(StrEnum):
    """ERROR keeps a sheet from being submitted; evaluators see WARNING; INFO is for the unit."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def touches(self, start: date, end: date) -> bool:
        """Whether the days from `start` to `end` share a day with this period."""
        return start <= self.end and end >= self.start


@dataclass(frozen=True)
class Proof:
    """One attached piece of evidence; `content` is its SHA-256, empty for a link."""

    title: str
    content: str = ""
    proves: Period | None = None
    checked: bool = False
    need: int | None = None


@dataclass(frozen=True)
class QuestionView:
    """One question as the checks see it.

    `is_best`: the answer earns all points; `criterion`: the text of the chosen option; `expected`:
    how many proofs the instrument expects; `better_than_fact`: a fact proposes a lower answer.
    """

    code: str
    answered: bool = False
    is_best: bool = False
    criterion: str = ""
    note: str = ""
    expected: int = 0
    proofs: tuple[Proof, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    better_than_fact: bool = False
    is_survey_index: bool = False


@dataclass(frozen=True)
class Rule:
    """One check: its stable name and how much a finding of it weighs."""

    kind: str
    severity: Severity


@dataclass(frozen=True)
class Finding:
    """What one rule found: the questions it concerns and the values its sentence needs."""

    rule: Rule
    codes: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)
