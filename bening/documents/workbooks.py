"""How a sheet of a workbook prints, for everything that is also laid on a table."""

from typing import Any

A4 = 9
"""xlsxwriter's number of the paper."""


def ready_to_print(page: Any, *, heads: int) -> None:
    """A4 across, every column on one page, the heading row (counted from 0) on each page.

    `page` is a worksheet of xlsxwriter.
    """
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(heads)
