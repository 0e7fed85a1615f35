"""Recaps of attendance as CSV or XLSX: read line by line, each line right or left out."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from uuid import UUID

import yaml

from bening.accounts.imports.table import UNREADABLE_NUMBER, csv_of, read_rows
from bening.domain.days import read_day
from bening.domain.discipline.absence import AbsenceScale, AbsenceStep

COLUMNS = ("nip", "mulai", "sampai", "hari tanpa alasan", "berturut-turut", "nama")
NEEDED = 4
"""So many of the columns, from the first, must be there."""
HEADINGS: dict[str, tuple[str, ...]] = {name: (name,) for name in COLUMNS}
MOST_LINES = 2_000

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """A good line: whose absence, in which period, so many days."""

    number: int
    person: UUID
    employee_number: str
    starts_on: date
    ends_on: date
    days: int
    in_a_row: int


@dataclass(frozen=True, slots=True)
class AbsenceFault:
    """What is wrong in a line: a code of `words.FAULTS`, and the value it is about."""

    number: int
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceList:
    """A recap read whole: its good lines and the faults of the others, in order."""

    lines: tuple[AbsenceLine, ...]
    faults: tuple[AbsenceFault, ...]


@functools.cache
def shipped_scales() -> tuple[AbsenceScale, ...]:
    """The scales that Bening brings, in rising order of their days."""
    text = files("bening.discipline").joinpath("absence.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    found = (
        AbsenceScale(
            from_day=row["from"],
            steps=tuple(AbsenceStep(**step) for step in row["steps"]),
            in_a_row=AbsenceStep(**row["in_a_row"]),
            source=row["source"],
            is_verified=row["verified"],
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: each.from_day))


def table_of(content: bytes) -> list[list[str]]:
    """Line number and cells of each filled line, as text in the order of `COLUMNS`.

    Raises FileRefused.
    """
    rows = read_rows(content, HEADINGS, optional=COLUMNS[NEEDED:])
    return [[str(row.line), *(row.cells[name] for name in COLUMNS)] for row in rows]


def template() -> bytes:
    """A CSV with the head of a recap and one line that shows its shape."""
    line = ("198001012005011001", "2026-01-01", "2026-01-31", "3", "2", "Sari")
    return csv_of(COLUMNS, (line,))


def read_recap(
    table: Sequence[Sequence[str]],
    people: Mapping[str, UUID],
    known: Mapping[UUID, Sequence[Period]],
    *,
    today: date,
) -> AbsenceList:
    """Reads what `table_of` found.

    `people` are those that may be named, by employee number; `known` the periods that each has
    already. The same period again corrects it; another that overlaps would count days twice.
    """
    if len(table) > MOST_LINES:
        return AbsenceList((), (AbsenceFault(1, "absence_too_long", str(MOST_LINES)),))
    lines: list[AbsenceLine] = []
    faults: list[AbsenceFault] = []
    taken: dict[UUID, list[Period]] = {}
    for number, *cells in table:
        row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
        wrong = [AbsenceFault(int(number), *each) for each in _faults(row, people, today)]
        if not wrong:
            line = _line(int(number), row, people)
            period = (line.starts_on, line.ends_on)
            before = taken.setdefault(line.person, [])
            if period in before:
                wrong = [AbsenceFault(line.number, "absence_twice")]
            elif _overlaps(period, (*before, *known.get(line.person, ()))):
                wrong = [AbsenceFault(line.number, "absence_overlaps")]
            else:
                before.append(period)
                lines.append(line)
        faults += wrong
    return AbsenceList(tuple(lines), tuple(faults))


def _overlaps(period: Period, others: Sequence[Period]) -> bool:
    starts, ends = period
    return any(other != period and starts <= other[1] and other[0] <= ends for other in others)


def _faults(
    row: Mapping[str, str], people: Mapping[str, UUID], today: date
) -> Iterator[tuple[str, str]]:
    if UNREADABLE_NUMBER in row["nip"]:
        yield "absence_rounded", ""
    elif row["nip"] not in people:
        yield "absence_person", row["nip"][:40]
    yield from _day_faults(row, today)
    yield from _count_faults(row)


def _day_faults(row: Mapping[str, str], today: date) -> Iterator[tuple[str, str]]:
    starts, ends = read_day(row["mulai"]), read_day(row["sampai"])
    for name, day in (("mulai", starts), ("sampai", ends)):
        if day is None:
            yield "absence_day", row[name][:40]
        elif day > today:
            yield "absence_day_in_future", row[name][:40]
    if starts is not None and ends is not None:
        if ends < starts:
            yield "absence_ends_before", row["sampai"]
        elif starts.year != ends.year:
            yield "absence_two_years", ""


def _count_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    days, in_a_row = _count(row["hari tanpa alasan"]), _count(row["berturut-turut"] or "0")
    if days is None:
        yield "absence_count", row["hari tanpa alasan"][:40]
    if in_a_row is None:
        yield "absence_count", row["berturut-turut"][:40]
    if days is None or in_a_row is None:
        return
    starts, ends = read_day(row["mulai"]), read_day(row["sampai"])
    if starts is not None and ends is not None and 0 <= (ends - starts).days < days - 1:
        yield "absence_too_many", row["hari tanpa alasan"]
    if in_a_row > days:
        yield "absence_row_too_long", row["berturut-turut"]


def _line(number: int, row: Mapping[str, str], people: Mapping[str, UUID]) -> AbsenceLine:
    starts, ends = read_day(row["mulai"]), read_day(row["sampai"])
    if starts is None or ends is None:
        raise ValueError(number)
    return AbsenceLine(
        number=number,
        person=people[row["nip"]],
        employee_number=row["nip"],
        starts_on=starts,
        ends_on=ends,
        days=_count(row["hari tanpa alasan"]) or 0,
        in_a_row=_count(row["berturut-turut"] or "0") or 0,
    )


def _count(text: str) -> int | None:
    """A number of days, 0 to 366; None for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 3
    return int(text) if is_number and int(text) <= 366 else None
