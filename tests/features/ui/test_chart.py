"""The small line chart and its table of data."""

from decimal import Decimal

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from bening.ui.chart import BOTTOM, TOP, line_chart

POINTS = [("Sep", Decimal("58.20")), ("Okt", Decimal("59.75")), ("15 Apr", Decimal("73.86"))]
VALUES = st.lists(st.fractions(min_value=0, max_value=100), min_size=1, max_size=30)


@given(VALUES)
def test_every_point_lies_inside_the_drawing(values: list[object]) -> None:
    chart = line_chart([(str(i), value) for i, value in enumerate(values)], low=75, high=85)

    assert chart is not None
    for dot in chart.dots:
        assert TOP - 0.05 <= float(dot.y) <= BOTTOM + 0.05


@given(VALUES)
def test_the_grid_has_few_lines(values: list[object]) -> None:
    chart = line_chart([(str(i), value) for i, value in enumerate(values)])

    assert chart is not None
    assert 2 <= len(chart.grid) <= 8


def test_thresholds_are_named_lines() -> None:
    chart = line_chart(POINTS, low=75, high=85)

    assert chart is not None
    assert chart.low is not None
    assert chart.low.words == "WBK 75"
    assert chart.high is not None
    assert float(chart.high.y) < float(chart.low.y)


def test_only_the_last_known_point_is_now() -> None:
    chart = line_chart(POINTS, plan=("31 Mei", Decimal("76.4")))

    assert chart is not None
    assert [dot.now for dot in chart.dots] == [False, False, True, False]
    assert chart.dots[-1].planned


def test_without_values_there_is_no_chart() -> None:
    assert line_chart([]) is None
    assert line_chart([("Sep", None)]) is None


def test_the_chart_comes_with_its_table() -> None:
    page = Template('{% load ui %}{% linechart points id="g" title="Nilai" low=75 %}').render(
        Context({"points": POINTS})
    )

    assert 'aria-describedby="g-tabel"' in page
    assert '<td class="b-r">73,86</td>' in page
