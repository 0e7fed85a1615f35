"""A report as a handler reads it: opened in memory for one answer, and written down nowhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from bening.accounts.models import Person
from bening.domain.whistleblowing import (
    FileNote,
    ReportAct,
    ReportContent,
    ReportState,
    read_message,
    read_report,
    steps_from,
)
from bening.whistleblowing import vault
from bening.whistleblowing.desk.logbook import log
from bening.whistleblowing.desk.refusals import DeskRefused
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.models import Report, SealedFile
from bening.whistleblowing.sealing import WrongKey

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message of the reply box; `is_closed` where it was sealed before the reader came."""

    day: date
    is_from_reporter: bool
    text: str
    files: tuple[FileNote, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step, who took it (None: the reporter), and its sealed note."""

    day: date
    act: str
    state: str
    by: Person | None
    note: str


@dataclass(frozen=True, slots=True)
class ShownNote:
    """What handlers wrote for themselves."""

    day: date
    by: Person
    text: str


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report that was opened: content None where none of the keys opens it."""

    report: Report
    content: ReportContent | None
    messages: tuple[ShownMessage, ...]
    steps: tuple[ShownStep, ...]
    notes: tuple[ShownNote, ...]
    has_identity: bool

    @property
    def acts(self) -> tuple[ReportAct, ...]:
        """What may be done next; the reporter's own acts are not among it."""
        possible = steps_from(ReportState(self.report.state))
        return tuple(act for act in possible if act is not ReportAct.ANSWER)


def open_report(*, report: Report, keys: OpenKeys, by: Person, on: date) -> OpenReport:
    """Opens a report that was granted to the person, and logs that it was."""
    log(report=report, act="opened", by=by, on=on)
    return OpenReport(
        report=report,
        content=content_of(report, keys),
        messages=tuple(_messages(report, keys)),
        steps=tuple(
            ShownStep(row.day, row.act, row.get_state_display(), row.by, _text(row.note, keys))
            for row in report.steps.select_related("by").order_by("position")
        ),
        notes=tuple(
            ShownNote(row.day, row.by, _text(row.sealed, keys))
            for row in report.notes.select_related("by").order_by("day", "id")
        ),
        has_identity=report.identity is not None,
    )


def content_of(report: Report, keys: OpenKeys) -> ReportContent | None:
    """What the reporter told; None where none of the keys opens it."""
    return _tried(lambda: read_report(keys.read(report.sealed)))


def read_file(
    *, report: Report, file: UUID, keys: OpenKeys, by: Person, on: date
) -> tuple[FileNote, bytes]:
    """A file of the report, opened in memory, with the name it was sent under.

    Raises DeskRefused("report_file_closed") where none of the keys opens it, and
    SealedFile.DoesNotExist.
    """
    row = SealedFile.objects.get(pk=file, report=report)
    notes = {note.key: note for note in _notes(report, keys)}
    note = notes.get(str(row.pk))
    try:
        content = keys.read(vault.read(row.name))
    except (WrongKey, vault.SealedFileMissing):
        raise DeskRefused("report_file_closed") from None
    log(report=report, act="file", by=by, on=on)
    return note or FileNote(
        str(row.pk), "berkas", "application/octet-stream", len(content)
    ), content


def _notes(report: Report, keys: OpenKeys) -> list[FileNote]:
    content = content_of(report, keys)
    found = list(content.files) if content else []
    for row in report.messages.all():
        message = _tried(lambda row=row: read_message(keys.read(row.to_handlers)))  # type: ignore[misc]  # a default binds the row
        found += list(message.files) if message else []
    return found


def _messages(report: Report, keys: OpenKeys) -> list[ShownMessage]:
    shown = []
    for row in report.messages.order_by("position"):
        try:
            content = read_message(keys.read(row.to_handlers))
        except (WrongKey, ValueError):
            shown.append(ShownMessage(row.day, row.is_from_reporter, "", (), is_closed=True))
            continue
        shown.append(
            ShownMessage(row.day, row.is_from_reporter, content.text, content.files, False)
        )
    return shown


def _text(sealed: bytes | memoryview | None, keys: OpenKeys) -> str:
    if sealed is None:
        return ""
    found = _tried(lambda: keys.read(sealed).decode())
    return found if found is not None else ""


def _tried(read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except (WrongKey, ValueError):
        return None
