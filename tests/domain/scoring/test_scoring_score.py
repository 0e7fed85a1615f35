"""The score of a sheet: worked figures, reasons, minima on exact values, refusals."""

from decimal import Decimal
from fractions import Fraction

import pytest

from bening.domain.scoring import (
    Answer,
    AnswerRefused,
    Choice,
    Counts,
    Designation,
    Index,
    Level,
    Question,
    ReasonCode,
    WarningKind,
    WorkingRule,
    score,
)
from tests.domain.scoring.samples import BOTH, LKE_2014, LKE_2021, best_sheet


def test_an_empty_sheet_earns_nothing_and_warns_of_every_question() -> None:
    summary = score(LKE_2021, {})

    assert summary.total == 0
    assert summary.answered == 0
    assert summary.questions == 113
    assert [warning.code for warning in summary.warnings] == [q.code for q in LKE_2021.questions]
    assert {warning.kind for warning in summary.warnings} == {WarningKind.UNANSWERED}
    assert not summary.eligible("wbk")


@pytest.mark.parametrize("instrument", BOTH, ids=lambda instrument: instrument.id)
def test_the_best_answers_earn_every_weight(instrument) -> None:  # type: ignore[no-untyped-def]
    summary = score(instrument, best_sheet(instrument))

    assert summary.total == 100
    assert all(node.score == node.weight for node in summary.nodes)
    assert summary.warnings == ()
    assert summary.eligible(Designation.WBK)
    assert summary.eligible(Designation.WBBM)


def test_a_question_weighs_as_much_as_its_neighbors_in_the_indicator() -> None:
    summary = score(LKE_2021, {"A.I.1.iv.b": Choice("B")})

    assert summary.node("A.I.1.iv.b").weight == Fraction("1.5") / 4
    assert summary.node("A.I.1.iv.b").score == Fraction("1.5") / 4 / 2
    assert summary.node("A.I.1.iv").score == Fraction("0.1875")
    assert summary.total == Fraction("0.1875")


@pytest.mark.parametrize(
    ("key", "points"), [("A", "0.75"), ("B", "0.5025"), ("C", "0.2475"), ("D", "0")]
)
def test_the_steps_of_a_four_step_scale(key: str, points: str) -> None:
    summary = score(LKE_2021, {"A.I.3.v.a": Choice(key)})

    assert summary.total == Fraction(points)


def test_an_index_is_taken_over_four() -> None:
    summary = score(LKE_2021, {"B.I.a.1": Index(Decimal("3.6"))})

    assert summary.node("B.I.a").score == Fraction("15.75")
    assert summary.node("B.I.a.1").why.code is ReasonCode.INDEX
    checks = {check.id: check for check in summary.checks("wbk")}
    assert checks["spak"].passed
    assert checks["spak"].gap == 0


def test_a_hair_below_a_minimum_is_not_met() -> None:
    almost = "3.5999999999999999999999999999999999"

    summary = score(LKE_2021, {"B.I.a.1": Index(Decimal(almost))})

    check = next(check for check in summary.checks("wbk") if check.id == "spak")
    assert not check.passed
    assert check.gap == (Fraction(almost) - Fraction("3.6")) / 4 * Fraction("17.5")
    assert check.points_missing == -check.gap


def test_every_node_says_why() -> None:
    counts = Counts({"agen_perubahan": 4, "perubahan_dibuat": 3})
    answers: dict[str, Answer] = {"A.I.1.i.a": Choice("Ya"), "A.II.1.i.a": counts}

    summary = score(LKE_2021, answers)

    assert summary.node("A.I.1.i.a").why.values == {"key": "Ya"}
    assert summary.node("A.I.1.i.b").why.code is ReasonCode.UNANSWERED
    assert summary.node("A.I.1.i").why.code is ReasonCode.MEAN
    assert summary.node("A.I.1.i").why.values == {"questions": 2}
    assert summary.node("A").why.values == {"parts": ("A.I", "A.II")}
    working = summary.node("A.II.1.i.a").why.values["working"]
    assert (working.numerator, working.denominator) == (3, 4)
    assert working.rule is WorkingRule.FORMULA


def test_progress_is_counted_on_every_level() -> None:
    missing = Counts({"agen_perubahan": 4})

    summary = score(LKE_2021, {"A.I.1.i.a": Choice("Tidak"), "A.II.1.i.a": missing})

    assert (summary.node("A.I.1.i").answered, summary.node("A.I.1.i").questions) == (1, 2)
    assert (summary.node("A.I.1").answered, summary.node("A.I.1").questions) == (1, 12)
    assert summary.node("A.II").answered == 0
    assert (summary.answered, summary.questions) == (1, 113)


def test_areas_of_both_aspects_are_combined() -> None:
    full = {code: a for code, a in best_sheet(LKE_2021).items() if code.startswith("A.I.3.")}

    summary = score(LKE_2021, full)

    area = summary.combined_area(3)
    assert (area.weight, area.score) == (Fraction(10), Fraction(5))
    assert area.ratio == Fraction(1, 2)
    assert area.codes == ("A.I.3", "A.II.3")
    check = next(c for c in summary.checks("wbk") if c.id == "area_pengungkit:3")
    assert (check.min, check.actual, check.gap) == (
        Fraction(3, 5),
        Fraction(1, 2),
        Fraction(-1, 10),
    )
    assert check.points_missing == 1


def test_all_minima_must_hold_together() -> None:
    answers = best_sheet(LKE_2021) | {"B.I.b.1": Choice("D")}

    summary = score(LKE_2021, answers)

    assert summary.total == Fraction("96.25")
    assert [check.id for check in summary.checks("wbk") if not check.passed] == ["capaian_kinerja"]
    assert not summary.eligible("wbk")


def test_the_old_form_has_minima_of_its_own() -> None:
    findings = Counts({"temuan_total": Decimal(100), "temuan_selesai": Decimal("70.00")})
    answers = best_sheet(LKE_2014) | {"B.I.b.1": findings, "B.I.a.1": Index(Decimal("3.6"))}

    summary = score(LKE_2014, answers)

    checks = {check.id: check for check in summary.checks("wbk")}
    assert checks["persepsi_korupsi"].gap == 0
    assert checks["tlhp"].gap == 0
    assert not checks["bersih_bebas_kkn"].passed
    assert [area.area for area in summary.combined_areas] == [1, 2, 3, 4, 5, 6]


def test_nodes_stand_in_the_order_of_the_sheet() -> None:
    summary = score(LKE_2021, {})

    codes = [node.code for node in summary.nodes]
    assert codes[:6] == ["A", "A.I", "A.I.1", "A.I.1.i", "A.I.1.i.a", "A.I.1.i.b"]
    assert codes[-1] == "B.II.a.1"
    assert [node.level for node in summary.nodes].count(Level.QUESTION) == 113
    assert [n.code for n in LKE_2021.nodes if isinstance(n, Question)] == [
        node.code for node in summary.nodes if node.level is Level.QUESTION
    ]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"Z.I.1": Choice("A")}, "unknown_question"),
        ({"A.I.1": Choice("A")}, "unknown_question"),
        ({"A.I.1.i.a": Choice("A")}, "unknown_option"),
        ({"A.I.1.i.b": Choice("a")}, "unknown_option"),
        ({"A.I.1.i.a": Index(Decimal(1))}, "wrong_kind"),
        ({"B.I.a.1": Choice("A")}, "wrong_kind"),
        ({"B.I.a.1": Index(Decimal("4.0001"))}, "index_out_of_range"),
        ({"B.I.a.1": Index(Decimal("-0.1"))}, "index_out_of_range"),
        ({"B.I.a.1": Counts({"x": 1})}, "wrong_kind"),
        ({"A.II.1.i.a": Choice("A")}, "wrong_kind"),
    ],
)
def test_answers_of_another_sheet_are_refused(answers, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AnswerRefused) as refused:
        score(LKE_2021, answers)

    assert refused.value.code == code


def test_an_answer_of_none_is_unanswered() -> None:
    answers = {"A.I.1.i.a": None, "A.I.1.i.b": Choice("A")}

    summary = score(LKE_2021, answers)  # type: ignore[arg-type]

    assert summary.answered == 1
