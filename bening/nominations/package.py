"""The proposal as one ZIP: letter, statements, reports, official workbooks, evidence, manifest.

It is bound to no portal: folders by unit, the workbook in the layout of Annex III, an index of all
evidence with address and SHA-256 in a workbook and as CSV, and a manifest that proves every file.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from bening.adapters.file_types import safe_name
from bening.evaluations import exchange, queries
from bening.evaluations.models import Snapshot
from bening.nominations.checking import REPORTS, papers_of
from bening.nominations.models import NominatedUnit, Nomination
from bening.nominations.zipping import (
    HOW_TO_CHECK,
    README,
    Part,
    Progress,
    document_parts,
    named,
    table_as_csv,
    table_as_workbook,
    write_zip,
)

COLUMNS = (
    "Unit kerja",
    "Kode",
    "Judul bukti",
    "Jenis",
    "Nama berkas",
    "Alamat",
    "Membuktikan sejak",
    "Membuktikan sampai",
    "SHA-256",
)
WIDTHS = (34, 14, 44, 10, 40, 60, 16, 16, 68)


def package_path(key: UUID) -> Path:
    """Where the ZIP of a package lies, or will lie."""
    folder = Path(settings.BENING_DATA) / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"usulan-{key}.zip"


def write_package(
    nomination: Nomination, path: Path, *, now: datetime, told: Progress
) -> tuple[str, int]:
    """Writes the ZIP and returns its SHA-256 and size; `told` learns done and total after a part.

    Raises NoRoom, ContentMissing; nothing is left at `path` then.
    """
    about = {
        "agency": nomination.agency.name,
        "year": nomination.cycle.year,
        "letter": named(nomination.letter),
    }
    return write_zip(list(_parts(nomination, now)), path, about=about, now=now, told=told)


def _parts(nomination: Nomination, now: datetime) -> Iterator[Part]:
    units = list(
        NominatedUnit.objects.filter(nomination=nomination)
        .select_related("statement__file", "program__unit__agency", "program__sheet")
        .order_by("program__unit__name", "program_id")
    )
    papers = papers_of([unit.program_id for unit in units])
    yield Part(README, lambda: _readme(nomination, units).encode())
    if nomination.letter is not None:
        yield from document_parts("", "Surat pengusulan", nomination.letter)
    rows: list[tuple[str, ...]] = []
    for place, unit in enumerate(units, 1):
        folder = f"{place:02d} {safe_name(unit.program.unit.name)}"
        if unit.statement is not None:
            yield from document_parts(folder, "SPTJM", unit.statement)
        for kind in REPORTS:
            paper = papers.get(unit.program_id, {}).get(kind)
            if paper is not None:
                yield from document_parts(folder, str(kind.label), paper)
        yield Part(f"{folder}/LKE.xlsx", lambda unit=unit: _workbook(unit, now))  # type: ignore[misc]
        snapshot = unit.program.sheet.snapshots.order_by("-number").first()
        if snapshot is not None:
            yield Part(f"{folder}/rekaman.json", lambda kept=snapshot: kept.content.encode())  # type: ignore[misc]
            rows += _evidence(unit, snapshot)
    yield Part("Daftar bukti.csv", lambda: table_as_csv(COLUMNS, rows))
    yield Part(
        "Daftar bukti.xlsx", lambda: table_as_workbook("Daftar bukti", COLUMNS, WIDTHS, rows)
    )


def _workbook(unit: NominatedUnit, now: datetime) -> bytes:
    from bening.instruments.workbook import write_workbook  # noqa: PLC0415 - heavy, used here only

    sheet = queries.whole_sheets().get(pk=unit.program.sheet.pk)
    filled = queries.filled(sheet, now=now)
    return write_workbook(exchange.content_of(filled, now=now))


def _evidence(unit: NominatedUnit, snapshot: Snapshot) -> list[tuple[str, ...]]:
    """The evidence that was frozen with the sheet, a line for each use."""
    content = json.loads(snapshot.content)
    rows: list[tuple[str, ...]] = []
    for code, proofs in content["evidence"].items():
        for proof in proofs:
            since, until = proof["proves"]
            place = reverse("evidence:evidence", args=[proof["id"]])
            rows.append(
                (
                    unit.program.unit.name,
                    code,
                    proof["title"],
                    "tautan" if proof["url"] else "berkas",
                    proof["filename"],
                    proof["url"] or f"{settings.BENING_PUBLIC_URL}{place}",
                    since or "",
                    until or "",
                    proof["sha256"],
                )
            )
    return rows


def _readme(nomination: Nomination, units: list[NominatedUnit]) -> str:
    names = "".join(
        f"{place:02d} {unit.program.unit.name}\n" for place, unit in enumerate(units, 1)
    )
    return (
        f"Paket pengusulan Zona Integritas {nomination.agency.name} tahun "
        f"{nomination.cycle.year}\n\n{names}\n"
        f"{HOW_TO_CHECK}"
    )
