"""Tables that sort and page by their address."""

from dataclasses import dataclass

import pytest
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from bening.ui.tables import Column, Table

COLUMNS = (
    Column("name", "Unit", order=("name",)),
    Column("score", "Nilai", order=("score", "name"), down_first=True),
    Column("act", "Tindakan", hidden_label=True),
)


@dataclass
class Row:
    name: str
    score: int | None


ROWS = [Row("B", 2), Row("A", None), Row("C", 9), Row("D", 2)]


def table(query: str = "", *, rows: list[Row] = ROWS, per_page: int = 2) -> Table[Row]:
    return Table.read(
        QueryDict(query), rows=rows, columns=COLUMNS, default="name", per_page=per_page, keep=("q",)
    )


def names(of: Table[Row]) -> list[str]:
    return [row.name for row in of.rows]


def test_the_default_order_holds_without_a_wish() -> None:
    assert names(table(per_page=9)) == ["A", "B", "C", "D"]


def test_a_column_sorts_down_and_missing_values_come_last() -> None:
    assert names(table("urut=-score", per_page=9)) == ["C", "D", "B", "A"]
    assert names(table("urut=score", per_page=9)) == ["B", "D", "C", "A"]


@given(st.text(), st.text())
def test_an_unknown_wish_falls_back_to_the_default(sort: str, page: str) -> None:
    asked = QueryDict(mutable=True)
    asked["urut"], asked["hal"] = f"{sort}?", page

    shown = Table.read(asked, rows=ROWS, columns=COLUMNS, default="name", per_page=2)

    assert shown.sort == "name"
    assert 1 <= shown.page.number <= 2


def test_a_column_without_order_is_not_sorted_by() -> None:
    assert table("urut=act").sort == "name"
    assert [head.href for head in table().heads][2] == ""


def test_links_keep_filters_and_sorting() -> None:
    shown = table("q=dinas&urut=-score&x=1")

    assert shown.next == "?q=dinas&urut=-score&hal=2"
    assert shown.previous == ""


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert names(table("hal=99")) == ["C", "D"]


def test_the_current_column_says_its_direction_and_turns_round() -> None:
    heads = list(table("urut=-score").heads)

    assert heads[1].direction == "descending"
    assert heads[1].href == "?urut=score"
    assert heads[0].direction == ""


def test_numbers_sort_from_the_highest_first() -> None:
    assert list(table().heads)[1].href == "?urut=-score"


def test_head_and_pager_are_links_without_script() -> None:
    page = Template("{% load ui %}{% tablehead t %}{% pager t %}{% keep t %}").render(
        Context({"t": table("urut=-score")})
    )

    assert 'aria-sort="descending"' in page
    assert 'rel="next"' in page
    assert '<input type="hidden" name="urut" value="-score">' in page
    assert '<span class="visually-hidden">Tindakan</span>' in page


@pytest.mark.django_db
def test_a_queryset_is_sorted_and_cut_by_the_database(
    django_assert_num_queries: "object",
) -> None:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

    columns = (Column("model", "Model", order=("model",)),)
    with django_assert_num_queries(2):  # type: ignore[operator]
        shown = Table.read(
            QueryDict("urut=-model"),
            rows=ContentType.objects.all(),
            columns=columns,
            default="model",
            per_page=3,
        )
        found = [row.model for row in shown.rows]

    assert found == sorted(found, reverse=True)
    assert len(found) == 3
