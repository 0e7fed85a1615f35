"""Nothing that is shown stands for fewer than five people, alone or after a subtraction."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bening.domain.surveys import (
    LEAST,
    SERVICE,
    Response,
    Results,
    SurveyKind,
    Withheld,
    results,
    results_of,
    tally_of,
    withheld,
)
from tests.domain.surveys.forms import SKM, SPAK, responses, same
from tests.examples import examples

SIZES = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12))
PEOPLE = {"a": 400, "b": 250, "c": 90, "d": 35, "e": 12}


@given(SIZES)
def test_no_small_group_is_shown_and_none_is_left_over(sizes: dict[str, int]) -> None:
    hidden = withheld(sizes)
    shown = {key for key, n in sizes.items() if n and key not in hidden}
    remainder = sum(sizes[key] for key in hidden)

    assert all(sizes[key] >= LEAST for key in shown)
    assert remainder == 0 or remainder >= LEAST or not shown


@given(SIZES)
def test_no_more_is_withheld_than_needed(sizes: dict[str, int]) -> None:
    hidden = withheld(sizes)
    protecting = [key for key, why in hidden.items() if why is Withheld.PROTECTS_OTHERS]
    few = sum(n for n in sizes.values() if n < LEAST)

    assert len(protecting) <= 1
    assert not protecting or 0 < few < LEAST
    assert all(0 < sizes[key] < LEAST for key in hidden if key not in protecting)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"a": 40, "b": 4}, {"b": Withheld.TOO_FEW, "a": Withheld.PROTECTS_OTHERS}),
        ({"a": 40, "b": 4, "c": 6}, {"b": Withheld.TOO_FEW, "c": Withheld.PROTECTS_OTHERS}),
        ({"a": 40, "b": 4, "c": 1}, {"b": Withheld.TOO_FEW, "c": Withheld.TOO_FEW}),
        ({"a": 40, "b": 5, "c": 0}, {}),
        ({"a": 3}, {"a": Withheld.TOO_FEW}),
    ],
)
def test_which_groups_are_withheld(
    sizes: Mapping[str, int], expected: Mapping[str, Withheld]
) -> None:
    assert withheld(sizes) == expected


def shown(found: Results) -> dict[str, bool]:
    return {group.key: group.withheld is None for group in found.kinds[SurveyKind.SPAK].services}


def in_service(code: str, value: int, n: int) -> list[Response]:
    return [same(SPAK, value, attributes={SERVICE: code})] * n


def test_a_service_with_four_answers_takes_another_along() -> None:
    sheets = in_service("a", 4, 40) + in_service("b", 3, 4) + in_service("c", 3, 6)

    found = results_of(SPAK, sheets, services=PEOPLE)

    assert shown(found) == {"a": True, "b": False, "c": False}
    for group in found.kinds[SurveyKind.SPAK].services:
        if group.withheld:
            assert (group.n, group.index, group.aspects, group.interval) == (None, None, (), None)


def test_a_withheld_service_is_not_in_the_weighted_index_by_itself() -> None:
    """Two withheld services: unweighted and weighted index would be two equations for two."""
    even = [(4, 3), (2, 6)]
    found = set()
    for moved in (0, 1, 2):
        sheets = in_service("a", 3, 40)
        (high, few), (low, more) = even
        sheets += in_service("b", high, few - moved) + in_service("b", low, moved)
        sheets += in_service("c", low, more - moved) + in_service("c", high, moved)
        found.add(results_of(SPAK, sheets, services=PEOPLE).kinds[SurveyKind.SPAK].weighted_index)

    assert len(found) == 1


@given(
    st.lists(responses(SPAK, "abcde"), min_size=12, max_size=60),
    st.randoms(use_true_random=False),
)
@examples(60)
def test_no_figure_tells_one_withheld_service_from_another(
    sheets: list[Response], draw: random.Random
) -> None:
    """Whatever withheld services hold of their common sheets, everything shown stays the same."""
    before = results_of(SPAK, sheets, services=PEOPLE)
    hidden = {key for key, is_shown in shown(before).items() if not is_shown}
    assume(len(hidden) >= 2)
    counted = [at for at, one in enumerate(sheets) if one.attributes[SERVICE] in hidden]
    counted = [at for at in counted if any(sheets[at].answers.values())]
    places = [sheets[at].attributes[SERVICE] for at in counted]
    draw.shuffle(places)
    mixed = sheets[:]
    for at, code in zip(counted, places, strict=True):
        mixed[at] = replace(sheets[at], attributes={**sheets[at].attributes, SERVICE: code})

    assert results_of(SPAK, mixed, services=PEOPLE) == before


@given(st.lists(responses(SPAK, "abc"), min_size=20, max_size=60))
@examples(60)
def test_no_subtraction_of_aspects_leaves_fewer_than_five(sheets: list[Response]) -> None:
    """For each item: answers of all, less those of services that show it, are none or five."""
    tally = tally_of(SPAK, sheets)
    found = results(tally, services=PEOPLE).kinds[SurveyKind.SPAK]
    for item in SPAK.items:
        known = Counter(
            one.attributes[SERVICE] for one in sheets if one.answers.get(item.code) is not None
        )
        telling = {
            group.key
            for group in found.services
            if group.withheld is None and item.code not in group.left_out
        }
        rest = sum(n for code, n in known.items() if code not in telling)
        assert all(known[code] == 0 or known[code] >= LEAST for code in telling)
        assert rest == 0 or rest >= LEAST or not telling


def test_a_figure_of_four_people_is_not_there_at_all() -> None:
    found = results_of(SPAK, in_service("a", 4, 4), services=PEOPLE).kinds[SurveyKind.SPAK]

    assert (found.index, found.interval, found.weighted_index) == (None, None, None)
    assert all((item.n, item.scored_mean) == (None, None) for item in found.items)
    assert all(each.index is None for each in found.aspects)


def test_an_aspect_that_four_answered_leaves_the_index_open() -> None:
    first, *others = (item.code for item in SPAK.items)
    sheets = in_service("a", 4, 4)
    sheets += [Response({first: None, **dict.fromkeys(others, 3)}, {SERVICE: "a"})] * 20

    found = results_of(SPAK, sheets).kinds[SurveyKind.SPAK]

    assert found.index is None
    assert [each.index is None for each in found.aspects] == [True, False, False, False, False]


def test_requests_for_money_by_few_are_not_counted_out() -> None:
    said = [True] * 2 + [False] * 40 + [None] * 10
    sheets = [same(SPAK, 4, incident=one) for one in said]

    found = results_of(SPAK, sheets).incidents

    assert found is not None
    assert (found.yes, found.no, found.not_said) == (None, 40, None)
    assert found.withheld == {"yes": Withheld.TOO_FEW, "not_said": Withheld.PROTECTS_OTHERS}


def test_requests_for_money_by_five_are_told() -> None:
    sheets = [same(SPAK, 4, incident=at < 5) for at in range(50)]

    found = results_of(SPAK, sheets).incidents

    assert found is not None
    assert (found.yes, found.no, found.not_said) == (5, 45, 0)


def test_people_who_left_an_attribute_blank_are_a_group_like_others() -> None:
    sheets = [same(SKM, 4, attributes={"sex": "male"})] * 30 + [same(SKM, 3)] * 3

    groups = results_of(SKM, sheets).kinds[SurveyKind.SKM].attributes["sex"]

    assert {group.key: group.withheld for group in groups} == {
        "": Withheld.TOO_FEW,
        "male": Withheld.PROTECTS_OTHERS,
    }


def test_groups_that_are_large_enough_are_shown_with_their_figures() -> None:
    sheets = [same(SKM, 4, attributes={"sex": "male"})] * 8
    sheets += [same(SKM, 3, attributes={"sex": "female"})] * 5

    groups = results_of(SKM, sheets).kinds[SurveyKind.SKM].attributes["sex"]

    assert [(group.key, group.n, group.index) for group in groups] == [
        ("female", 5, Fraction(3)),
        ("male", 8, Fraction(4)),
    ]
