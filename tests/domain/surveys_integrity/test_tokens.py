"""Tokens: two hashes that do not meet, one text, typing that is forgiven and typing that is not."""

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.surveys.tokens import (
    ALPHABET,
    ReceiptRefused,
    TokenRefused,
    card_text,
    read_receipt_number,
    read_token,
    receipt_hash,
    receipt_number,
    spend_hash,
    token_text,
)

TOKENS = st.binary(min_size=16, max_size=16)
ONE = bytes(range(16))


def read_or_none(text: str) -> bytes | None:
    """None where the check refuses it; any other refusal is a fault."""
    try:
        return read_token(text)
    except TokenRefused as refused:
        if refused.code != "check":
            raise
        return None


def test_the_hashes_are_those_of_the_token_under_names_of_their_own() -> None:
    assert spend_hash(ONE) == hashlib.sha256(b"bening/survey/spend\0" + ONE).digest()
    assert receipt_hash(ONE) == hashlib.sha256(b"bening/survey/receipt\0" + ONE).digest()
    assert spend_hash(ONE) != receipt_hash(ONE)


@pytest.mark.parametrize("wrong", [b"", bytes(15), bytes(17)])
def test_only_16_bytes_are_a_token(wrong: bytes) -> None:
    for made in (spend_hash, receipt_hash, token_text, card_text):
        with pytest.raises(ValueError, match="16 bytes"):
            made(wrong)


@given(TOKENS)
def test_a_token_has_one_text_that_reads_back(token: bytes) -> None:
    text = token_text(token)

    assert len(text) == 28
    assert set(text) <= set(ALPHABET)
    assert read_token(text) == token
    assert card_text(token).split() == [text[at : at + 4] for at in range(0, 28, 4)]


@given(TOKENS, st.sampled_from(["lower", "spaces", "dashes", "letters"]))
def test_the_way_it_is_typed_does_not_matter(token: bytes, way: str) -> None:
    typed = {
        "lower": token_text(token).lower(),
        "spaces": f"  {card_text(token)}\n",
        "dashes": card_text(token).replace(" ", "-"),
        "letters": token_text(token).replace("0", "o").replace("1", "l"),
    }[way]

    assert read_token(typed) == token


@given(TOKENS, st.integers(0, 27), st.integers(1, 31))
def test_one_wrong_sign_is_read_right(token: bytes, place: int, step: int) -> None:
    text = token_text(token)
    other = ALPHABET[(ALPHABET.index(text[place]) + step) % 32]

    assert read_token(text[:place] + other + text[place + 1 :]) == token


@given(TOKENS, st.integers(0, 26))
def test_swapped_neighbours_are_read_right_or_refused_never_read_wrong(
    token: bytes, place: int
) -> None:
    text = token_text(token)
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]

    assert read_or_none(swapped) in (token, None)


def test_most_swaps_are_read_right() -> None:
    chance, right = random.Random(1), 0
    for _ in range(300):
        text = token_text(token := chance.randbytes(16))
        place = chance.randrange(27)
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        right += read_or_none(swapped) == token
    assert right > 120


@given(TOKENS, st.data())
def test_two_wrong_signs_never_give_the_token_as_it_stands(
    token: bytes, data: st.DataObject
) -> None:
    text = list(token_text(token))
    for place in data.draw(st.lists(st.integers(0, 27), min_size=2, max_size=2, unique=True)):
        step = data.draw(st.integers(1, 31))
        text[place] = ALPHABET[(ALPHABET.index(text[place]) + step) % 32]

    read = read_or_none("".join(text))

    assert read is None or token_text(read) != "".join(text)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("", "length", {"signs": 0, "expected": 28}),
        ("0" * 27, "length", {"signs": 27, "expected": 28}),
        ("0" * 29, "length", {"signs": 29, "expected": 28}),
        ("U" + "0" * 27, "sign", {"at": 1}),
        ("0" * 27 + "é", "sign", {"at": 28}),
        ("0" * 5 + "/" + "0" * 22, "sign", {"at": 6}),
    ],
)
def test_what_is_no_token_says_why(text: str, code: str, values: dict[str, int]) -> None:
    with pytest.raises(TokenRefused) as refused:
        read_token(text)

    assert (refused.value.code, refused.value.values) == (code, values)


@given(st.binary(min_size=32, max_size=32))
def test_a_receipt_number_is_the_beginning_of_the_receipt(receipt: bytes) -> None:
    number = receipt_number(receipt)

    assert [len(group) for group in number.split()] == [4, 4, 4, 4]
    assert read_receipt_number(number.lower().replace("0", "o")) == receipt[:10]


@pytest.mark.parametrize(("text", "code"), [("0" * 15, "length"), ("0" * 15 + "U", "sign")])
def test_what_is_no_receipt_number_is_refused(text: str, code: str) -> None:
    with pytest.raises(ReceiptRefused) as refused:
        read_receipt_number(text)

    assert refused.value.code == code
