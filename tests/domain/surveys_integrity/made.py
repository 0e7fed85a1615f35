"""Small periods built by hand."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bening.domain.surveys.integrity import ClosedAnswer, ClosedPeriod, IntakeMark, ItemFrame

DAY = date(2026, 10, 5)
FOUR = ItemFrame(1, 4)


def days(count: int) -> list[date]:
    return [DAY + timedelta(n) for n in range(count)]


def answers(
    count: int, *marks: IntakeMark, values: tuple[int | None, ...] = (4, 3, 4, 4, 3), **more: object
) -> list[ClosedAnswer]:
    known = {"service": "a", "day": DAY, **more}
    return [ClosedAnswer(values, marks=frozenset(marks), **known) for _ in range(count)]  # type: ignore[arg-type]  # by name


def period(given: Sequence[ClosedAnswer] = (), items: int = 5, **more: object) -> ClosedPeriod:
    known = {"perception": range(items), **more}
    return ClosedPeriod([FOUR] * items, list(given), **known)  # type: ignore[arg-type]  # by name


def sheets(*texts: str, times: int = 1) -> Iterable[ClosedAnswer]:
    """Answers from digits, 0 for "don't know"."""
    for text in texts:
        values = tuple(int(digit) or None for digit in text)
        yield from answers(times, values=values)
