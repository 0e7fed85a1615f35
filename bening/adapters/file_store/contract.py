"""What every file store promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from bening.domain.refusals import Refused

CHUNK_LIMIT = 1024 * 1024
"""A chunk is shorter than this, in bytes, so that the gate keeps it in memory."""


class StoreRefused(Refused):
    """Something the store can't do as asked. `status` is what HTTP calls it."""

    status: int


class PartialMissing(StoreRefused):
    """No such partial file: never begun, kept already, or swept."""

    status = 404

    def __init__(self) -> None:
        super().__init__("upload_missing")


class WrongOffset(StoreRefused):
    """A chunk does not begin where the partial file ends; `values["offset"]` says where that is."""

    status = 409

    def __init__(self, offset: int) -> None:
        super().__init__("upload_offset_wrong", offset=offset)


class NoRoom(StoreRefused):
    """The disk took no more. Nothing of this chunk is kept; all before `values["offset"]` is."""

    status = 507

    def __init__(self, offset: int) -> None:
        super().__init__("no_room", offset=offset)


class WrongContent(StoreRefused):
    """What arrived is not what was sent: its SHA-256 differs."""

    status = 422

    def __init__(self) -> None:
        super().__init__("upload_content_differs")


class ContentMissing(StoreRefused):
    """No content under this SHA-256."""

    status = 500

    def __init__(self, sha256: str) -> None:
        super().__init__("content_missing", sha256=sha256)


@dataclass(frozen=True)
class Kept:
    """Content that is durable now."""

    sha256: str
    size: int


class FileStore(Protocol):
    """Partial files grow by chunks; whole ones are kept by content.

    Whatever a method acknowledged by returning survives a killed process and a lost machine power.
    """

    def check_room(self, size: int) -> None:
        """Raises NoRoom where `size` more bytes would leave less than a reserve free."""

    def begin(self) -> str:
        """The name of a new, empty partial file: 32 hexadecimal digits."""

    def offset(self, partial: str) -> int:
        """Bytes of `partial` that are there. Raises PartialMissing."""

    def append(self, partial: str, *, offset: int, chunk: bytes, size: int) -> int:
        """The new offset. `size` is that of the whole file.

        Raises PartialMissing, WrongOffset (also for a chunk that is empty or runs past `size`),
        NoRoom.
        """

    def receive(self, chunks: Iterable[bytes]) -> str:
        """A new partial file that holds all of `chunks`. Raises NoRoom and leaves nothing then."""

    def check_whole(self, partial: str, size: int) -> None:
        """Raises PartialMissing, or WrongOffset where `partial` is not `size` bytes long."""

    def open_partial(self, partial: str) -> BinaryIO:
        """The partial file for reading, backed by a file descriptor. Raises PartialMissing."""

    def keep(self, partial: str, *, size: int, sha256: str = "") -> Kept:
        """Makes the content of a whole partial file durable under its SHA-256, stored once.

        The partial file stays until `forget`, so that all can be repeated after a crash.
        Raises PartialMissing, WrongOffset (not whole), WrongContent (`sha256` given and other;
        the partial file is gone then).
        """

    def forget(self, partial: str) -> None:
        """Removes a partial file, if it is there."""

    def abandoned(self, before: datetime) -> list[str]:
        """Partial files to which nothing was added since `before`."""

    def has(self, sha256: str) -> bool:
        """Whether content is kept under this hash."""

    def open(self, sha256: str) -> BinaryIO:
        """Kept content for reading, backed by a file descriptor. Raises ContentMissing."""

    def path(self, sha256: str) -> Path:
        """A local file with this content, for reading only. Raises ContentMissing."""

    def keep_derived(self, sha256: str, name: str, content: bytes) -> None:
        """Keeps something made from a file, such as the picture of a page; replaces the former."""

    def derived(self, sha256: str, name: str) -> Path | None:
        """The local file of something made from a file; None where it was not made."""

    def remove_unused(self, sha256: str, *, before: datetime) -> bool:
        """Removes content that was last kept before `before`, and what was made from it.

        False where it was kept again since: whoever keeps the same content at the same moment
        never loses it. That nobody refers to it is for the caller to know.
        """

    def hashes(self) -> Iterable[str]:
        """The SHA-256 of all kept content, in order."""
