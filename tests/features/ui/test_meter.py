"""The meter with threshold marks."""

import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.ui.meter import Target, meter_svg, percent, read

SCORES = st.fractions(min_value=0, max_value=100)
LOW, HIGH = Fraction(75), Fraction(85)
NAMES = ("WBK", "WBBM")


def drawn(value: object, target: Target = "low", **kinds: Any) -> ET.Element:
    return ET.fromstring(  # noqa: S314  # drawn here
        meter_svg(value, low=LOW, high=HIGH, target=target, **kinds)
    )


def classes(svg: ET.Element) -> list[str]:
    return [element.attrib.get("class", "") for element in svg.iter()]


@given(SCORES)
def test_a_missed_target_always_shows_a_gap_and_a_met_one_never(value: Fraction) -> None:
    reading = read(
        value, most=Fraction(100), low=LOW, high=HIGH, target="low", whatif=None, names=NAMES
    )

    if value < LOW:
        assert reading.gap is not None
        start, width = reading.gap
        assert width > 0
        assert start + width == 75
        assert reading.filled == start
    else:
        assert reading.gap is None
        assert reading.filled == value


@given(SCORES, SCORES)
def test_nothing_is_drawn_outside_the_track(value: Fraction, whatif: Fraction) -> None:
    reading = read(
        value, most=Fraction(50), low=LOW, high=HIGH, target="high", whatif=whatif, names=NAMES
    )

    for start, width in filter(None, ((Fraction(0), reading.filled), reading.gap, reading.whatif)):
        assert 0 <= start <= start + width <= 100


@pytest.mark.parametrize(
    ("value", "target", "looks"),
    [
        (None, "low", ["far", "far"]),
        (Fraction("74.999999"), "low", ["unmet", "far"]),
        (Fraction(75), "low", ["", "far"]),
        (Fraction("84.12"), "high", ["", "unmet"]),
        (Fraction(85), "high", ["", ""]),
    ],
)
def test_ticks_say_met_missed_or_out_of_reach(
    value: Fraction | None, target: Target, looks: list[str]
) -> None:
    reading = read(
        value, most=Fraction(100), low=LOW, high=HIGH, target=target, whatif=None, names=NAMES
    )

    assert [mark.look for mark in reading.marks] == looks


def test_one_tick_is_the_first_title_and_two_the_second() -> None:
    ticks = [name for name in classes(drawn(90)) if name.startswith("b-meter__tick")]

    assert len(ticks) == 3


def test_a_label_makes_it_a_picture_with_a_name() -> None:
    assert drawn(90, label="Nilai 90").attrib["role"] == "img"
    assert drawn(90).attrib["aria-hidden"] == "true"


def test_words_in_labels_are_escaped() -> None:
    assert drawn(90, label='"><script>').attrib["aria-label"] == '"><script>'


def test_no_style_attribute_is_needed() -> None:
    for variant in ("cell", "row", "panel", "lead"):
        assert "style" not in meter_svg(70, low=LOW, high=HIGH, target="low", variant=variant)


def test_positions_are_attributes_in_per_cent() -> None:
    svg = meter_svg(Fraction("73.86"), low=LOW, target="low")

    assert 'width="73.86%"' in svg
    assert 'x="75%"' in svg
    assert re.search(r'class="b-meter__gap" x="73.86%"[^>]*width="1.14%"', svg)


def test_a_simulated_step_lies_on_top_of_the_score() -> None:
    assert "b-meter__if" in classes(drawn(Fraction("73.86"), whatif=Fraction("75.03")))
    assert "b-meter__if" not in classes(drawn(Fraction("73.86"), whatif=Fraction(73)))


def test_labels_of_close_thresholds_stay_apart() -> None:
    svg = meter_svg(18, most="22.5", low="18.25", high="19.5", variant="panel")

    assert '<text x="81.11%" y="48" text-anchor="end" dx="3">18,25</text>' in svg
    assert '<text x="86.67%" y="48" text-anchor="start" dx="-3">19,50</text>' in svg
    assert "22,50</text>" not in svg


def test_a_meter_without_a_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="positive maximum"):
        read(
            Fraction(1), most=Fraction(0), low=None, high=None, target="", whatif=None, names=NAMES
        )


@pytest.mark.parametrize(
    ("position", "text"), [(Fraction(60), "60%"), (Fraction(200, 3), "66.67%")]
)
def test_percent_attributes_are_short(position: Fraction, text: str) -> None:
    assert percent(position) == text
