"""The pure rules of complaints: the table of states, closing, codes, masks, likeness."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.complaints import (
    OPEN,
    READ_ONLY,
    TERM_BY_CLASS,
    Act,
    Classification,
    ComplaintRefused,
    Duty,
    State,
    acts_in,
    check_act,
    check_close,
    check_decider,
    clean_code,
    code_for,
    code_from,
    fingerprint,
    likeness,
    masked,
    silent_until,
    state_after,
    who_may,
    words_of,
)
from bening.domain.complaints.states import ComplaintMoved

pytestmark = pytest.mark.domain


@given(st.lists(st.sampled_from(Act), max_size=40))
def test_no_walk_leaves_the_table_or_the_reporter_without_a_word(acts: list[Act]) -> None:
    state, said = State.FILED, False
    for act in acts:
        try:
            state = state_after(state, act)
        except ComplaintMoved:
            continue
        said = said or act is Act.ANSWER
        if state is State.CLOSED:
            assert said
    assert state in State


@given(st.sampled_from(State), st.sampled_from(Act), st.sampled_from(Duty))
def test_an_act_needs_its_duty_and_its_state(state: State, act: Act, duty: Duty) -> None:
    allowed = duty in who_may(act) and act in acts_in(state)
    try:
        check_act(state, act, frozenset({duty}))
    except ComplaintRefused:
        assert not allowed
    else:
        assert allowed


def test_nothing_is_done_to_what_is_only_read() -> None:
    assert all(not acts_in(state) for state in READ_ONLY)


def test_only_an_answer_can_be_closed_and_only_a_reporter_agrees() -> None:
    closing = {state for state in State if {Act.AGREE, Act.CLOSE} & acts_in(state)}
    assert closing == {State.ANSWERED}
    assert who_may(Act.AGREE) == {Duty.REPORTER}
    assert Act.REFUSE not in {act for state in OPEN - {State.FILED} for act in acts_in(state)}


def test_every_class_has_a_term() -> None:
    from bening.casework.terms import shipped_terms

    assert set(TERM_BY_CLASS) == set(Classification)
    assert set(TERM_BY_CLASS.values()) <= set(shipped_terms())


def test_the_wait_ends_after_its_last_working_day() -> None:
    last = silent_until(date(2026, 11, 20), 10)  # a Friday
    assert last == date(2026, 12, 4)
    with pytest.raises(ComplaintRefused, match="closing_waits"):
        check_close(last, last)
    check_close(date(2026, 12, 5), last)
    with pytest.raises(ComplaintRefused, match="closing_without_answer"):
        check_close(date(2026, 12, 5), None)


def test_who_refused_does_not_decide() -> None:
    check_decider("a", "b")
    with pytest.raises(ComplaintRefused):
        check_decider("a", "a")


def test_codes_are_read_as_people_type_them() -> None:
    code = code_from(bytes(range(16)))
    plain = code.replace("-", "")
    assert len(plain) == 26
    assert clean_code(code.lower()) == clean_code(f" {plain} ") == plain
    assert fingerprint(code) == fingerprint(plain.lower())
    assert clean_code(plain[:-1]) is None
    assert code_from(bytes(range(1, 17))) != code
    assert clean_code("0" * 13 + "1" * 13) == "O" * 13 + "I" * 13
    with pytest.raises(ValueError, match="tracking code"):
        fingerprint("bukan kode")


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_retry_gives_its_own_code_again(one: str, other: str) -> None:
    assert code_for(one) == code_for(one)
    assert (code_for(one) == code_for(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NIK 3201123456780001", "NIK [NIK/nomor]"),
        ("NIK 3201 1234 5678 0001", "NIK [NIK/nomor]"),
        ("npwp 01.234.567.8-901.000", "npwp [NPWP]"),
        ("hp 0812-3456-7890", "hp [telepon]"),
        ("hp +62 812 3456 7890", "hp [telepon]"),
        ("tulis ke a.b@kantor.example ya", "tulis ke [surel] ya"),
        (
            "Rp1.500.000 pukul 09.30 tanggal 12-11-2026",
            "Rp1.500.000 pukul 09.30 tanggal 12-11-2026",
        ),
    ],
)
def test_personal_data_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(shown) == shown


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    a, b = words_of(one), words_of(other)
    share = likeness(a, b)
    assert 0 <= share <= 1
    assert share == likeness(b, a)
    assert likeness(a, a) == (1 if a else Fraction(0))
