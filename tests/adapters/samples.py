"""Real small files of each kind, and of the kinds that must be refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import pikepdf
import xlsxwriter
from PIL import Image

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="{media_type}"/></Types>'
)
_OOXML = "application/vnd.openxmlformats-officedocument"
OOXML_PARTS = {
    "docx": ("word/document.xml", f"{_OOXML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{_OOXML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{_OOXML}.presentationml.presentation.main+xml"),
}
ODF_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}


def picture(extension: str = "png", size: tuple[int, int] = (64, 48), color: str = "teal") -> bytes:
    formats = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "bmp": "BMP"}
    content = io.BytesIO()
    Image.new("RGB", size, color).save(content, formats[extension])
    return content.getvalue()


def turned_photo() -> bytes:
    """A JPEG of 60 x 40 whose camera says it must be turned, and that tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "S"
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, "JPEG", exif=exif)
    return content.getvalue()


def huge_png(width: int = 30_000, height: int = 30_000) -> bytes:
    """A valid PNG of one bit a pixel: small to send, large to decode."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    packer = zlib.compressobj(1)
    row = bytes(1 + (width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf(pages: int = 1, password: str = "") -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    content = io.BytesIO()
    if password:
        keys = pikepdf.Encryption(owner=password, user=password)
        document.save(content, encryption=keys)
    else:
        document.save(content)
    return content.getvalue()


def package(entries: Iterable[tuple[str, bytes]]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in entries:
            file.writestr(name, body)
    return content.getvalue()


def office(extension: str, more: Iterable[tuple[str, bytes]] = (), macro_type: str = "") -> bytes:
    """A DOCX, XLSX, PPTX, ODT, ODS or ODP with further entries."""
    if extension in ODF_TYPES:
        return package(
            [("mimetype", ODF_TYPES[extension].encode()), ("content.xml", b"<a/>"), *more]
        )
    part, media_type = OOXML_PARTS[extension]
    types = _TYPES.format(part=part, media_type=macro_type or media_type)
    return package([("[Content_Types].xml", types.encode()), (part, b"<a/>"), *more])


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "Rekap kehadiran")
    return content.getvalue()


def zip_bomb(megabytes: int = 120) -> bytes:
    return office("xlsx", [("xl/media/image1.bin", bytes(megabytes << 20))])


def compound(*names: str) -> bytes:
    """A compound file of 512-byte sectors whose directory holds `names`."""
    entries = [("Root Entry", 5), *((name, 2) for name in names)]
    directory = b""
    for name, kind in entries:
        text = name.encode("utf-16-le") + b"\0\0"
        entry = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, *[0xFFFFFFFF] * 3)
        directory += entry.ljust(128, b"\0")
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    links = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(links)}I", *links).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIII", 1, 1, 0, 4096) + struct.pack("<III", 0xFFFFFFFE, 0, 0xFFFFFFFE)
    header = header.ljust(76, b"\0") + struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + table + directory


def movie(brand: bytes = b"isom", also: bytes = b"mp42", media: bytes = bytes(64)) -> bytes:
    """The boxes of an MP4 (or, with another brand, a MOV, an M4A, a HEIC)."""

    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + name + body

    return box(b"ftyp", brand + bytes(4) + also) + box(b"moov", bytes(32)) + box(b"mdat", media)


def webm(document: bytes = b"webm") -> bytes:
    body = b"\x42\x82" + bytes([0x80 | len(document)]) + document
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(body)]) + body + b"\x18\x53\x80\x67\x80"


WINDOWS_PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200) + b"PE\0\0" + bytes(400)
LINUX_PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(300)
SVG_WITH_SCRIPT = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
