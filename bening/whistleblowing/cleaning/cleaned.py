"""One file, from what was sent to what may be sealed."""

from dataclasses import dataclass
from io import BytesIO

from bening.adapters.file_types import by_extension, safe_name
from bening.adapters.file_types.signatures import NotTaken, kind_of_head
from bening.domain.refusals import Refused

ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt"
"""Kinds that can be cleaned, for the `accept` attribute."""
HEAD = 8192
PICTURES = frozenset({"jpg", "png", "webp"})


class FileRefused(Refused):
    """A file that is not taken: its kind, or what it carries."""

    status = 422


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that says nothing of its maker; the name is safe and keeps no folder."""

    name: str
    media_type: str
    content: bytes


def cleaned(name: str, content: bytes) -> CleanFile:
    """The file without its metadata.

    Raises FileRefused: "report_file_empty", "report_file_kind" (unknown, archive, program, markup,
    or two kinds in one), "report_file_damaged", "report_file_locked", "report_file_macros",
    "report_file_bomb"; each with the name.
    """
    called = safe_name(name)
    if not content:
        raise FileRefused("report_file_empty", name=called)
    extension = called.rpartition(".")[2].lower()
    try:
        kind, clean = _by_kind(kind_of_head(content[:HEAD], extension), content)
    except NotTaken as refusal:
        raise FileRefused(_CODES.get(refusal.code, "report_file_kind"), name=called) from None
    except (ValueError, OSError, KeyError, IndexError, SyntaxError, MemoryError, EOFError):
        # Readers of damaged files raise many kinds; their messages may repeat what they read.
        raise FileRefused("report_file_damaged", name=called) from None
    found = by_extension(kind)
    media_type = found.media_type if found else "application/octet-stream"
    return CleanFile(safe_name(called, kind), media_type, clean)


_CODES = {
    "file_has_macros": "report_file_macros",
    "file_unpacks_too_large": "report_file_bomb",
    "picture_too_large": "report_file_bomb",
    "file_encrypted": "report_file_locked",
    "file_damaged": "report_file_damaged",
}


def _by_kind(kind: str, content: bytes) -> tuple[str, bytes]:
    """Libraries are imported when a file of their kind comes: they take a while to load."""
    if kind in PICTURES:
        from bening.whistleblowing.cleaning import pictures

        return kind, pictures.redrawn(content, kind)
    if kind == "pdf":
        from bening.whistleblowing.cleaning import pdf

        return kind, pdf.rewritten(content)
    if kind == "zip":
        from bening.whistleblowing.cleaning import packages

        return packages.rewritten(content)
    if kind == "text":
        from bening.adapters.file_types import reading_text

        reading_text.read(BytesIO(content), "txt")
        return "txt", content
    raise NotTaken("file_kind_refused")
