"""Backup and restore: the database and the evidence files in one file.

The file does not depend on the database it came from: a backup of SQLite can be restored to
PostgreSQL and the other way round. Left out are secrets (`secret-key`, `keys/`), sessions, and what
can be made again (previews, partial uploads). The key of personal data goes along where the backup
is sealed, and only there. Sealed files go along as they lie: whoever restores them reads nothing.
"""

import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.management import call_command

from bening import __version__
from bening.adapters import personal_data
from bening.adapters.backup import age, tables
from bening.adapters.backup.archive import (
    FORMAT,
    HEAD,
    BackupRefused,
    Hashed,
    Reader,
    Writer,
    lines,
)
from bening.adapters.backup.files import content_files, keep_content, keep_sealed, sealed_files

__all__ = ["BackupRefused", "Contents", "back_up", "prepare_with", "restore"]

TABLES, FILES, SEALED = "tables/", "files/", "sealed/"
PERSONAL_KEY = "personal-data.key"

log = logging.getLogger("bening.backup")

_preparations: list[Callable[[datetime], object]] = []


def prepare_with(work: Callable[[datetime], object]) -> None:
    """Lets a feature bring its tables in order before each backup; what fails there is told."""
    if work not in _preparations:
        _preparations.append(work)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """How much a backup holds."""

    tables: int
    rows: int
    files: int
    bytes: int


def back_up(
    target: Path, *, files: Path | None, scratch: Path, now: datetime, recipient: str = ""
) -> Contents:
    """Writes `target`, sealed to the age key `recipient` if given; `files` is the evidence folder.

    The file appears whole or not at all, readable by its owner alone. Raises `BackupRefused`.
    """
    if target.exists():
        raise BackupRefused("exists", path=str(target))
    scratch.mkdir(parents=True, exist_ok=True)
    for work in _preparations:
        try:
            work(now)
        except Exception as error:  # a backup without it is better than none
            log.error("%s before the backup failed: %s", work.__name__, type(error).__name__)  # noqa: TRY400 - a trace may tell an answer
    unfinished = target.with_name(target.name + ".part")
    try:
        with _opened(unfinished) as file:
            if recipient:
                with age.sealing_to(recipient, file) as plain:
                    contents = _write(plain, files=files, scratch=scratch, now=now, with_key=True)
            else:
                contents = _write(file, files=files, scratch=scratch, now=now)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
    except OSError as error:
        raise BackupRefused("not_written", reason=str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return contents


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file


def _write(
    file: IO[bytes],
    *,
    files: Path | None,
    scratch: Path,
    now: datetime,
    with_key: bool = False,
) -> Contents:
    writer = Writer(file, scratch)
    applied = tables.applied_migrations()
    head = {
        "format": FORMAT,
        "version": __version__,
        "made_at": now.isoformat(),
        "migrations": applied,
        "with_files": files is not None,
    }
    writer.add_json(HEAD, head)
    if with_key and personal_data.key_file().exists():
        key = personal_data.key_file().read_bytes()
        writer.add(PERSONAL_KEY, io.BytesIO(key), len(key))
    sealed = Sealed(writer, files)
    sealed.add()  # one that is sealed anew meanwhile goes; the rows below may still name it
    models = tables.models_at(applied)
    row_count = 0
    with tables.one_state():
        for model in models:
            name = f"{TABLES}{model._meta.label_lower}.jsonl.gz"
            row_count += writer.add_lines(name, tables.rows(model))
    # After the rows: content is never changed, so every file a row names is there by now.
    file_count = size = 0
    for path in content_files(files) if files else ():
        try:
            content = path.open("rb")
        except FileNotFoundError:  # referred to by no row, and swept since it was listed
            continue
        with content:
            length = os.fstat(content.fileno()).st_size
            writer.add(f"{FILES}{path.name}", content, length)
        file_count, size = file_count + 1, size + length
    sealed.add()
    writer.finish()
    return Contents(
        tables=len(models),
        rows=row_count,
        files=file_count + len(sealed.names),
        bytes=size + sealed.bytes,
    )


class Sealed:
    """The sealed files of a backup, each once."""

    def __init__(self, writer: Writer, files: Path | None) -> None:
        self._writer, self._files = writer, files
        self.names: set[str] = set()
        self.bytes = 0

    def add(self) -> None:
        """Adds those that lie there now and were not added before."""
        for name, path in sealed_files(self._files) if self._files else ():
            if name in self.names:
                continue
            try:
                content = path.open("rb")
            except FileNotFoundError:  # removed since it was listed
                continue
            with content:
                length = os.fstat(content.fileno()).st_size
                self._writer.add(f"{SEALED}{name}", content, length)
            self.names.add(name)
            self.bytes += length


def restore(source: Path, *, files: Path, identity: Path | None = None) -> Contents:
    """Fills an empty database and the evidence folder from `source`, then migrates to this version.

    All rows are there afterwards, or none. Raises `BackupRefused`.
    """
    try:
        with source.open("rb") as file:
            if not age.is_sealed(source):
                contents = _read(file, files)
            elif identity is None:
                raise BackupRefused("identity_missing")
            else:
                with age.opening_with(identity, file) as plain:
                    contents = _read(plain, files)
    except OSError as error:
        raise BackupRefused("not_read", reason=str(error)) from error
    call_command("migrate", interactive=False, verbosity=0)
    return contents


def _read(file: IO[bytes], files: Path) -> Contents:
    reader = Reader(file)
    members = reader.members()
    name, content = next(members, ("", None))
    if name != HEAD or content is None:
        raise BackupRefused("not_a_backup")
    try:
        head = json.loads(content.read())
        applied: tables.Applied = [(app, migration) for app, migration in head["migrations"]]
        known_format = head["format"] == FORMAT
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused("not_a_backup") from error
    if not known_format or tables.unknown_migrations(applied):
        raise BackupRefused("newer", version=str(head.get("version", "?")))
    _prepare(applied)
    models = {model._meta.label_lower: model for model in tables.models_at(applied)}
    row_count = file_count = size = 0
    key = b""
    with tables.all_or_nothing():
        tables.clear(models.values())
        for name, content in members:
            if name.startswith(TABLES):
                label = name.removeprefix(TABLES).removesuffix(".jsonl.gz")
                if label not in models:
                    raise BackupRefused("damaged")
                row_count += tables.insert(models[label], lines(content))
            elif name.startswith((FILES, SEALED)):
                size += _keep_file(files, name, content)
                file_count += 1
            elif name == PERSONAL_KEY:
                key = content.read()
            else:
                raise BackupRefused("damaged")
        reader.check_sums()
        tables.continue_numbering(list(models.values()))
    if key:
        personal_data.put_key(key)
    return Contents(tables=len(models), rows=row_count, files=file_count, bytes=size)


def _keep_file(files: Path, name: str, content: Hashed) -> int:
    if name.startswith(SEALED):
        return keep_sealed(files, name.removeprefix(SEALED), content)
    return keep_content(files, name.removeprefix(FILES), content)


def _prepare(applied: tables.Applied) -> None:
    """An empty database in the state the backup was made in; refuses one that has data."""
    present = tables.applied_migrations()
    if present:
        if not tables.is_empty(tables.models_at(present)):
            raise BackupRefused("not_empty")
        if set(present) != set(applied):
            raise BackupRefused("other_version")
        return
    tables.migrate_to(applied)
