"""Indexes against their definition; what order, reversal and counting elsewhere may not change."""

import random
from collections import Counter
from fractions import Fraction
from statistics import correlation, stdev

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bening.domain.surveys import (
    SERVICE,
    IntervalMethod,
    KindResults,
    Quadrant,
    Response,
    SurveyKind,
    Tally,
    change,
    index_of_kept,
    read_instrument,
    results,
    results_of,
    tally_of,
    vector,
)
from bening.domain.surveys.estimates import student
from bening.domain.surveys.importance import item_rest_correlations
from bening.domain.surveys.moments import sheets_of, together
from bening.instruments.surveys import load_survey
from tests.domain.surveys.forms import (
    SKM,
    SPAK,
    SPAK_10,
    by_hand,
    document,
    responses,
    same,
    spak_items,
)
from tests.examples import examples

SHEETS = st.lists(responses(SPAK_10), min_size=30, max_size=40)
PEOPLE = {"a": 400, "b": 250, "c": 90}
TURNED = read_instrument(
    document([{**one, "reversed": at % 2 == 0} for at, one in enumerate(spak_items(2))])
)


def spak(found: Tally, **more: object) -> KindResults:
    return results(found, **more).kinds[SurveyKind.SPAK]  # type: ignore[arg-type]  # by name


@given(SHEETS)
@examples(30)
def test_the_index_is_that_of_its_definition(sheets: list[Response]) -> None:
    known = Counter(
        code for one in sheets for code, value in one.answers.items() if value is not None
    )
    assume(len(known) == len(SPAK_10.items) and min(known.values()) >= 5)

    assert spak(tally_of(SPAK_10, sheets)).index == by_hand(SPAK_10, SurveyKind.SPAK, sheets)


@given(SHEETS, st.randoms(use_true_random=False))
@examples(30)
def test_order_changes_nothing(sheets: list[Response], draw: random.Random) -> None:
    mixed = sheets[:]
    draw.shuffle(mixed)

    assert results_of(SPAK_10, sheets, services=PEOPLE) == results_of(
        SPAK_10, mixed, services=PEOPLE
    )


@given(SHEETS, st.integers(0, 30))
@examples(30)
def test_the_tally_of_parts_is_that_of_the_whole(sheets: list[Response], at: int) -> None:
    parts = tally_of(SPAK_10, sheets[:at]).merged(tally_of(SPAK_10, sheets[at:]))

    assert parts == tally_of(SPAK_10, sheets)
    assert results(parts, services=PEOPLE) == results_of(SPAK_10, sheets, services=PEOPLE)


@given(SHEETS)
@examples(20)
def test_counts_of_a_database_give_what_responses_give(sheets: list[Response]) -> None:
    rows = Counter((one.attributes[SERVICE], vector(SPAK_10, one.answers)) for one in sheets)
    tally = Tally(SPAK_10)
    tally.add_counts((service, text, n) for (service, text), n in rows.items())
    for attribute in SPAK_10.attributes:
        by_key = Counter(
            (one.attributes.get(attribute.code, ""), vector(SPAK_10, one.answers)) for one in sheets
        )
        tally.add_attribute_counts(
            attribute.code, ((key, text, n) for (key, text), n in by_key.items())
        )

    assert results(tally, services=PEOPLE) == results_of(SPAK_10, sheets, services=PEOPLE)


@given(SHEETS)
@examples(20)
def test_turning_items_and_answers_around_changes_no_index(sheets: list[Response]) -> None:
    turned = [
        Response(
            {
                code: 5 - value if value and found and found.is_reversed else value
                for code, value in one.answers.items()
                for found in [TURNED.item(code)]
            },
            one.attributes,
        )
        for one in sheets
    ]
    straight, around = spak(tally_of(SPAK_10, sheets)), spak(tally_of(TURNED, turned))

    assert straight.index == around.index
    assert straight.interval == around.interval
    assert straight.services == around.services
    for one, other, item in zip(straight.items, around.items, TURNED.items, strict=True):
        assert one.scored_mean == other.scored_mean
        if one.raw_mean is not None and item.is_reversed:
            assert other.raw_mean == 5 - one.raw_mean


def test_raw_and_scored_means_of_a_reversed_item_are_both_there() -> None:
    found = spak(tally_of(TURNED, [same(TURNED, 1)] * 5))

    assert [item.raw_mean for item in found.items[:2]] == [Fraction(1), Fraction(1)]
    assert [item.scored_mean for item in found.items[:2]] == [Fraction(4), Fraction(1)]


def test_not_known_is_counted_and_left_out_of_the_mean() -> None:
    sheets = [same(SPAK, 4)] * 5 + [same(SPAK, None)] * 2 + [same(SPAK, 2)]

    found = spak(tally_of(SPAK, sheets))

    assert found.n == 6
    assert found.partial == 2
    assert found.items[0].scored_mean == Fraction(22, 6)


def test_not_known_in_a_sheet_that_counts_is_counted_by_item() -> None:
    first, *others = (item.code for item in SPAK.items)
    sheets = [same(SPAK, 4)] * 5 + [Response({first: None, **dict.fromkeys(others, 1)})] * 3

    item = spak(tally_of(SPAK, sheets)).items[0]

    assert (item.n, item.unknown) == (5, 3)
    assert item.scored_mean == 4


def test_two_items_of_an_aspect_weigh_as_much_as_one_of_another() -> None:
    first, *others = spak_items()
    form = read_instrument(document([first, {**first, "code": "EXTRA"}, *others]))
    tally = Tally(form)
    tally.add_vectors(["114444"] * 5, "")

    assert spak(tally).index == Fraction(1 + 4 * 4, 5)


def test_each_survey_of_a_combined_form_has_its_own_index() -> None:
    form = load_survey("combined-1")
    tally = Tally(form)
    tally.add_vectors(["3" * 9 + "1" + "4" * 5] * 6 + ["2" * 8 + "-" + "1" + "-" * 5] * 5, "")

    kinds = results(tally).kinds

    assert kinds[SurveyKind.SPAK].index == 4
    assert (kinds[SurveyKind.SPAK].n, kinds[SurveyKind.SPAK].partial) == (6, 0)
    assert (kinds[SurveyKind.SKM].n, kinds[SurveyKind.SKM].partial) == (6, 5)
    assert kinds[SurveyKind.SKM].ikm == 75
    assert (kinds[SurveyKind.SPKP].n, kinds[SurveyKind.SPKP].partial) == (6, 5)
    assert kinds[SurveyKind.SPKP].ikm is None


def test_what_two_surveys_share_tells_no_sheet_by_subtraction() -> None:
    form = load_survey("combined-1")
    lot = random.Random(3)
    *_, last = form.items_of(SurveyKind.SKM)
    sheets = [
        Response(
            {item.code: lot.choice((2, 3, 4)) for item in form.items if at > 1 or item != last},
            {SERVICE: "a", "sex": lot.choice(("male", "female"))},
        )
        for at in range(100)
    ]

    kinds = results_of(form, sheets, services={"a": 300}).kinds

    skm, spkp = kinds[SurveyKind.SKM], kinds[SurveyKind.SPKP]
    assert (skm.n, skm.partial, spkp.n, spkp.partial) == (98, 2, 98, 2)
    theirs = {item.code: item for item in spkp.items}
    assert [theirs[item.code] for item in skm.items] == list(skm.items)
    for code, groups in skm.attributes.items():
        assert [one.n for one in groups] == [one.n for one in spkp.attributes[code]]
    assert [one.n for one in skm.services] == [one.n for one in spkp.services]


def test_both_figures_weighted_and_not() -> None:
    tally = tally_of(
        SPAK,
        [same(SPAK, 4, attributes={SERVICE: "a"})] * 30
        + [same(SPAK, 2, attributes={SERVICE: "b"})] * 10,
    )

    found = spak(tally, services={"a": 100, "b": 300, "c": 7, "d": 0})

    assert found.index == Fraction(7, 2)
    assert found.weighted_index == Fraction(5, 2)
    assert found.uncovered == ("c",)
    assert found.weighted_interval is not None
    assert found.weighted_interval.method is IntervalMethod.STRATIFIED_FPC


def test_no_weighting_where_the_people_of_a_service_are_not_known() -> None:
    tally = tally_of(SPAK, [same(SPAK, 4, attributes={SERVICE: "a"})] * 30 + [same(SPAK, 2)] * 9)

    assert spak(tally, services={"a": 100}).weighted_index is None


def test_a_proportional_sample_has_one_and_the_same_index() -> None:
    draw = random.Random(4)
    sheets = [
        Response(
            {item.code: draw.randint(1, 4) for item in SPAK.items}, {SERVICE: "ab"[at % 4 == 0]}
        )
        for at in range(80)
    ]

    found = spak(tally_of(SPAK, sheets), services={"a": 600, "b": 200})

    assert found.index == found.weighted_index


def test_the_interval_is_that_of_the_mean_of_peoples_own_scores() -> None:
    draw = random.Random(9)
    sheets = [
        Response({item.code: draw.randint(1, 4) for item in SPAK_10.items}) for _ in range(50)
    ]
    scores = [sum(one.answers[item.code] or 0 for item in SPAK_10.items) / 10 for one in sheets]

    found = spak(tally_of(SPAK_10, sheets), population=200).interval

    assert found is not None
    expected = stdev(scores) / 50**0.5 * (1 - 50 / 200) ** 0.5
    assert float(found.standard_error) == pytest.approx(expected, abs=1e-9)
    mean = sum(scores) / 50
    assert float(found.high) == pytest.approx(mean + 2.0096 * expected, abs=2e-4)
    assert float(found.low) == pytest.approx(mean - 2.0096 * expected, abs=2e-4)


def test_the_interval_holds_as_often_as_it_says() -> None:
    draw = random.Random(7)
    held = 0
    for _ in range(400):
        tally = Tally(SPAK)
        tally.add_vectors(("".join(draw.choices("1234", (1, 2, 8, 9), k=5)) for _ in range(60)), "")
        found = spak(tally).interval
        assert found is not None
        held += found.low <= Fraction(13, 4) <= found.high

    assert 0.92 <= held / 400 <= 0.975


def test_when_everybody_answered_nothing_is_uncertain() -> None:
    tally = tally_of(SPAK, [same(SPAK, 4)] * 10 + [same(SPAK, 3)] * 10)

    found = spak(tally, population=20)

    assert found.interval is not None
    assert found.interval.low == found.interval.high == Fraction(7, 2)


def test_more_answers_than_people_are_taken_as_all_of_them() -> None:
    tally = tally_of(SPAK, [same(SPAK, 4)] * 10 + [same(SPAK, 3)] * 10)

    found = spak(tally, population=3).interval

    assert found is not None
    assert found.standard_error == 0


@pytest.mark.parametrize(
    ("freedom", "expected"), [(4, 2.7764), (9, 2.2622), (29, 2.0452), (100, 1.9840)]
)
def test_points_of_student(freedom: int, expected: float) -> None:
    assert float(student(freedom)) == pytest.approx(expected, abs=0.001)


def test_a_change_is_clear_or_not() -> None:
    few = [spak(tally_of(SPAK, [same(SPAK, 4)] * n + [same(SPAK, 2)] * 20)) for n in (20, 24)]
    many = [spak(tally_of(SPAK, [same(SPAK, 4)] * n + [same(SPAK, 2)] * 2000)) for n in (900, 2900)]

    def between(before: KindResults, after: KindResults) -> bool:
        assert before.index and before.interval and after.index and after.interval  # noqa: PT018
        return change(before.index, before.interval, after.index, after.interval).is_clear

    assert not between(*few)
    assert between(*many)


def test_the_lowest_three_come_lowest_first_and_equal_ones_in_the_order_of_the_form() -> None:
    tally = Tally(SKM)
    tally.add_vectors(["432423444"] * 9, "")

    lowest = results(tally).kinds[SurveyKind.SKM].lowest

    assert [each.aspect for each in lowest] == [SKM.items[at].aspect for at in (2, 4, 1)]


def test_a_low_element_that_moves_with_the_rest_is_where_to_concentrate() -> None:
    draw = random.Random(3)
    tally = Tally(SKM)
    for _ in range(200):
        content = draw.random() < 0.5
        signs = [str(draw.choice((3, 4)) if content else draw.choice((2, 3))) for _ in range(9)]
        signs[2] = "2" if content else "1"
        signs[7] = str(draw.choice((3, 4)))
        tally.add_vectors(["".join(signs)], "")

    found = {each.aspect: each for each in results(tally).kinds[SurveyKind.SKM].importance}

    assert found[SKM.items[2].aspect].quadrant is Quadrant.CONCENTRATE  # type: ignore[index]  # an item of SKM has one
    assert found[SKM.items[7].aspect].quadrant is Quadrant.BEYOND_NEED  # type: ignore[index]  # an item of SKM has one
    assert all(-1 <= each.importance <= 1 for each in found.values())


def test_the_index_without_flagged_sheets() -> None:
    kept, flagged = tally_of(SPAK, [same(SPAK, 3)] * 20), tally_of(SPAK, [same(SPAK, 4)] * 5)

    assert spak(kept.merged(flagged)).index == Fraction(16, 5)
    assert index_of_kept(kept, flagged, SurveyKind.SPAK) == 3


@pytest.mark.parametrize(("kept", "flagged"), [(20, 4), (4, 20), (20, 1)])
def test_no_second_figure_that_tells_the_flagged_ones(kept: int, flagged: int) -> None:
    one, other = tally_of(SPAK, [same(SPAK, 3)] * kept), tally_of(SPAK, [same(SPAK, 4)] * flagged)

    assert index_of_kept(one, other, SurveyKind.SPAK) is None


def test_counts_that_contradict_each_other_are_not_computed_with() -> None:
    tally = Tally(SPAK)
    tally.add_counts([("a", "44444", 9)])
    tally.add_attribute_counts("sex", [("male", "44444", 8)])

    with pytest.raises(ValueError, match="sex"):
        results(tally)


@pytest.mark.parametrize("text", ["44449", "4444x", "44440"])
def test_a_sheet_of_another_form_is_not_computed_with(text: str) -> None:
    tally = Tally(SPAK)
    tally.add_counts([("a", text, 9)])

    with pytest.raises(ValueError, match="no answer has the sign"):
        results(tally)


def test_tallies_of_two_forms_do_not_add() -> None:
    with pytest.raises(ValueError, match="two forms"):
        Tally(SPAK).merged(Tally(SKM))


def test_nothing_at_all_has_no_index() -> None:
    found = results(Tally(SPAK), services={"a": 10}).kinds[SurveyKind.SPAK]

    assert (found.n, found.index, found.interval, found.weighted_index) == (0, None, None, None)
    assert found.uncovered == ("a",)


@given(st.lists(responses(SPAK_10), min_size=60, max_size=80))
@examples(15)
def test_importance_is_the_correlation_with_the_rest_among_whole_sheets(
    sheets: list[Response],
) -> None:
    first, *others = sheets
    answers = {code: value for code, value in first.answers.items() if value}
    whole = [
        Response({item.code: answers.get(item.code) or 1 + (at * 7 + n) % 4 for n, item in pairs})
        for at, pairs in ((at, list(enumerate(SPAK_10.items))) for at in range(40))
    ]
    known = [
        [one.answers[item.code] or 0 for item in SPAK_10.items]
        for one in [*whole, *others]
        if len(one.answers) == len(SPAK_10.items) and None not in one.answers.values()
    ]
    parts = [sheets_of(SPAK_10, SurveyKind.SPAK, tally_of(SPAK_10, whole).services.values())]
    parts += [sheets_of(SPAK_10, SurveyKind.SPAK, tally_of(SPAK_10, others).services.values())]

    found = item_rest_correlations(together(parts))

    for at, value in enumerate(found):
        own = [row[at] for row in known]
        rest = [sum(row) - row[at] for row in known]
        if value is None:
            assert len(set(own)) == 1 or len(set(rest)) == 1
        else:
            assert float(value) == pytest.approx(correlation(own, rest), abs=1e-6)


def test_no_importance_below_thirty_whole_sheets() -> None:
    for n in (29, 30):
        tally = Tally(SKM)
        tally.add_vectors([f"{1 + at % 4}{1 + at % 3}{1 + at % 2}444443" for at in range(n)], "")
        assert bool(results(tally).kinds[SurveyKind.SKM].importance) == (n == 30)
