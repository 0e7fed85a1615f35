"""A ZIP whose files are all proven: manifest and checksums over every part, none half made."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bening.adapters.file_store import NoRoom, file_store
from bening.adapters.file_types import safe_name
from bening.documents.models import OfficialDocument

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
README = "BACA-SAYA.txt"
FORMAT = 1
HOW_TO_CHECK = (
    "Setiap berkas tercatat di manifest.json dan SHA256SUMS dengan sidik SHA-256-nya.\n"
    "Periksa dengan: sha256sum -c SHA256SUMS\n"
    "Dokumen bersegel dapat diperiksa lewat kode QR di setiap halamannya.\n"
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the ZIP, made when its turn comes."""

    path: str
    make: Callable[[], bytes]


def write_zip(
    parts: Sequence[Part],
    path: Path,
    *,
    about: Mapping[str, Any],
    now: datetime,
    told: Progress | None = None,
) -> tuple[str, int]:
    """Writes the ZIP and returns its SHA-256 and size; `told` learns done and total after a part.

    `about` goes into the manifest. Raises NoRoom, ContentMissing; nothing is left at `path` then.
    """
    entries: list[dict[str, Any]] = []
    total = len(parts) + 2
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, part in enumerate(parts, 1):
                data = part.make()
                digest = hashlib.sha256(data).hexdigest()
                entries.append({"path": part.path, "size": len(data), "sha256": digest})
                archive.writestr(_info(part.path, now), data)
                if told:
                    told(done, total)
            manifest = _manifest(about, entries, now)
            archive.writestr(_info(MANIFEST, now), manifest)
            digest = hashlib.sha256(manifest).hexdigest()
            entries.append({"path": MANIFEST, "size": len(manifest), "sha256": digest})
            sums = "".join(f"{entry['sha256']}  {entry['path']}\n" for entry in entries)
            archive.writestr(_info(SUMS, now), sums.encode())
            if told:
                told(total, total)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NoRoom(0) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return _digest(path), path.stat().st_size


def document_parts(folder: str, name: str, document: OfficialDocument) -> Iterator[Part]:
    """The file of a document, and its editable form where it has one."""
    before = f"{folder}/" if folder else ""
    for file in (document.file, document.editable):
        if file is not None:
            path = f"{before}{safe_name(name)}.{file.extension}"
            yield Part(path, lambda sha=file.sha256: _stored(sha))  # type: ignore[misc]


def table_as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV that spreadsheets open rightly and run nothing from."""
    content = io.StringIO()
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[_inert(value) for value in row] for row in rows])
    return content.getvalue().encode("utf-8-sig")


def table_as_workbook(
    title: str, columns: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]
) -> bytes:
    """A table as a workbook of one sheet; nothing in it is a formula."""
    import xlsxwriter  # noqa: PLC0415 - heavy, used here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(title)
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (name, width) in enumerate(zip(columns, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, name, head)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                page.write_string(line, column, value, wrap)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    return content.getvalue()


def named(document: OfficialDocument | None) -> dict[str, str] | None:
    """Number, day and verification code of a letter, for a manifest."""
    if document is None:
        return None
    return {
        "number": document.number,
        "dated_on": document.dated_on.isoformat(),
        "code": document.code,
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _info(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _stored(sha256: str) -> bytes:
    with file_store().open(sha256) as content:
        return bytes(content.read())


def _inert(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _manifest(about: Mapping[str, Any], entries: list[dict[str, Any]], now: datetime) -> bytes:
    content = {
        "format": FORMAT,
        "made_at": now.astimezone(UTC).isoformat(),
        **about,
        "files": entries,
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()
