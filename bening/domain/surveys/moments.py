"""Sums over the sheets of one survey, from counts of equal sheets.

A sheet's value is the sum of what its answers contribute. Sheets are cut in two halves; each half
that occurs is worked out once, so that a million sheets cost a few lookups each.
Contributions are whole numbers of 2**-40: the same on every machine, whatever the order.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from operator import mul

from bening.domain.surveys.instrument import SurveyInstrument, SurveyItem, SurveyKind
from bening.domain.surveys.vectors import NOT_ANSWERED, NOT_KNOWN, SIGNS

UNIT = 1 << 40

_NO_VALUE = NOT_ANSWERED + NOT_KNOWN


@dataclass(frozen=True)
class ItemCounts:
    """How one item was answered: how often each value, and how often "tidak tahu"."""

    item: SurveyItem
    values: Mapping[int, int]
    unknown: int

    @cached_property
    def known(self) -> int:
        """Answers that are a value."""
        return sum(self.values.values())

    @cached_property
    def raw_sum(self) -> int:
        """The sum of the answers as given."""
        return sum(value * n for value, n in self.values.items())

    @cached_property
    def scored_sum(self) -> int:
        """The sum of the answers as they count."""
        return sum(self.item.scored(value) * n for value, n in self.values.items())

    @property
    def raw_mean(self) -> Fraction:
        """The mean of the answers as given."""
        return Fraction(self.raw_sum, self.known)

    @property
    def scored_mean(self) -> Fraction:
        """The mean of the answers as they count."""
        return Fraction(self.scored_sum, self.known)

    @property
    def index(self) -> Fraction:
        """4 x mean / highest answer of the scale."""
        return Fraction(4 * self.scored_sum, self.known * self.item.scale.most)


@dataclass(frozen=True)
class Counted:
    """Equal sheets and how often each came in, seen as a first and a second half of their items."""

    vectors: Mapping[str, int]
    half: int

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, int]]:
        """How often each second half came with each first half."""
        found: dict[str, dict[str, int]] = {}
        half = self.half
        for text, n in self.vectors.items():
            head, tail = text[:half], text[half:]
            row = found.get(head)
            if row is None:
                found[head] = {tail: n}
            else:
                row[tail] = n
        return found

    @cached_property
    def heads(self) -> Mapping[str, int]:
        """How often each first half came in."""
        return {head: sum(row.values()) for head, row in self.rows.items()}

    @cached_property
    def tails(self) -> Mapping[str, int]:
        """How often each second half came in."""
        found: dict[str, int] = {}
        for row in self.rows.values():
            for tail, n in row.items():
                found[tail] = found.get(tail, 0) + n
        return found


@dataclass(frozen=True)
class Sheets:
    """The sheets of one survey in a group of people: those that count, and how many do not."""

    items: tuple[SurveyItem, ...]
    parts: tuple[Counted, ...]
    partial: int

    @property
    def half(self) -> int:
        """How many items the first half of a sheet has."""
        return half_of(self.items)

    @cached_property
    def n(self) -> int:
        """Sheets that count."""
        return sum(sum(part.vectors.values()) for part in self.parts)

    @cached_property
    def counts(self) -> tuple[ItemCounts, ...]:
        """How each item was answered."""
        signs: list[Counter[str]] = [Counter() for _ in self.items]
        for part in self.parts:
            for start, pieces in ((0, part.heads), (self.half, part.tails)):
                for piece, n in pieces.items():
                    for place, sign in enumerate(piece, start):
                        signs[place][sign] += n
        return tuple(_item(*each) for each in zip(self.items, signs, strict=True))

    def squares(self, parts: Sequence[Callable[[int], Fraction] | None]) -> Fraction:
        """The sum of squared deviations of the sheets' values from their mean.

        `parts` says what an answer to each item contributes; None where it contributes nothing.
        """
        half = self.half
        one = Worth(partial(_contribution, _columns(parts[:half], self.items[:half])))
        two = Worth(partial(_contribution, _columns(parts[half:], self.items[half:])))
        first = second = 0
        for part in self.parts:
            for head, row in part.rows.items():
                own, n = one[head], part.heads[head]
                other = weighted_sum(row, two)
                first += n * own + other
                second += own * (n * own + 2 * other)
            second += sum(n * two[tail] ** 2 for tail, n in part.tails.items())
        return (Fraction(second) - Fraction(first * first, self.n)) / UNIT**2


class Worth(dict[str, int]):
    """What each piece of a sheet is worth, worked out when it is first met."""

    def __init__(self, of: Callable[[str], int]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, piece: str) -> int:
        value = self[piece] = self.of(piece)
        return value


def weighted_sum(row: Mapping[str, int], worth: Worth) -> int:
    """The worth of all pieces of a row, each as often as it came in."""
    return sum(map(mul, row.values(), map(worth.__getitem__, row)))


def half_of(items: Sequence[SurveyItem]) -> int:
    """Where the sheets of some items are cut in two."""
    return (len(items) + 1) // 2


def _columns(
    parts: Sequence[Callable[[int], Fraction] | None], items: Sequence[SurveyItem]
) -> list[Mapping[str, int]]:
    return [
        {SIGNS[value]: round(part(value) * UNIT) for value in item.scale.values} if part else {}
        for part, item in zip(parts, items, strict=True)
    ]


def _contribution(columns: Sequence[Mapping[str, int]], piece: str) -> int:
    return sum(column.get(sign, 0) for column, sign in zip(columns, piece, strict=True))


def _item(item: SurveyItem, found: Mapping[str, int]) -> ItemCounts:
    """Raises ValueError where a sheet has a sign that the item does not."""
    values = {value: found.get(SIGNS[value], 0) for value in item.scale.values}
    others = {sign for sign, n in found.items() if n} - {SIGNS[value] for value in values}
    if others - set(_NO_VALUE):
        raise ValueError(f"{item.code}: no answer has the sign {min(others - set(_NO_VALUE))!r}")
    return ItemCounts(item, values, found.get(NOT_KNOWN, 0))


def sheets_of(
    instrument: SurveyInstrument, kind: SurveyKind, groups: Iterable[Mapping[str, int]]
) -> Sheets:
    """The sheets of one survey among counted vectors of a whole form.

    A sheet counts when any item has a value and every item that SKM counts has one: for SKM all
    elements, for SPKP those that it shares with SKM on the same form. So both stand on the same
    sheets, and no subtraction of the two yields the few that one of them would leave out.
    """
    items = instrument.items_of(kind)
    cut = _cut(instrument, items)
    needed = tuple(item for item in items if SurveyKind.SKM in item.kinds)
    must = _cut(instrument, needed) if needed else None
    half = half_of(items)
    parts, left_out = [], 0
    for vectors in groups:
        found: dict[str, int] = {}
        for text, n in vectors.items():
            if n <= 0:
                continue
            part = cut(text)
            asked = must(text) if must else ""
            is_full = NOT_KNOWN not in asked and NOT_ANSWERED not in asked
            if is_full and part.strip(_NO_VALUE):
                found[part] = found.get(part, 0) + n
            elif part.strip(NOT_ANSWERED):
                left_out += n
        parts.append(Counted(found, half))
    return Sheets(items, tuple(parts), left_out)


def together(sheets: Sequence[Sheets]) -> Sheets:
    """The sheets of several groups as those of one; there must be one."""
    return Sheets(
        sheets[0].items,
        tuple(part for each in sheets for part in each.parts),
        sum(each.partial for each in sheets),
    )


def _cut(instrument: SurveyInstrument, items: Sequence[SurveyItem]) -> Callable[[str], str]:
    """How the signs of some items, in the order of the form, are taken out of those of the form."""
    places = [at for at, item in enumerate(instrument.items) if item in items]
    first, last = places[0], places[-1] + 1
    if places == list(range(first, last)):
        return lambda text: text[first:last]
    return lambda text: "".join([text[at] for at in places])
