"""What the results of a survey cost: a million sheets of ten items in three services.

    python -m bench.surveys_index [SHEETS]

The sheets are random and repeatable: people who lean to one side, most of them content, some with
"tidak tahu". As a second, worst case every answer is drawn alone, so that few sheets are equal.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable

from bench._table import show, timed
from bening.domain.surveys import (
    SurveyInstrument,
    SurveyKind,
    Tally,
    from_vector,
    microdata,
    results,
    tally_of,
)
from bening.domain.surveys.responses import Response
from bening.instruments.surveys import load_survey

PEOPLE = {"KK": 2_400_000, "KTP": 1_500_000, "AKTA": 300_000}
SHARES = (60, 35, 5)
Row = tuple[str, str, int]


def person(draw: random.Random, width: int) -> str:
    """A sheet of somebody whose answers lie near each other."""
    leaning = draw.gauss(1.1, 0.9)
    signs = []
    for _ in range(width):
        at = draw.random()
        if at < 0.03:
            signs.append("?")
        else:
            pull = leaning + draw.gauss(0, 0.8)
            signs.append("1" if pull < -1.4 else "2" if pull < -0.6 else "3" if pull < 0.6 else "4")
    return "".join(signs)


def anything(draw: random.Random, width: int) -> str:
    """A sheet in which every answer is as likely as any other."""
    return "".join(draw.choices("1234", k=width))


def sheets(how_many: int, one: Callable[[random.Random, int], str], width: int) -> list[list[str]]:
    """The sheets of each service."""
    draw = random.Random(2026)
    return [[one(draw, width) for _ in range(how_many * share // 100)] for share in SHARES]


def grouped(by_service: list[list[str]]) -> list[Row]:
    """As a database groups them."""
    return [
        (service, vector, n)
        for service, vectors in zip(PEOPLE, by_service, strict=True)
        for vector, n in Counter(vectors).items()
    ]


def counted(instrument: SurveyInstrument, rows: list[Row]) -> None:
    """From grouped counts to results."""
    tally = Tally(instrument)
    tally.add_counts(rows)
    found = results(tally, services=PEOPLE).kinds[instrument.kinds[0]]
    assert found.index is not None
    assert found.weighted_interval is not None


def passed_over(instrument: SurveyInstrument, by_service: list[list[str]]) -> None:
    """From the sheets one by one to results."""
    tally = Tally(instrument)
    for service, vectors in zip(PEOPLE, by_service, strict=True):
        tally.add_vectors(vectors, service)
    results(tally, services=PEOPLE)


def main() -> None:
    """Print every figure."""
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    timings = []
    for name, one in (("as people answer", person), ("every answer alone", anything)):
        for id_ in ("spak-1", "skm-1"):
            instrument = load_survey(id_)
            by_service = sheets(how_many, one, len(instrument.items))
            rows = grouped(by_service)
            print(f"{id_}, {name}: {how_many:,} sheets, {len(rows):,} that differ by service")
            title = f"{id_}, {name}"

            def from_counts(form: SurveyInstrument = instrument, r: list[Row] = rows) -> None:
                counted(form, r)

            def one_by_one(
                form: SurveyInstrument = instrument, s: list[list[str]] = by_service
            ) -> None:
                passed_over(form, s)

            timings.append(timed(f"{title}: from counts", from_counts, 3, 1000))
            timings.append(timed(f"{title}: in one pass", one_by_one, 2))
    instrument = load_survey("spak-1")
    few = [
        Response(from_vector(instrument, vector), {"service": "KK", "sex": sex})
        for vector in sheets(1000, person, 10)[0][:400]
        for sex in ("female",)
    ]
    shuffle = random.Random(1).shuffle
    timings += [
        timed("400 responses to results", lambda: results(tally_of(instrument, few)), 20),
        timed(
            "their microdata",
            lambda: microdata(instrument, few, shuffle, kind=SurveyKind.SPAK),
            20,
        ),
    ]
    show("Indexes of surveys", timings)


if __name__ == "__main__":
    main()
