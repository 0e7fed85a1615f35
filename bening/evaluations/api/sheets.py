"""Sheets: list, score, what-if, check, submit, reopen, snapshots, files."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.domain.scoring import Designation, decimal_text, gains, read_answers, score, scorecard
from bening.evaluations import access, actions, exchange, queries
from bening.evaluations.actions.imports import changes_from
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet, SheetState, Snapshot
from bening.evaluations.refusals import EvaluationRefused
from bening.evaluations.views import downloads
from bening.ui.api_bodies import rights_first

router = Router(tags=["lembar kerja"])


class SheetOut(Schema):
    """A sheet without its answers."""

    id: UUID
    unit_id: UUID
    unit: str
    year: int
    instrument: str
    target: Designation
    state: SheetState
    closes_on: date

    @staticmethod
    def resolve_unit(sheet: EvaluationSheet) -> str:
        """The name of the unit."""
        return sheet.unit.name

    @staticmethod
    def resolve_year(sheet: EvaluationSheet) -> int:
        """The year of the cycle."""
        return sheet.cycle.year

    @staticmethod
    def resolve_instrument(sheet: EvaluationSheet) -> str:
        """The id of the instrument."""
        return sheet.instrument.slug

    @staticmethod
    def resolve_target(sheet: EvaluationSheet) -> str:
        """The title aimed at."""
        return sheet.program.target

    @staticmethod
    def resolve_closes_on(sheet: EvaluationSheet) -> date:
        """The last day for submitting."""
        return sheet.cycle.closes_on


class FindingOut(Schema):
    """What a check found."""

    kind: str
    severity: str
    codes: list[str]


class GainOut(Schema):
    """What a better answer would add."""

    code: str
    points: str
    closes: list[str]


class SnapshotOut(Schema):
    """What was submitted."""

    number: int
    sha256: str
    total: str
    submitted_at: datetime
    submitted_by: str
    reopened_at: datetime | None
    reopened_reason: str

    @staticmethod
    def resolve_submitted_by(snapshot: Snapshot) -> str:
        """Who submitted it."""
        return snapshot.submitted_by.name


class ReasonIn(Schema):
    """Why a sheet is opened again."""

    reason: str


class WhatIfIn(Schema):
    """Answers that take the place of the stored ones, as `answers` in answers.schema.json."""

    answers: dict[str, Any]


class ImportedOut(Schema):
    """What an import did; `doubts` are the places that were read with a doubt, or not at all."""

    changed: int
    doubts: list[str]


def sheet_of(request: HttpRequest, key: UUID) -> EvaluationSheet:
    """One sheet of the caller; 404 for every other."""
    return get_object_or_404(queries.sheets_of(caller(request)), pk=key)


def _reopens(request: HttpRequest, key: UUID) -> None:
    """For those who may open a submitted sheet again."""
    person = caller(request)
    access.check_can_reopen(person, sheet_of(request, key), on=today_of(person))


def _imports(request: HttpRequest, key: UUID) -> None:
    """For those who fill the whole sheet."""
    access.check_can_import(caller(request), sheet_of(request, key))


@router.get("/lembar", response=list[SheetOut], url_name="sheets", summary="Lembar kerja")
@paginate
def sheets(request: HttpRequest) -> object:
    """Every sheet the caller may read, newest first."""
    return queries.sheets_of(caller(request))


@router.get("/lembar/{key}", response=SheetOut, url_name="sheet", summary="Satu lembar kerja")
def sheet(request: HttpRequest, key: UUID) -> EvaluationSheet:
    """One sheet."""
    return sheet_of(request, key)


@router.get(
    "/lembar/{key}/nilai",
    response=dict[str, Any],
    url_name="score",
    summary="Nilai menurut scorecard.schema.json",
)
def sheet_score(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """The exact score of the sheet as it stands."""
    return scorecard(queries.summary_of(sheet_of(request, key)))


@router.get(
    "/lembar/{key}/peluang",
    response=list[GainOut],
    url_name="gains",
    summary="Yang paling menaikkan nilai",
)
def sheet_gains(request: HttpRequest, key: UUID) -> list[GainOut]:
    """What still moves most, for the target aimed at."""
    found = sheet_of(request, key)
    instrument = instrument_of(found.instrument)
    given = queries.given_answers(instrument, found.answers.all())
    target = Designation(found.program.target)
    return [
        GainOut(code=gain.code, points=decimal_text(gain.points), closes=list(gain.closes))
        for gain in gains(instrument, given, target)
    ]


@router.post(
    "/lembar/{key}/simulasi",
    response=dict[str, Any],
    url_name="whatif",
    summary="Nilai bila jawabannya lain; tidak mengubah apa pun",
)
@rights_first(sheet_of)
def what_if(request: HttpRequest, key: UUID, body: WhatIfIn) -> dict[str, Any]:
    """The score with some answers replaced."""
    found = sheet_of(request, key)
    instrument = instrument_of(found.instrument)
    document = {
        "instrument": instrument.id,
        "unit": found.unit.name,
        "year": found.cycle.year,
        "target": found.program.target,
        "answers": body.answers,
    }
    reading = read_answers(json.loads(json.dumps(document), parse_float=str), instrument)
    if reading.faults:
        fault = reading.faults[0]
        where = ".".join(str(part) for part in fault.path)
        raise EvaluationRefused("import_file_unreadable", why=f"{where}: {fault.what}")
    given = queries.given_answers(instrument, found.answers.all())
    return scorecard(score(instrument, {**given, **reading.answers}))


@router.get(
    "/lembar/{key}/periksa",
    response=list[FindingOut],
    url_name="check",
    summary="Pemeriksaan sebelum dikirim",
)
def check(request: HttpRequest, key: UUID) -> list[FindingOut]:
    """Every finding of the checks."""
    filled = queries.filled(sheet_of(request, key), now=timezone.now())
    return [
        FindingOut(kind=f.rule.kind, severity=f.rule.severity, codes=list(f.codes))
        for f in filled.findings
    ]


@router.post("/lembar/{key}/kirim", response={201: SnapshotOut}, url_name="submit", summary="Kirim")
def submit(request: HttpRequest, key: UUID) -> Status[Snapshot]:
    """Submits the sheet."""
    return Status(
        201,
        actions.submit_sheet(sheet=sheet_of(request, key), by=caller(request), now=timezone.now()),
    )


@router.post(
    "/lembar/{key}/buka-kembali",
    response=SheetOut,
    url_name="reopen",
    summary="Buka kembali dengan alasan",
)
@rights_first(_reopens)
def reopen(request: HttpRequest, key: UUID, body: ReasonIn) -> EvaluationSheet:
    """Opens a submitted sheet again."""
    found = sheet_of(request, key)
    actions.reopen_sheet(sheet=found, reason=body.reason, by=caller(request), now=timezone.now())
    return sheet_of(request, key)


@router.get(
    "/lembar/{key}/rekaman",
    response=list[SnapshotOut],
    url_name="snapshots",
    summary="Rekaman kiriman",
)
def snapshots(request: HttpRequest, key: UUID) -> list[Snapshot]:
    """What was submitted, newest first."""
    return list(sheet_of(request, key).snapshots.select_related("submitted_by"))


@router.get("/lembar/{key}/rekaman/{number}", url_name="snapshot", summary="Isi rekaman")
def snapshot(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """The very content that was hashed."""
    found = get_object_or_404(sheet_of(request, key).snapshots, number=number)
    return HttpResponse(found.content, content_type="application/json; charset=utf-8")


@router.get("/lembar/{key}/lke.xlsx", url_name="workbook", summary="LKE resmi (xlsx)")
def workbook(request: HttpRequest, key: UUID) -> HttpResponse:
    """The workbook in the layout of Annex III."""
    return downloads.workbook(request, key)


@router.get("/lembar/{key}/lke.pdf", url_name="sheet_pdf", summary="LKE lengkap (pdf)")
def sheet_document(request: HttpRequest, key: UUID) -> HttpResponse:
    """The whole sheet as PDF."""
    return downloads.sheet_document(request, key)


@router.get("/lembar/{key}/nilai.pdf", url_name="score_pdf", summary="Ringkasan nilai (pdf)")
def score_document(request: HttpRequest, key: UUID) -> HttpResponse:
    """The score as PDF."""
    return downloads.score_document(request, key)


@router.post(
    "/lembar/{key}/impor",
    response=ImportedOut,
    url_name="import",
    summary="Impor LKE (xlsx atau json)",
)
@rights_first(_imports)
def import_file(request: HttpRequest, key: UUID, file: File[UploadedFile]) -> ImportedOut:
    """Takes a filled file over: all of it or nothing."""
    found, person = sheet_of(request, key), caller(request)
    filled = queries.filled(found, now=timezone.now())
    reading = exchange.read_file(filled, name=file.name or "", data=file.read())
    changes = changes_from(filled.instrument, filled.rows, reading.answers, reading.notes)
    changed = actions.import_answers(
        sheet=found, changes=changes, filename=file.name or "", by=person, now=timezone.now()
    )
    doubts = [f"{doubt.where}: {doubt.what}".removeprefix(": ") for doubt in reading.doubts]
    return ImportedOut(changed=changed, doubts=doubts)
