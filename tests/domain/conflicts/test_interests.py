"""Lists of interests, steps of a case and shares, without a database."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.conflicts import (
    CLOSED,
    OPEN,
    CaseState,
    ConflictRefused,
    Entry,
    Interests,
    Section,
    check_close,
    check_step,
    share,
    with_entry,
    with_none,
    without_entry,
)

WORDS = st.text('aé <&"0', min_size=1, max_size=12)
ENTRIES = st.builds(
    Entry, st.sampled_from(Section), WORDS, WORDS, st.text("xy", max_size=5)
).filter(lambda each: each.name.strip() and each.relation.strip())


def filled(entries: list[Entry]) -> Interests:
    found = Interests()
    for each in entries:
        with suppress(ConflictRefused):  # the same entry twice
            found = with_entry(found, each)
    return found


@given(st.lists(ENTRIES, max_size=12), st.sets(st.sampled_from(Section)))
def test_what_is_kept_is_read_again(entries: list[Entry], none: set[Section]) -> None:
    interests = filled(entries)
    for part in none:
        if not interests.of(part):
            interests = with_none(interests, part)
    assert Interests.read(interests.document()) == interests


@given(st.lists(ENTRIES, max_size=12))
def test_a_part_is_answered_by_an_entry_or_by_none(entries: list[Entry]) -> None:
    interests = filled(entries)
    assert set(interests.unanswered) == {part for part in Section if not interests.of(part)}
    for part in interests.unanswered:
        interests = with_none(interests, part)
    interests.check_complete()


def test_an_unanswered_part_holds_the_signature_back() -> None:
    with pytest.raises(ConflictRefused) as found:
        with_none(Interests(), Section.FAMILY).check_complete()
    assert found.value.values["parts"] == "B, C, D, E, F"


def test_an_entry_takes_the_word_none_back_and_goes_again() -> None:
    entry = Entry(Section.BUSINESS, "CV Embun", "Pemilik")
    interests = with_entry(with_none(Interests(), Section.BUSINESS), entry)
    assert Section.BUSINESS not in interests.none
    with pytest.raises(ConflictRefused):
        with_none(interests, Section.BUSINESS)
    assert without_entry(interests, Section.BUSINESS, 0) == Interests()
    with pytest.raises(ConflictRefused):
        without_entry(interests, Section.BUSINESS, 1)


def test_each_state_leads_somewhere_or_is_the_end() -> None:
    assert {CaseState.NO_CONFLICT, CaseState.CLOSED} == CLOSED
    assert set(CaseState) == OPEN | CLOSED
    for before in CLOSED:
        for after in CaseState:
            with pytest.raises(ConflictRefused):
                check_step(before, after)


@pytest.mark.parametrize("before", [CaseState.FILED, CaseState.CONTROLLED, CaseState.CLOSED])
def test_nothing_closes_unwatched(before: CaseState) -> None:
    with pytest.raises(ConflictRefused):
        check_close(before, measures=1, done=1)


def test_nothing_closes_with_a_measure_open() -> None:
    check_close(CaseState.MONITORED, measures=2, done=2)
    with pytest.raises(ConflictRefused) as found:
        check_close(CaseState.MONITORED, measures=2, done=1)
    assert found.value.values["left"] == 1


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_share_is_a_part_of_the_whole(covered: int, whole: int) -> None:
    if covered > whole:
        with pytest.raises(ValueError, match=","):
            share(covered, whole)
    elif whole:
        assert 0 <= share(covered, whole) <= 1  # type: ignore[operator]  # not None here
    else:
        assert share(covered, whole) is None
