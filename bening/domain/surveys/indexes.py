"""From counts to what is shown: means, indexes, their certainty, and groups of respondents.

Every figure is a function of sums over at least five people: groups that are withheld enter the
weighted index as one, so that no subtraction of what is shown yields one of them alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bening.domain.surveys.estimates import Interval, IntervalMethod, interval
from bening.domain.surveys.importance import importance_of
from bening.domain.surveys.instrument import Aspect, SurveyInstrument, SurveyItem, SurveyKind
from bening.domain.surveys.moments import ItemCounts, Sheets, sheets_of, together
from bening.domain.surveys.responses import Response
from bening.domain.surveys.results import (
    AspectResult,
    GroupResult,
    Incidents,
    ItemResult,
    KindResults,
    Results,
)
from bening.domain.surveys.suppression import LEAST, Withheld, withheld
from bening.domain.surveys.tally import Tally, tally_of

NO_SERVICES: Mapping[str, int] = {}


def results_of(
    instrument: SurveyInstrument,
    responses: Iterable[Response],
    *,
    population: int | None = None,
    services: Mapping[str, int] = NO_SERVICES,
) -> Results:
    """The results of responses; the same as `results` of their tally."""
    return results(tally_of(instrument, responses), population=population, services=services)


def results(
    tally: Tally, *, population: int | None = None, services: Mapping[str, int] = NO_SERVICES
) -> Results:
    """The results of counted sheets.

    `population`: how many people finished a service in the period; without it, the sum of
    `services`, which says so of each service. Raises ValueError where the tally contradicts itself.
    """
    tally.check()
    if population is None and services:
        population = sum(services.values())
    kinds = {kind: _kind(tally, kind, population, services) for kind in tally.instrument.kinds}
    incidents = None if tally.instrument.incident is None else _incidents(tally.incidents)
    return Results(tally.total, population, kinds, incidents)


def index_of_kept(kept: Tally, flagged: Tally, kind: SurveyKind) -> Fraction | None:
    """The index without flagged sheets, to be shown beside the one with them.

    None where the flagged or the kept ones are too few: the two figures would tell theirs.
    """
    instrument = kept.instrument
    parts = [sheets_of(instrument, kind, tally.services.values()) for tally in (kept, flagged)]
    for one, other in zip(*(part.counts for part in parts), strict=True):
        if 0 < one.known < LEAST or 0 < other.known < LEAST:
            return None
    return _Cell(parts[0], frozenset()).index()


@dataclass(frozen=True)
class _Cell:
    """One group of people as far as it may be shown: the items left, their sheets, their index."""

    sheets: Sheets
    left_out: frozenset[str]

    def means(self) -> tuple[AspectResult, ...]:
        """Each aspect over the items that are left."""
        found: dict[Aspect | None, list[Fraction]] = {}
        for counts in self.sheets.counts:
            values = found.setdefault(counts.item.aspect, [])
            if counts.item.code not in self.left_out and counts.known:
                values.append(counts.index)
        return tuple(
            AspectResult(aspect, sum(values, Fraction()) / len(values) if values else None)
            for aspect, values in found.items()
        )

    def index(self) -> Fraction | None:
        """The mean of all aspects; None where one has no item left."""
        values = [each.index for each in self.means() if each.index is not None]
        if not values or len(values) < len(self.means()):
            return None
        return sum(values, Fraction()) / len(values)

    def weights(self) -> dict[str, Fraction]:
        """The weight of each item that is left in the index."""
        kept = [
            counts.item
            for counts in self.sheets.counts
            if counts.item.code not in self.left_out and counts.known
        ]
        beside = Counter(item.aspect for item in kept)
        return {item.code: Fraction(1, len(beside) * beside[item.aspect]) for item in kept}

    @cached_property
    def spread(self) -> Fraction:
        """The linearized variance of the index, as if the people were a few of very many."""
        n, weights = self.sheets.n, self.weights()
        parts = [_Part.of(counts, weights, n) for counts in self.sheets.counts]
        return self.sheets.squares(parts) / (n * (n - 1))

    def variance(self, population: int | None) -> Fraction:
        """The same with the part 1 - n/N of a known population."""
        return self.spread * _rest(self.sheets.n, population)

    def lowest(self) -> Fraction:
        """The least index that answers could give."""
        scales = {item.code: item.scale for item in self.sheets.items}
        return sum(
            (
                weight * Fraction(4 * scales[code].least, scales[code].most)
                for code, weight in self.weights().items()
            ),
            Fraction(),
        )

    def interval(self, population: int | None) -> Interval | None:
        """The interval of the index; None without an index or with fewer than five sheets."""
        index, n = self.index(), self.sheets.n
        if index is None or n < LEAST:
            return None
        method = IntervalMethod.LINEARIZED if population is None else IntervalMethod.LINEARIZED_FPC
        variance = self.variance(population)
        return interval(index, variance, n - 1, method=method, lowest=self.lowest())


@dataclass(frozen=True, slots=True)
class _Part:
    """What an answer adds to the index of its group: weight x n/N x distance from the mean."""

    item: SurveyItem
    factor: Fraction
    mean: Fraction

    @classmethod
    def of(cls, counts: ItemCounts, weights: Mapping[str, Fraction], n: int) -> "_Part | None":
        weight = weights.get(counts.item.code)
        if weight is None:
            return None
        return cls(counts.item, weight * Fraction(n, counts.known), counts.index)

    def __call__(self, value: int) -> Fraction:
        own = Fraction(4 * self.item.scored(value), self.item.scale.most)
        return self.factor * (own - self.mean)


def _kind(
    tally: Tally, kind: SurveyKind, population: int | None, services: Mapping[str, int]
) -> KindResults:
    instrument = tally.instrument
    by_service = {
        code: sheets_of(instrument, kind, [counts]) for code, counts in tally.services.items()
    }
    nobody = sheets_of(instrument, kind, [])
    whole = together([nobody, *by_service.values()])
    few = frozenset(counts.item.code for counts in whole.counts if counts.known < LEAST)
    total = _Cell(whole, few)
    groups = _Groups(by_service)
    weighted = _weighted(groups, services)
    return KindResults(
        kind=kind,
        formula=instrument.formula,
        n=whole.n,
        partial=whole.partial,
        items=tuple(_item(counts) for counts in whole.counts),
        aspects=total.means(),
        index=total.index(),
        interval=total.interval(population),
        weighted_index=weighted[0],
        weighted_interval=weighted[1],
        services=groups.shown(services),
        uncovered=tuple(
            sorted(
                code
                for code, people in services.items()
                if people and (code not in by_service or not by_service[code].n)
            )
        ),
        attributes={
            attribute.code: _Groups(
                {
                    key: sheets_of(instrument, kind, [counts])
                    for key, counts in tally.attributes[attribute.code].items()
                }
            ).shown({})
            for attribute in instrument.attributes
            if attribute.code in tally.attributes
        },
        importance=importance_of(whole, total.means()) if total.index() is not None else (),
    )


def _item(counts: ItemCounts) -> ItemResult:
    item = counts.item
    if counts.known < LEAST:
        return ItemResult(item.code, item.aspect, None, None, None, None, None)
    return ItemResult(
        code=item.code,
        aspect=item.aspect,
        n=counts.known,
        unknown=counts.unknown,
        raw_mean=counts.raw_mean,
        scored_mean=counts.scored_mean,
        index=counts.index,
    )


class _Groups:
    """The groups of one breakdown: which are withheld, and which items of those that are shown."""

    def __init__(self, sheets: Mapping[str, Sheets]) -> None:
        self.sheets = {key: each for key, each in sorted(sheets.items()) if each.n}
        self.hidden = withheld({key: each.n for key, each in self.sheets.items()})
        self.hidden_items: dict[str, dict[str, Withheld]] = {}
        items = next(iter(self.sheets.values())).items if self.sheets else ()
        for at, item in enumerate(items):
            known = {key: each.counts[at].known for key, each in self.sheets.items()}
            self.hidden_items[item.code] = withheld(known, self.hidden)

    @cached_property
    def cells(self) -> Mapping[str, _Cell]:
        """The groups that are shown, each without the items that may not be shown of it."""
        return {
            key: _Cell(
                sheets,
                frozenset(code for code, hidden in self.hidden_items.items() if key in hidden),
            )
            for key, sheets in self.sheets.items()
            if key not in self.hidden
        }

    def rest(self) -> Sheets | None:
        """All withheld groups as one."""
        parts = [self.sheets[key] for key in self.hidden]
        return together(parts) if parts else None

    def shown(self, people: Mapping[str, int]) -> tuple[GroupResult, ...]:
        """Every group, withheld or with its figures, by key."""
        found = []
        for key, sheets in self.sheets.items():
            if key in self.hidden:
                found.append(GroupResult(key, self.hidden[key]))
                continue
            cell = self.cells[key]
            found.append(
                GroupResult(
                    key=key,
                    withheld=None,
                    n=sheets.n,
                    index=cell.index(),
                    aspects=cell.means(),
                    left_out=tuple(code for code in self.hidden_items if code in cell.left_out),
                    interval=cell.interval(people.get(key)),
                )
            )
        return tuple(found)


def _weighted(
    groups: _Groups, people: Mapping[str, int]
) -> tuple[Fraction | None, Interval | None]:
    """The index with each service weighed by its people; withheld ones count as one service."""
    if not groups.sheets or any(people.get(key, 0) < 1 for key in groups.sheets):
        return None, None
    index = _weighted_index(groups, people)
    if index is None:
        return None, None
    strata = [(cell, people[key]) for key, cell in groups.cells.items()]
    rest = groups.rest()
    if rest is not None:
        few = frozenset(counts.item.code for counts in rest.counts if counts.known < LEAST)
        strata.append((_Cell(rest, few), sum(people[key] for key in groups.hidden)))
    n = sum(cell.sheets.n for cell, _ in strata)
    if n < LEAST or any(cell.sheets.n < 2 for cell, _ in strata):
        return index, None
    everybody = sum(size for _, size in strata)
    variance = sum(
        (Fraction(size, everybody) ** 2 * cell.variance(size) for cell, size in strata), Fraction()
    )
    lowest = strata[0][0].lowest()
    freedom = n - len(strata)
    method = IntervalMethod.STRATIFIED_FPC
    return index, interval(index, variance, freedom, method=method, lowest=lowest)


def _weighted_index(groups: _Groups, people: Mapping[str, int]) -> Fraction | None:
    """From weighted means of items; of each item, the groups it is withheld from count as one."""
    items = next(iter(groups.sheets.values())).items
    aspects: dict[Aspect | None, list[Fraction]] = {item.aspect: [] for item in items}
    for at, item in enumerate(items):
        hidden = groups.hidden_items[item.code]
        apart = [[key] for key in groups.sheets if key not in hidden]
        strata = [*apart, [key for key in groups.sheets if key in hidden]]
        top, bottom = Fraction(), 0
        for keys in strata:
            counts = [groups.sheets[key].counts[at] for key in keys]
            known = sum(each.known for each in counts)
            if known < LEAST:
                continue
            size = sum(people[key] for key in keys)
            scored = sum(each.scored_sum for each in counts)
            top += size * Fraction(4 * scored, known * item.scale.most)
            bottom += size
        if bottom:
            aspects[item.aspect].append(top / bottom)
    if not all(aspects.values()):
        return None
    means = [sum(values, Fraction()) / len(values) for values in aspects.values()]
    return sum(means, Fraction()) / len(means)


def _incidents(said: Mapping[bool | None, int]) -> Incidents:
    sizes = {"yes": said.get(True, 0), "no": said.get(False, 0), "not_said": said.get(None, 0)}
    hidden = withheld(sizes)
    shown = {key: None if key in hidden else n for key, n in sizes.items()}
    return Incidents(shown["yes"], shown["no"], shown["not_said"], hidden)


def _rest(n: int, population: int | None) -> Fraction:
    if population is None:
        return Fraction(1)
    return 1 - Fraction(min(n, population), population) if population else Fraction()
