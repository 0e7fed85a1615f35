"""Reads the layout of Annex III: our workbooks without loss, hand-made ones with every doubt."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from bening import instruments
from bening.domain.scoring import (
    Answer,
    Answers,
    ChoiceScale,
    Counts,
    Designation,
    IndexScale,
    Instrument,
    Question,
    parse_answer,
    rounded,
    worked,
)
from bening.instruments.workbook.addresses import address
from bening.instruments.workbook.cells import Workbook, read_cells
from bening.instruments.workbook.doubts import Doubt, Severity
from bening.instruments.workbook.head import Head, read_head
from bening.instruments.workbook.layout import COLUMN, ColumnKey, Name
from bening.instruments.workbook.placement import Placement
from bening.instruments.workbook.placing import place
from bening.instruments.workbook.refusals import WorkbookRefused
from bening.instruments.workbook.tables import Table, find_tables
from bening.instruments.workbook.values import (
    blank,
    read_choice,
    read_count,
    read_index,
    read_share,
)

SAME_SHARE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What a workbook holds.

    `answers`, `notes` and `evidence` (the text of the *Bukti* column) are by question code; what is
    absent was empty or not taken. `doubts` stand in the order of the sheets. `unit`, `agency`,
    `year` and `target` are None where the workbook does not say.
    """

    instrument: Instrument
    answers: Answers
    notes: Mapping[str, str]
    evidence: Mapping[str, str]
    doubts: tuple[Doubt, ...]
    unit: str | None
    agency: str | None
    year: int | None
    target: Designation | None
    found: frozenset[str] = field(default_factory=frozenset)

    @property
    def instrument_id(self) -> str:
        """The id of the instrument the workbook was read with."""
        return self.instrument.id


def read_workbook(source: Path | bytes, instrument: Instrument | None = None) -> WorkbookReading:
    """Read a workbook; without `instrument` by the one it names, else by the one that fits best.

    Only what the cells say is taken, nothing is worked out. Raises `WorkbookRefused`.
    """
    workbook = read_cells(source)
    tables = find_tables(workbook.sheets)
    head = read_head(workbook, tables)
    doubts = list(head.doubts)
    used, placements = _placed(workbook, tables, head, instrument, doubts)
    if not any(placement.questions for placement in placements):
        raise WorkbookRefused("questions_not_found", tables[0].sheet.name, instrument=used.id)
    reader = _Reader(used, doubts)
    for placement in placements:
        reader.take(placement)
    return WorkbookReading(
        instrument=used,
        answers=reader.answers,
        notes=reader.notes,
        evidence=reader.evidence,
        doubts=tuple(reader.doubts),
        unit=head.unit,
        agency=head.agency,
        year=head.year,
        target=head.target,
        found=frozenset(reader.first),
    )


def _placed(
    workbook: Workbook,
    tables: tuple[Table, ...],
    head: Head,
    instrument: Instrument | None,
    doubts: list[Doubt],
) -> tuple[Instrument, list[Placement]]:
    """The instrument to read with and where its questions stand."""
    if instrument is None and head.instrument_id is not None:
        if head.instrument_id not in instruments.shipped():
            raise WorkbookRefused("instrument_unknown", id=head.instrument_id)
        instrument = instruments.load(head.instrument_id)
    if instrument is not None:
        _compare(workbook, head, instrument, doubts)
        return instrument, [place(table, instrument) for table in tables]
    best: tuple[int, Instrument, list[Placement]] | None = None
    for id_ in instruments.shipped():
        candidate = instruments.load(id_)
        placements = [place(table, candidate) for table in tables]
        # Surely placed rows count; a doubtful one only decides between equals.
        unsure = sum(len(placement.doubts) for placement in placements)
        fit = 10 * sum(len(placement.questions) for placement in placements) - unsure
        if best is None or fit > best[0]:
            best = (fit, candidate, placements)
    if best is None:
        raise WorkbookRefused("instrument_unknown", id="")
    doubts.append(Doubt("", "", "instrument_guessed", Severity.INFO, {"taken": best[1].id}))
    return best[1], best[2]


def _compare(workbook: Workbook, head: Head, instrument: Instrument, doubts: list[Doubt]) -> None:
    """Say when a workbook was made for another instrument or another version of it."""
    values = {"given": head.instrument_id, "taken": instrument.id}
    if head.instrument_id not in {None, instrument.id}:
        doubts.append(Doubt("", "", "other_instrument", Severity.WARNING, values))
        return
    hash_ = workbook.named_cell(Name.SHA256)
    if hash_ is not None and instrument.sha256 and hash_.text.strip() != instrument.sha256:
        doubts.append(Doubt("", "", "other_version", Severity.WARNING, values))


class _Reader:
    """Takes answers, notes and evidence from placed rows; the first sheet with a question wins."""

    def __init__(self, instrument: Instrument, doubts: list[Doubt]) -> None:
        self.instrument = instrument
        self.answers: dict[str, Answer] = {}
        self.notes: dict[str, str] = {}
        self.evidence: dict[str, str] = {}
        self.doubts = doubts
        self.first: dict[str, str] = {}

    def take(self, placement: Placement) -> None:
        table = placement.table
        for where, key in table.repeated:
            values = {"heading": COLUMN[key].title}
            self.doubts.append(
                Doubt(table.sheet.name, where, "repeated_heading", Severity.WARNING, values)
            )
        before = len(self.doubts)
        self.doubts.extend(placement.doubts)
        for code, row in placement.questions.items():
            self._question(placement, self.instrument.question(code), row)
        self.doubts[before:] = sorted(self.doubts[before:], key=_position)

    def _question(self, placement: Placement, question: Question, row: int) -> None:
        table, code = placement.table, question.code
        at = placement.answers.get(code, row)
        here = f"{table.sheet.name} {table.address(at, ColumnKey.ANSWER)}"
        if code in self.first:
            if not blank(table.cell(at, ColumnKey.ANSWER)):
                self._reporter(table, at)(
                    "repeated_question", Severity.ERROR, question=code, first=self.first[code]
                )
            return
        self.first[code] = here
        answer = self._answer(placement, question, at)
        if answer is not None:
            self.answers[code] = answer
        for key, kept in ((ColumnKey.NOTE, self.notes), (ColumnKey.EVIDENCE, self.evidence)):
            cell = table.cell(row, key)
            if cell is not None and not cell.error and cell.text.strip():
                kept[code] = cell.text

    def _answer(self, placement: Placement, question: Question, row: int) -> Answer | None:
        table = placement.table
        cell = table.cell(row, ColumnKey.ANSWER)
        match question.scale:
            case ChoiceScale():
                return read_choice(question, cell, self._reporter(table, row))
            case IndexScale():
                return read_index(question, cell, self._reporter(table, row))
            case _:
                return self._ratio(placement, question, row)

    def _ratio(self, placement: Placement, question: Question, row: int) -> Answer | None:
        table = placement.table
        inputs: dict[str, str | int] = {}
        for count in question.inputs:
            at = placement.counts.get((question.code, count.id))
            if at is None:
                continue
            cell = table.cell(at, ColumnKey.ANSWER)
            number = read_count(question, count, cell, self._reporter(table, at))
            if number is not None:
                inputs[count.id] = number
        answer = parse_answer(question, None, inputs)
        counts = answer if isinstance(answer, Counts) else None
        self._compare_share(table, question, row, counts)
        return counts

    def _compare_share(
        self, table: Table, question: Question, row: int, counts: Counts | None
    ) -> None:
        """A percentage beside the counts must be theirs; alone it is no answer."""
        cell = table.cell(row, ColumnKey.ANSWER)
        share = read_share(cell)
        if cell is None or share is None:
            return
        report = self._reporter(table, row)
        given = _percent(Fraction(share))
        value = worked(question, counts).value
        if counts is None:
            if not cell.formula:
                report(
                    "percent_without_counts", Severity.ERROR, question=question.code, given=given
                )
        elif value is not None and abs(value - Fraction(share)) > Fraction(SAME_SHARE):
            report("ratio_differs", Severity.WARNING, given=given, worked=_percent(value))

    def _reporter(self, table: Table, row: int) -> Callable[..., None]:
        def report(code: str, severity: Severity, **values: Any) -> None:
            cell = address(row, table.columns[ColumnKey.ANSWER])
            self.doubts.append(Doubt(table.sheet.name, cell, code, severity, values))

        return report


def _percent(share: Fraction) -> str:
    return f"{rounded(share * 100):f}%".replace(".", ",")


def _position(doubt: Doubt) -> tuple[int, str]:
    digits = re.sub(r"\D", "", doubt.cell)
    return (int(digits) if digits else 0, doubt.cell)
