"""Sums over the sheets of one survey, from counts of equal sheets.

A sheet's value is the sum of what its answers contribute. Sheets are cut into pieces of a few
items; each piece that occurs is worked out once, so that a million sheets cost a few lookups each.
Contributions are whole numbers of 2**-40: the same on every machine, whatever the order.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bening.domain.surveys.instrument import SurveyInstrument, SurveyItem, SurveyKind
from bening.domain.surveys.vectors import NOT_ANSWERED, NOT_KNOWN, SIGNS

PIECE = 5
UNIT = 1 << 40

_NO_VALUE = NOT_ANSWERED + NOT_KNOWN
Table = Mapping[str, int]


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
class Sheets:
    """The sheets of one survey in one group of people: those that count, and how many do not."""

    items: tuple[SurveyItem, ...]
    vectors: Mapping[str, int]
    partial: int

    @cached_property
    def n(self) -> int:
        """Sheets that count."""
        return sum(self.vectors.values())

    @cached_property
    def counts(self) -> tuple[ItemCounts, ...]:
        """How each item was answered."""
        width = len(self.items)
        signs: list[Counter[str]] = [Counter() for _ in self.items]
        for start in range(0, width, PIECE):
            for piece, n in _pieces(self.vectors, start).items():
                for place, sign in enumerate(piece, start):
                    signs[place][sign] += n
        return tuple(_item(*each) for each in zip(self.items, signs, strict=True))

    def squares(self, parts: Sequence[Callable[[int], Fraction] | None]) -> Fraction:
        """The sum of squared deviations of the sheets' values from their mean.

        `parts` says what an answer to each item contributes; None where it contributes nothing.
        """
        tables = [_Table(parts, self.items, start) for start in range(0, len(self.items), PIECE)]
        first = second = 0
        match tables:
            case [only]:
                for text, n in self.vectors.items():
                    value = only[text]
                    first += n * value
                    second += n * value * value
            case [one, two]:
                for text, n in self.vectors.items():
                    value = one[text[:PIECE]] + two[text[PIECE:]]
                    first += n * value
                    second += n * value * value
            case _:
                starts = list(enumerate(range(0, len(self.items), PIECE)))
                for text, n in self.vectors.items():
                    value = sum(tables[at][text[s : s + PIECE]] for at, s in starts)
                    first += n * value
                    second += n * value * value
        return (Fraction(second) - Fraction(first * first, self.n)) / UNIT**2


def _item(item: SurveyItem, found: Mapping[str, int]) -> ItemCounts:
    """Raises ValueError where a sheet has a sign that the item does not."""
    values = {value: found.get(SIGNS[value], 0) for value in item.scale.values}
    others = {sign for sign, n in found.items() if n} - {SIGNS[value] for value in values}
    if others - set(_NO_VALUE):
        raise ValueError(f"{item.code}: no answer has the sign {min(others - set(_NO_VALUE))!r}")
    return ItemCounts(item, values, found.get(NOT_KNOWN, 0))


class _Table(dict[str, int]):
    """What each piece of a sheet contributes, worked out when it is first met."""

    def __init__(
        self,
        parts: Sequence[Callable[[int], Fraction] | None],
        items: tuple[SurveyItem, ...],
        start: int,
    ) -> None:
        super().__init__()
        self.columns: list[Table] = [
            {SIGNS[v]: round(part(v) * UNIT) for v in item.scale.values} if part else {}
            for part, item in zip(
                parts[start : start + PIECE], items[start : start + PIECE], strict=True
            )
        ]

    def __missing__(self, piece: str) -> int:
        value = sum(column.get(sign, 0) for column, sign in zip(self.columns, piece, strict=True))
        self[piece] = value
        return value


def sheets_of(
    instrument: SurveyInstrument, kind: SurveyKind, groups: Iterable[Mapping[str, int]]
) -> Sheets:
    """The sheets of one survey among counted vectors of a whole form.

    For SKM a sheet counts when every element has a value; for others when any item has one.
    """
    items = instrument.items_of(kind)
    cut = _cut(instrument, kind)
    whole = kind is SurveyKind.SKM
    found: dict[str, int] = {}
    partial = 0
    for vectors in groups:
        for text, n in vectors.items():
            if n <= 0:
                continue
            part = text if cut is None else cut(text)
            is_full = NOT_KNOWN not in part and NOT_ANSWERED not in part
            if is_full or (not whole and part.strip(_NO_VALUE)):
                found[part] = found.get(part, 0) + n
            elif part.strip(NOT_ANSWERED):
                partial += n
    return Sheets(items, found, partial)


def _cut(instrument: SurveyInstrument, kind: SurveyKind) -> Callable[[str], str] | None:
    """How the signs of a survey are taken out of those of the form; None for all of them."""
    places = [at for at, item in enumerate(instrument.items) if kind in item.kinds]
    if len(places) == len(instrument.items):
        return None
    first, last = places[0], places[-1] + 1
    if places == list(range(first, last)):
        return lambda text: text[first:last]
    return lambda text: "".join([text[at] for at in places])


def _pieces(vectors: Mapping[str, int], start: int) -> dict[str, int]:
    found: dict[str, int] = {}
    end = start + PIECE
    for text, n in vectors.items():
        piece = text[start:end]
        found[piece] = found.get(piece, 0) + n
    return found
