"""Says what a file is, or why it isn't taken. The file itself is opened in a limited process."""

from dataclasses import dataclass
from typing import BinaryIO

from bening.adapters.file_types.kinds import FileType, by_extension
from bening.adapters.file_types.names import safe_name, split_extension
from bening.adapters.limited import LimitReached, run_limited
from bening.domain.refusals import Refused

_SECONDS = 20


class FileRefused(Refused):
    """A file that is not taken.

    Codes: `file_has_no_content`, `file_kind_refused` (`found`, `extension`), `file_is_not`
    (`extension`, `found`), `file_damaged` (`kind`), `file_encrypted` (`kind`), `file_has_macros`,
    `file_unpacks_too_large`, `picture_too_large` (`width`, `height`, `megapixels`),
    `file_cannot_be_opened`.
    """


@dataclass(frozen=True)
class Recognized:
    """What a file is. `renamed` tells that its name said something else."""

    kind: FileType
    name: str
    pages: int
    renamed: bool


def recognize(file: BinaryIO, name: str) -> Recognized:
    """Looks into `file` (backed by a file descriptor), called `name` by whoever sends it.

    Raises FileRefused.
    """
    cleaned = safe_name(name)
    extension = split_extension(cleaned)[1].lower()
    task = "bening.adapters.file_types.inspecting:inspect"
    try:
        found = run_limited(task, file, seconds=_SECONDS, extension=extension).values
    except LimitReached as error:
        raise FileRefused("file_cannot_be_opened") from error
    if "refused" in found:
        raise FileRefused(found["refused"], **found["values"])
    kind = by_extension(found["extension"])
    if kind is None:
        raise FileRefused("file_cannot_be_opened")
    if kind.fits(extension):
        return Recognized(kind, cleaned, found["pages"], renamed=False)
    corrected = safe_name(cleaned, kind.extension)
    return Recognized(kind, corrected, found["pages"], renamed=bool(extension))
