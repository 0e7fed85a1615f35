"""Opens an .xlsx package within fixed limits, before anything in it is believed.

Every limit is checked against the directory of the archive first; unpacking then goes in pieces and
ends at the stated size, so that a small file cannot become a large one in memory.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from bening.instruments.workbook.refusals import WorkbookRefused

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_TOTAL = 200 * 1024 * 1024
LARGEST_PART = 48 * 1024 * 1024
MOST_PARTS = 2_000
HIGHEST_RATIO = 200
RATIO_FROM = 1024 * 1024
PIECE = 256 * 1024

CONTENT_TYPES = "[content_types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


class Package:
    """The parts of a checked .xlsx package; names are compared without regard to case.

    Raises `WorkbookRefused` (``too_large``, ``not_a_workbook``, ``old_format``, ``encrypted``,
    ``macros``, ``zip_bomb``, ``damaged``) when it is opened.
    """

    def __init__(self, source: Path | bytes) -> None:
        content = _content(source)
        self._archive = _archive(content)
        self._parts = _checked_parts(self._archive)
        if CONTENT_TYPES not in self._parts:
            raise WorkbookRefused("not_a_workbook")
        _refuse_macros(self._parts, self.read(CONTENT_TYPES))

    def __contains__(self, name: str) -> bool:
        return name.lower().lstrip("/") in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises `WorkbookRefused` (``damaged``, ``zip_bomb``)."""
        info = self._parts.get(name.lower().lstrip("/"))
        if info is None:
            raise WorkbookRefused("damaged", name)
        if info.file_size > LARGEST_PART:
            raise WorkbookRefused("zip_bomb", info.filename, size=info.file_size)
        try:
            with self._archive.open(info) as part:
                # In pieces: a single read would unpack all there is, whatever size is stated.
                content = b"".join(iter(lambda: part.read(PIECE), b""))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as broken:
            raise WorkbookRefused("damaged", info.filename) from broken
        except Exception as broken:  # zlib.error and lzma.LZMAError share no base of their own
            if type(broken).__module__ not in {"zlib", "lzma", "_lzma"}:
                raise
            raise WorkbookRefused("damaged", info.filename) from broken
        return content

    def parse(
        self, name: str, start: Start, end: End | None = None, data: Data | None = None
    ) -> None:
        """Walk the XML of a part; prefixes are dropped from element names, never from attributes.

        A document type is refused (``xml_entities``): an .xlsx part has none, entities need one.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: start(
            tag.rpartition(":")[2], attributes
        )
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if data is not None:
            parser.CharacterDataHandler = data

        def refuse(*_: object) -> None:
            raise WorkbookRefused("xml_entities", name)

        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        try:
            parser.Parse(self.read(name), True)
        except expat.ExpatError as broken:
            raise WorkbookRefused("damaged", name) from broken


def _content(source: Path | bytes) -> bytes:
    if isinstance(source, Path):
        if source.suffix.lower() in {".xlsm", ".xltm", ".xlam"}:
            raise WorkbookRefused("macros", source.name)
        with source.open("rb") as file:
            source = file.read(LARGEST_FILE + 1)
    if len(source) > LARGEST_FILE:
        raise WorkbookRefused("too_large", limit=LARGEST_FILE)
    return source


def _archive(content: bytes) -> zipfile.ZipFile:
    if content.startswith(_OLE):
        raise WorkbookRefused("encrypted" if _ENCRYPTED_STREAM in content else "old_format")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
        raise WorkbookRefused("not_a_workbook") from broken


def _checked_parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise WorkbookRefused("zip_bomb", entries=len(entries))
    parts: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for info in entries:
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise WorkbookRefused("encrypted", info.filename)
        total += info.file_size
        swollen = info.file_size > HIGHEST_RATIO * max(info.compress_size, 1)
        if total > LARGEST_TOTAL or (info.file_size > RATIO_FROM and swollen):
            raise WorkbookRefused("zip_bomb", info.filename, size=info.file_size)
        name = info.filename.replace("\\", "/").lower().lstrip("/")
        if name in parts:
            raise WorkbookRefused("damaged", info.filename)
        parts[name] = info
    return parts


def _refuse_macros(parts: dict[str, zipfile.ZipInfo], content_types: bytes) -> None:
    """Macros by content, whatever the file is called."""
    declared = content_types.replace(b"\x00", b"").lower()
    for mark in (b"macroenabled", b"vnd.ms-office.vbaproject", b"macrosheet"):
        if mark in declared:
            raise WorkbookRefused("macros", CONTENT_TYPES)
    for name, info in parts.items():
        if name.endswith("vbaproject.bin") or "/macrosheets/" in name:
            raise WorkbookRefused("macros", info.filename)
