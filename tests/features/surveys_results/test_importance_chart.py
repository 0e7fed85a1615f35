"""The drawing of importance and performance stays in its frame."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bening.surveys.importance_chart import RADIUS, importance_chart
from tests.examples import examples

shares = st.fractions(min_value=0, max_value=4, max_denominator=60)


@examples(60)
@given(st.lists(st.tuples(shares, shares), min_size=2, max_size=12))
def test_every_dot_stands_inside_and_in_its_quarter(
    values: list[tuple[Fraction, Fraction]],
) -> None:
    points = [(at, one, other) for at, (one, other) in enumerate(values, start=1)]
    chart = importance_chart(points)
    assert chart is not None
    middle = sum((one for _, one, _ in points), Fraction()) / len(points)
    for (number, performance, _), dot in zip(points, chart.dots, strict=True):
        assert dot.number == number
        assert chart.left + RADIUS <= float(dot.x) <= chart.right - RADIUS
        assert chart.top + RADIUS <= float(dot.y) <= chart.bottom - RADIUS
        if performance > middle:
            assert float(dot.x) >= float(chart.mean_x)


def test_one_element_is_no_drawing() -> None:
    assert importance_chart([(1, Fraction(3), Fraction(1, 2))]) is None
