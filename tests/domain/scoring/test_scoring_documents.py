"""Filled sheets and scorecards as plain values, by the published schemas."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bening.domain.scoring import (
    Choice,
    Counts,
    Designation,
    Index,
    answers_document,
    read_answers,
    score,
    scorecard,
)
from bening.domain.scoring.documents import BareNumber
from bening.instruments import FOLDER
from tests.domain.scoring.samples import BOTH, LKE_2014, LKE_2021, best_sheet, sheets
from tests.examples import examples


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


ANSWERS, SCORECARD = validator("answers"), validator("scorecard")


def sheet(answers: Any = None, **head: Any) -> dict[str, Any]:
    whole = {"instrument": "lke-2021", "unit": "Balai Contoh", "year": 2025, "target": "wbk"}
    return whole | {"answers": answers or {}} | head


def faults(document: Any, **chosen: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [(f.path, f.code) for f in read_answers(document, LKE_2021, **chosen).faults]


@pytest.mark.parametrize("instrument", BOTH, ids=lambda instrument: instrument.id)
@given(data=st.data())
@examples(25)
def test_what_is_written_is_read_back(instrument, data) -> None:  # type: ignore[no-untyped-def]
    answers = data.draw(sheets(instrument))
    notes = {"A.I.1.i.a": "Keputusan nomor 1", "A.I.1.i.b": "  "}

    document = answers_document(
        instrument=instrument.id,
        unit="Balai Contoh",
        year=2025,
        target="wbbm",
        answers=answers,
        notes=notes,
    )
    again = read_answers(json.loads(json.dumps(document)), instrument)

    ANSWERS.validate(document)
    assert again.faults == ()
    assert again.answers == answers
    assert again.notes == {"A.I.1.i.a": "Keputusan nomor 1"}
    assert (again.unit, again.year, again.target) == ("Balai Contoh", 2025, Designation.WBBM)


@pytest.mark.parametrize("instrument", BOTH, ids=lambda instrument: instrument.id)
@given(data=st.data())
@examples(15)
def test_a_scorecard_follows_its_schema_and_keeps_the_scores(instrument, data) -> None:  # type: ignore[no-untyped-def]
    summary = score(instrument, data.draw(sheets(instrument)))

    card = scorecard(summary)

    SCORECARD.validate(card)
    assert [node["code"] for node in card["nodes"]] == [node.code for node in summary.nodes]
    for written, node in zip(card["nodes"], summary.nodes, strict=True):
        assert abs(Fraction(written["score"]) - node.score) < Fraction(1, 10**15)
    assert abs(Fraction(card["total"]) - summary.total) < Fraction(1, 10**15)
    assert card["eligible"]["wbk"] == summary.eligible("wbk")


def test_a_full_scorecard() -> None:
    card = scorecard(score(LKE_2021, best_sheet(LKE_2021)))

    assert card["total"] == "100"
    assert card["eligible"] == {"wbk": True, "wbbm": True}
    assert [check["id"] for check in card["thresholds"][:4]] == [
        "total",
        "pengungkit",
        "area_pengungkit:1",
        "area_pengungkit:2",
    ]
    assert card["thresholds"][0] == {
        "id": "total",
        "target": "wbk",
        "min": "75",
        "actual": "100",
        "passed": True,
        "gap": "25",
    }
    assert card["combined_areas"][4] == {"area": 5, "weight": "15", "score": "15", "ratio": "1"}


def test_a_sheet_with_every_kind_of_answer() -> None:
    document = sheet(
        {
            "A.I.1.i.a": {"value": "Ya", "note": "SK terlampir"},
            "B.I.a.1": {"value": "3.62"},
            "B.II.a.1": {"value": 4},
            "A.II.1.i.a": {"inputs": {"agen_perubahan": 4, "perubahan_dibuat": "3"}},
            "A.I.1.i.b": {"value": None, "note": "menunggu"},
        }
    )

    reading = read_answers(document, LKE_2021)

    assert reading.faults == ()
    assert reading.answers == {
        "A.I.1.i.a": Choice("Ya"),
        "B.I.a.1": Index(Decimal("3.62")),
        "B.II.a.1": Index(Decimal(4)),
        "A.II.1.i.a": Counts({"agen_perubahan": 4, "perubahan_dibuat": 3}),
    }
    assert reading.notes == {"A.I.1.i.a": "SK terlampir", "A.I.1.i.b": "menunggu"}


@pytest.mark.parametrize(
    ("entry", "path", "code"),
    [
        ({"value": "3,62"}, ("value",), "comma_decimal"),
        ({"value": BareNumber("3.62")}, ("value",), "bare_number"),
        ({"value": BareNumber("NaN")}, ("value",), "bare_number"),
        ({"value": "4.01"}, ("value",), "index_too_high"),
        ({"value": 10**400}, ("value",), "number_too_long"),
        ({"value": True}, ("value",), "not_text"),
        ({"value": ["3"]}, ("value",), "not_text"),
        ({"value": ""}, ("value",), "empty_value"),
        ({"inputs": {"x": 1}}, ("inputs",), "inputs_not_taken"),
        ({"value": "3", "inputs": {"x": 1}}, (), "value_and_inputs"),
        ({}, (), "missing"),
        ([], (), "not_record"),
        ("3", (), "not_record"),
        (None, (), "not_record"),
        ({"value": "3", "nilai": 1}, ("nilai",), "unknown_key"),
        ({"value": "3", "note": ""}, ("note",), "wrong_note"),
        ({"value": "3", "note": 1}, ("note",), "wrong_note"),
        ({"value": "3", "note": "x" * 20_001}, ("note",), "wrong_note"),
    ],
)
def test_a_faulty_answer_is_named_with_its_place(entry: Any, path: Any, code: str) -> None:
    found = faults(sheet({"B.I.a.1": entry}))

    assert found == [(("answers", "B.I.a.1", *path), code)]


@pytest.mark.parametrize(
    ("inputs", "path", "code"),
    [
        ({"agen_perubahan": -1}, ("agen_perubahan",), "negative"),
        ({"agen_perubahan": "2.5"}, ("agen_perubahan",), "not_whole"),
        ({"agen_perubahan": BareNumber("2.0")}, ("agen_perubahan",), "bare_number"),
        ({"agen_perubahan": True}, ("agen_perubahan",), "not_a_number"),
        ({"agen_perubahan": None}, ("agen_perubahan",), "not_a_number"),
        ({"agen": 1}, ("agen",), "unknown_input"),
        ({}, (), "not_record"),
        ([1], (), "not_record"),
    ],
)
def test_a_faulty_count_is_named_with_its_place(inputs: Any, path: Any, code: str) -> None:
    found = faults(sheet({"A.II.1.i.a": {"inputs": inputs}}))

    assert found == [(("answers", "A.II.1.i.a", "inputs", *path), code)]


def test_every_fault_is_listed_not_only_the_first() -> None:
    document = sheet(
        {
            "Z.I.1": {"value": "A"},
            "A.I.1.i.a": {"value": "A"},
            "A.II.1.i.a": {"inputs": {"agen_perubahan": -1, "perubahan_dibuat": "x"}},
        },
        target="wbx",
        year=1999,
        unit=" ",
        extra=1,
    )

    assert [code for _, code in faults(document)] == [
        "unknown_key",
        "not_text",
        "wrong_year",
        "unknown_target",
        "unknown_question",
        "unknown_option",
        "negative",
        "not_a_number",
    ]


@pytest.mark.parametrize("name", ["instrument", "unit", "year", "target", "answers"])
def test_the_head_must_be_whole(name: str) -> None:
    document = sheet()
    del document[name]

    found = read_answers(document, LKE_2021).faults

    assert f"“{name}” tidak ada" in [fault.what for fault in found]


@pytest.mark.parametrize("document", [None, [], "x", 3, [sheet()]])
def test_something_else_is_refused(document: Any) -> None:
    assert [code for _, code in faults(document)] == ["not_record"]


def test_another_instrument_is_refused_unless_chosen() -> None:
    document = sheet(instrument="lke-2014")

    assert faults(document) == [(("instrument",), "unknown_instrument")]
    assert faults(document, any_instrument=True) == []


def test_a_chosen_target_stands_in() -> None:
    document = sheet()
    del document["target"]

    reading = read_answers(document, LKE_2021, target="wbbm")

    assert reading.faults == ()
    assert reading.target is Designation.WBBM


def test_decimal_counts_are_written_as_text() -> None:
    counts = Counts({"temuan_total": Decimal(100), "temuan_selesai": Decimal("92.35")})

    document = answers_document(
        instrument=LKE_2014.id, unit="x", year=None, target="wbk", answers={"B.I.b.1": counts}
    )

    ANSWERS.validate(document)
    assert document["answers"]["B.I.b.1"]["inputs"] == {
        "temuan_total": "100",
        "temuan_selesai": "92.35",
    }


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just(BareNumber("1.5"))
)
KEYS = st.sampled_from(["value", "inputs", "note", "agen_perubahan", "unit", "answers"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
CODES = st.sampled_from(["A.I.1.i.a", "B.I.a.1", "A.II.1.i.a", "A.I.1", ""])


@given(
    head=st.dictionaries(
        st.sampled_from(["instrument", "unit", "year", "target", "answers", "x"]), VALUES
    ),
    answers=st.dictionaries(CODES, VALUES),
)
@examples(300)
def test_whatever_a_file_holds_is_read_or_refused(head: Any, answers: Any) -> None:
    document = sheet(answers) | head

    reading = read_answers(document, LKE_2021)

    if not reading.faults:
        score(LKE_2021, reading.answers)
    assert all(fault.what and fault.code for fault in reading.faults)
