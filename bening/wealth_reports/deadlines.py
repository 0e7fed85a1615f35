"""Until when reports are due, by dated data."""

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bening.domain.wealth_reports import ReportKind, WealthRefused

DATA = Path(__file__).with_name("deadlines.yaml")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day and the rule it comes from."""

    due_on: date
    source: str


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return found


def yearly(kind: ReportKind, year: int) -> Deadline:
    """The deadline of a year's list. Raises WealthRefused("wealth_year_too_early")."""
    rows = [row for row in _data()["yearly"][kind.value] if row["from"] <= year]
    if not rows:
        raise WealthRefused("wealth_year_too_early", field="year")
    row = max(rows, key=lambda each: int(each["from"]))
    return Deadline(date(year, row["month"], row["day"]), row["source"])


def runs_from(kind: ReportKind, year: int, due_on: date) -> date:
    """The first day of the term that ends on `due_on`: of the year's list, else of an office."""
    if due_on == yearly(kind, year).due_on:
        return date(due_on.year, 1, 1)
    return _months_after(due_on, -int(_data()["special"]["months"]))


def special(since: date) -> Deadline:
    """The deadline of a report at the start or end of an office, some months after `since`."""
    rule = _data()["special"]
    return Deadline(_months_after(since, int(rule["months"])), rule["source"])


def _months_after(since: date, months: int) -> date:
    month = since.month - 1 + months
    year, month = since.year + month // 12, month % 12 + 1
    return date(year, month, min(since.day, calendar.monthrange(year, month)[1]))
