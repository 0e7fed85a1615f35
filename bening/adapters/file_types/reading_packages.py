"""Runs in the limited process: Office documents that are packages (OOXML and ODF)."""

import re
import zipfile
import zlib
from typing import BinaryIO

from bening.adapters.file_types.signatures import Found, NotTaken

_ENTRIES = 10_000
_UNPACKED_MOST = 600 << 20  # bytes
_UNPACKED_FREE = 60 << 20  # bytes that need no proportion
_PROPORTION = 100  # unpacked to packed, beyond the free part
_ENCRYPTED = 0x1  # flag bit of an entry
_TYPES = 1 << 20  # bytes of [Content_Types].xml that are read

_OOXML = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\."
    rb"(wordprocessingml\.document|spreadsheetml\.sheet|presentationml\.presentation|"
    rb"presentationml\.slideshow)\.main\+xml"
)
_OOXML_EXTENSION = {
    b"wordprocessingml.document": ("docx", "word/"),
    b"spreadsheetml.sheet": ("xlsx", "xl/"),
    b"presentationml.presentation": ("pptx", "ppt/"),
    b"presentationml.slideshow": ("pptx", "ppt/"),
}
_ODF_EXTENSION = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}


def read(file: BinaryIO) -> Found:
    """A package with a document, without macros, that unpacks to a bearable size."""
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
            if len(entries) > _ENTRIES:
                raise NotTaken("file_unpacks_too_large")
            names = {entry.filename for entry in entries}
            extension = _extension(package, names)
            if any(entry.flag_bits & _ENCRYPTED for entry in entries):
                raise NotTaken("file_encrypted", kind=extension.upper())
            if any(_is_macro(name) for name in names):
                raise NotTaken("file_has_macros")
            _unpack(package, entries)
            if "META-INF/manifest.xml" in names and _odf_is_encrypted(package):
                raise NotTaken("file_encrypted", kind=extension.upper())
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise NotTaken("file_damaged", kind="ZIP") from error
    except RuntimeError as error:  # zipfile's word for an entry that needs a password
        raise NotTaken("file_encrypted", kind="ZIP") from error
    return Found(extension)


def _extension(package: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        with package.open("[Content_Types].xml") as part:
            types = part.read(_TYPES)
        if b"macroEnabled" in types:
            raise NotTaken("file_has_macros")
        if match := _OOXML.search(types):
            extension, folder = _OOXML_EXTENSION[match.group(1)]
            if any(name.startswith(folder) for name in names):
                return extension
    elif "mimetype" in names:
        with package.open("mimetype") as part:
            media_type = part.read(100).strip()
        if media_type in _ODF_EXTENSION and "content.xml" in names:
            return _ODF_EXTENSION[media_type]
    raise NotTaken("file_kind_refused", extension="zip", found="archive")


def _is_macro(name: str) -> bool:
    lower = name.lower()
    return (
        lower.endswith(("vbaproject.bin", "vbadata.xml"))
        or "/activex/" in lower
        or (lower.startswith(("basic/", "scripts/")) and not lower.endswith("/"))
    )


def _unpack(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Unpacks all of it piece by piece, keeps nothing: sizes that a directory states may lie."""
    packed = sum(entry.compress_size for entry in entries)
    most = min(_UNPACKED_MOST, max(_UNPACKED_FREE, packed * _PROPORTION))
    if sum(entry.file_size for entry in entries) > most:
        raise NotTaken("file_unpacks_too_large")
    unpacked = 0
    for entry in entries:
        with package.open(entry) as part:
            while piece := part.read(1 << 20):
                unpacked += len(piece)
                if unpacked > most:
                    raise NotTaken("file_unpacks_too_large")


def _odf_is_encrypted(package: zipfile.ZipFile) -> bool:
    with package.open("META-INF/manifest.xml") as part:
        return b"encryption-data" in part.read(_TYPES)
