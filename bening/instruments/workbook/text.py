"""Text as a cell can hold it."""

import math
from collections.abc import Iterable

LONGEST_CELL = 32_767
CUT_MARK = " … [dipotong: batas sel Excel 32.767 huruf]"
TALLEST_ROW = 409.0
LINE = 11.6

_UNWRITABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
_UNWRITABLE |= dict.fromkeys(range(55296, 57344), 65533)


def fitting(text: str, longest: int = LONGEST_CELL) -> str:
    """Text that a cell can hold: one sign for a line end, no control signs, cut with a mark."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNWRITABLE)
    # A spreadsheet counts a character outside the basic plane twice.
    if len(plain.encode("utf-16-le")) // 2 <= longest:
        return plain
    mark = CUT_MARK if longest >= 1000 else "…"
    room = (longest - len(mark)) * 2
    return plain.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark


def row_height(texts: Iterable[tuple[str, float]], *, bold: bool = False) -> float:
    """A row's height in points for texts, each with the characters that fit beside each other."""
    lines = 1
    for text, width in texts:
        room = max(width * (0.95 if bold else 1.12), 4)
        lines = max(lines, sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n")))
    return min(lines * LINE + 5, TALLEST_ROW)
