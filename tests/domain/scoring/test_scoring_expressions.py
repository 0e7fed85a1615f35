"""The grammar of formulas: what it reads, what it refuses, that it never runs code."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.scoring import ExpressionRefused, parse_comparison, parse_expression
from bening.domain.scoring.expressions import DEEPEST, LONGEST, names, quotient

COUNTS = {"a": 7, "b": 2, "c": 3}


def value(text: str) -> Fraction:
    return Fraction(*quotient(parse_expression(text), COUNTS.__getitem__))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", Fraction(7)),
        ("a + b", Fraction(9)),
        ("a - b - c", Fraction(2)),
        ("a - (b - c)", Fraction(8)),
        ("a / b / c", Fraction(7, 6)),
        ("a / (b / c)", Fraction(21, 2)),
        ("a + b / c", Fraction(23, 3)),
        ("(a + b) / c", Fraction(3)),
        ("(a - b) / a", Fraction(5, 7)),
        ("((a))", Fraction(7)),
        ("  a+b  ", Fraction(9)),
    ],
)
def test_expressions_follow_the_usual_order(text: str, expected: Fraction) -> None:
    assert value(text) == expected


def test_names_come_left_to_right() -> None:
    assert list(names(parse_expression("(b - a) / b"))) == ["b", "a", "b"]


def test_comparisons_have_two_sides() -> None:
    rule = parse_comparison("a == b + c")

    assert rule.relation == "=="
    assert rule.names == {"a", "b", "c"}
    assert rule.text == "a == b + c"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 1),
        ("a +", 4),
        ("a b", 3),
        ("a * b", 3),
        ("a ** b", 3),
        ("a / 0", 5),
        ("-a", 1),
        ("(a", 3),
        ("a)", 2),
        ("a <= b", 3),
        ("__import__('os')", 12),
        ("a.b", 2),
        ("A", 1),
        ("a[0]", 2),
        ("a; b", 2),
        ("a if b else c", 3),
    ],
)
def test_anything_else_is_refused_with_its_place(text: str, position: int) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        parse_expression(text)

    assert refused.value.code == "expression_invalid"
    assert refused.value.values["position"] == position


@pytest.mark.parametrize("text", ["a", "a = b", "a < b", "a >= b", "a <= b <= c", "<= a", "a =="])
def test_only_one_relation_of_two_kinds(text: str) -> None:
    with pytest.raises(ExpressionRefused):
        parse_comparison(text)


def test_length_and_depth_are_bounded() -> None:
    parse_expression("(" * DEEPEST + "a" + ")" * DEEPEST)
    with pytest.raises(ExpressionRefused, match="expression_too_deep"):
        parse_expression("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))
    with pytest.raises(ExpressionRefused, match="expression_too_long"):
        parse_expression("a" * (LONGEST + 1))


@given(st.text(alphabet="ab_+-/() <=", max_size=60))
def test_every_text_is_read_or_refused(text: str) -> None:
    with suppress(ExpressionRefused):
        parse_expression(text)
