"""Runs in the limited process: finds out what a file is by opening it."""

from typing import BinaryIO

from bening.adapters.file_types.kinds import by_extension
from bening.adapters.file_types.signatures import Found, NotTaken, kind_of_head
from bening.adapters.limited import Made

_HEAD = 8192


def inspect(file: BinaryIO, extension: str) -> Made:
    """`{"extension", "pages"}` of a file that is taken, or `{"refused", "values"}`."""
    try:
        found = _open(file, extension)
    except NotTaken as refusal:
        return Made({"refused": refusal.code, "values": refusal.values})
    return Made({"extension": found.extension, "pages": found.pages})


def _open(file: BinaryIO, extension: str) -> Found:
    head = file.read(_HEAD)
    if not head:
        raise NotTaken("file_has_no_content")
    kind = kind_of_head(head, extension)
    file.seek(0)
    # Each reader is imported when its kind is met: Pillow and PDFium take a while to load.
    match kind:
        case "pdf":
            from bening.adapters.file_types import reading_pdf  # noqa: PLC0415 - after loading

            return reading_pdf.read(file)
        case "jpg" | "png" | "webp" | "gif":
            from bening.adapters.file_types import reading_pictures  # noqa: PLC0415 - after loading

            return reading_pictures.read(file, kind)
        case "zip":
            from bening.adapters.file_types import reading_packages  # noqa: PLC0415 - after loading

            return reading_packages.read(file)
        case "ole":
            from bening.adapters.file_types import reading_compound  # noqa: PLC0415 - after loading

            return reading_compound.read(file)
        case "boxes" | "ebml":
            from bening.adapters.file_types import reading_video  # noqa: PLC0415 - after loading

            return reading_video.read(file, kind)
        case "text":
            from bening.adapters.file_types import reading_text  # noqa: PLC0415 - after loading

            return reading_text.read(file, extension)
    raise _refusal(kind, extension)


def _refusal(found: str, extension: str) -> NotTaken:
    """A name that promises a kind we take deserves to hear that the content is another."""
    if extension != found and by_extension(extension) is not None:
        return NotTaken("file_is_not", extension=extension, found=found)
    return NotTaken("file_kind_refused", extension=extension, found=found)
