"""Which answers a signal points at: those that whoever judges the period decides about.

A signal about invitations, days or earlier periods points at no answer. One about whole sheets
points at all that are alike, honest ones among them: that is why a person decides.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bening.domain.surveys.integrity.marks import IntakeMark
from bening.domain.surveys.integrity.shares import COMMENT_LETTERS, folded
from bening.domain.surveys.integrity.values import ClosedAnswer, ClosedPeriod
from bening.domain.surveys.integrity.vectors import LEAST_REPEATED

Places = frozenset[int]
"""Places in `ClosedPeriod.answers`."""


def pointed_at(code: str, period: ClosedPeriod) -> Places:
    """The places of the answers that the signal of this code points at; empty where at none."""
    points = _POINTS.get(code)
    return points(period) if points else frozenset()


def _where(holds: Callable[[ClosedAnswer], bool]) -> Callable[[ClosedPeriod], Places]:
    def points(period: ClosedPeriod) -> Places:
        return frozenset(at for at, answer in enumerate(period.answers) if holds(answer))

    return points


def _marked(*marks: IntakeMark) -> Callable[[ClosedPeriod], Places]:
    wanted = frozenset(marks)
    return _where(lambda answer: wanted <= answer.marks)


def _straight(period: ClosedPeriod) -> Places:
    """Sheets without a gap in which every value is the same, or the best."""

    def is_straight(answer: ClosedAnswer) -> bool:
        given = [value for value in answer.values if value is not None]
        if len(given) < len(period.items) or not given:
            return False
        best = all(
            item.level(value) == item.most - item.least
            for item, value in zip(period.items, given, strict=True)
        )
        return best or len(set(given)) == 1

    return _where(is_straight)(period)


def _repeated(period: ClosedPeriod) -> Places:
    """Sheets without a gap that stand in a cluster of equal ones and are no straight line."""
    lines = _straight(period)
    counts = Counter(
        answer.values
        for at, answer in enumerate(period.answers)
        if at not in lines and None not in answer.values
    )
    return frozenset(
        at
        for at, answer in enumerate(period.answers)
        if at not in lines and counts[answer.values] >= LEAST_REPEATED
    )


def _same_comment(period: ClosedPeriod) -> Places:
    """Answers whose long comment another one has, letter for letter."""
    texts = [folded(answer.comment) for answer in period.answers]
    counts = Counter(text for text in texts if len(text) >= COMMENT_LETTERS)
    return frozenset(at for at, text in enumerate(texts) if counts[text] > 1)


def _contradicting(period: ClosedPeriod) -> Places:
    """Answers of people who were asked for money and still answer all on corruption at its best."""

    def contradicts(answer: ClosedAnswer) -> bool:
        given = [
            (period.items[place], value)
            for place in period.perception
            if (value := answer.values[place]) is not None
        ]
        best = all(item.level(value) == item.most - item.least for item, value in given)
        return bool(answer.incident and given and best)

    return _where(contradicts)(period)


_POINTS: Final[Mapping[str, Callable[[ClosedPeriod], Places]]] = MappingProxyType(
    {
        "token_share": _where(
            lambda answer: bool(
                answer.marks & {IntakeMark.OPEN_LINK, IntakeMark.IMPORTED, IntakeMark.PAPER}
            )
        ),
        "assisted": _where(
            lambda answer: bool(answer.marks & {IntakeMark.ASSISTED, IntakeMark.KIOSK})
        ),
        "speeders": _marked(IntakeMark.SPEED_FAST),
        "straight_lines": _straight,
        "straight_rise": _straight,
        "duplicates": _repeated,
        "typed_patterns": _marked(IntakeMark.PAPER),
        "identical_comments": _same_comment,
        "bursts": _marked(IntakeMark.IN_BURST),
        "own_network_bursts": _marked(IntakeMark.IN_BURST, IntakeMark.OWN_NETWORK),
        "own_network_after_hours": _marked(IntakeMark.OUT_OF_HOURS, IntakeMark.OWN_NETWORK),
        "late_answers": _marked(IntakeMark.LATE),
        "contradiction": _contradicting,
    }
)
