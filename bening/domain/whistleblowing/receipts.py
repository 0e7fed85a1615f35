"""The receipt of a protected report: sixteen digits that find and open it, and nothing else does.

Fifteen digits are random, the last is Luhn's check digit: it finds every single wrong digit and
nearly every swap of neighbours, so a slip of the pen is told from a report that does not exist.
"""

from collections.abc import Callable
from typing import NewType

from bening.domain.refusals import Refused

DIGITS = 16
_RANDOM = 10 ** (DIGITS - 1)

Receipt = NewType("Receipt", str)
"""Sixteen ASCII digits whose last is the check digit of the others."""


class ReceiptRefused(Refused):
    """What was typed is no receipt: "receipt_length" or "receipt_slip"."""


def new_receipt(below: Callable[[int], int]) -> Receipt:
    """A receipt from `below`, which gives a random number from 0 up to its argument."""
    digits = f"{below(_RANDOM):0{DIGITS - 1}d}"
    return Receipt(digits + _check_digit(digits))


def read_receipt(typed: str) -> Receipt:
    """The receipt in what somebody typed: blanks, dots and dashes between digits are left out.

    Raises ReceiptRefused ("receipt_length" with the digits found, "receipt_slip").
    """
    digits = "".join(each for each in typed if each not in " .-\u00a0\u2013\u2014\t\r\n")
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise ReceiptRefused("receipt_length", digits=sum(each.isdigit() for each in digits))
    if _check_digit(digits[:-1]) != digits[-1]:
        raise ReceiptRefused("receipt_slip")
    return Receipt(digits)


def grouped(receipt: Receipt) -> str:
    """As it is shown and written down: four groups of four."""
    return " ".join(receipt[start : start + 4] for start in range(0, DIGITS, 4))


def _check_digit(digits: str) -> str:
    doubled = [int(each) * (2 - place % 2) for place, each in enumerate(reversed(digits))]
    return str(-sum(each - 9 if each > 9 else each for each in doubled) % 10)
