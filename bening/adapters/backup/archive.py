"""The one file of a backup: a tar archive that names itself first and its checksums last."""

import gzip
import hashlib
import io
import json
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from bening.domain.refusals import Refused

FORMAT = 1
HEAD, LAST = "bening.json", "manifest.json"
PIECE = 1 << 20


class BackupRefused(Refused):
    """The file can't be written or restored; `code` says why."""


class Writer:
    """Writes the members one after another; `finish` adds the checksums."""

    def __init__(self, file: IO[bytes], scratch: Path) -> None:
        self._tar = tarfile.TarFile.open(fileobj=file, mode="w|")
        self._scratch = scratch
        self._sums: dict[str, str] = {}

    def add_json(self, name: str, document: dict[str, Any]) -> None:
        content = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
        self.add(name, io.BytesIO(content), len(content))

    def add_lines(self, name: str, lines: Iterable[Any]) -> int:
        """One JSON value a line, compressed; the number of lines."""
        count = 0
        with tempfile.TemporaryFile(dir=self._scratch) as file:
            with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=5, mtime=0) as packed:
                for line in lines:
                    packed.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
                    count += 1
            size = file.tell()
            file.seek(0)
            self.add(name, file, size)
        return count

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashed = Hashed(content)
        self._tar.addfile(member, hashed)
        self._sums[name] = hashed.hexdigest()

    def finish(self) -> None:
        self.add_json(LAST, {"sha256": dict(self._sums)})
        self._tar.close()


class Hashed(io.RawIOBase):
    """A reader that knows the SHA-256 of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file, self._hash = file, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._file.read(size)
        except (tarfile.TarError, EOFError) as error:
            raise BackupRefused("damaged") from error
        self._hash.update(piece)
        return piece

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


class Reader:
    """Reads the members in order. After the last one `check_sums` proves that all came whole."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sums: dict[str, str] = {}
        self._stated: dict[str, str] | None = None

    def members(self) -> Iterator[tuple[str, Hashed]]:
        """Name and content; each content must be read to its end before the next."""
        try:
            with tarfile.open(fileobj=self._file, mode="r|") as tar:
                for member in tar:
                    content = tar.extractfile(member)
                    if content is None:
                        raise BackupRefused("not_a_backup")
                    hashed = Hashed(content)
                    if member.name == LAST:
                        self._stated = json.loads(hashed.read())["sha256"]
                        return
                    yield member.name, hashed
                    while hashed.read(PIECE):
                        pass
                    self._sums[member.name] = hashed.hexdigest()
        except (tarfile.TarError, EOFError, ValueError) as error:
            raise BackupRefused("damaged") from error

    def check_sums(self) -> None:
        if self._stated is None or self._stated != self._sums:
            raise BackupRefused("damaged")


def lines(content: Hashed) -> Iterator[Any]:
    """The JSON values `Writer.add_lines` was given."""
    try:
        with gzip.GzipFile(fileobj=content) as packed:
            for line in packed:
                yield json.loads(line)
    except (gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise BackupRefused("damaged") from error
