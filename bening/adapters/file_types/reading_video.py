"""Runs in the limited process: videos, by their boxes; nothing is decoded."""

import os
import struct
from typing import BinaryIO

from bening.adapters.file_types.signatures import Found, NotTaken

_MP4 = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"}
_MOST_BOXES = 100_000


def read(file: BinaryIO, kind: str) -> Found:
    """An MP4, MOV or WebM whose parts reach exactly to its end."""
    try:
        return _boxes(file) if kind == "boxes" else _ebml(file)
    except (struct.error, IndexError) as error:
        raise NotTaken("file_damaged", kind="video") from error


def _boxes(file: BinaryIO) -> Found:
    end = file.seek(0, os.SEEK_END)
    at, names, extension = 0, set[bytes](), ""
    for _ in range(_MOST_BOXES):
        if at == end:
            break
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(8))
        header = 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            header = 16
        elif size == 0:
            size = end - at
        if size < header or at + size > end:
            raise NotTaken("file_damaged", kind="video")
        if name == b"ftyp":
            extension = _brand(file.read(min(size - header, 4096)))
        names.add(name)
        at += size
    if at != end or not {b"moov", b"mdat"} <= names:
        raise NotTaken("file_damaged", kind="video")
    return Found(extension)


def _brand(content: bytes) -> str:
    brands = {content[:4], *(content[at : at + 4] for at in range(8, len(content) - 3, 4))}
    if content[:4] == b"qt  ":
        return "mov"
    if content[:4] != b"M4A " and brands & _MP4:
        return "mp4"
    raise NotTaken("file_kind_refused", extension="mp4", found="unknown")


def _ebml(file: BinaryIO) -> Found:
    head = file.read(4096)
    size, at = _vint(head, 4)
    end = at + size
    document = b""
    while at < end:
        # Header elements have identifiers of one or two bytes.
        width = 1 if head[at] & 0x80 else 2
        identifier = head[at : at + width]
        size, content = _vint(head, at + width)
        if identifier == b"\x42\x82":
            document = head[content : content + size].rstrip(b"\0")
        at = content + size
    if document != b"webm":
        raise NotTaken("file_kind_refused", extension="", found="mkv")
    if head[end : end + 4] != b"\x18\x53\x80\x67":
        raise NotTaken("file_damaged", kind="video")
    return Found("webm")


def _vint(content: bytes, at: int) -> tuple[int, int]:
    """A number of variable width, and where it ends."""
    first = content[at]
    width = 9 - first.bit_length()
    if not 1 <= width <= 8:
        raise NotTaken("file_damaged", kind="video")
    value = int.from_bytes(content[at : at + width], "big") & ((1 << (7 * width)) - 1)
    return value, at + width
