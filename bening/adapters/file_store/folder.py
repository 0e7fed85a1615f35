"""Files in a local folder.

`partial/ID` is being sent: its length is the offset, so no second record can disagree with it.
`content/ab/abcd…` is whole, named by its SHA-256, read-only. `derived/ab/abcd…/NAME` can be made
again from it. Content is durable (file synced, name linked, folder synced) before it is reported.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bening.adapters.file_store.contract import (
    CHUNK_LIMIT,
    ContentMissing,
    Kept,
    NoRoom,
    PartialMissing,
    WrongContent,
    WrongOffset,
)

_PARTIAL = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DERIVED = re.compile(r"[a-z0-9-]{1,40}\.[a-z0-9]{1,5}")
_WRITABLE = 0o200
_ASIDE = ".unused-"
_RESERVE = 64 << 20  # bytes left free for the database


class FolderStore:
    """A `FileStore` in one folder of the local file system."""

    def __init__(self, folder: Path) -> None:
        self._partial = folder / "partial"
        self._content = folder / "content"
        self._derived = folder / "derived"
        for part in (self._partial, self._content, self._derived):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)

    # Partial files ----------------------------------------------------------------------------

    def check_room(self, size: int) -> None:
        if shutil.disk_usage(self._partial).free < size + _RESERVE:
            raise NoRoom(0)

    def begin(self) -> str:
        partial = secrets.token_hex(16)
        try:
            os.close(os.open(self._partial / partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            _sync_folder(self._partial)
        except OSError as error:
            raise NoRoom(0) from error
        return partial

    def offset(self, partial: str) -> int:
        with self._locked(partial) as descriptor:
            return os.fstat(descriptor).st_size

    def append(self, partial: str, *, offset: int, chunk: bytes, size: int) -> int:
        with self._locked(partial) as descriptor:
            end = os.fstat(descriptor).st_size
            fits = 0 < len(chunk) < CHUNK_LIMIT and end + len(chunk) <= size
            if offset != end or not fits or _is_kept(descriptor):
                raise WrongOffset(end)
            try:
                _write(descriptor, chunk)
                os.fsync(descriptor)
            except OSError as error:  # disk full, quota, file-size limit, broken disk
                os.ftruncate(descriptor, end)
                raise NoRoom(end) from error
            return end + len(chunk)

    def receive(self, chunks: Iterable[bytes]) -> str:
        partial = self.begin()
        try:
            with self._locked(partial) as descriptor:
                for chunk in chunks:
                    _write(descriptor, chunk)
                os.fsync(descriptor)
        except OSError as error:
            self.forget(partial)
            raise NoRoom(0) from error
        except BaseException:
            self.forget(partial)
            raise
        return partial

    def check_whole(self, partial: str, size: int) -> None:
        if (end := self.offset(partial)) != size:
            raise WrongOffset(end)

    def open_partial(self, partial: str) -> BinaryIO:
        try:
            return self._partial_path(partial).open("rb")
        except FileNotFoundError:
            raise PartialMissing from None

    def keep(self, partial: str, *, size: int, sha256: str = "") -> Kept:
        with self._locked(partial) as descriptor:
            end = os.fstat(descriptor).st_size
            if end != size:
                raise WrongOffset(end)
            with open(descriptor, "rb", closefd=False) as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if sha256 and sha256 != digest:
                self.forget(partial)
                raise WrongContent
            target = self._content / digest[:2] / digest
            try:
                # Read-only before it has its name: nothing is ever added to kept content.
                os.fchmod(descriptor, 0o440)
                os.utime(descriptor)  # from now on somebody may refer to it: see remove_unused
                os.fsync(descriptor)
                target.parent.mkdir(mode=0o700, exist_ok=True)
                _link_or_touch(self._partial / partial, target)
                _sync_folder(target.parent)
                _sync_folder(self._content)
            except OSError as error:
                raise NoRoom(end) from error
            return Kept(sha256=digest, size=end)

    def forget(self, partial: str) -> None:
        self._partial_path(partial).unlink(missing_ok=True)

    def abandoned(self, before: datetime) -> list[str]:
        found = []
        with os.scandir(self._partial) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    if entry.stat().st_mtime < before.timestamp():
                        found.append(entry.name)
        return sorted(found)

    # Kept content -----------------------------------------------------------------------------

    def has(self, sha256: str) -> bool:
        return self._content_path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self._content_path(sha256).open("rb")
        except FileNotFoundError:
            raise ContentMissing(sha256) from None

    def path(self, sha256: str) -> Path:
        path = self._content_path(sha256)
        if not path.is_file():
            raise ContentMissing(sha256)
        return path

    def hashes(self) -> Iterator[str]:
        for folder in sorted(self._content.iterdir()):
            for path in sorted(folder.iterdir()):
                # One set aside when the machine stopped comes back by being looked at again.
                if _SHA256.fullmatch(name := path.name.removeprefix(_ASIDE)):
                    yield name

    def remove_unused(self, sha256: str, *, before: datetime) -> bool:
        target = self._content_path(sha256)
        aside = target.with_name(f"{_ASIDE}{sha256}")
        with contextlib.suppress(FileNotFoundError):
            if target.stat().st_mtime >= before.timestamp():
                return False
            target.rename(aside)
        # Whoever keeps it from here on finds no content and puts their own there. Whoever did so
        # between the look and the renaming has made it young.
        try:
            is_old = aside.stat().st_mtime < before.timestamp()
        except FileNotFoundError:
            return False
        if not is_old:
            with contextlib.suppress(FileExistsError):
                os.link(aside, target)
        aside.unlink(missing_ok=True)
        _sync_folder(target.parent)
        if is_old and not target.exists():
            shutil.rmtree(self._derived / sha256[:2] / sha256, ignore_errors=True)
        return is_old

    # What is made from content ----------------------------------------------------------------

    def keep_derived(self, sha256: str, name: str, content: bytes) -> None:
        target = self._derived_path(sha256, name)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = target.with_name(f".{secrets.token_hex(8)}")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise NoRoom(0) from error

    def derived(self, sha256: str, name: str) -> Path | None:
        path = self._derived_path(sha256, name)
        return path if path.is_file() else None

    # Inside -----------------------------------------------------------------------------------

    def _partial_path(self, partial: str) -> Path:
        if not _PARTIAL.fullmatch(partial):
            raise PartialMissing
        return self._partial / partial

    def _content_path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ContentMissing(sha256)
        return self._content / sha256[:2] / sha256

    def _derived_path(self, sha256: str, name: str) -> Path:
        if not _SHA256.fullmatch(sha256) or not _DERIVED.fullmatch(name):
            raise ContentMissing(sha256)
        return self._derived / sha256[:2] / sha256 / name

    @contextlib.contextmanager
    def _locked(self, partial: str) -> Iterator[int]:
        """The partial file, for one request at a time in all processes."""
        path = self._partial_path(partial)
        try:
            # A kept file is read-only for everybody; `append` finds that out by its mode.
            descriptor = os.open(path, _mode_for(path) | os.O_APPEND | os.O_CLOEXEC)
        except FileNotFoundError:
            raise PartialMissing from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink == 0:
                raise PartialMissing
            yield descriptor
        finally:
            os.close(descriptor)


def _link_or_touch(source: Path, target: Path) -> None:
    """Gives content its name; what has it already is of now, unless it was just removed."""
    while True:
        try:
            os.link(source, target)
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                os.utime(target)
                return
        else:
            return


def _mode_for(path: Path) -> int:
    return os.O_RDWR if path.stat().st_mode & _WRITABLE else os.O_RDONLY


def _is_kept(descriptor: int) -> bool:
    return not os.fstat(descriptor).st_mode & _WRITABLE


def _write(descriptor: int, chunk: bytes) -> None:
    written = 0
    while written < len(chunk):
        written += os.write(descriptor, memoryview(chunk)[written:])


def _sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
