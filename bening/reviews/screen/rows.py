"""The list: one row a question, one cell a stage or tier."""

from dataclasses import dataclass

from bening.domain.scoring import Question
from bening.evaluations.pages.outline import Place
from bening.reviews.queries import Column
from bening.reviews.screen.loading import Loaded


@dataclass(frozen=True, slots=True)
class CellShown:
    """A value of a row. `state` is a class of the cell: diff, todo or empty."""

    label: str
    key: str
    points: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the list."""

    code: str
    slug: str
    text: str
    url: str
    panel_url: str
    changed: str
    differs: bool
    is_advised: bool
    is_untouched: bool
    is_current: bool
    cells: tuple[CellShown, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one place (an area, a result) that the filter leaves."""

    key: str
    name: str
    count: int
    of: int
    rows: tuple[Row, ...]


def row_of(of: Loaded, question: Question, current: str = "") -> Row:
    """The row of one question."""
    code = question.code
    return Row(
        code=code,
        slug=slug_of(code),
        text=question.text,
        url=of.wanted.but(question=code, file=1).url("panel"),
        panel_url=f"{of.wanted.base}{code}/{of.wanted.but(question='', file=1).query}",
        changed=of.changes.words(question) if code in of.changed else "",
        differs=code in of.differing,
        is_advised=code in of.advised,
        is_untouched=code in of.untouched,
        is_current=code == current,
        cells=tuple(_cell(of, column, question) for column in of.view.columns),
    )


def section_of(of: Loaded, place: Place, codes: frozenset[str], current: str) -> Section:
    """The rows of a place among the codes that the filter found."""
    rows = tuple(
        row_of(of, question, current) for question in place.questions if question.code in codes
    )
    name = f"{place.number} {place.name}"
    return Section(place.key, name, len(rows), len(place.questions), rows)


def slug_of(code: str) -> str:
    """The code as a part of ids."""
    return code.replace(".", "-")


def _cell(of: Loaded, column: Column, question: Question) -> CellShown:
    code = question.code
    if not column.is_visible:
        return CellShown(column.label, "", "", "")
    if column.is_own and code in of.untouched:
        return CellShown(column.label, "", "", "todo")
    if column.tier is not None and code not in column.cells:
        return CellShown(column.label, "", "", "")
    shown = of.valued[column.key].shown(question)
    claimed = of.valued["self"].held(code)
    differs = column.key != "self" and of.valued[column.key].held(code) != claimed
    return CellShown(column.label, shown.key or "–", shown.points, "diff" if differs else "")
