"""An objection as one ZIP: letter, proofs, what it objects to, papers of the proposal, an index.

It is bound to no portal, as the proposal: whoever takes it there has everything in one file, with
the last day on its first page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from bening.agencies.models import TimeZone
from bening.documents.models import OfficialDocument
from bening.domain.workdays import is_in_time
from bening.nominations.checking import REPORTS, papers_of
from bening.nominations.gating import GateRow, gates_for
from bening.nominations.models import NominatedUnit, Objection
from bening.nominations.words import day_text, gate_label, reason_text
from bening.nominations.zipping import (
    HOW_TO_CHECK,
    README,
    Part,
    document_parts,
    named,
    table_as_csv,
    table_as_workbook,
    write_zip,
)

COLUMNS = ("No.", "Dokumen", "Nomor", "Tanggal", "Berkas", "Alamat", "Keterangan", "SHA-256")
WIDTHS = (6, 44, 28, 16, 52, 60, 60, 68)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the pack: a document under a name, or only the address of one."""

    name: str
    document: OfficialDocument | None = None
    link: str = ""
    remark: str = ""
    folder: str = ""


def write_objection_pack(objection: Objection, *, now: datetime) -> Path:
    """Makes the pack anew and returns where it lies; old ones are cleared with the exports.

    Raises NoRoom, ContentMissing.
    """
    folder = Path(settings.BENING_DATA) / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"sanggahan-{objection.pk}.zip"
    part = folder / f"{uuid4().hex}.part"
    program = objection.program
    about = {
        "agency": program.unit.agency.name,
        "unit": program.unit.name,
        "year": program.cycle.year,
        "letter": named(objection.letter),
        "last_day": _last_day(objection),
    }
    write_zip(_parts(objection, now), part, about=about, now=now)
    return part.replace(path)


def _last_day(objection: Objection) -> str:
    until = objection.selection.objection_until
    return until.isoformat() if until else ""


def _parts(objection: Objection, now: datetime) -> list[Part]:
    entries = list(_entries(objection, now))
    parts = [Part(README, lambda: _readme(objection, entries).encode())]
    rows: list[tuple[str, ...]] = []
    for place, entry in enumerate(entries, 1):
        document = entry.document
        files = []
        if document is not None:
            files = list(document_parts(entry.folder, f"{place:02d} {entry.name}", document))
        parts += files
        rows.append(
            (
                str(place),
                entry.name,
                document.number if document else "",
                document.dated_on.isoformat() if document else "",
                "; ".join(file.path for file in files),
                _address(document) if document else entry.link,
                entry.remark,
                document.file_id if document else "",
            )
        )
    parts.append(Part("Daftar isi.csv", lambda: table_as_csv(COLUMNS, rows)))
    parts.append(
        Part("Daftar isi.xlsx", lambda: table_as_workbook("Daftar isi", COLUMNS, WIDTHS, rows))
    )
    return parts


def _address(document: OfficialDocument) -> str:
    from bening.documents.issuing import verify_url  # noqa: PLC0415 - heavy, used here only

    return verify_url(document.code)


def _entries(objection: Objection, now: datetime) -> Iterator[Entry]:
    program = objection.program
    yield Entry("Surat sanggahan", objection.letter)
    yield Entry("Bukti sanggahan", objection.proof)
    if objection.selection.result is not None:
        yield Entry("Hasil seleksi administrasi", objection.selection.result)
    nominated = (
        NominatedUnit.objects.filter(program=program)
        .select_related(
            "statement__file",
            "statement__editable",
            "nomination__letter__file",
            "nomination__letter__editable",
        )
        .first()
    )
    if nominated is not None and nominated.nomination.letter is not None:
        yield Entry("Surat pengusulan", nominated.nomination.letter, folder="Pengusulan")
    if nominated is not None and nominated.statement is not None:
        yield Entry("SPTJM", nominated.statement, folder="Pengusulan")
    papers = papers_of([program.pk]).get(program.pk, {})
    for kind in REPORTS:
        if kind in papers:
            yield Entry(str(kind.label), papers[kind], folder="Pengusulan")
    for row in gates_for(program, now=now):
        yield from _of_gate(row)


def _of_gate(row: GateRow) -> Iterator[Entry]:
    """What proves a requirement: its document, or the address that was entered."""
    if row.row is None:
        return
    remark = f"{reason_text(row.gate)} {row.row.source}"
    name = gate_label(row.gate)
    if row.proof is not None:
        yield Entry(name, row.proof, remark=remark, folder="Bukti syarat")
    if row.row.link:
        yield Entry(name, link=row.row.link, remark=remark)


def _readme(objection: Objection, entries: list[Entry]) -> str:
    program, until = objection.program, objection.selection.objection_until
    deadline = ""
    if until is not None:
        zone = program.unit.zone
        clock = TimeZone(zone).label
        deadline = f"Batas sanggahan: akhir hari {day_text(until)} {clock}, satu kali.\n"
        if is_in_time(objection.filed_at, until, zone):
            deadline += "Diajukan dalam batas waktu.\n"
    names = "".join(
        f"{place:02d} {entry.name}{'' if entry.document else ' (tautan, lihat Daftar isi)'}\n"
        for place, entry in enumerate(entries, 1)
    )
    return (
        f"Berkas sanggahan hasil seleksi administrasi {program.unit.name}, "
        f"{program.unit.agency.name}, tahun {program.cycle.year}\n\n"
        f"{deadline}\n{names}\n{HOW_TO_CHECK}"
    )
