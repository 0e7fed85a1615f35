"""How many people a period is about, how many answers it needs, and how many of each service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bening.domain.surveys import krejcie_morgan, quotas, slovin
from bening.services.queries import finished_between, services_of_unit
from bening.surveys.models import PopulationSource, SampleMethod, SurveyPeriod
from bening.surveys.refusals import SurveyRefused

SLOVIN_MARGIN = Fraction(1, 20)
MOST = 50_000_000
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Sample:
    """What the head decides: where N comes from, and by which formula the sample follows.

    From the register N is what was finished from `counted_from` to `counted_until`; typed, it is
    `population`, and `note` says where the number stands.
    """

    source: PopulationSource
    method: SampleMethod = SampleMethod.KREJCIE_MORGAN
    population: int | None = None
    note: str = ""
    counted_from: date | None = None
    counted_until: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What follows from it."""

    population: int
    wanted: int
    quotas: Mapping[str, int]
    counted_from: date | None
    counted_until: date | None


def sample_of(period: SurveyPeriod, sample: Sample) -> Wanted:
    """N, the answers wanted and their quotas by service; no quotas where N was typed.

    Raises SurveyRefused ("population_days_missing", "population_days_turned",
    "population_is_empty", "population_source_missing", "population_source_too_long",
    "population_absurd", "population_register_empty").
    """
    if sample.source == PopulationSource.TYPED:
        if not sample.population:
            raise SurveyRefused("population_is_empty", field="population")
        if sample.population > MOST:
            raise SurveyRefused("population_absurd", field="population", most=MOST)
        if not sample.note.strip():
            raise SurveyRefused("population_source_missing", field="note")
        if len(sample.note) > LONGEST_NOTE:
            raise SurveyRefused("population_source_too_long", field="note", longest=LONGEST_NOTE)
        wanted = sample_size(sample.population, sample.method)
        return Wanted(sample.population, wanted, {}, None, None)
    start, end = sample.counted_from, sample.counted_until
    if start is None or end is None:
        raise SurveyRefused("population_days_missing", field="counted_from")
    if end < start:
        raise SurveyRefused("population_days_turned", field="counted_until")
    volumes = finished_between(period.unit, start, end)
    population = sum(volumes.values())
    if not population:
        raise SurveyRefused("population_register_empty", field="counted_from")
    offered = set(services_of_unit(period.unit, on=period.starts_on).values_list("code", flat=True))
    asked = {code: count for code, count in volumes.items() if code in offered}
    size = sample_size(population, sample.method)
    shared = quotas(asked, size) if asked else {}
    return Wanted(population, max(size, sum(shared.values())), shared, start, end)


def sample_size(population: int, method: str) -> int:
    """The answers wanted of a population by a formula; Slovin with a margin of 5 %."""
    if method == SampleMethod.SLOVIN:
        return slovin(population, SLOVIN_MARGIN)
    return krejcie_morgan(population)
