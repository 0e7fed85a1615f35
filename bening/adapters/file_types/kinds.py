"""The kinds of file that are taken."""

from dataclasses import dataclass
from enum import StrEnum


class FileGroup(StrEnum):
    """What a file is for people; also its icon."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    SHEET = "sheet"
    SLIDES = "slides"
    VIDEO = "video"


@dataclass(frozen=True)
class FileType:
    """One kind of file. `also` are other extensions that name the same content."""

    extension: str
    media_type: str
    group: FileGroup
    label: str
    also: tuple[str, ...] = ()

    def fits(self, extension: str) -> bool:
        """Whether `extension` (without dot, any case) names this content."""
        return extension.lower() in {self.extension, *self.also}


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

FILE_TYPES = (
    FileType("pdf", "application/pdf", FileGroup.PDF, "PDF"),
    FileType("jpg", "image/jpeg", FileGroup.IMAGE, "JPG", also=("jpeg", "jpe", "jfif")),
    FileType("png", "image/png", FileGroup.IMAGE, "PNG"),
    FileType("webp", "image/webp", FileGroup.IMAGE, "WebP"),
    FileType("gif", "image/gif", FileGroup.IMAGE, "GIF"),
    FileType("docx", f"{_OOXML}.wordprocessingml.document", FileGroup.TEXT, "DOCX"),
    FileType("xlsx", f"{_OOXML}.spreadsheetml.sheet", FileGroup.SHEET, "XLSX"),
    FileType("pptx", f"{_OOXML}.presentationml.presentation", FileGroup.SLIDES, "PPTX"),
    FileType("odt", f"{_ODF}.text", FileGroup.TEXT, "ODT"),
    FileType("ods", f"{_ODF}.spreadsheet", FileGroup.SHEET, "ODS"),
    FileType("odp", f"{_ODF}.presentation", FileGroup.SLIDES, "ODP"),
    FileType("doc", "application/msword", FileGroup.TEXT, "DOC"),
    FileType("xls", "application/vnd.ms-excel", FileGroup.SHEET, "XLS"),
    FileType("ppt", "application/vnd.ms-powerpoint", FileGroup.SLIDES, "PPT"),
    FileType("mp4", "video/mp4", FileGroup.VIDEO, "MP4", also=("m4v",)),
    FileType("mov", "video/quicktime", FileGroup.VIDEO, "MOV", also=("qt",)),
    FileType("webm", "video/webm", FileGroup.VIDEO, "WebM"),
    FileType("csv", "text/csv", FileGroup.SHEET, "CSV"),
    FileType("txt", "text/plain", FileGroup.TEXT, "TXT", also=("text",)),
)

_BY_EXTENSION = {name: kind for kind in FILE_TYPES for name in (kind.extension, *kind.also)}
_BY_MEDIA_TYPE = {kind.media_type: kind for kind in FILE_TYPES}

ACCEPT = ",".join(f".{name}" for name in _BY_EXTENSION)
"""For the `accept` attribute of a file field."""


def by_extension(extension: str) -> FileType | None:
    """The kind an extension (without dot, any case) names; None if none that is taken."""
    return _BY_EXTENSION.get(extension.lower())


def by_media_type(media_type: str) -> FileType:
    """The kind of a stored media type. Raises KeyError for one that is not taken."""
    return _BY_MEDIA_TYPE[media_type]
