"""Asks the limited process for pictures of a file."""

from dataclasses import dataclass
from typing import BinaryIO

from bening.adapters.file_types import FileGroup, FileType
from bening.adapters.limited import LimitReached, run_limited
from bening.domain.refusals import Refused

THUMBNAIL = "thumb.webp"
_SECONDS = 60
_WEBP = (b"RIFF", b"WEBP")


class PreviewRefused(Refused):
    """No picture can be made of this file."""


@dataclass(frozen=True)
class Drawn:
    """Pictures by name (`page_name`, `THUMBNAIL`), all WebP, and how many pages the file has."""

    pictures: dict[str, bytes]
    pages: int


def page_name(number: int) -> str:
    """Name of the picture of page `number`, from 1."""
    return f"page-{number}.webp"


def draw_previews(file: BinaryIO, kind: FileType, *, most_pages: int) -> Drawn | None:
    """Pictures of the first `most_pages` pages of `file`; None for kinds of which none are made.

    Raises PreviewRefused.
    """
    if kind.group not in {FileGroup.PDF, FileGroup.IMAGE}:
        return None
    task = "bening.adapters.previews.pictures:draw"
    try:
        made = run_limited(
            task, file, seconds=_SECONDS, extension=kind.extension, most_pages=most_pages
        )
    except LimitReached as error:
        raise PreviewRefused("preview_not_possible") from error
    if "refused" in made.values or not made.files:
        raise PreviewRefused("preview_not_possible")
    expected = {THUMBNAIL, *(page_name(number) for number in range(1, most_pages + 1))}
    if not expected >= made.files.keys() or not all(map(_is_webp, made.files.values())):
        raise PreviewRefused("preview_not_possible")
    return Drawn(pictures=made.files, pages=int(made.values["pages"]))


def _is_webp(content: bytes) -> bool:
    return (content[:4], content[8:12]) == _WEBP
