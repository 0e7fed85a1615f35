"""How often the panel cries wolf, and how much cheating it finds, on made-up periods.

The bars are those that the panel must clear; what it reaches is printed by
`bench.surveys_integrity`. Each range of seeds stands alone.
"""

import pytest

from bening.domain.surveys.integrity import panel
from tests.domain.surveys_integrity.simulation import SHARE, WAYS, cheated, honest
from tests.examples import AGAIN, FAST

pytestmark = pytest.mark.slow

HONEST = 40 if FAST or AGAIN else 200
CHEATED = 10 if FAST or AGAIN else 30
MOST_FALSE, LEAST_FOUND = 0.05, 0.80


def test_the_made_up_periods_are_what_they_claim() -> None:
    for seed in range(12):
        made = honest(seed)
        best = [value == 4 for answer in made.answers for value in answer.values]
        assert 0.6 < sum(best) / len(best) < 0.92
        assert len(made.services) > 1
        assert sum(made.arrivals.values()) == len(made.answers) > 60
    assert SHARE == 0.30


@pytest.mark.parametrize("first", [0, 40_000])
def test_honest_periods_seldom_raise_the_alarm(first: int) -> None:
    alarms = [panel(honest(seed)).to_look_at for seed in range(first, first + HONEST)]
    raised = [[signal.code for signal in signals] for signals in alarms if signals]

    assert len(raised) <= MOST_FALSE * HONEST, raised


@pytest.mark.parametrize("first", [50_000, 60_000])
@pytest.mark.parametrize("way", WAYS)
def test_cheating_is_found(way: str, first: int) -> None:
    found = [bool(panel(cheated(seed, way)).to_look_at) for seed in range(first, first + CHEATED)]

    assert sum(found) >= LEAST_FOUND * CHEATED


@pytest.mark.parametrize(
    ("way", "codes"),
    [
        ("filled in by staff", {"bursts", "time_clusters"}),
        ("filled in by staff as if late", {"late_answers"}),
        ("straight fours", {"straight_rise"}),
        ("copied sheets", {"duplicates"}),
        ("briefed groups", {"bursts", "time_clusters"}),
        ("filtered invitations", {"coverage"}),
    ],
)
def test_the_alarm_names_what_was_done(way: str, codes: set[str]) -> None:
    named = [
        {signal.code for signal in panel(cheated(seed, way)).to_look_at}
        for seed in range(70_000, 70_010)
    ]

    assert sum(bool(codes & one) for one in named) >= 7
