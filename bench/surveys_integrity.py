"""How often the signals of a survey cry wolf, what they find, and what judging a period costs.

    python -m bench.surveys_integrity

Made-up periods of several hundred answers: 200 honest ones and 100 with each way of cheating, from
two separate ranges of seeds. Then variants that are meant to be hard: honest ones outside the
assumptions, and cheats who know the signals. A line of JSON follows each table.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from bench._table import show, timed
from bening.domain.surveys.integrity import ClosedPeriod, panel
from tests.domain.surveys_integrity import simulation
from tests.domain.surveys_integrity.simulation import WAYS, Came, Unit, cheated, honest

HONEST, CHEATED, HARD = 200, 100, 60
RANGES = (10_000, 20_000)
MANY = 100_000


def main() -> None:
    """Print the rates of each range, the hard variants and the cost."""
    for first in RANGES:
        _rates(f"Alarms, seeds from {first:,}", _ordinary(), first)
    _rates("Hard variants", _hard(), 30_000)
    period = honest(1)
    many = replace(
        period, answers=(list(period.answers) * (MANY // len(period.answers) + 1))[:MANY]
    )
    show(
        "Judging a closed period",
        [
            timed(f"{len(period.answers)} answers", lambda: panel(period), 20),
            timed(f"{MANY:,} answers", lambda: panel(many), 2),
        ],
    )


Case = tuple[str, int, Callable[[int], ClosedPeriod]]


def _ordinary() -> Iterator[Case]:
    yield "honest", HONEST, honest
    for way in WAYS:
        yield way, CHEATED, lambda seed, way=way: cheated(seed, way)  # type: ignore[misc]  # bound by its default


def _hard() -> Iterator[Case]:
    yield "honest, moods twice as large", HARD, _restless
    yield "honest, sheets of one line common (25 %)", HARD, _lines
    yield "straight fours, no earlier period", HARD, _without_past
    yield "straight fours at two seconds an item", HARD, _hasty
    yield "single fill-ins, spread over the day", HARD, lambda seed: _cheated(seed, _patient)
    yield "register itself is filtered", HARD, _register_filtered


def _rates(title: str, cases: Iterator[Case], first: int) -> None:
    print(f"\n{title}")
    print(f"{'':44}{'alarms':>12}  raised most often by")
    figures = []
    for name, many, made in cases:
        alarms, by = 0, Counter[str]()
        for seed in range(first, first + many):
            looked = panel(made(seed)).to_look_at
            alarms += bool(looked)
            by.update(signal.code for signal in looked)
        often = ", ".join(f"{code} {count}" for code, count in by.most_common(4))
        print(f"{name:44}{alarms:>5} of {many:<4}  {often}", flush=True)
        figures.append({"case": name, "alarms": alarms, "periods": many, "by": dict(by)})
    print(json.dumps({"title": title, "cases": figures}))


@contextmanager
def _mood(mood: float) -> Iterator[None]:
    usual, simulation.MOOD = simulation.MOOD, mood
    try:
        yield
    finally:
        simulation.MOOD = usual


def _restless(seed: int) -> ClosedPeriod:
    with _mood(0.30):
        return honest(seed)


def _lines(seed: int) -> ClosedPeriod:
    return simulation.period_of(replace(simulation.unit_of(seed), lines=0.25), _nothing)


def _nothing(_unit: Unit, came: Came) -> Came:
    return came


def _cheated(seed: int, way: Callable[[Unit, Came], Came]) -> ClosedPeriod:
    return simulation.period_of(simulation.unit_of(seed), way)


def _without_past(seed: int) -> ClosedPeriod:
    return replace(cheated(seed, "straight fours"), earlier=())


def _hasty(seed: int) -> ClosedPeriod:
    def way(unit: Unit, came: Came) -> Came:
        before = came.sheets.copy()
        came = simulation.straight_fours(unit, came)
        changed = (before != came.sheets).any(axis=1)
        came.seconds[changed] = 1.8 * unit.items
        return came

    return replace(_cheated(seed, way), earlier=())


def _patient(unit: Unit, came: Came) -> Came:
    """One at a time, at times like everybody's, each sheet thought up on its own."""
    part = simulation.part_of(unit, came)
    came.sheets[part] = np.where(unit.random.random((len(part), unit.items)) < 0.9, 4, 3)
    return came


def _register_filtered(seed: int) -> ClosedPeriod:
    """Those who were kept out were never entered: the register agrees with the invitations."""
    period = cheated(seed, "filtered invitations")
    services = {
        code: replace(
            service,
            finished={
                day: round(many * service.invited / service.total)
                for day, many in service.finished.items()
            },
        )
        for code, service in period.services.items()
    }
    services = {
        code: replace(service, invited=min(service.invited, service.total))
        for code, service in services.items()
    }
    return replace(period, services=services)


if __name__ == "__main__":
    main()
