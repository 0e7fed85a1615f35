"""Sheets whose scores are known to the last digit: an independent calculation, kept in files."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bening.domain.scoring import Designation, read_answers, score
from bening.domain.scoring.batch import Sheets, score_batch
from bening.domain.scoring.rounding import rounded
from bening.instruments import load
from tests.golden.by_hand import reckon

HERE = Path(__file__).parent
SHEETS = sorted(path.stem for path in (HERE / "sheets").glob("*.json"))


def sheet(name: str) -> Any:
    return json.loads((HERE / "sheets" / f"{name}.json").read_text(encoding="utf-8"))


def expected(name: str) -> Any:
    return json.loads((HERE / "expected" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SHEETS)
def test_the_kept_results_are_those_of_the_independent_calculation(name: str) -> None:
    assert reckon(sheet(name)) == expected(name)


@pytest.mark.parametrize("name", SHEETS)
def test_every_score_equals_the_kept_one_to_the_last_digit(name: str) -> None:
    document, want = sheet(name), expected(name)
    instrument = load(document["instrument"])
    reading = read_answers(document, instrument)

    summary = score(instrument, reading.answers)

    assert reading.faults == ()
    got = {node.code: str(node.score) for node in summary.nodes}
    assert {**got, "TOTAL": str(summary.total)} == want["scores"]


@pytest.mark.parametrize("name", SHEETS)
def test_every_minimum_is_decided_as_kept(name: str) -> None:
    document, want = sheet(name), expected(name)
    instrument = load(document["instrument"])

    summary = score(instrument, read_answers(document, instrument).answers)

    checks = [check for target in Designation for check in summary.checks(target)]
    assert {f"{check.target} {check.id}": check.passed for check in checks} == want["passed"]


@pytest.mark.parametrize("name", SHEETS)
def test_a_batch_of_one_gives_the_kept_results(name: str) -> None:
    document, want = sheet(name), expected(name)
    instrument = load(document["instrument"])
    answers = read_answers(document, instrument).answers

    batch = score_batch(instrument, Sheets.of(instrument, [answers]))

    total = rounded(Fraction(want["scores"]["TOTAL"]))
    assert int(batch.hundredths["TOTAL"][0]) == int(total * 100)
    decided = {
        f"{target} {id_}": bool(batch.passed[target][at, 0])
        for target in Designation
        for at, id_ in enumerate(batch.check_ids[target])
    }
    assert decided == want["passed"]


def test_the_filled_sample_of_annex_iii_earns_100() -> None:
    document = sheet("lke-2021-lampiran-iii")
    instrument = load("lke-2021")

    summary = score(instrument, read_answers(document, instrument).answers)

    assert summary.total == 100
    assert all(node.ratio == 1 for node in summary.nodes)
    assert summary.eligible("wbk")
    assert summary.eligible("wbbm")


def test_figures_worked_out_on_paper() -> None:
    """Balai Contoh, line by line.

    A.I.1.iii: three times B on A-D, 1.00 x 0.67. A.II.4.i: 1 of 9 targets, 2.00 / 9.
    A.II.5.ii: 157 of 170 complaints, 3.00 x 157/170. A.I.4.i: A, A, unanswered, 2.50 x 2/3.
    """
    document = sheet("lke-2021-balai-contoh")
    instrument = load("lke-2021")

    summary = score(instrument, read_answers(document, instrument).answers)

    assert summary.node("A.I.1.iii").score == Fraction("0.67")
    assert summary.node("A.II.4.i").score == Fraction(2, 9)
    assert summary.node("A.II.5.ii").score == Fraction(3 * 157, 170)
    assert summary.node("A.I.4.i").score == Fraction(5, 3)
    assert summary.combined_area(4).ratio == Fraction(133, 180)
    failed = [check.id for check in summary.checks("wbbm") if not check.passed]
    assert failed == ["area_pengungkit:4"]
