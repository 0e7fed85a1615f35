"""All evidence of a sheet in one ZIP: a folder for each question, and a workbook that lists it all.

The file is made by a job under a name that its content decides, so an archive of the same evidence
is made once; exports are removed after a day. It is written piece by piece, whatever it holds.
"""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.adapters.downloads import Download, ticket_url
from bening.adapters.file_store import NoRoom, StoreRefused, file_store
from bening.adapters.file_types import safe_name
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evidence import jobs
from bening.evidence.models import EvidenceState
from bening.evidence.queries import AttachedEvidence, evidence_for, need_text

ZIP = "application/zip"
_PIECE = 1 << 20
_STUCK_AFTER = 1800  # seconds after which an unfinished archive is begun again
_RESERVE = 64 << 20
_PACKED_WELL = frozenset({"txt", "csv", "doc", "xls", "ppt"})


@dataclass(frozen=True)
class Entry:
    """One line of the index: what is attached to which question, and where its file lies."""

    code: str
    need: str
    attached: AttachedEvidence
    path: str


def entries_of(sheet: EvaluationSheet) -> list[Entry]:
    """What the archive holds, in the order of the sheet; `path` is empty for links."""
    evidence = evidence_for(sheet)
    entries, taken = [], set[str]()
    for question in instrument_of(sheet.instrument).questions:
        for attached in evidence.get(question.code, ()):
            need = need_text(question.evidence, attached.need)
            path = "" if attached.is_link else _path(question.code, attached.filename, taken)
            entries.append(Entry(question.code, need, attached, path))
    return entries


def _path(code: str, filename: str, taken: set[str]) -> str:
    """A place below the folder of the question; a second file of the same name gets a number."""
    name = safe_name(filename)
    stem, dot, extension = name.rpartition(".") if "." in name else (name, "", "")
    for number in range(1, 10_000):
        tried = name if number == 1 else f"{stem} ({number}){dot}{extension}"
        path = f"{safe_name(code)}/{tried}"
        if path.lower() not in taken:  # disks that tell no case apart
            taken.add(path.lower())
            return path
    raise ValueError(f"too many files named {name} for {code}")


def write_archive(sheet: EvaluationSheet, path: Path, *, now: datetime | None = None) -> int:
    """Writes the archive of a sheet to `path` and returns how many files it holds.

    Raises NoRoom, ContentMissing. Nothing is left at `path` then.
    """
    made_at = now or timezone.now()
    entries, store = entries_of(sheet), file_store()
    _check_room(path.parent, entries)
    try:
        with zipfile.ZipFile(path, "x", zipfile.ZIP_STORED, allowZip64=True) as archive:
            archive.writestr(_info("Daftar bukti.xlsx", made_at), _index(sheet, entries, made_at))
            for entry in entries:
                if not entry.path:
                    continue
                info = _info(entry.path, entry.attached.added_at)
                info.file_size = entry.attached.size
                extension = entry.path.rpartition(".")[2]
                if extension in _PACKED_WELL:
                    info.compress_type = zipfile.ZIP_DEFLATED
                with (
                    store.open(entry.attached.sha256) as content,
                    archive.open(info, "w") as target,
                ):
                    shutil.copyfileobj(content, target, _PIECE)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NoRoom(0) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return sum(1 for entry in entries if entry.path)


def _check_room(folder: Path, entries: list[Entry]) -> None:
    needed = sum(entry.attached.size for entry in entries if entry.path)
    if shutil.disk_usage(folder).free < needed + _RESERVE:
        raise NoRoom(0)


def _info(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
    info.external_attr = 0o644 << 16
    return info


def _index(sheet: EvaluationSheet, entries: list[Entry], now: datetime) -> bytes:
    """The workbook that says what is what. Texts are written as texts, never as formulas."""
    import xlsxwriter  # noqa: PLC0415  # heavy, and needed here only

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet(_("Daftar bukti"))
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        page.write_string(0, 0, _("Bukti lembar kerja evaluasi"), bold)
        page.write_string(1, 0, f"{sheet.unit.name} · {sheet.cycle.year} · {sheet.instrument.name}")
        made = f"{timezone.localtime(now):%Y-%m-%d %H.%M}"
        page.write_string(2, 0, _("Dibuat %(at)s") % {"at": made})
        titles = _titles()
        for column, (title, width) in enumerate(titles):
            page.set_column(column, column, width)
            page.write_string(4, column, title, head)
        for row, values in enumerate(map(_row, entries), start=5):
            for column, value in enumerate(values):
                if value is None:
                    continue
                if isinstance(value, str):
                    page.write_string(row, column, value, wrap)
                else:
                    page.write_datetime(row, column, value, day)
        page.freeze_panes(5, 1)
        page.autofilter(4, 0, 4 + max(len(entries), 1), len(titles) - 1)
    return content.getvalue()


def _titles() -> list[tuple[str, int]]:
    return [
        (_("Kode"), 13),
        (_("Bukti yang diharapkan"), 34),
        (_("Judul bukti"), 44),
        (_("Berkas atau alamat"), 52),
        (_("Membuktikan sejak"), 14),
        (_("Membuktikan sampai"), 14),
        (_("Keadaan"), 20),
        (_("Diperiksa oleh"), 26),
        (_("Diunggah oleh"), 26),
        (_("SHA-256"), 68),
    ]


def _row(entry: Entry) -> Iterator[object]:
    attached = entry.attached
    yield entry.code
    yield entry.need
    yield attached.title
    yield entry.path or attached.url
    for proves in (attached.proves_from, attached.proves_until):
        yield datetime(proves.year, proves.month, proves.day) if proves else None  # noqa: DTZ001
    yield str(EvidenceState(attached.state).label)
    yield attached.checked_by
    yield attached.added_by
    yield attached.sha256


# Made on request ----------------------------------------------------------------------------------


def archive_path(sheet: EvaluationSheet) -> Path:
    """Where the archive of a sheet's present evidence lies, or will lie."""
    parts = [[entry.code, entry.need, entry.attached.frozen()] for entry in entries_of(sheet)]
    text = json.dumps([str(sheet.pk), parts], sort_keys=True)
    folder = Path(settings.BENING_DATA) / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"bukti-{hashlib.sha256(text.encode()).hexdigest()}.zip"


def respond(request: HttpRequest, sheet: EvaluationSheet, *, name: str) -> HttpResponse:
    """The archive, for somebody who may read the sheet: a ticket, or a page that waits for it.

    Raises what kept the last attempt from being finished, once: NoRoom, ContentMissing.
    """
    path = archive_path(sheet)
    if path.exists():
        return redirect(ticket_url(request, Download(path=path, name=name, content_type=ZIP)))
    entries = entries_of(sheet)
    if not entries:
        return render(request, "evidence/archive.html", {"sheet": sheet, "empty": True})
    _tell_failure(path)
    if not _is_under_way(path):
        _check_room(path.parent, entries)
        jobs.make_archive.enqueue(str(sheet.pk), path.name)
        if path.exists():  # jobs that run at once
            return redirect(ticket_url(request, Download(path=path, name=name, content_type=ZIP)))
    context = {
        "sheet": sheet,
        "files": sum(1 for entry in entries if entry.path),
        "size": sum(entry.attached.size for entry in entries if entry.path),
    }
    response = render(request, "evidence/archive.html", context, status=202)
    response["Refresh"] = "3"  # works without script
    response["Cache-Control"] = "no-store"
    return response


def _tell_failure(path: Path) -> None:
    failed = path.with_suffix(".failed")
    if failed.exists():
        said = json.loads(failed.read_text())
        failed.unlink(missing_ok=True)
        refusal = StoreRefused(said["code"], **said["values"])
        refusal.status = said["status"]
        raise refusal


def _is_under_way(path: Path) -> bool:
    """Whether a job was asked for lately; asking marks it."""
    mark = path.with_suffix(".asked")
    now = timezone.now().timestamp()
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        if now - mark.stat().st_mtime < _STUCK_AFTER:
            return True
        mark.touch()
    return False


def make(sheet_id: str, name: str) -> int:
    """Makes the archive of a sheet under `name` in the folder of exports; how many files it holds.

    The name is the one `archive_path` gave: changed evidence meanwhile gives another.
    """
    sheet = EvaluationSheet.objects.select_related("unit__agency", "cycle", "instrument").get(
        pk=sheet_id
    )
    path = archive_path(sheet)
    mark = path.with_name(name).with_suffix(".asked")
    try:
        if path.exists():
            return 0
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        count = write_archive(sheet, part)
        part.rename(path)
    except StoreRefused as refusal:
        said = {"code": refusal.code, "values": refusal.values, "status": refusal.status}
        path.with_suffix(".failed").write_text(json.dumps(said))
        raise
    else:
        return count
    finally:
        mark.unlink(missing_ok=True)
