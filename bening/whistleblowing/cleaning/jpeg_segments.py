"""The segments of a JPEG inside another document, without those that describe it."""

START_OF_SCAN = 0xDA
KEPT_ALWAYS = frozenset({0xE0, 0xEE})
"""JFIF, and Adobe's mark of the colour transform: without it colours turn."""


def without_metadata(content: bytes) -> bytes:
    """The JPEG without application segments (EXIF, XMP, IPTC, profiles) and comments.

    The coded pixels stay as they are. Raises ValueError for what is no JPEG.
    """
    if content[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG")
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise ValueError("a segment without its mark")
        mark = content[at + 1]
        if mark == 0xFF:  # fill bytes may stand before a mark
            at += 1
            continue
        if mark == START_OF_SCAN:
            return bytes(kept + _scans(content, at))
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if length < 2:
            raise ValueError("a segment without length")
        end = at + 2 + length
        describes = 0xE0 <= mark <= 0xEF or mark == 0xFE
        if mark in KEPT_ALWAYS or not describes:
            kept += content[at:end]
        at = end
    raise ValueError("no pixels")


def _scans(content: bytes, at: int) -> bytes:
    """From the first scan to the end of the picture: phones put more pictures behind it."""
    end = content.rfind(b"\xff\xd9")
    inner = content.find(b"\xff\xd8\xff", at)
    if inner != -1:
        end = content.rfind(b"\xff\xd9", at, inner)
    return content[at : end + 2] if end != -1 else content[at:]
