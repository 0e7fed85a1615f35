"""A token spends one answer; its receipt proves that the answer was counted, never what it says.

Both are hashes of the same 128 random bits under names of their own, so neither gives the other
away, and neither gives the token. On paper a token is 28 signs in seven groups. Two of the signs
are a check: one wrong sign, or two neighbours swapped, is read right where only one reading fits.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from bening.domain.refusals import Refused

TOKEN_BYTES: Final = 16
"""128 random bits: nobody guesses one."""

RECEIPT_BYTES: Final = 10
"""80 bits of a receipt are its number: enough to be found, too many to be forged."""

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: no I, L, O and U."""

_LOOKS_LIKE: Final = str.maketrans("OIL", "011", " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014._")
_DATA, _CHECK, _GROUP = 26, 2, 4
_SIGNS = _DATA + _CHECK
_VALUES: Final[Mapping[str, int]] = {sign: value for value, sign in enumerate(ALPHABET)}


class TokenRefused(Refused):
    """The text is no token: `length` (with `signs` read), `sign` (with `at`) or `check`."""


class ReceiptRefused(Refused):
    """The text is no receipt number: `length` (with `signs` read) or `sign` (with `at`)."""


def spend_hash(token: bytes) -> bytes:
    """What is stored of a token before it is spent: 32 bytes. Raises ValueError for other sizes."""
    return _hashed(b"bening/survey/spend\x00", token)


def receipt_hash(token: bytes) -> bytes:
    """What is published once the day of the answer is sealed: 32 bytes. Raises ValueError."""
    return _hashed(b"bening/survey/receipt\x00", token)


def _hashed(purpose: bytes, token: bytes) -> bytes:
    if len(token) != TOKEN_BYTES:
        raise ValueError(f"a token has {TOKEN_BYTES} bytes, not {len(token)}")
    return hashlib.sha256(purpose + token).digest()


def token_text(token: bytes) -> str:
    """28 signs for links and codes; the one text that this token has. Raises ValueError."""
    if len(token) != TOKEN_BYTES:
        raise ValueError(f"a token has {TOKEN_BYTES} bytes, not {len(token)}")
    number = int.from_bytes(token, "big") << 2
    values = [number >> 5 * place & 31 for place in reversed(range(_DATA))]
    return "".join(ALPHABET[value] for value in _with_check(values))


def card_text(token: bytes) -> str:
    """The same signs in groups of four, for a printed card."""
    return _grouped(token_text(token))


def read_token(text: str) -> bytes:
    """The token that a link or a person's typing gives.

    Case, spaces, hyphens, and O, I and L for 0 and 1 do not matter. One wrong sign, or two
    neighbours swapped, is put right where only one reading fits: a wrong guess would be a token
    that nobody was given. Raises TokenRefused.
    """
    values = _values_of(text, TokenRefused)
    if len(values) != _SIGNS:
        raise TokenRefused("length", signs=len(values), expected=_SIGNS)
    values = _put_right(values)
    number = 0
    for value in values[:_DATA]:
        number = number << 5 | value
    return (number >> 2).to_bytes(TOKEN_BYTES, "big")


def receipt_number(receipt: bytes) -> str:
    """The 16 signs in groups of four that the respondent keeps: the receipt's first 80 bits."""
    number = int.from_bytes(receipt[:RECEIPT_BYTES], "big")
    signs = RECEIPT_BYTES * 8 // 5
    return _grouped("".join(ALPHABET[number >> 5 * p & 31] for p in reversed(range(signs))))


def read_receipt_number(text: str) -> bytes:
    """The first ten bytes of the receipt sought, typed as tolerantly. Raises ReceiptRefused."""
    values = _values_of(text, ReceiptRefused)
    if len(values) * 5 != RECEIPT_BYTES * 8:
        raise ReceiptRefused("length", signs=len(values), expected=RECEIPT_BYTES * 8 // 5)
    number = 0
    for value in values:
        number = number << 5 | value
    return number.to_bytes(RECEIPT_BYTES, "big")


def _grouped(signs: str) -> str:
    return " ".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def _values_of(text: str, refused: Callable[..., Refused]) -> list[int]:
    signs = text.upper().translate(_LOOKS_LIKE)
    for place, sign in enumerate(signs):
        if sign not in _VALUES:
            raise refused("sign", at=place + 1)
    return [_VALUES[sign] for sign in signs]


# The check is a Reed-Solomon code over GF(32): the sum of the signs, and their sum weighted by
# powers of 2 in that field, are both zero. Any two words of the code differ in three signs.

_POWERS: Final = [1]
while len(_POWERS) < 31:
    _POWERS.append(_POWERS[-1] << 1 ^ (0b100101 if _POWERS[-1] & 16 else 0))
_LOGS: Final[Mapping[int, int]] = {power: at for at, power in enumerate(_POWERS)}


def _times(one: int, other: int) -> int:
    return _POWERS[(_LOGS[one] + _LOGS[other]) % 31] if one and other else 0


def _over(one: int, other: int) -> int:
    return _POWERS[(_LOGS[one] - _LOGS[other]) % 31] if one else 0


def _sums(values: Iterable[int]) -> tuple[int, int]:
    plain = weighted = 0
    for place, value in enumerate(values):
        plain ^= value
        weighted ^= _times(value, _POWERS[place])
    return plain, weighted


def _with_check(values: list[int]) -> list[int]:
    """The two signs x, y with x + y = plain and x a^26 + y a^27 = weighted."""
    plain, weighted = _sums(values)
    first, second = _POWERS[_DATA], _POWERS[_DATA + 1]
    last = _over(weighted ^ _times(plain, first), first ^ second)
    return [*values, plain ^ last, last]


def _put_right(values: list[int]) -> list[int]:
    found = [read for read in _readings(values) if not any(_sums(read)) and not read[_DATA - 1] & 3]
    if len(found) != 1:
        raise TokenRefused("check")
    return found[0]


def _readings(values: list[int]) -> list[list[int]]:
    """What may have been meant: the signs as they are, one other sign, or a swap undone."""
    plain, weighted = _sums(values)
    if not plain and not weighted:
        return [values]
    if plain and weighted:
        place = (_LOGS[weighted] - _LOGS[plain]) % 31
        return [[v ^ plain if at == place else v for at, v in enumerate(values)]]
    if plain:
        return []
    return [
        [*values[:at], values[at + 1], values[at], *values[at + 2 :]]
        for at in range(_SIGNS - 1)
        if values[at] != values[at + 1]
    ]
