"""Runs in the limited process: the first look at a file, by how it begins."""

import re
from dataclasses import dataclass
from typing import Any

_MARKUP = re.compile(
    rb"\s*(<\?xml|<!--|<!doctype|<svg|<html|<script|<head|<body|<iframe)", re.IGNORECASE
)
_FIRST = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "script"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x1a\x45\xdf\xa3", "ebml"),
)
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_PDF_WITHIN = 1024  # bytes before the header that readers accept


class NotTaken(Exception):
    """Why a file is not taken: a code of `FileRefused` and its values."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Found:
    """A file that is taken: the extension that names its kind; pages, 0 where it has none."""

    extension: str
    pages: int = 0


def kind_of_head(head: bytes, extension: str) -> str:
    """The kind the first bytes announce: a reader's kind, or a word for what is not taken."""
    for beginning, kind in _FIRST:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIC else "boxes"
    if markup := _markup(head):
        return markup
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if _looks_like_text(head):
        return "text"
    return _other(head, extension)


def _markup(head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = text.replace(b"\0", b"")[2:]
    if not _MARKUP.match(text):
        return ""
    return "svg" if b"<svg" in text.lower() else "html"


def _looks_like_text(head: bytes) -> bool:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head)


def _other(head: bytes, extension: str) -> str:
    """`extension` where the content bears it out, such as ``"bmp"``; else ``"unknown"``."""
    import puremagic  # noqa: PLC0415  # its table is read only when it is needed

    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return "unknown"
    confirmed = any(match.extension == f".{extension}" for match in matches)
    return extension if confirmed else "unknown"
