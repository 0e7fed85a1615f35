"""The evidence files of a backup: content named by its SHA-256."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bening.adapters.backup.archive import PIECE, BackupRefused, Hashed

_SHA256 = re.compile(r"[0-9a-f]{64}")


def content_files(folder: Path) -> Iterator[Path]:
    """Every whole file of the store, in the order of their names."""
    content = folder / "content"
    if content.is_dir():
        yield from sorted(path for path in content.glob("??/*") if _SHA256.fullmatch(path.name))


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
