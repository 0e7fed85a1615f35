"""Rows for others: every combination of attributes in five rows, no order, one survey at a time."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys import (
    LEAST,
    SERVICE,
    Microdata,
    Response,
    ResponseMode,
    SurveyKind,
    microdata,
)
from bening.instruments.surveys import load_survey
from tests.domain.surveys.forms import SPAK, responses, same
from tests.examples import examples

ATTRIBUTES = 2 + len(SPAK.attributes)
SHEETS = st.lists(responses(SPAK, "abcd"), max_size=80)


def rows_of(sheets: list[Response], seed: int = 1) -> Microdata:
    return microdata(SPAK, sheets, random.Random(seed).shuffle, kind=SurveyKind.SPAK)


@given(SHEETS)
@examples(80)
def test_every_combination_stands_in_five_rows(sheets: list[Response]) -> None:
    found = rows_of(sheets)

    combinations = Counter(row[:ATTRIBUTES] for row in found.rows)
    assert all(n >= LEAST for n in combinations.values())


@given(SHEETS)
@examples(40)
def test_no_answer_is_lost_or_made_up(sheets: list[Response]) -> None:
    counted = [one for one in sheets if one.answers]
    expected = Counter(
        tuple(
            "" if item.code not in one.answers else str(one.answers[item.code] or "unknown")
            for item in SPAK.items
        )
        for one in counted
    )

    found = rows_of(sheets)

    assert not found.rows if len(counted) < LEAST else len(found.rows) == len(counted)
    assert not found.rows or Counter(row[ATTRIBUTES:] for row in found.rows) == expected


@given(SHEETS, st.randoms(use_true_random=False))
@examples(30)
def test_the_order_of_arrival_is_not_in_it(sheets: list[Response], draw: random.Random) -> None:
    mixed = sheets[:]
    draw.shuffle(mixed)

    assert sorted(rows_of(sheets).rows) == sorted(rows_of(mixed).rows)


def test_rows_are_shuffled() -> None:
    sheets = [same(SPAK, 1 + at % 4) for at in range(200)]

    assert rows_of(sheets, 1).rows != rows_of(sheets, 2).rows


def test_attributes_that_are_frequent_stay() -> None:
    sheets = [same(SPAK, 4, attributes={SERVICE: "a", "sex": "male"})] * 6

    found = rows_of(sheets)

    assert found.blanked == 0
    assert found.rows[0] == ("a", "self", "male", "", *"44444")


def test_the_last_attributes_go_first_and_the_service_last() -> None:
    sheets = [
        same(SPAK, 4, attributes={SERVICE: "a", "sex": "male", "age_band": band})
        for band in ("young", "middle", "old", "young", "middle", "old")
    ]

    found = rows_of(sheets)

    assert {row[:ATTRIBUTES] for row in found.rows} == {("a", "self", "male", "")}
    assert found.blanked == 6


def test_one_person_in_a_rare_group_loses_all_and_takes_others_along() -> None:
    sheets = [same(SPAK, 4, attributes={SERVICE: "a"})] * 9
    sheets += [same(SPAK, 1, attributes={SERVICE: "b"}, mode=ResponseMode.PAPER)]

    assert {row[:ATTRIBUTES] for row in rows_of(sheets).rows} == {("",) * ATTRIBUTES}


def test_below_five_there_is_nothing() -> None:
    assert rows_of([same(SPAK, 4)] * 4).rows == ()


def test_free_text_incident_and_language_are_not_in_it() -> None:
    sheets = [same(SPAK, 4, suggestion="Rahasia", incident=True, language="en")] * 9

    found = rows_of(sheets)

    assert set(found.columns) == {SERVICE, "mode", "sex", "age_band", *(i.code for i in SPAK.items)}
    assert not any({"Rahasia", "True", "yes", "en"} & set(row) for row in found.rows)


def test_rows_hold_one_survey_only() -> None:
    form = load_survey("combined-1")
    sheets = [same(form, 3)] * 9

    found = microdata(form, sheets, random.Random(1).shuffle, kind=SurveyKind.SPAK)

    assert not any(column.startswith("U") for column in found.columns)
