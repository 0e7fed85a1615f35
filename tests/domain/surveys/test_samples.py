"""How many answers are asked for, in all and of each service."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys import is_enough, krejcie_morgan, quotas, slovin, sufficiency

VOLUMES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 3000))


@given(st.integers(0, 10**7))
def test_more_people_never_need_fewer_answers_and_never_more_than_there_are(n: int) -> None:
    assert krejcie_morgan(n) <= krejcie_morgan(n + 1) <= min(n + 1, 384)


@pytest.mark.parametrize(("population", "sample"), [(0, 0), (1, 1), (2, 2), (10**9, 384)])
def test_the_ends_of_the_table(population: int, sample: int) -> None:
    assert krejcie_morgan(population) == sample


@pytest.mark.parametrize(
    ("population", "precision", "sample"),
    [(1000, "0.05", 286), (1000, "0.1", 91), (100, "0.05", 80), (0, "0.05", 0), (1, "0.5", 1)],
)
def test_slovin(population: int, precision: str, sample: int) -> None:
    assert slovin(population, Fraction(precision)) == sample


@pytest.mark.parametrize("precision", ["0", "1", "-0.05"])
def test_a_margin_that_is_none(precision: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        slovin(100, Fraction(precision))


def test_fewer_than_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        krejcie_morgan(-1)
    with pytest.raises(ValueError, match="not negative"):
        quotas({"a": -1}, 3)


@given(VOLUMES, st.integers(0, 500))
def test_quotas_sum_to_the_sample_within_what_is_there(volumes: dict[str, int], n: int) -> None:
    found = quotas(volumes, n)
    active = sum(1 for volume in volumes.values() if volume)

    assert found.keys() == volumes.keys()
    assert sum(found.values()) == min(max(n, active), sum(volumes.values()))
    assert all((volumes[code] > 0) <= quota <= volumes[code] for code, quota in found.items())


@given(VOLUMES, st.integers(0, 500))
def test_a_larger_service_never_has_the_smaller_quota(volumes: dict[str, int], n: int) -> None:
    found = quotas(volumes, n)

    assert all(
        found[one] <= found[other]
        for one in volumes
        for other in volumes
        if volumes[one] < volumes[other]
    )


@given(VOLUMES, st.integers(0, 500))
def test_quotas_do_not_depend_on_the_order_of_services(volumes: dict[str, int], n: int) -> None:
    assert quotas(dict(reversed(volumes.items())), n) == quotas(volumes, n)


def test_quotas_in_proportion() -> None:
    assert quotas({"KK": 1800, "KTP": 1190, "AKTA": 11, "LAIN": 0}, 341) == {
        "KK": 205,
        "KTP": 135,
        "AKTA": 1,
        "LAIN": 0,
    }


def test_enough_means_every_service() -> None:
    asked = {"a": 10, "b": 5}

    assert is_enough({"a": 10, "b": 5}, asked)
    assert not is_enough({"a": 30, "b": 4}, asked)
    assert sufficiency({"a": 30, "b": 4}, asked).by_service == {"b": 1}
    assert sufficiency({"a": 30, "b": 4}, asked).missing == 0
    assert sufficiency({"a": 3}, asked).missing == 12
