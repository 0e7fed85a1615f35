"""What the signals read of a closed period, and what they give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bening.domain.surveys.integrity.marks import IntakeMark


class SignalVerdict(StrEnum):
    """What is to be done: nothing, look at it, or wait for more data."""

    OK = "ok"
    LOOK = "look"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True)
class ItemFrame:
    """The scale of one item: least and most value, and whether the least is the best."""

    least: int
    most: int
    is_reversed: bool = False

    def level(self, value: int) -> int:
        """0 for the worst answer, up to most - least for the best."""
        return self.most - value if self.is_reversed else value - self.least


@dataclass(frozen=True, slots=True)
class ClosedAnswer:
    """One answer of a closed period, as sealed.

    `values` in the order of the items, None for "don't know"; `comment` is the suggestion.
    """

    values: tuple[int | None, ...]
    service: str
    day: date
    marks: frozenset[IntakeMark] = frozenset()
    incident: bool | None = None
    comment: str = ""
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """One service over the period: finished services by day, invitations made.

    `excused` are finished services whose person had been invited before in the same quarter.
    """

    finished: Mapping[date, int]
    invited: int
    excused: int = 0

    @property
    def total(self) -> int:
        return sum(self.finished.values())


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """An earlier period: the mean of the sheets from 0 to 1, how many sheets, and two shares.

    `straight` of sheets that are one straight line, `response` of invitations that were answered.
    """

    mean: float
    answers: int
    straight: float | None = None
    response: float | None = None


@dataclass(frozen=True, slots=True)
class ExternalValue:
    """The result of somebody else's survey, from 0 to 1, with its number of respondents."""

    mean: float
    answers: int


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """All that the signals may read.

    `arrivals`: counts by service, day and half hour; `invited_share` is the share that the plan
    invites (1: everyone); `sent_on` are days on which invitations or reminders went out together;
    `open_days` those on which the office served; `earlier` with the oldest first.
    `perception` are the places of the items that ask about corruption. `findings` is the number of
    findings of the examination of the sealed days.
    """

    items: Sequence[ItemFrame]
    answers: Sequence[ClosedAnswer]
    services: Mapping[str, ServiceCount] = field(default_factory=dict)
    arrivals: Mapping[tuple[str, date, int], int] = field(default_factory=dict)
    invited_share: float = 1.0
    sent_on: frozenset[date] = frozenset()
    open_days: frozenset[date] = frozenset()
    earlier: Sequence[PastPeriod] = ()
    external: ExternalValue | None = None
    perception: Sequence[int] = ()
    findings: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What one statistic gives before all are judged together.

    `value` is what was seen, `expected` what an honest period has at most or on average, `p` how
    often chance alone gives as much; None where there is not enough data (then n says how much).
    """

    code: str
    value: float | None
    expected: float | None
    p: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal of the panel. `patterns` are the numbers of the ways of cheating it answers."""

    code: str
    patterns: tuple[int, ...]
    value: float | None
    expected: float | None
    p: float | None
    verdict: SignalVerdict
    n: int
    explanation: str


@dataclass(frozen=True, slots=True)
class IntegrityPanel:
    """Every signal of a period, in fixed order. It tells what to look at and drops no answer."""

    signals: tuple[Signal, ...]

    @property
    def to_look_at(self) -> tuple[Signal, ...]:
        """The signals that raise the alarm."""
        return tuple(one for one in self.signals if one.verdict is SignalVerdict.LOOK)

    def document(self) -> list[dict[str, object]]:
        """The panel for a sealed or published record: numbers as text, four places."""
        return [
            {
                "code": one.code,
                "expected": _text(one.expected),
                "explanation": one.explanation,
                "n": one.n,
                "p": _text(one.p),
                "patterns": list(one.patterns),
                "value": _text(one.value),
                "verdict": one.verdict.value,
            }
            for one in self.signals
        ]

    def signal(self, code: str) -> Signal:
        """The signal of this code. Raises KeyError."""
        for one in self.signals:
            if one.code == code:
                return one
        raise KeyError(code)


def _text(number: float | None) -> str | None:
    return None if number is None else f"{number:.4f}"
