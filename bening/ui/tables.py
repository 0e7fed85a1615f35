"""Tables that sort and page on the server: links and a GET form, so they work without script.

    table = Table.read(request.GET, rows=units, columns=COLUMNS, default="name", keep=("q",))

The address says everything: `?urut=-score&hal=2&q=dinas`. Unknown values fall back to the default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

SORT = "urut"
PAGE = "hal"
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. It sorts by the fields of `order` (a leading "-" turns one round), if any.

    For rows that are no queryset, `order` names attributes or keys.
    """

    key: str
    label: str | Promise
    order: tuple[str, ...] = ()
    align: str = ""  # "r" or "c"
    hidden_label: bool = False
    down_first: bool = False  # the first click sorts from the highest


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head as one request shows it."""

    label: str
    align: str
    hidden_label: bool
    href: str
    direction: str  # "ascending", "descending" or ""


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One page of rows in the order asked for, and the links to the others."""

    columns: tuple[Column, ...]
    sort: str
    page: Page[Row]
    kept: tuple[tuple[str, str], ...] = field(default=())
    default: str = ""

    @classmethod
    def read(
        cls,
        asked: QueryDict,
        *,
        rows: QuerySet[Any, Row] | Sequence[Row],
        columns: Sequence[Column],
        default: str,
        per_page: int = 50,
        keep: Sequence[str] = (),
    ) -> Table[Row]:
        """Sort and cut `rows` as asked; `keep` names the filters that the links carry on."""
        sortable = {column.key: column for column in columns if column.order}
        sort = asked.get(SORT, "")
        if sort.removeprefix("-") not in sortable:
            sort = default
        ordered = _sorted(rows, sortable.get(sort.removeprefix("-")), down=sort.startswith("-"))
        paginator = Paginator(ordered, per_page)
        try:
            page = paginator.page(_page_number(asked.get(PAGE, "1")))
        except EmptyPage:
            page = paginator.page(paginator.num_pages)
        kept = tuple((name, value) for name in keep for value in asked.getlist(name) if value)
        return cls(tuple(columns), sort, page, kept, default)

    @property
    def rows(self) -> Page[Row]:
        """The rows of this page."""
        return self.page

    @property
    def total(self) -> int:
        """How many rows there are on all pages."""
        return self.page.paginator.count

    def address(self, *, sort: str | None = None, page: int | None = None) -> str:
        """The query string with another sorting (back on the first page) or another page."""
        pairs = list(self.kept)
        wanted = self.sort if sort is None else sort
        if wanted != self.default:
            pairs.append((SORT, wanted))
        if page is not None and page > 1:
            pairs.append((PAGE, str(page)))
        return f"?{urlencode(pairs)}"

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What a filter form sends along unseen: the sorting."""
        return ((SORT, self.sort),) if self.sort != self.default else ()

    @property
    def heads(self) -> Iterator[Head]:
        """The head of each column, with the link that sorts by it."""
        for column in self.columns:
            current = self.sort.removeprefix("-") == column.key and bool(column.order)
            down = self.sort.startswith("-")
            if current:
                following = column.key if down else f"-{column.key}"
            else:
                following = f"-{column.key}" if column.down_first else column.key
            yield Head(
                label=str(column.label),
                align=column.align,
                hidden_label=column.hidden_label,
                href=self.address(sort=following) if column.order else "",
                direction=("descending" if down else "ascending") if current else "",
            )

    @property
    def previous(self) -> str:
        """The link to the page before, empty on the first."""
        return (
            self.address(page=self.page.previous_page_number()) if self.page.has_previous() else ""
        )

    @property
    def next(self) -> str:
        """The link to the page after, empty on the last."""
        return self.address(page=self.page.next_page_number()) if self.page.has_next() else ""


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) else 1


def _value(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name)


def _sorted(rows: Any, column: Column | None, *, down: bool) -> Any:
    if column is None:
        return rows
    if isinstance(rows, QuerySet):
        fields = [_turned(name) if down else name for name in column.order]
        return rows.order_by(*fields, "pk")
    ordered = list(rows)
    for name in reversed(column.order):
        ordered = _by(ordered, name.removeprefix("-"), down=name.startswith("-") != down)
    return ordered


def _by(rows: list[Any], name: str, *, down: bool) -> list[Any]:
    """Rows sorted by one attribute or key; those without a value come last either way."""
    missing = [row for row in rows if _value(row, name) is None]
    present = [row for row in rows if _value(row, name) is not None]
    return sorted(present, key=lambda row: _value(row, name), reverse=down) + missing


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
