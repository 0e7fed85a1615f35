"""Letters that sound alike when they are called."""

from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing.letters import propose_letter, rhyming
from tests.examples import examples

LETTERS = st.sets(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def test_letters_that_end_alike_are_named_together() -> None:
    assert rhyming("ABC") == (("B", "C"),)
    assert rhyming("TPGEDCB") == (("B", "C", "D", "E", "G", "P", "T"),)
    assert rhyming("BAJ") == ()
    assert rhyming("VJ") == (("J", "V"),)
    assert rhyming("AFKS") == ()


@given(LETTERS)
@examples(100)
def test_a_proposed_letter_is_free_and_rhymes_with_none_while_one_can(taken: set[str]) -> None:
    proposed = propose_letter(taken)
    if proposed is None:
        assert len(taken) == 26
        return
    assert proposed not in taken
    clear = [
        one
        for one in "ABCDEFGHJKLMNPQRSTUVWXYZ"
        if one not in taken
        and len(rhyming({*taken, one})) == len(rhyming(taken))
        and not any(one in group for group in rhyming({*taken, one}))
    ]
    assert not clear or proposed in clear


def test_the_first_letters_that_are_proposed() -> None:
    taken: list[str] = []
    for _line in range(6):
        taken.append(propose_letter(taken) or "")
    assert "".join(taken) == "ABFHJK"
