"""Two versions of an instrument side by side."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from bening.domain.scoring import DifferenceKind, compare
from bening.instruments import build
from tests.domain.scoring.reference import document
from tests.domain.scoring.samples import BOTH, LKE_2014, LKE_2021

Json = dict[str, Any]


def version(change: Callable[[Json], object]) -> Any:
    form = document("lke-2021")
    change(form)
    return build(form)


def first_indicator(form: Json) -> Json:
    found: Json = form["components"][0]["subcomponents"][0]["areas"][0]["indicators"][0]
    return found


@pytest.mark.parametrize("instrument", BOTH, ids=lambda instrument: instrument.id)
def test_a_version_does_not_differ_from_itself(instrument) -> None:  # type: ignore[no-untyped-def]
    assert compare(instrument, build(document(instrument.id))) == ()


def test_wording_is_told_apart_from_what_scores() -> None:
    def reword(form: Json) -> None:
        first_indicator(form)["questions"][0]["text"] = "Apakah tim sudah ada?"

    (difference,) = compare(LKE_2021, version(reword))

    assert (difference.code, difference.kind) == ("A.I.1.i.a", DifferenceKind.CHANGED)
    assert [change.field for change in difference.changes] == ["text"]
    assert difference.changes[0].after == "Apakah tim sudah ada?"
    assert not difference.scores


def test_a_weight_changes_its_questions_too() -> None:
    def reweigh(form: Json) -> None:
        first_indicator(form)["weight"] = "0.6"

    found = compare(LKE_2021, version(reweigh))

    assert [difference.code for difference in found] == ["A.I.1.i", "A.I.1.i.a", "A.I.1.i.b"]
    assert (found[0].changes[0].before, found[0].changes[0].after) == (
        Fraction(1, 2),
        Fraction(3, 5),
    )
    assert all(difference.scores for difference in found)


def test_questions_added_and_removed() -> None:
    def move(form: Json) -> None:
        first_indicator(form)["questions"].pop()
        added = dict(first_indicator(form)["questions"][0], code="A.I.1.i.z")
        first_indicator(form)["questions"].append(added)

    found = {difference.code: difference for difference in compare(LKE_2021, version(move))}

    assert found["A.I.1.i.z"].kind is DifferenceKind.ADDED
    assert found["A.I.1.i.b"].kind is DifferenceKind.REMOVED
    assert found["A.I.1.i.b"].title == LKE_2021.question("A.I.1.i.b").text
    assert found.keys() == {"A.I.1.i.z", "A.I.1.i.b"}


def test_a_minimum_that_moved() -> None:
    def raise_total(form: Json) -> None:
        form["thresholds"]["wbk"][0]["min"] = "76"

    (difference,) = compare(LKE_2021, version(raise_total))

    assert difference.code == "thresholds.wbk.total"
    assert [(c.field, c.before, c.after) for c in difference.changes] == [("minimum", 75, 76)]
    assert difference.scores


def test_both_regulations_side_by_side() -> None:
    found = compare(LKE_2014, LKE_2021)

    kinds = {difference.code: difference.kind for difference in found}
    assert kinds["A.II"] is DifferenceKind.ADDED
    assert kinds["A.I.5.iv.d"] is DifferenceKind.REMOVED
    assert "A.I.1.i.a" in kinds
    assert len(found) == len(kinds)
