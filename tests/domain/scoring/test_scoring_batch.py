"""The batch equals `score` on every sheet, most of all on the edges."""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.scoring import (
    Answer,
    AnswerRefused,
    Choice,
    Counts,
    Designation,
    Index,
    Instrument,
    rounded,
    score,
)
from bening.domain.scoring.batch import BatchScores, Sheets, score_batch
from bening.domain.scoring.batch_plan import LIMIT, batch_plan_of
from bening.instruments import build
from tests.domain.scoring.reference import document
from tests.domain.scoring.samples import (
    BOTH,
    LKE_2014,
    LKE_2021,
    RATIOS,
    best_sheet,
    counts_of,
    indexes,
    random_sheet,
    sheets,
)
from tests.examples import examples

Sheet = dict[str, Answer]
Json = dict[str, Any]


def assert_equal(instrument: Instrument, many: list[Sheet], batch: BatchScores) -> None:
    for row, sheet in enumerate(many):
        one = score(instrument, sheet)
        want = {"TOTAL": one.total}
        want |= {f"area:{area.area}": area.score for area in one.combined_areas}
        for group, column in batch.hundredths.items():
            exact = want[group] if group in want else one.node(group).score
            assert int(column[row]) == rounded(exact) * 100, (row, group)
        for target in Designation:
            decided = [check.passed for check in one.checks(target)]
            assert batch.passed[target][:, row].tolist() == decided, row
            assert bool(batch.eligible(target)[row]) == one.eligible(target)


def on_the_edge(sheet: Sheet, rng: random.Random) -> bool:
    """Change one ratio so that a minimum, or half a hundredth of the total, is met exactly.

    Every second time one count less, so that it is missed by the least there is.
    """
    question = rng.choice([q for q in RATIOS if q.formula and len(q.formula.needed) == 2])
    formula = question.formula
    if formula is None or set(formula.numerator) & set(formula.denominator):
        return False
    sheet.pop(question.code, None)
    summary = score(LKE_2021, sheet)
    checks = [c for t in Designation for c in summary.checks(t)]
    check = rng.choice(checks)
    counts_for = not check.codes or {question.area_code, "A"} & set(check.codes)
    if rng.random() < 0.3:
        want = Fraction(int((summary.total + question.weight / 2) * 100) * 2 + 1, 200)
        wanted = (want - summary.total) / question.weight
    elif counts_for:
        wanted = (check.points_min - check.score) / question.weight
    else:
        return False
    if not 0 < wanted <= 1 or wanted.denominator >= LIMIT:
        return False
    below = rng.randrange(2)
    sheet[question.code] = Counts(
        {formula.numerator[0]: wanted.numerator - below, formula.denominator[0]: wanted.denominator}
    )
    return True


@pytest.mark.slow
def test_thousands_of_sheets_on_minima_and_half_hundredths() -> None:
    rng = random.Random(2021)
    many: list[Sheet] = []
    edges = 0
    while len(many) < 600:
        sheet = random_sheet(LKE_2021, rng.randrange(10**6), rng.choice([0.3, 0.6, 0.8, 0.95]))
        edges += on_the_edge(sheet, rng)
        many.append(sheet)

    batch = score_batch(LKE_2021, Sheets.of(LKE_2021, many))

    assert_equal(LKE_2021, many, batch)
    exact = sum(
        any(check.gap == 0 for target in Designation for check in score(LKE_2021, s).checks(target))
        for s in many
    )
    assert edges > 60
    assert exact > 40
    assert 0 < batch.apart < len(many) / 2


@pytest.mark.parametrize("instrument", BOTH, ids=lambda instrument: instrument.id)
@given(data=st.data())
@examples(25)
def test_any_sheet_with_any_numbers(instrument: Instrument, data) -> None:  # type: ignore[no-untyped-def]
    many = data.draw(st.lists(sheets(instrument), max_size=3))
    for sheet in many:
        for question in instrument.questions:
            if question.formula is not None and data.draw(st.booleans()):
                sheet[question.code] = data.draw(counts_of(question))
        sheet["B.I.a.1"] = data.draw(indexes())

    batch = score_batch(instrument, Sheets.of(instrument, many))

    assert_equal(instrument, many, batch)


@given(
    total=st.decimals(0, 1000, places=4),
    done=st.decimals(0, 1000, places=6),
)
@examples(60)
def test_decimal_counts(total: Decimal, done: Decimal) -> None:
    sheet: Sheet = {"B.I.b.1": Counts({"temuan_total": total, "temuan_selesai": done})}

    batch = score_batch(LKE_2014, Sheets.of(LKE_2014, [sheet]))

    assert_equal(LKE_2014, [sheet], batch)


def test_no_sheet_at_all() -> None:
    batch = score_batch(LKE_2021, Sheets.of(LKE_2021, []))

    assert batch.hundredths["TOTAL"].tolist() == []
    assert batch.eligible("wbk").tolist() == []


def test_columns_left_out_are_unanswered() -> None:
    batch = score_batch(LKE_2021, Sheets(3, {}))

    assert batch.hundredths["TOTAL"].tolist() == [0, 0, 0]


def test_columns_give_back_their_answers() -> None:
    many = [random_sheet(LKE_2021, seed) for seed in range(30)] + [best_sheet(LKE_2021)]

    packed = Sheets.of(LKE_2021, many)

    assert [packed.answers(LKE_2021, row) for row in range(len(many))] == many


def test_numbers_that_do_not_fit_are_scored_apart() -> None:
    huge = Counts({"agen_perubahan": 10**9, "perubahan_dibuat": 10**9 - 1})
    long = Index(Decimal("3.599999999999999999999"))
    many: list[Sheet] = [{"A.II.1.i.a": huge}, {"B.I.a.1": long}, {"A.I.1.i.a": Choice("Ya")}]

    packed = Sheets.of(LKE_2021, many)
    batch = score_batch(LKE_2021, packed)

    assert set(packed.apart) == {0, 1}
    assert batch.apart == 2
    assert_equal(LKE_2021, many, batch)


def test_large_counts_in_columns_are_scored_apart_too() -> None:
    huge = np.array([1 << 40, 5], np.int64)
    columns = {
        "A.II.1.i.a/agen_perubahan": huge,
        "A.II.1.i.a/perubahan_dibuat": np.array([1 << 39, 2], np.int64),
    }

    packed = Sheets(2, columns)
    batch = score_batch(LKE_2021, packed)

    assert batch.apart == 1
    assert_equal(LKE_2021, [dict(packed.answers(LKE_2021, row)) for row in range(2)], batch)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("A.I.1.i.a", 2),
        ("A.I.1.i.a", -2),
        ("B.I.a.1", 40_001),
        ("A.II.1.i.a/agen_perubahan", -2),
        ("A.I.1.i.a/x", 1),
    ],
)
def test_a_column_with_a_number_that_is_no_answer_is_refused(name: str, value: int) -> None:
    with pytest.raises(AnswerRefused):
        score_batch(LKE_2021, Sheets(1, {name: np.array([value], np.int64)}))


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ({"A.I.1": Choice("A")}, "unknown_question"),
        ({"A.I.1.i.a": Choice("B")}, "unknown_option"),
        ({"B.I.a.1": Index(Decimal(5))}, "index_out_of_range"),
        ({"B.I.a.1": Choice("A")}, "wrong_kind"),
    ],
)
def test_sheets_are_refused_as_one_by_one(sheet: Sheet, code: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        Sheets.of(LKE_2021, [sheet])

    assert refused.value.code == code


def own_version(change: Callable[[Json], None]) -> Instrument:
    form = document("lke-2021")
    for question in _questions(form):
        if "formula" in question:
            change(question)
    return build(form)


def _questions(form: Json) -> Iterator[Json]:
    for component in form["components"]:
        for sub in component["subcomponents"]:
            for area in sub.get("areas", [sub]):
                for indicator in area["indicators"]:
                    yield from indicator["questions"]


def limited(question: Json) -> None:
    a, b = (count["id"] for count in question["inputs"][:2])
    rule = question["formula"]
    rule["expr"] = f"({a} - {b}) / ({a} + {b})"
    rule["numerator"], rule["denominator"] = [a, b], [b]
    rule["clamp"] = ["0.125", "0.9"]
    rule["zero_denominator"] = {"all_zero": "0.3", "otherwise": "0.07", "basis": "putusan"}


def nested(question: Json) -> None:
    a, b = (count["id"] for count in question["inputs"][:2])
    rule = question["formula"]
    rule["expr"] = f"({a} / ({a} + {b})) - ({b} / ({a} - {b}))"
    rule["numerator"], rule["denominator"] = [a, b], [b]


def decimals(question: Json) -> None:
    nested(question)
    for count in question["inputs"]:
        count["type"] = "decimal"


def over_a_difference(question: Json) -> None:
    a, b = (count["id"] for count in question["inputs"][:2])
    rule = question["formula"]
    rule["expr"], rule["numerator"], rule["denominator"] = f"{a} / ({a} - {b})", [a], [a, b]


@pytest.mark.parametrize(
    ("change", "apart"),
    [(limited, False), (over_a_difference, False), (nested, True), (decimals, True)],
)
def test_formulas_of_own_versions(change: Callable[[Json], None], apart: bool) -> None:
    instrument = own_version(change)
    many = [random_sheet(instrument, seed) for seed in range(120)]

    batch = score_batch(instrument, Sheets.of(instrument, many))

    assert (batch_plan_of(instrument).unit == 0) == apart
    assert_equal(instrument, many, batch)


def test_a_minimum_inside_an_area_is_decided_one_by_one() -> None:
    form = document("lke-2021")
    form["thresholds"]["wbk"].append(
        {"id": "tim", "scope": "indicator", "ref": "A.I.1.i", "min": "0.25"}
    )
    instrument = build(form)
    many = [random_sheet(instrument, seed) for seed in range(20)]

    batch = score_batch(instrument, Sheets.of(instrument, many))

    assert batch.apart == 20
    assert_equal(instrument, many, batch)
