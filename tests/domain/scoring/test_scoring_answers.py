"""Typed text becomes an answer, or is refused with its reason."""

from decimal import Decimal

import pytest

from bening.domain.scoring import (
    Answer,
    AnswerRefused,
    Choice,
    Counts,
    Index,
    Question,
    check_answer,
    check_answers,
    parse_answer,
    sentence,
)
from tests.domain.scoring.samples import LKE_2014, LKE_2021

CHOICE = LKE_2021.question("A.I.1.i.b")
INDEX = LKE_2021.question("B.I.a.1")
RATIO = LKE_2021.question("A.II.1.i.a")
FINDINGS = LKE_2014.question("B.I.b.1")


def test_text_becomes_the_answer_of_its_scale() -> None:
    assert parse_answer(CHOICE, "B", None) == Choice("B")
    assert parse_answer(CHOICE, " B ", {}) == Choice("B")
    assert parse_answer(INDEX, "3.620", None) == Index(Decimal("3.620"))
    assert parse_answer(INDEX, "4", None) == Index(Decimal(4))
    counts: dict[str, str | int] = {"agen_perubahan": "4", "perubahan_dibuat": 0}
    assert parse_answer(RATIO, None, counts) == Counts({"agen_perubahan": 4, "perubahan_dibuat": 0})
    decimals = {"temuan_total": "100", "temuan_selesai": "92.35"}
    assert parse_answer(FINDINGS, None, decimals) == Counts(
        {"temuan_total": Decimal(100), "temuan_selesai": Decimal("92.35")}
    )


@pytest.mark.parametrize("value", [None, "", "   "])
def test_nothing_typed_is_no_answer(value: str | None) -> None:
    assert parse_answer(CHOICE, value, None) is None
    assert parse_answer(INDEX, value, None) is None
    assert parse_answer(RATIO, value, {"agen_perubahan": ""}) is None
    assert parse_answer(RATIO, value, None) is None


def test_an_empty_count_is_not_given() -> None:
    given = parse_answer(RATIO, None, {"agen_perubahan": "3", "perubahan_dibuat": " "})

    assert given == Counts({"agen_perubahan": 3})


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("3,62", "comma_decimal"),
        ("-1", "negative"),
        ("-0.5", "negative"),
        ("4.0000000001", "index_too_high"),
        ("5", "index_too_high"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1e2", "not_a_number"),
        ("1e999", "not_a_number"),
        ("3.", "not_a_number"),
        (".5", "not_a_number"),
        ("03.5", "not_a_number"),
        ("+3", "not_a_number"),
        ("3 62", "not_a_number"),
        ("3_6", "not_a_number"),
        ("٣", "not_a_number"),
        ("３", "not_a_number"),
        ("92.35%", "not_a_number"),
        ("0." + "3" * 100, "number_too_long"),
    ],
)
def test_an_index_that_is_not_one_is_refused(value: str, code: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        parse_answer(INDEX, value, None)

    assert refused.value.code == code
    assert refused.value.values["question"] == "B.I.a.1"
    assert "B.I.a.1" in sentence(refused.value)


@pytest.mark.parametrize(
    ("count", "code"),
    [
        ("-4", "negative"),
        (-4, "negative"),
        ("2.5", "not_whole"),
        ("4.0", "not_whole"),
        ("1,5", "comma_decimal"),
        ("empat", "not_a_number"),
        ("1000000001", "count_too_large"),
        (10**12, "count_too_large"),
        pytest.param(10**5000, "number_too_long", id="5000 digits"),
        ("9" * 65, "number_too_long"),
        (True, "not_a_number"),
    ],
)
def test_a_count_that_is_not_one_is_refused(count: str | int, code: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        parse_answer(RATIO, None, {"agen_perubahan": count})

    assert refused.value.code == code
    assert refused.value.values["input"] == "agen_perubahan"
    assert "agen_perubahan" in sentence(refused.value)


@pytest.mark.parametrize(
    ("question", "value", "inputs", "code"),
    [
        (CHOICE, "D", None, "unknown_option"),
        (CHOICE, "b", None, "unknown_option"),
        (CHOICE, "A", {"x": "1"}, "inputs_not_taken"),
        (INDEX, "3", {"x": "1"}, "inputs_not_taken"),
        (RATIO, "50", None, "value_not_taken"),
        (RATIO, None, {"agen": "1"}, "unknown_input"),
    ],
)
def test_an_answer_of_another_kind_is_refused(question, value, inputs, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AnswerRefused) as refused:
        parse_answer(question, value, inputs)

    assert refused.value.code == code
    assert sentence(refused.value)


def test_the_comma_comes_back_as_a_suggestion() -> None:
    with pytest.raises(AnswerRefused) as refused:
        parse_answer(INDEX, "3,62", None)

    assert sentence(refused.value) == "B.I.a.1: “3,62” memakai koma; tulis 3.62"


def test_ready_answers_are_checked_as_typed_ones() -> None:
    check_answers(LKE_2021, {"A.I.1.i.b": Choice("A"), "B.I.a.1": Index(Decimal("3.5"))})
    check_answer(FINDINGS, Counts({"temuan_total": Decimal("1.5")}))

    wrong: list[tuple[Question, Answer, str]] = [
        (CHOICE, Choice("Z"), "unknown_option"),
        (INDEX, Index(Decimal("NaN")), "not_a_number"),
        (INDEX, Index(Decimal("4.1")), "index_too_high"),
        (RATIO, Counts({"agen_perubahan": -1}), "negative"),
        (RATIO, Counts({"agen_perubahan": Decimal("1.5")}), "not_whole"),
        (CHOICE, Index(Decimal(1)), "wrong_kind"),
    ]
    for question, answer, code in wrong:
        with pytest.raises(AnswerRefused) as refused:
            check_answer(question, answer)
        assert refused.value.code == code

    with pytest.raises(AnswerRefused, match="unknown_question"):
        check_answers(LKE_2021, {"A.I.1": Choice("A")})
