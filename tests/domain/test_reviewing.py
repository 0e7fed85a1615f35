"""Rules of review: what is proposed, what counts as reviewed, what changed, how people agree."""

import hashlib
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.reviewing import (
    ENOUGH_PAIRS,
    NOTHING,
    Held,
    Mark,
    agreement,
    changed_codes,
    mean_difference,
    picked,
    proposed,
    sample,
    seed_of,
    untouched,
    weighted_kappa,
)

A, B, C = Held("A"), Held("B"), Held("C")
THIRDS = st.integers(0, 3).map(lambda n: Fraction(n, 3))
PAIRS = st.lists(st.tuples(THIRDS, THIRDS), min_size=1, max_size=40)


def kappa_by_table(pairs: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Cohen's definition, with a table of categories and quadratic weights of disagreement."""
    values = sorted({one for pair in pairs for one in pair})
    n = len(pairs)
    observed = expected = Fraction()
    for x, y in product(values, values):
        weight = (x - y) ** 2
        observed += weight * Fraction(sum(pair == (x, y) for pair in pairs), n)
        rows, columns = sum(a == x for a, _ in pairs), sum(b == y for _, b in pairs)
        expected += weight * Fraction(rows * columns, n * n)
    return 1 - observed / expected if expected else None


@given(PAIRS)
def test_kappa_is_that_of_the_table(pairs: list[tuple[Fraction, Fraction]]) -> None:
    assert weighted_kappa(pairs) == kappa_by_table(pairs)


@given(PAIRS)
def test_kappa_does_not_depend_on_who_is_first_and_is_at_most_1(
    pairs: list[tuple[Fraction, Fraction]],
) -> None:
    kappa = weighted_kappa(pairs)

    assert kappa == weighted_kappa([(y, x) for x, y in pairs])
    assert kappa is None or -1 <= kappa <= 1
    assert kappa != 1 or all(x == y for x, y in pairs)


def test_kappa_of_a_published_kind_of_table() -> None:
    """Two raters, three equally spaced grades: 1 - (13/30) / (1.0244…) worked by hand."""
    counts = {
        (0, 0): 11, (0, 1): 3, (0, 2): 1, (1, 0): 2, (1, 1): 8, (1, 2): 2, (2, 0): 0, (2, 1): 2,
        (2, 2): 1,
    }  # fmt: skip
    pairs = [(Fraction(x), Fraction(y)) for (x, y), many in counts.items() for _ in range(many)]
    # observed: (3+2+2+2)*1 + (1+0)*4 = 13 of 30; marginals 15 12 3 and 13 13 4
    expected = 15 * 13 + 15 * 4 * 4 + 12 * 13 + 12 * 4 + 3 * 13 * 4 + 3 * 13
    assert weighted_kappa(pairs) == 1 - Fraction(13, 30) / Fraction(expected, 900)


def test_nothing_is_said_of_29_pairs_nor_of_one_value_throughout() -> None:
    few = [(Fraction(n % 2), Fraction(n % 2)) for n in range(ENOUGH_PAIRS - 1)]
    same = [(Fraction(1), Fraction(1))] * 40

    assert agreement(few).kappa is None
    assert not agreement(few).is_enough
    assert agreement(same).kappa is None
    assert agreement(same).is_enough
    assert weighted_kappa([]) is None


def test_the_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    pairs = [(Fraction(n % 4, 3), Fraction((n + (n % 5 == 0)) % 4, 3)) for n in range(60)]

    found = agreement(pairs)

    assert found == agreement(pairs)
    assert found.kappa is not None
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low < float(found.kappa) < found.high <= 1


def test_more_pairs_make_the_interval_narrower() -> None:
    pairs = [(Fraction(n % 4, 3), Fraction((n + (n % 3 == 0)) % 4, 3)) for n in range(36)]
    few, many = agreement(pairs), agreement(pairs * 12)

    assert few.kappa == many.kappa
    assert few.low is not None
    assert few.high is not None
    assert many.low is not None
    assert many.high is not None
    assert many.high - many.low < (few.high - few.low) / 2


def test_perfect_agreement_has_an_interval_without_width() -> None:
    found = agreement([(Fraction(n % 2), Fraction(n % 2)) for n in range(40)])

    assert found.kappa == 1
    assert (found.low, found.high) == (1.0, 1.0)


def test_the_difference_from_the_field_has_a_sign_and_a_least_number() -> None:
    above = [(Fraction(1), Fraction(1, 2)), (Fraction(1, 2), Fraction(1, 2))] * 20

    assert mean_difference(above).mean == Fraction(1, 4)
    assert mean_difference([(y, x) for x, y in above]).mean == Fraction(-1, 4)
    assert mean_difference(above[:29]).mean is None


# --- samples


CODES = st.lists(st.text("ABI.iv1234", min_size=1, max_size=8), unique=True, max_size=60)


@given(CODES, st.fractions(0, 1, max_denominator=100), st.text(max_size=10))
def test_a_sample_has_its_share_rounded_up_in_the_given_order(
    codes: list[str], share: Fraction, seed: str
) -> None:
    drawn = sample(codes, share, seed)

    assert len(drawn) == -(-len(codes) * share.numerator // share.denominator)
    assert list(drawn) == [code for code in codes if code in drawn]
    assert sample(list(reversed(codes)), share, seed) == tuple(reversed(drawn))


def test_a_sample_follows_from_round_and_snapshot_alone() -> None:
    codes = [f"A.{n}" for n in range(113)]
    seed = seed_of("01-round", "ab" * 32)

    assert seed == hashlib.sha256(b"01-round\n" + b"ab" * 32).hexdigest()
    assert len(sample(codes, Fraction(1, 10), seed)) == 12
    assert sample(codes, Fraction(1, 10), seed) != sample(
        codes, Fraction(1, 10), seed_of("02-round", "ab" * 32)
    )
    assert sample(codes, Fraction(1, 10), seed) != sample(
        codes, Fraction(1, 10), seed_of("01-round", "ac" * 32)
    )


def test_every_question_is_drawn_about_as_often() -> None:
    codes = [f"A.{n}" for n in range(40)]
    drawn = [code for n in range(2000) for code in sample(codes, Fraction(1, 10), str(n))]

    often = [drawn.count(code) for code in codes]
    assert sum(often) == 8000
    assert min(often) > 150  # 200 expected, standard deviation 13
    assert max(often) < 250


def test_an_impossible_share_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        sample(["a"], Fraction(11, 10), "x")


def test_whoever_is_picked_does_not_depend_on_the_order_of_names() -> None:
    assert picked(["a", "b", "c"], "x") == picked(["c", "a", "b"], "x")
    assert {picked(["a", "b", "c"], str(n)) for n in range(50)} == {"a", "b", "c"}
    assert picked([], "x") is None


# --- proposals and completeness


def test_the_nearest_earlier_value_is_proposed_with_its_source() -> None:
    found = proposed(
        ["1", "2", "3"], [("self", {"1": A, "2": A}), ("member", {"1": B}), ("lead", {"2": C})]
    )

    assert (found["1"].source, found["1"].held) == ("member", B)
    assert (found["2"].source, found["2"].held) == ("lead", C)
    assert (found["3"].source, found["3"].held) == ("self", NOTHING)


def test_what_is_carried_forward_is_not_reviewed() -> None:
    proposals = proposed(["1", "2", "3"], [("self", {"1": A, "2": A, "3": B})])
    marks = {"1": Mark(A, shown=A), "2": Mark(B, shown=A)}

    assert untouched(["1", "2", "3"], marks, proposals) == ("3",)


def test_a_mark_is_open_again_when_what_it_answered_has_changed() -> None:
    marks = {"1": Mark(A, shown=A)}

    assert untouched(["1"], marks, proposed(["1"], [("self", {"1": A}), ("member", {"1": B})])) == (
        "1",
    )
    assert untouched(
        ["1"], {"1": Mark(A, shown=Held("", {"x": "1"}))}, proposed(["1"], [("self", {})])
    )


# --- changes


def content(
    answers: dict[str, dict[str, object]],
    evidence: dict[str, list[dict[str, object]]] | None = None,
) -> dict[str, object]:
    return {"answers": answers, "evidence": evidence or {}}


PROOF = {"id": "e1", "sha256": "aa", "revision": 1, "url": "", "proves": [None, None]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (content({"1": {"value": "A"}}), content({"1": {"value": "B"}})),
        (content({"1": {"value": "A"}}), content({})),
        (content({"1": {"inputs": {"a": 1}}}), content({"1": {"inputs": {"a": 2}}})),
        (content({"1": {"value": "A"}}), content({"1": {"value": "A", "note": "baru"}})),
        (content({}, {}), content({}, {"1": [PROOF]})),
        (content({}, {"1": [PROOF]}), content({}, {"1": [{**PROOF, "revision": 2}]})),
        (content({}, {"1": [PROOF]}), content({}, {"1": [{**PROOF, "sha256": "bb"}]})),
    ],
)
def test_an_answer_a_note_and_evidence_each_count_as_a_change(
    before: dict[str, object], after: dict[str, object]
) -> None:
    assert changed_codes(["0", "1"], before, after) == ("1",)
    assert changed_codes(["0", "1"], after, after) == ()


def test_a_check_mark_an_order_and_a_spelling_of_a_number_are_no_change() -> None:
    other = {**PROOF, "id": "e2"}
    before = content({"1": {"inputs": {"a": 6}}}, {"1": [PROOF, other]})
    after = content(
        {"1": {"inputs": {"a": "6"}, "note": ""}}, {"1": [{**other, "state": "checked"}, PROOF]}
    )

    assert changed_codes(["1"], before, after) == ()
