"""A sheet as it leaves and enters: the values that workbooks, PDF and JSON are made from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.utils.translation import gettext

from bening.domain.scoring import Answer, Designation, answers_document, read_answers
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.queries import FilledSheet
from bening.evaluations.refusals import EvaluationRefused
from bening.instruments.workbook.content import SheetContent, Submission

LARGEST_ANSWERS_FILE = 5_000_000
LARGEST_WORKBOOK = 20_000_000


def content_of(filled: FilledSheet, *, now: datetime) -> SheetContent:
    """What the official workbook and the PDF show; once submitted, with the snapshot's hash."""
    sheet = filled.sheet
    snapshot = None
    if sheet.state == "submitted":
        snapshot = sheet.snapshots.select_related("submitted_by").order_by("-number").first()
    return SheetContent(
        instrument=filled.instrument,
        unit=sheet.unit.name,
        agency=sheet.unit.agency.name,
        year=sheet.cycle.year,
        target=Designation(sheet.program.target),
        answers=filled.given,
        generated_at=now.replace(microsecond=0),
        notes={code: row.note for code, row in filled.rows.items() if row.note},
        evidence={
            code: [found.title for found in many] for code, many in filled.evidence.items() if many
        },
        zone=sheet.unit.zone,
        submission=Submission(
            sha256=snapshot.sha256, at=snapshot.submitted_at, by=snapshot.submitted_by.name
        )
        if snapshot
        else None,
    )


def answers_json(filled: FilledSheet) -> str:
    """The answers by answers.schema.json, readable."""
    sheet = filled.sheet
    document = answers_document(
        instrument=filled.instrument.id,
        unit=sheet.unit.name,
        year=sheet.cycle.year,
        target=sheet.program.target,
        answers=filled.given,
        notes={code: row.note for code, row in filled.rows.items() if row.note},
    )
    return json.dumps(document, ensure_ascii=False, indent=1)


def filename(sheet: EvaluationSheet, kind: str, extension: str) -> str:
    """Such as `lke-2026-0301.xlsx`: ASCII only."""
    code = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in sheet.unit.code)
    return f"{kind}-{sheet.cycle.year}-{code}.{extension}"


@dataclass(frozen=True)
class Doubtful:
    """A place in the file that was read with a doubt, or not at all."""

    where: str
    what: str
    is_error: bool


@dataclass(frozen=True)
class FileReading:
    """A filled sheet as read from a file: what can be taken over, and every doubt."""

    answers: Mapping[str, Answer]
    notes: Mapping[str, str]
    doubts: tuple[Doubtful, ...]
    unit: str
    year: int | None


def read_file(filled: FilledSheet, *, name: str, data: bytes) -> FileReading:
    """Reads a workbook in the layout of Annex III, or JSON by answers.schema.json.

    Raises EvaluationRefused: "import_file_empty", "import_file_too_large", "import_file_kind",
    "import_file_unreadable".
    """
    if not data:
        raise EvaluationRefused("import_file_empty")
    extension = PurePath(name).suffix.lower()
    if extension == ".json":
        return _read_json(filled, data)
    if extension == ".xlsx":
        return _read_workbook(filled, data)
    raise EvaluationRefused("import_file_kind", extension=extension)


def _read_json(filled: FilledSheet, data: bytes) -> FileReading:
    if len(data) > LARGEST_ANSWERS_FILE:
        raise EvaluationRefused(
            "import_file_too_large", megabytes=LARGEST_ANSWERS_FILE // 1_000_000
        )
    try:
        document = json.loads(data, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise EvaluationRefused("import_file_unreadable", why=_why_no_json(error)) from None
    reading = read_answers(document, filled.instrument)
    faults = tuple(
        Doubtful(".".join(str(part) for part in fault.path), fault.what, is_error=True)
        for fault in reading.faults
    )
    return FileReading(reading.answers, reading.notes, faults, reading.unit, reading.year)


def _why_no_json(error: Exception) -> str:
    """What to tell of a file that is no JSON; the parser's own words are English."""
    if isinstance(error, json.JSONDecodeError):
        place = {"line": error.lineno, "column": error.colno}
        return gettext("bukan JSON yang benar di baris %(line)s, kolom %(column)s.") % place
    return gettext("bukan JSON yang dapat dibaca.")


def _read_workbook(filled: FilledSheet, data: bytes) -> FileReading:
    from bening.instruments.workbook import (
        WorkbookRefused,
        read_workbook,
        refusal_sentence,
    )

    if len(data) > LARGEST_WORKBOOK:
        raise EvaluationRefused("import_file_too_large", megabytes=LARGEST_WORKBOOK // 1_000_000)
    try:
        reading = read_workbook(data, filled.instrument)
    except WorkbookRefused as refused:
        raise EvaluationRefused("import_file_unreadable", why=refusal_sentence(refused)) from None
    doubts = tuple(
        Doubtful(
            where=f"{doubt.sheet}!{doubt.cell}" if doubt.cell else "",
            what=doubt.message,
            is_error=not doubt.taken,
        )
        for doubt in reading.doubts
    )
    return FileReading(reading.answers, reading.notes, doubts, reading.unit or "", reading.year)
