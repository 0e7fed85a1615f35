"""Where sealed files lie: a folder of the house's own, under random names, without moments.

What comes here is sealed already. A file that no row names is left over from a filing that did not
end, says nothing to anybody, and is swept.
"""

import os
import re
import secrets
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{40}")


class SealedFileMissing(LookupError):
    """The storage holds no file of that name."""


def folder() -> Path:
    """`whistleblowing` beside the other files; made on first use, for its owner alone."""
    place = Path(settings.STORAGE_FOLDER) / "whistleblowing"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def new_name() -> str:
    """A random name of forty hexadecimal digits."""
    return secrets.token_hex(20)


def put(sealed: bytes, *, day: date) -> str:
    """Keeps sealed bytes durably and gives their name; the file's time is the day's beginning."""
    name = new_name()
    shelf = folder() / name[:2]
    shelf.mkdir(mode=0o700, exist_ok=True)
    path = shelf / name
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        _only_the_day(file.fileno(), day)
        os.fsync(file.fileno())
    _only_the_day(shelf, day)
    return name


def read(name: str) -> bytes:
    """The sealed bytes. Raises SealedFileMissing."""
    try:
        return _path(name).read_bytes()
    except FileNotFoundError:
        raise SealedFileMissing(name) from None


def replace(name: str, sealed: bytes, *, day: date) -> str:
    """Keeps other sealed bytes in the place of a file: the new name; the old one is removed later.

    The caller removes the old file after its commit.
    """
    _path(name)
    return put(sealed, day=day)


def remove(name: str) -> None:
    """Overwrites and removes a file, where it is there.

    What the disk itself keeps of overwritten blocks is as unreadable as the file was.
    """
    path = _path(name)
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def names() -> Iterator[str]:
    """Every file that lies here."""
    for path in folder().glob("??/*"):
        if _NAME.fullmatch(path.name):
            yield path.name


def sweep(known: Collection[str], *, before: datetime) -> int:
    """Removes files that no row names and that were written before a moment; how many."""
    left = [
        name
        for name in names()
        if name not in known and datetime.fromtimestamp(_path(name).stat().st_ctime, UTC) < before
    ]
    for name in left:
        remove(name)
    return len(left)


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise SealedFileMissing(name)
    return folder() / name[:2] / name


def _only_the_day(file: int | Path, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    os.utime(file, (moment, moment))
