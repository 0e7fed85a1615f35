"""Numbers and times as officials read them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from bening.ui import figures

NOW = datetime(2026, 4, 15, 3, 42, tzinfo=UTC)  # 10.42 in Jakarta


@pytest.fixture(autouse=True)
def jakarta() -> object:
    with timezone.override("Asia/Jakarta"), translation.override("id"):
        yield


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction("73.855"), "73,86"),
        (Decimal("73.855"), "73,86"),
        (Fraction(2, 3), "0,67"),
        (75, "75,00"),
        ("12345.5", "12.345,50"),
        (Fraction("-0.004"), "0,00"),
        (Fraction("-1.5"), "\N{MINUS SIGN}1,50"),
        (None, "\N{EN DASH}"),
    ],
)
def test_points_have_two_decimals_rounded_half_up(value: object, shown: str) -> None:
    assert figures.decimal_text(value) == shown


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="exact number"):
        figures.decimal_text(73.86)


def test_english_uses_points_for_decimals() -> None:
    with translation.override("en"):
        assert figures.decimal_text(Decimal("12345.5")) == "12,345.50"


def test_a_missed_minimum_never_reads_as_met() -> None:
    assert figures.decimal_text_beside(Fraction("39.996"), 40) == "39,996"
    assert figures.decimal_text_beside(Fraction("40.004"), 40) == "40,00"


@given(st.fractions(min_value=Fraction(1, 10**9), max_value=100))
def test_a_shortfall_never_reads_as_nothing(amount: Fraction) -> None:
    text = figures.shortfall_text(amount)

    assert text.strip("0,.") != ""


def test_nothing_missing_has_no_words() -> None:
    assert figures.shortfall_text(0) == ""
    assert figures.shortfall_text(Fraction(-1)) == ""


def test_ratios_are_percentages() -> None:
    assert figures.percent_text(Fraction(29, 46)) == "63,04%"


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (812, "812 bita"),
        (84_000, "84 KB"),
        (1_240_000, "1,2 MB"),
        (9_960_000, "10 MB"),
        (31_000_000, "31 MB"),
        (2_500_000_000, "2,5 GB"),
    ],
)
def test_sizes_of_files(count: int, shown: str) -> None:
    assert figures.size_text(count) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (NOW, "10.42"),
        (NOW - timedelta(days=1), "kemarin 10.42"),
        (NOW + timedelta(days=1), "besok 10.42"),
        (NOW - timedelta(days=2), "13 Apr 10.42"),
        (NOW - timedelta(days=400), "11 Mar 2025"),
        (datetime(2026, 4, 14, 17, 30, tzinfo=UTC), "00.30"),
        (date(2026, 4, 15), "hari ini"),
        (date(2026, 5, 31), "31 Mei"),
    ],
)
def test_moments_take_the_shortest_clear_form(moment: date, shown: str) -> None:
    assert figures.when_text(moment, NOW) == shown


def test_moments_follow_the_zone_of_the_unit() -> None:
    with timezone.override("Asia/Jayapura"):
        assert figures.clock_text(NOW) == "12.42"
        assert figures.full_text(NOW) == "15 April 2026 12.42 WIT"


def test_days_are_written_out() -> None:
    assert figures.day_text(date(2026, 4, 20)) == "20 April 2026"
    assert figures.weekday_text(date(2026, 4, 15)) == "Rabu, 15 April 2026"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2026, 4, 1), date(2026, 6, 30), "1 April sampai 30 Juni 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Desember 2025 sampai 2 Januari 2026"),
        (date(2026, 11, 21), date(2026, 11, 21), "21 November 2026"),
    ],
)
def test_days_from_first_to_last_are_written_once(first: date, last: date, shown: str) -> None:
    assert figures.span_text(first, last) == shown
