"""Runs in the limited process: plain text and tables of text."""

import codecs
from typing import BinaryIO

from bening.adapters.file_types.signatures import Found, NotTaken

_PIECE = 1 << 20
_CONTROL = frozenset(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D})
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def read(file: BinaryIO, extension: str) -> Found:
    """Text to its end, without control signs; only names that say text or table are taken."""
    if extension not in {"txt", "text", "csv", ""}:
        raise NotTaken(
            "file_is_not" if extension else "file_kind_refused", extension=extension, found="text"
        )
    encoding = _MARKS.get(file.read(2), "utf-8")
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while piece := file.read(_PIECE):
        if any(ord(sign) in _CONTROL for sign in set(decoder.decode(piece))):
            raise NotTaken("file_is_not", extension=extension or "txt", found="unknown")
    return Found("csv" if extension == "csv" else "txt")
