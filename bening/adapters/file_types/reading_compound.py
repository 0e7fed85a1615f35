"""Runs in the limited process: Office documents before 2007 (compound files, [MS-CFB])."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from bening.adapters.file_types.signatures import Found, NotTaken

_END = 0xFFFFFFFA  # sector numbers from here on are marks
_ENTRY = 128  # bytes of a directory entry
_MOST_ENTRIES = 20_000
_STREAMS = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
_MACROS = {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"}


def read(file: BinaryIO) -> Found:
    """A DOC, XLS or PPT without macros and without a password."""
    try:
        names = set(_names(file))
    except (struct.error, ValueError) as error:
        raise NotTaken("file_damaged", kind="Office 97") from error
    if "EncryptedPackage" in names:
        raise NotTaken("file_encrypted", kind="Office")
    if names & _MACROS:
        raise NotTaken("file_has_macros")
    for stream, extension in _STREAMS.items():
        if stream in names:
            return Found(extension)
    raise NotTaken("file_kind_refused", extension="", found="archive")


def _names(file: BinaryIO) -> Iterator[str]:
    """Names of all streams and storages."""
    header = file.read(512)
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in {9, 12}:
        raise ValueError("sector size")
    size = 1 << shift
    (first_directory,) = struct.unpack_from("<I", header, 48)
    table = _table(file, header, size)
    entries = 0
    for sector in _chain(table, first_directory):
        content = _sector(file, sector, size)
        for at in range(0, size, _ENTRY):
            (length,) = struct.unpack_from("<H", content, at + 64)
            if not 2 <= length <= 64:
                continue
            yield content[at : at + length - 2].decode("utf-16-le", errors="replace")
            entries += 1
            if entries > _MOST_ENTRIES:
                raise ValueError("too many entries")


def _table(file: BinaryIO, header: bytes, size: int) -> dict[int, tuple[int, ...]]:
    """The sectors of the allocation table, by their place in it, as numbers."""
    sectors = [number for number in struct.unpack_from("<109I", header, 76) if number < _END]
    (further,) = struct.unpack_from("<I", header, 68)
    seen: set[int] = set()
    while further < _END:
        if further in seen:
            raise ValueError("a ring of table sectors")
        seen.add(further)
        *numbers, further = struct.unpack(f"<{size // 4}I", _sector(file, further, size))
        sectors += [number for number in numbers if number < _END]
    return {
        place: struct.unpack(f"<{size // 4}I", _sector(file, number, size))
        for place, number in enumerate(sectors)
    }


def _chain(table: dict[int, tuple[int, ...]], first: int) -> Iterator[int]:
    if not table:
        raise ValueError("no table")
    per_sector = len(table[0])
    sector, seen = first, set[int]()
    while sector < _END:
        if sector in seen:
            raise ValueError("a ring of sectors")
        seen.add(sector)
        yield sector
        place = table.get(sector // per_sector)
        if place is None:
            raise ValueError("outside the table")
        sector = place[sector % per_sector]


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    content = file.read(size)
    if len(content) < size:
        # The last sector of a file may be cut short by careless writers.
        content = content.ljust(size, b"\0") if content else b""
    if not content:
        raise ValueError("beyond the end")
    return content
