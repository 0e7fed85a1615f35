"""The proposal as one ZIP: letter, statements, reports, official workbooks, evidence, manifest.

It is bound to no portal: folders by unit, the workbook in the layout of Annex III, an index of all
evidence with address and SHA-256 in a workbook and as CSV, and a manifest that proves every file.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from bening.adapters.file_store import NoRoom, file_store
from bening.adapters.file_types import safe_name
from bening.documents.models import OfficialDocument
from bening.evaluations import exchange, queries
from bening.evaluations.models import Snapshot
from bening.nominations.checking import REPORTS, papers_of
from bening.nominations.models import NominatedUnit, Nomination

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
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
README = "BACA-SAYA.txt"
FORMAT = 1

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package, made when its turn comes."""

    path: str
    make: Callable[[], bytes]


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
    parts = list(_parts(nomination, now))
    entries: list[dict[str, Any]] = []
    total = len(parts) + 2
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, part in enumerate(parts, 1):
                data = part.make()
                digest = hashlib.sha256(data).hexdigest()
                entries.append({"path": part.path, "size": len(data), "sha256": digest})
                archive.writestr(_info(part.path, now), data)
                told(done, total)
            manifest = _manifest(nomination, entries, now)
            archive.writestr(_info(MANIFEST, now), manifest)
            digest = hashlib.sha256(manifest).hexdigest()
            entries.append({"path": MANIFEST, "size": len(manifest), "sha256": digest})
            sums = "".join(f"{entry['sha256']}  {entry['path']}\n" for entry in entries)
            archive.writestr(_info(SUMS, now), sums.encode())
            told(total, total)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NoRoom(0) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return _digest(path), path.stat().st_size


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _info(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _parts(nomination: Nomination, now: datetime) -> Iterator[Part]:
    units = list(
        NominatedUnit.objects.filter(nomination=nomination)
        .select_related("statement__file", "program__unit__agency", "program__sheet")
        .order_by("program__unit__name", "program_id")
    )
    papers = papers_of([unit.program_id for unit in units])
    yield Part(README, lambda: _readme(nomination, units).encode())
    if nomination.letter is not None:
        yield from _document("", "Surat pengusulan", nomination.letter)
    rows: list[tuple[str, ...]] = []
    for place, unit in enumerate(units, 1):
        folder = f"{place:02d} {safe_name(unit.program.unit.name)}"
        if unit.statement is not None:
            yield from _document(folder, "SPTJM", unit.statement)
        for kind in REPORTS:
            paper = papers.get(unit.program_id, {}).get(kind)
            if paper is not None:
                yield from _document(folder, str(kind.label), paper)
        yield Part(f"{folder}/LKE.xlsx", lambda unit=unit: _workbook(unit, now))  # type: ignore[misc]
        snapshot = unit.program.sheet.snapshots.order_by("-number").first()
        if snapshot is not None:
            yield Part(f"{folder}/rekaman.json", lambda kept=snapshot: kept.content.encode())  # type: ignore[misc]
            rows += _evidence(unit, snapshot)
    yield Part("Daftar bukti.csv", lambda: _csv(rows))
    yield Part("Daftar bukti.xlsx", lambda: _index(rows))


def _document(folder: str, name: str, document: OfficialDocument) -> Iterator[Part]:
    """The file of a document, and its editable form where it has one."""
    before = f"{folder}/" if folder else ""
    for file in (document.file, document.editable):
        if file is not None:
            path = f"{before}{safe_name(name)}.{file.extension}"
            yield Part(path, lambda sha=file.sha256: _stored(sha))  # type: ignore[misc]


def _stored(sha256: str) -> bytes:
    with file_store().open(sha256) as content:
        return bytes(content.read())


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


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    content = io.StringIO()
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_inert(value) for value in row] for row in rows])
    return content.getvalue().encode("utf-8-sig")


def _inert(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _index(rows: list[tuple[str, ...]]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - heavy, used here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet("Daftar bukti")
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, title, head)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                page.write_string(line, column, value, wrap)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    return content.getvalue()


def _manifest(nomination: Nomination, entries: list[dict[str, Any]], now: datetime) -> bytes:
    letter = nomination.letter
    content = {
        "format": FORMAT,
        "agency": nomination.agency.name,
        "year": nomination.cycle.year,
        "made_at": now.astimezone(UTC).isoformat(),
        "letter": {
            "number": letter.number,
            "dated_on": letter.dated_on.isoformat(),
            "code": letter.code,
        }
        if letter
        else None,
        "files": entries,
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _readme(nomination: Nomination, units: list[NominatedUnit]) -> str:
    names = "".join(
        f"{place:02d} {unit.program.unit.name}\n" for place, unit in enumerate(units, 1)
    )
    return (
        f"Paket pengusulan Zona Integritas {nomination.agency.name} tahun "
        f"{nomination.cycle.year}\n\n{names}\n"
        "Setiap berkas tercatat di manifest.json dan SHA256SUMS dengan sidik SHA-256-nya.\n"
        "Periksa dengan: sha256sum -c SHA256SUMS\n"
        "Dokumen bersegel dapat diperiksa lewat kode QR di setiap halamannya.\n"
    )
