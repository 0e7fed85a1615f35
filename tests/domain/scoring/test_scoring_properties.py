"""What holds for every sheet."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.scoring import (
    Answer,
    Choice,
    ChoiceScale,
    Counts,
    Designation,
    Index,
    IndexScale,
    Node,
    gains,
    score,
    worked,
)
from tests.domain.scoring.reference import document, ratio, reference
from tests.domain.scoring.samples import (
    BOTH,
    LKE_2014,
    LKE_2021,
    RATIOS,
    counts_of,
    indexes,
    sheets,
)
from tests.examples import examples

BY_CODE = {
    q["code"]: q
    for component in document("lke-2021")["components"]
    for sub in component["subcomponents"]
    for area in sub.get("areas", [sub])
    for indicator in area["indicators"]
    for q in indicator["questions"]
}


@pytest.mark.parametrize("instrument", BOTH, ids=lambda instrument: instrument.id)
@given(data=st.data())
@examples(60)
def test_the_score_equals_the_plain_reference(instrument, data) -> None:  # type: ignore[no-untyped-def]
    answers = data.draw(sheets(instrument))

    summary = score(instrument, answers)

    want = reference(instrument.id, answers)
    assert {node.code: node.score for node in summary.nodes} | {"TOTAL": summary.total} == want


@given(answers=sheets(LKE_2021))
@examples(60)
def test_scores_stay_within_their_weights_and_parts_sum_to_the_whole(answers) -> None:  # type: ignore[no-untyped-def]
    summary = score(LKE_2021, answers)

    for node in LKE_2021.nodes:
        got = summary.node(node.code)
        assert 0 <= got.score <= got.weight
        assert got.ratio == got.score / got.weight
        if isinstance(node, Node):
            below = [part.code for part in node.parts] + [q.code for q in node.questions]
            parts = [summary.node(code) for code in below]
            assert got.score == sum((part.score for part in parts), Fraction())
            assert got.answered == sum(part.answered for part in parts)
    assert summary.total == sum(summary.node(c.code).score for c in LKE_2021.components)
    enablers = sum(area.score for area in summary.combined_areas)
    assert enablers == summary.node("A").score


@given(answers=sheets(LKE_2021), place=st.integers(0, 112), data=st.data())
@examples(60)
def test_a_better_answer_never_lowers_anything(answers, place: int, data) -> None:  # type: ignore[no-untyped-def]
    question = LKE_2021.questions[place]
    two: tuple[Answer, Answer]
    if isinstance(question.scale, ChoiceScale):
        keys = [option.key for option in question.scale.options]
        better, worse = sorted(data.draw(st.tuples(*[st.sampled_from(range(len(keys)))] * 2)))
        two = Choice(keys[worse]), Choice(keys[better])
    elif isinstance(question.scale, IndexScale):
        low, high = sorted(data.draw(st.tuples(indexes(), indexes())), key=lambda i: i.value)
        two = low, high
    else:
        two = Counts({}), data.draw(counts_of(question))

    below = score(LKE_2021, answers | {question.code: two[0]})
    above = score(LKE_2021, answers | {question.code: two[1]})

    for node in above.nodes:
        assert node.score >= below.node(node.code).score
    for target in Designation:
        for before, after in zip(below.checks(target), above.checks(target), strict=True):
            assert after.gap >= before.gap
            assert after.passed >= before.passed


@given(data=st.data())
@examples(300)
def test_a_ratio_equals_the_plain_reference(data) -> None:  # type: ignore[no-untyped-def]
    question = data.draw(st.sampled_from(RATIOS))
    counts = data.draw(counts_of(question))

    assert worked(question, counts).value == ratio(BY_CODE[question.code], counts)


@given(data=st.data())
@examples(100)
def test_more_of_the_numerator_never_lowers_a_ratio(data) -> None:  # type: ignore[no-untyped-def]
    simple = [
        q
        for q in RATIOS
        if q.formula and set(q.formula.numerator).isdisjoint(q.formula.denominator)
    ]
    question = data.draw(st.sampled_from(simple))
    formula = question.formula
    assert formula is not None
    whole, part = data.draw(st.integers(1, 50)), data.draw(st.integers(0, 60))

    def value(top: int) -> Fraction:
        counts = Counts({formula.numerator[0]: top, formula.denominator[0]: whole})
        return worked(question, counts).value or Fraction()

    assert value(part + 1) >= value(part)


@given(answers=sheets(LKE_2021), target=st.sampled_from(list(Designation)))
@examples(40)
def test_a_gain_is_what_the_best_answer_really_adds(answers, target: Designation) -> None:  # type: ignore[no-untyped-def]
    summary = score(LKE_2021, answers)
    failing = {check.id for check in summary.checks(target) if not check.passed}

    found = gains(LKE_2021, answers, target, summary)

    assert [gain.points for gain in found] == sorted((g.points for g in found), reverse=True)
    possible = sum(gain.points for gain in found)
    assert summary.total + possible == 100
    for gain in found[:12]:
        if gain.answer_to is None:
            continue
        after = score(LKE_2021, answers | {gain.code: gain.answer_to})
        assert after.total - summary.total == gain.points
        closed = {check.id for check in after.checks(target) if check.passed} & failing
        assert set(gain.closes) == closed
        assert set(gain.closes) <= set(gain.helps) <= failing


@given(index=indexes())
@examples(100)
def test_an_index_of_any_length_is_exact(index: Index) -> None:
    summary = score(LKE_2014, {"B.II.a.1": index})

    assert summary.total == Fraction(index.value) * 5
