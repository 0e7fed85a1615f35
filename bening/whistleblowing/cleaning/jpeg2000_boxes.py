"""A JPEG 2000 inside another document, without the boxes and comments that describe it.

Source: ISO/IEC 15444-1, annexes A and I.
"""

SIGNATURE = b"\0\0\0\x0cjP  "
KEPT = frozenset({b"jP  ", b"ftyp", b"jp2h"})
"""Signature, brand, size and colours: all but these and the pixels carry places or other files."""
PIXELS = b"jp2c"
HEAD, LONG_HEAD = 8, 16
START, COMMENT, START_OF_TILE = b"\xff\x4f", b"\xff\x64", b"\xff\x90"


def without_metadata(content: bytes) -> bytes:
    """The JPEG 2000 with its pixels and what is needed to draw them, in boxes or without.

    The coded pixels stay as they are. Raises ValueError for what is no JPEG 2000.
    """
    if content.startswith(START):
        return _codestream(content)
    if not content.startswith(SIGNATURE):
        raise ValueError("not a JPEG 2000")
    kept, at = bytearray(), 0
    while at + HEAD <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        head = HEAD
        if length == 1:
            length, head = int.from_bytes(content[at + 8 : at + 16], "big"), LONG_HEAD
        end = at + length if length else len(content)
        if end < at + head or end > len(content):
            raise ValueError("a box without its length")
        if kind == PIXELS:
            pixels = _codestream(content[at + head : end])
            return bytes(kept) + (HEAD + len(pixels)).to_bytes(4, "big") + PIXELS + pixels
        if kind in KEPT:
            kept += content[at:end]
        at = end
    raise ValueError("no pixels")


def _codestream(content: bytes) -> bytes:
    """The coded pixels without the comments of their main header."""
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content):
        mark = content[at : at + 2]
        if mark == START_OF_TILE:
            return bytes(kept) + content[at:]
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if mark[0] != START[0] or end < at + 4:
            raise ValueError("a segment without its mark")
        if mark != COMMENT:
            kept += content[at:end]
        at = end
    raise ValueError("no pixels")
