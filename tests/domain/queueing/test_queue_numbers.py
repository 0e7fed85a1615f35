"""Numbers as they are printed, and as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import HIGHEST, QueueRefused, TicketNumber, format_number, parse

PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=2)
MARKS = st.one_of(st.just(""), st.integers(1, 99).map("K{}".format))


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("A", 12, ""), "A-012"),
        (("A", 3, "K2"), "A-K2-003"),
        (("A", 999, ""), "A-999"),
        (("A", 1000, ""), "A-1000"),
        (("R", 1, ""), "R-001"),
        (("KK", 7, "K12"), "KK-K12-007"),
    ],
)
def test_a_number_is_written(parts: tuple[str, int, str], text: str) -> None:
    assert format_number(*parts) == text
    assert parse(text) == TicketNumber(*parts)


@pytest.mark.parametrize("typed", ["a-012", "A12", "a 12", " A-12 ", "A 0012"])
def test_a_number_is_read_as_it_is_typed(typed: str) -> None:
    assert parse(typed) == TicketNumber("A", 12)


@pytest.mark.parametrize("typed", ["a-k2-3", "A K2 003", "ak2 3"])
def test_the_number_of_a_kiosk_is_read_as_it_is_typed(typed: str) -> None:
    assert parse(typed) == TicketNumber("A", 3, "K2")


def test_letters_and_digits_without_a_mark_are_a_service_of_two_letters() -> None:
    assert parse("AK23") == TicketNumber("AK", 23)


@given(PREFIXES, st.integers(1, HIGHEST), MARKS)
def test_reading_undoes_writing(prefix: str, n: int, mark: str) -> None:
    assert parse(format_number(prefix, n, mark)) == TicketNumber(prefix, n, mark)


@given(
    st.tuples(PREFIXES, st.integers(1, HIGHEST), MARKS),
    st.tuples(PREFIXES, st.integers(1, HIGHEST), MARKS),
)
def test_two_series_never_print_the_same_number(
    first: tuple[str, int, str], second: tuple[str, int, str]
) -> None:
    assert (format_number(*first) == format_number(*second)) == (first == second)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("", 1, ""), "prefix_not_letters"),
        (("a", 1, ""), "prefix_not_letters"),
        (("ABC", 1, ""), "prefix_not_letters"),
        (("A1", 1, ""), "prefix_not_letters"),
        (("A", 0, ""), "number_out_of_range"),
        (("A", 10000, ""), "number_out_of_range"),
        (("A", 1, "K"), "mark_unknown"),
        (("A", 1, "K0"), "mark_unknown"),
        (("A", 1, "K100"), "mark_unknown"),
        (("A", 1, "X1"), "mark_unknown"),
    ],
)
def test_a_number_that_cannot_be_is_refused(parts: tuple[str, int, str], code: str) -> None:
    with pytest.raises(QueueRefused) as refused:
        format_number(*parts)
    assert refused.value.code == code


@pytest.mark.parametrize("typed", ["", "A", "12", "A-", "A-12345", "A--K2", "A-K100-1", "A-١٢"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(QueueRefused, match="not_a_number"):
        parse(typed)


def test_number_zero_is_none() -> None:
    with pytest.raises(QueueRefused, match="number_out_of_range"):
        parse("A-000")
