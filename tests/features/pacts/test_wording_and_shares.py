"""The words of a pact and the share that is enough: pure rules."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.pacts.shares import Standing
from bening.pacts.wording import BODY, TITLE, digest_of, numbered, paragraphs_of, plain


@given(st.text())
def test_the_plain_form_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet="ab \n.é"), st.text(alphabet="ab \n.é"))
def test_other_words_have_another_digest(one: str, other: str) -> None:
    assert (digest_of(TITLE, one) == digest_of(TITLE, other)) == (plain(one) == plain(other))


def test_line_breaks_of_a_browser_change_nothing() -> None:
    assert digest_of(TITLE, BODY) == digest_of(TITLE, BODY.replace("\n", "\r\n") + "\r\n")


def test_the_title_and_the_body_are_not_one_text() -> None:
    assert digest_of("a b", "c") != digest_of("a", "b c")


def test_the_proposed_text_counts_its_seven_points() -> None:
    blocks = paragraphs_of(BODY)
    items = numbered(blocks[-1])
    assert items is not None
    assert len(items) == 7


@pytest.mark.parametrize("lines", [("2. a", "3. b"), ("1. a", "3. b"), ("a",), ("1.a",), ("1. ",)])
def test_what_does_not_count_is_no_list(lines: tuple[str, ...]) -> None:
    assert numbered(lines) is None


@pytest.mark.parametrize(
    ("signed", "required", "minimum", "enough"),
    [
        (5, 10, 50, False),
        (6, 10, 50, True),
        (501, 1000, 50, True),
        (500, 1000, 50, False),
        (1, 1, 50, True),
        (0, 0, 50, False),
        (0, 0, 100, False),
        (9, 10, 90, False),
        (10, 10, 90, True),
        (99, 100, 100, False),
        (100, 100, 100, True),
    ],
)
def test_most_is_more_than_the_minimum(
    signed: int, required: int, minimum: int, *, enough: bool
) -> None:
    assert Standing(signed, required, minimum).is_enough is enough


@given(st.integers(1, 5000), st.integers(50, 100))
def test_what_is_wanted_is_the_least_that_is_enough(required: int, minimum: int) -> None:
    wanted = Standing(0, required, minimum).wanted

    assert 1 <= wanted <= required
    assert Standing(wanted, required, minimum).is_enough
    assert not Standing(wanted - 1, required, minimum).is_enough


def test_the_share_is_exact_and_none_of_nobody() -> None:
    assert Standing(1, 3).share == Fraction(1, 3)
    assert Standing(0, 0).percent is None
