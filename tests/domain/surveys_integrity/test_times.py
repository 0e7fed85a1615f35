"""Crowded half hours: what day, hour and rush explain is not blamed."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from bening.domain.surveys.integrity.times import time_clusters
from tests.domain.surveys_integrity.made import DAY, days, period

Arrivals = Counter[tuple[str, date, int]]


def usual(seed: int = 1, *, rush: float = 4.0) -> Arrivals:
    """Sixty days of some ten answers, mornings twice as busy, busy and quiet days."""
    random = np.random.default_rng(seed)
    counts: Arrivals = Counter()
    for day in days(60):
        mood = random.gamma(rush, 1 / rush)
        for half_hour in range(16, 40):
            many = int(random.poisson(mood * (0.8 if half_hour < 24 else 0.3)))
            if many:
                counts["a", day, half_hour] = many
    return counts


def test_rush_hours_and_busy_days_are_honest() -> None:
    for seed in range(20):
        found = time_clusters(period(arrivals=usual(seed)))
        assert found.p is not None
        assert found.p > 0.05


def test_one_crowd_is_found() -> None:
    counts = usual()
    counts["a", DAY + timedelta(10), 30] += 25

    found = time_clusters(period(arrivals=counts))

    assert found.p is not None
    assert found.p < 0.001
    assert found.value is not None
    assert found.value > 0.03


def test_many_small_crowds_are_found() -> None:
    counts = usual()
    for week in range(8):
        counts["a", DAY + timedelta(7 * week + 2), 26 + week] += 12

    found = time_clusters(period(arrivals=counts))

    assert found.p is not None
    assert found.p < 0.01


def test_a_crowd_where_nobody_else_ever_answers_is_found() -> None:
    counts = usual()
    counts["a", DAY + timedelta(5), 3] += 20

    found = time_clusters(period(arrivals=counts))

    assert found.p is not None
    assert found.p < 0.001


def test_after_messages_went_out_a_rush_is_honest() -> None:
    counts, sent = usual(), DAY + timedelta(10)
    counts["a", sent, 18] += 60
    counts["a", sent + timedelta(1), 18] += 30
    made = period(arrivals=counts)

    blamed, known = time_clusters(made), time_clusters(replace(made, sent_on=frozenset({sent})))

    assert blamed.p is not None
    assert blamed.p < 0.001
    assert known.p is not None
    assert known.p > 0.05


def test_few_days_or_answers_tell_nothing() -> None:
    four = Counter({("a", day, 20): 40 for day in days(4)})
    rare = Counter({("a", day, 20): 1 for day in days(29)})

    assert time_clusters(period(arrivals=four)).p is None
    assert time_clusters(period(arrivals=rare)).p is None
    assert time_clusters(period()).n == 0
