"""A PDF written anew without what describes it, and without what acts or is attached."""

import zlib
from io import BytesIO
from typing import Any

from bening.adapters.file_types.signatures import NotTaken
from bening.whistleblowing.cleaning import jpeg2000_boxes, jpeg_segments

MOST_OBJECTS = 500_000
DEEPEST = 60
MOST_UNPACKED = 32 << 20
DESCRIBES = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/CreationDate", "/ModDate"),
    *("/EmbeddedFiles", "/AF", "/EF", "/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch"),
    *("/XFA", "/Perms", "/DSS", "/SpiderInfo", "/IDS", "/URLS", "/Renditions", "/RichMedia"),
)
"""Keys of any dictionary that say who, when and with what, or that carry or start something."""
ANNOTATION_SAYS = ("/T", "/M", "/NM", "/CreationDate", "/RC")
"""Author, dates, name of a note; its visible text stays."""
ACTIVE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"})


def rewritten(content: bytes) -> bytes:
    """The PDF with its pages and nothing about it. Raises NotTaken."""
    import pikepdf

    start = content.find(b"%PDF-")
    if start:  # what stands before the header is of another file
        raise NotTaken("file_kind_refused")
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=True) as document:
            if len(document.objects) > MOST_OBJECTS:
                raise NotTaken("file_unpacks_too_large")
            if not document.pages:
                raise NotTaken("file_damaged")
            for key in ("/Info", "/ID"):
                if key in document.trailer:
                    del document.trailer[key]
            for each in document.objects:
                _strip(each, pikepdf)
            document.remove_unreferenced_resources()
            out = BytesIO()
            document.save(
                out,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
            return out.getvalue()
    except pikepdf.PasswordError:
        raise NotTaken("file_encrypted") from None
    except pikepdf.PdfError:
        raise NotTaken("file_damaged") from None


def _strip(each: Any, pikepdf: Any, depth: int = 0) -> None:
    """One object of the document, and what lies directly inside it, without what describes it."""
    if depth > DEEPEST:
        raise NotTaken("file_damaged")
    if isinstance(each, pikepdf.Array):
        inside = list(each)
    elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        _strip_keys(each)
        inside = [each[key] for key in each.keys()]  # noqa: SIM118 - a PDF object is no mapping
    else:
        return
    for one in inside:
        if isinstance(one, pikepdf.Array | pikepdf.Dictionary) and not one.is_indirect:
            _strip(one, pikepdf, depth + 1)
    if isinstance(each, pikepdf.Stream):
        _strip_photo(each, pikepdf)


def _strip_keys(each: Any) -> None:
    for key in DESCRIBES:
        if key in each:
            del each[key]
    if each.get("/Type") == "/Annot" or ("/Subtype" in each and "/Rect" in each):
        for key in ANNOTATION_SAYS:
            if key in each:
                del each[key]
    if each.get("/S") in ACTIVE:
        del each["/S"]


def _strip_photo(stream: Any, pikepdf: Any) -> None:
    """A photo inside the document; one that is none inside is not passed on.

    A photo may be packed once more around its own coding.
    """
    coded = stream.get("/Filter")
    filters = [str(one) for one in coded] if isinstance(coded, pikepdf.Array) else [str(coded)]
    bare_of = _PHOTOS.get(filters[-1] if filters else "")
    if bare_of is None:
        return
    content = bytes(stream.read_raw_bytes())
    for packing in filters[:-1]:
        if packing != "/FlateDecode":
            raise NotTaken("file_kind_refused")
        content = _unpacked(content)
    try:
        bare = bare_of(content)
    except ValueError:
        raise NotTaken("file_damaged") from None
    stream.write(bare, filter=pikepdf.Name(filters[-1]))


def _unpacked(content: bytes) -> bytes:
    """What was packed, up to the size of the largest photo."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(content, MOST_UNPACKED)
    except zlib.error:
        raise NotTaken("file_damaged") from None
    if unpacker.unconsumed_tail:
        raise NotTaken("file_unpacks_too_large")
    return unpacked


_PHOTOS = {
    "/DCTDecode": jpeg_segments.without_metadata,
    "/JPXDecode": jpeg2000_boxes.without_metadata,
}
