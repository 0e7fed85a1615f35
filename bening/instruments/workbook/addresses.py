"""Where a cell stands: position by row and column from 0, address as people know it."""

import re

_POSITION = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def address(row: int, column: int) -> str:
    """The name people know a cell by, such as K12."""
    return f"{column_letters(column)}{row + 1}"


def position(text: str) -> tuple[int, int] | None:
    """The row and column an address such as K12 or $K$12 names; None for any other text."""
    found = _POSITION.fullmatch(text)
    return (int(found[2]) - 1, column_index(found[1])) if found else None
