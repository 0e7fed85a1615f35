"""Office packages (OOXML and ODF) written anew: part by part, without authors, dates and marks."""

import re
import zipfile
from io import BytesIO

from bening.adapters.file_types import reading_packages
from bening.adapters.file_types.signatures import NotTaken, kind_of_head
from bening.whistleblowing.cleaning import pictures

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MOST_UNPACKED = 150 << 20
PHOTOS = {
    ".jpg": "jpg",
    ".jpeg": "jpg",
    ".png": "png",
    ".webp": "webp",
    ".gif": "gif",
    ".bmp": "bmp",
    ".tif": "tiff",
    ".tiff": "tiff",
}
LEFT_OUT = re.compile(
    r"(^|/)(docProps/(thumbnail\.|custom\.xml)|Thumbnails/|embeddings/|customXml/|printerSettings/"
    r"|people\.xml$|commentsIds\.xml$|META-INF/(documentsignatures|macrosignatures)|_xmlsignatures/"
    r"|Configurations2/|persons/|revisions/|threadedComments/|Object |ObjectReplacements/"
    r"|changesInfos/|revisionInfo\.xml$|docMetadata/|layout-cache$|(media|Pictures)/[^/]*\.svg$)",
    re.IGNORECASE,
)
"""Parts that describe, are embedded files themselves, or name people and devices.

A drawing of lines (SVG) names the folder of its maker; beside it stands the same picture in pixels.
"""
XML = frozenset({".xml", ".vml", ".rdf"})
FONTS = frozenset({".odttf", ".ttf", ".otf", ".fntdata"})

_NS = "http://schemas.openxmlformats.org"
_EMPTY = {
    "docProps/core.xml": (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        f'xmlns:cp="{_NS}/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
        f'xmlns="{_NS}/officeDocument/2006/extended-properties"/>'
    ),
    "meta.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'office:version="1.3"><office:meta/></office:document-meta>'
    ),
    "settings.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-settings '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'office:version="1.3"><office:settings/></office:document-settings>'
    ),
}
_EMPTIED = {name: text.encode() for name, text in _EMPTY.items()}

_VALUE = rb"""(?:"[^"]*"|'[^']*')"""
_ATTRIBUTES = re.compile(
    rb"\s(?:w:rsid\w*|w14:(?:paraId|textId)|w16\w*:\w+Id|xr\d*:uid|r:uid"
    rb"|officeooo:(?:rsid|paragraph-rsid))=" + _VALUE
)
_NAMES = rb"w:author|w:initials|w15:author|w15:userId|userName|lastModifiedBy|refreshedBy"
_AUTHORS = re.compile(rb"(\s(?:" + _NAMES + rb"|name|userId)=)" + _VALUE)
_AUTHOR_ONLY = re.compile(rb"(\s(?:" + _NAMES + rb")=)" + _VALUE)
_DATES = re.compile(rb"""(\s(?:w:date|dt|w16du:dateUtc)=)["']\d{4}-[^"']*["']""")
_FOLDERS = re.compile(
    rb"""(=["'][^"'<>]*?)(?:file:/{2,3}|(?<!\w)[A-Za-z]:\\|\\\\[\w.-]+\\)"""
    rb"""[^"'<>]*[\\/](?=[^"'<>\\/]*["'])"""
)
"""Up to the last folder of a path on the maker's machine, which often holds the maker's name."""
_ELEMENTS = re.compile(
    rb"<w:rsids>.*?</w:rsids>|<x15ac:absPath\b[^>]*/>|<fileSharing\b[^>]*/>"
    rb"|(?<=<author>)[^<]*|(?<=<dc:creator>)[^<]*|(?<=<dc:date>)[^<]*"
    rb"|(?<=<meta:creator-initials>)[^<]*|(?<=<loext:sender-initials>)[^<]*"
    rb"|<w:attachedTemplate\b[^>]*/>|<w1[45]:docId\b[^>]*/>"
    rb"|<w:docVars>.*?</w:docVars>|<w:mailMerge>.*?</w:mailMerge>"
    rb'|<a:ext uri="\{96DAC541-7B7A-43D3-8B79-37D633B846F1\}">.*?</a:ext>',
    re.DOTALL,
)
_COMMENT_AUTHORS = re.compile(r"(^|/)(commentAuthors|authors|persons?)[^/]*\.xml$", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*?/>", re.DOTALL)
_TARGET = re.compile(rb'\sTarget="([^"]*)"')
_OVERRIDE = re.compile(rb'<Override\b[^>]*PartName="/([^"]*)"[^>]*/>')
_OUTSIDE = re.compile(rb'TargetMode="External"')
_LINK = re.compile(rb"relationships/hyperlink")
_MANIFEST_ENTRY = re.compile(rb'<manifest:file-entry\b[^>]*manifest:full-path="([^"]*)"[^>]*/>')


def rewritten(content: bytes) -> tuple[str, bytes]:
    """The extension and the package with its text and pictures alone. Raises NotTaken."""
    extension = reading_packages.read(BytesIO(content)).extension
    _check_alone(content)
    out = BytesIO()
    try:
        with (
            zipfile.ZipFile(BytesIO(content)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            entries = _entries(old)
            for entry in entries:
                part = _part(entry.filename, old.read(entry))
                stored = entry.filename == "mimetype"
                kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                new.writestr(zipfile.ZipInfo(entry.filename, FIRST_DAY), part, kind)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise NotTaken("file_damaged") from None
    return extension, out.getvalue()


def _check_alone(content: bytes) -> None:
    """Nothing before or behind the package: a second file may stand there."""
    end = content.rfind(b"PK\x05\x06")
    if not content.startswith(b"PK\x03\x04") or end == -1:
        raise NotTaken("file_kind_refused")
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    if comment or end + 22 != len(content):
        raise NotTaken("file_kind_refused")


def _entries(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The parts that are written again. Raises NotTaken for two of one name or too much."""
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise NotTaken("file_damaged")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise NotTaken("file_unpacks_too_large")
    return [entry for entry in entries if not LEFT_OUT.search(entry.filename)]


def _part(name: str, body: bytes) -> bytes:
    """One part without what describes it. Raises NotTaken for a kind that can't be cleaned."""
    if name in _EMPTIED:
        return _EMPTIED[name]
    ending = "." + name.rpartition(".")[2].lower()
    if ending in PHOTOS:
        kind = kind_of_head(body[:64], PHOTOS[ending])
        if kind not in PHOTOS.values():
            raise NotTaken("file_damaged")
        return pictures.redrawn(body, kind)
    if ending == ".rels":
        return _FOLDERS.sub(rb"\1", _RELATION.sub(_kept_relation, body))
    if name == "[Content_Types].xml":
        return _OVERRIDE.sub(lambda match: _kept_entry(match[0], match[1]), body)
    if name == "META-INF/manifest.xml":
        return _MANIFEST_ENTRY.sub(lambda match: _kept_entry(match[0], match[1]), body)
    if ending in XML:
        return _bare_xml(name, body)
    if ending in {".bin", ".ole", ".exe", ".js", ".vbs", ".emf", ".wmf"}:
        # Printer settings, embedded objects and drawings of programs carry names nobody sees.
        return b""
    if ending in FONTS or name == "mimetype":
        return body
    raise NotTaken("file_kind_refused")


def _bare_xml(name: str, body: bytes) -> bytes:
    if b"\0" in body:  # two bytes to a letter: what is looked for below would not be seen
        raise NotTaken("file_kind_refused")
    body = _ATTRIBUTES.sub(b"", _ELEMENTS.sub(b"", body))
    authors = _AUTHORS if _COMMENT_AUTHORS.search(name) else _AUTHOR_ONLY
    body = _FOLDERS.sub(rb"\1", authors.sub(rb'\1"-"', body))
    return _DATES.sub(rb'\g<1>"2000-01-01T00:00:00Z"', body)


def _kept_relation(match: re.Match[bytes]) -> bytes:
    """A relation to a part that is kept; links to pages outside stay, loading from there not."""
    whole = match[0]
    target = _TARGET.search(whole)
    path = target[1].decode("utf-8", "replace") if target else ""
    if _OUTSIDE.search(whole) and not _LINK.search(whole):
        return b""
    return b"" if LEFT_OUT.search(path.lstrip("./")) else whole


def _kept_entry(whole: bytes, path: bytes) -> bytes:
    """An entry of a list of parts, where the part is kept."""
    return b"" if LEFT_OUT.search(path.decode("utf-8", "replace")) else whole
