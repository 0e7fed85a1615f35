"""A row of the sheet as numbering and text, and how alike two texts are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bening.instruments.workbook.layout import ColumnKey
from bening.instruments.workbook.tables import Table
from bening.instruments.workbook.values import blank

DASH = "-"
SAME_TITLE = 0.8  # as much of a title a line has that is taken for it
_DASHES = {"-", "–", "—", "•", "*"}
_MARK = re.compile(r"\(?([A-Z]|[IVX]{1,5}|[ivx]{1,5}|[a-z]|[0-9]{1,2})\s*[.)]?")
_PREFIX = re.compile(
    r"\(?([A-Z]|[IVX]{1,5}|[ivx]{1,5}|[a-z]|[0-9]{1,2})\s*[.)]\s*(\S.*)", re.DOTALL
)
_DASH_PREFIX = re.compile(r"[-–—•*]\s*(\S.*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\([^)]*\)")
_COMMON = frozenset(
    {
        "yang",
        "dan",
        "atau",
        "di",
        "ke",
        "dari",
        "untuk",
        "dengan",
        "pada",
        "oleh",
        "telah",
        "sudah",
        "adalah",
        "jumlah",
        "banyaknya",
        "apakah",
        "terdapat",
        "dalam",
        "unit",
        "kerja",
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with text: `mark` is its numbering (a dash for an unnumbered item), empty for none."""

    row: int
    mark: str
    text: str
    words: frozenset[str]
    options: str
    answered: bool


def lines(table: Table) -> Iterator[Line]:
    """The rows below the headings that hold numbering, text or an answer."""
    for row, cells in table.sheet.rows():
        if row < table.first_row:
            continue
        texts = [
            cells[column].text.strip()
            for column in table.zone
            if column in cells and not blank(cells[column])
        ]
        answer = table.cell(row, ColumnKey.ANSWER)
        mark, text = _split(texts)
        if not text and not mark and blank(answer):
            continue
        options = table.cell(row, ColumnKey.OPTIONS)
        shown = "" if options is None else options.text.strip().casefold()
        yield Line(row, mark, text, words(text), shown, not blank(answer))


def _split(texts: list[str]) -> tuple[str, str]:
    """Numbering and text of the cells of a row; of several numbers the last counts."""
    mark = ""
    while texts:
        first = texts[0]
        if first in _DASHES:
            mark = DASH
        elif found := _MARK.fullmatch(first):
            mark = found[1]
        else:
            break
        texts = texts[1:]
    text = " ".join(texts)
    if found := _PREFIX.fullmatch(text):
        return found[1], found[2]
    if found := _DASH_PREFIX.fullmatch(text):
        return mark or DASH, found[1]
    return mark, text


def words(text: str) -> frozenset[str]:
    """The words that tell a text from another: without asides, numbers and the commonest words."""
    found = frozenset(_WORD.findall(_ASIDE.sub(" ", text).casefold()))
    return found - _COMMON or found


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of words in common, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """As `overlap`, but a shortened text counts nearly as its whole."""
    shorter = min(len(one), len(other))
    contained = 0.9 if shorter >= 2 and len(one & other) == shorter else 0.0
    return max(overlap(one, other), contained)
