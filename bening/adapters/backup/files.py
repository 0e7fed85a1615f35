"""The files of a backup: content named by its SHA-256, and sealed files under random names."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bening.adapters.backup.archive import PIECE, BackupRefused, Hashed

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SEALED = re.compile(r"(whistleblowing)/([0-9a-f]{40})")
SEALED_FOLDERS = ("whistleblowing",)
"""Beside `content`: files that were sealed before they came, named by forty random digits."""


def content_files(folder: Path) -> Iterator[Path]:
    """Every whole file of the store, in the order of their names."""
    content = folder / "content"
    if content.is_dir():
        yield from sorted(path for path in content.glob("??/*") if _SHA256.fullmatch(path.name))


def sealed_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every sealed file, as "folder/name" and where it lies."""
    for shelf in SEALED_FOLDERS:
        for path in sorted((folder / shelf).glob("??/*")):
            if _SEALED.fullmatch(f"{shelf}/{path.name}"):
                yield f"{shelf}/{path.name}", path


def keep_sealed(folder: Path, place: str, content: Hashed) -> int:
    """Puts a sealed file back under its name, for its owner alone; its size in bytes."""
    found = _SEALED.fullmatch(place)
    if not found:
        raise BackupRefused("damaged")
    shelf = folder / found[1] / found[2][:2]
    for made in (folder / found[1], shelf):
        made.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=shelf)
    size = 0
    try:
        with os.fdopen(descriptor, "wb") as file:
            while piece := content.read(PIECE):
                file.write(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).rename(shelf / found[2])
    finally:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)  # noqa: PTH108 (a name from mkstemp)
    return size


def keep_content(folder: Path, sha256: str, content: Hashed) -> int:
    """Puts a file back under its name, which its content must have; its size in bytes."""
    if not _SHA256.fullmatch(sha256):
        raise BackupRefused("damaged")
    shelf = folder / "content" / sha256[:2]
    shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=shelf)
    size, found = 0, hashlib.sha256()
    try:
        with os.fdopen(descriptor, "wb") as file:
            while piece := content.read(PIECE):
                file.write(piece)
                found.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        if found.hexdigest() != sha256:
            raise BackupRefused("damaged")
        Path(unfinished).chmod(0o400)
        Path(unfinished).rename(shelf / sha256)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)  # noqa: PTH108 (a name from mkstemp)
    return size
