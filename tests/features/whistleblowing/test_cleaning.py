"""Files lose what they say of their maker; what can't be cleaned is refused."""

import zipfile
import zlib
from io import BytesIO

import docx
import openpyxl
import pikepdf
import pytest
from docx.oxml.ns import qn
from openpyxl.comments import Comment
from PIL import Image

from bening.whistleblowing.cleaning import FileRefused, cleaned
from bening.whistleblowing.cleaning.jpeg2000_boxes import without_metadata as bare_of_boxes
from bening.whistleblowing.cleaning.jpeg_segments import without_metadata

MAKER = "Bambang Penulis"
PLACE = b"GPSLatitudeOfTheHouse"


def photo(size: tuple[int, int] = (64, 32), kind: str = "JPEG") -> bytes:
    """A picture that names its maker in EXIF and a comment, and lies on its side."""
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = MAKER, 6
    out = BytesIO()
    options = {"comment": PLACE} if kind == "JPEG" else {}
    Image.new("RGB", size, "olive").save(out, kind, exif=exif, **options)
    return out.getvalue()


def document() -> bytes:
    """A Word document with an author, revision marks and a photo."""
    word = docx.Document()
    word.core_properties.author = word.core_properties.last_modified_by = MAKER
    paragraph = word.add_paragraph("isi surat")
    paragraph._p.set(qn("w:rsidR"), "00C0FFEE")
    word.add_picture(BytesIO(photo()))
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def pdf() -> bytes:
    """A PDF with information, XMP, an attachment, an author of a note, a script and a photo."""
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = MAKER
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = [MAKER]
    made.attachments["catatan.txt"] = MAKER.encode()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{MAKER}')")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        T=MAKER,
        Contents="isi",
    )
    made.pages[0].Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note)]))
    image = made.make_stream(
        photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=32
    )
    image.Filter, image.ColorSpace = pikepdf.Name.DCTDecode, pikepdf.Name.DeviceRGB
    image.BitsPerComponent = 8
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    made.pages[0].Contents = made.make_stream(b"q 64 0 0 32 0 0 cm /Im0 Do Q")
    out = BytesIO()
    made.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def whole(package: bytes) -> bytes:
    """Every part of a package, unpacked."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return b"".join(opened.read(name) for name in opened.namelist())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_and_upright(kind: str) -> None:
    before = photo(kind=kind)
    assert MAKER.encode() in before

    after = cleaned("foto." + kind.lower(), before).content

    assert MAKER.encode() not in after
    assert PLACE not in after
    with Image.open(BytesIO(after)) as picture:
        assert picture.size == (32, 64)
        assert not picture.getexif()


def test_what_hangs_on_a_picture_stays_behind() -> None:
    """A picture that is an archive too: the archive is gone."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("perintah.js", "rahasia yang dibawa")

    after = cleaned("foto.jpg", photo() + archive.getvalue()).content

    assert not zipfile.is_zipfile(BytesIO(after))
    assert b"perintah" not in after


def test_a_pdf_keeps_its_pages_and_nothing_about_it() -> None:
    before = pdf()
    assert before.count(MAKER.encode()) > 2

    after = cleaned("surat.pdf", before).content

    with pikepdf.open(BytesIO(after)) as opened:
        assert len(opened.pages) == 1
        assert "/Info" not in opened.trailer
        assert not {"/Metadata", "/OpenAction", "/AF"} & set(opened.Root.keys())
        assert not opened.attachments
        raw = bytes(opened.pages[0].Resources.XObject.Im0.read_raw_bytes())
        assert MAKER.encode() not in raw
        assert Image.open(BytesIO(raw)).size == (64, 32)
        assert opened.pages[0].Annots[0].Contents == "isi"
        assert "/T" not in opened.pages[0].Annots[0]
        unpacked = BytesIO()
        opened.save(
            unpacked, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all
        )
    assert MAKER.encode() not in unpacked.getvalue()


def test_a_word_document_keeps_its_text_alone() -> None:
    before = document()
    assert MAKER.encode() in whole(before)

    clean = cleaned("surat.docx", before)

    assert MAKER.encode() not in whole(clean.content)
    assert b"00C0FFEE" not in whole(clean.content)
    assert docx.Document(BytesIO(clean.content)).paragraphs[0].text == "isi surat"
    with zipfile.ZipFile(BytesIO(clean.content)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_workbook_keeps_its_cells_alone() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = MAKER
    assert book.active is not None
    book.active["A1"] = "isi tabel"
    book.active["A1"].comment = Comment("catatan", MAKER)
    out = BytesIO()
    book.save(out)
    assert MAKER.encode() in whole(out.getvalue())

    after = cleaned("tabel.xlsx", out.getvalue()).content

    assert MAKER.encode() not in whole(after)
    assert openpyxl.load_workbook(BytesIO(after)).worksheets[0]["A1"].value == "isi tabel"


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """The package with one part more."""
    out = BytesIO(package)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, content)
    return out.getvalue()


def with_types(package: bytes, before: bytes, after: bytes) -> bytes:
    """The package with other content types."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(before, after) if "[Content" in name else part)
    return out.getvalue()


def test_a_document_that_says_it_has_macros_is_refused_without_any() -> None:
    declared = with_types(
        document(),
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )

    with pytest.raises(FileRefused) as refusal:
        cleaned("surat.docx", declared)
    assert refusal.value.code == "report_file_macros"


def test_what_a_package_carries_or_loads_from_outside_stays_behind() -> None:
    """Embedded files, programs, and a template that would be fetched when a handler opens it."""
    outside = (
        b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="http://penyadap.example/a.png" TargetMode="External"/>'
    )
    package = with_part(document(), "word/embeddings/lembar.xlsx", b"isi yang disisipkan")
    package = with_part(package, "word/media/alat.exe", b"MZ program")
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", outside + b"</Relationships>")
            new.writestr(name, part)

    after = cleaned("surat.docx", out.getvalue()).content

    for carried in (b"penyadap", b"isi yang disisipkan", b"MZ program"):
        assert carried in whole(out.getvalue())
        assert carried not in whole(after)


def test_nothing_that_acts_is_left_in_a_pdf() -> None:
    """Not even where a link or a field of a page starts it."""
    made = pikepdf.new()
    made.add_blank_page()
    act = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="penyadap.exe")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act
    )
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(link)])
    out = BytesIO()
    made.save(out)

    with pikepdf.open(BytesIO(cleaned("surat.pdf", out.getvalue()).content)) as opened:
        assert "/S" not in opened.pages[0].Annots[0].A


def locked_pdf() -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    out = BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.pdf", b"", "report_file_empty"),
        ("surat.pdf.exe", b"MZ\x90\x00" + b"\x00" * 60, "report_file_kind"),
        ("arsip.zip", b"Rar!\x1a\x07\x00", "report_file_kind"),
        ("halaman.txt", b"<html><script>alert(1)</script>", "report_file_kind"),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "report_file_kind"),
        ("rusak.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 40, "report_file_damaged"),
        ("rusak.pdf", b"%PDF-1.7\n" + b"x" * 200, "report_file_damaged"),
        ("suara.mp3", b"ID3\x04" + b"\x00" * 60, "report_file_kind"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        cleaned(name, content)

    assert refusal.value.code == code
    assert refusal.value.values == {"name": refusal.value.values["name"]}


def test_macros_bombs_locks_and_polyglots_are_refused() -> None:
    bomb = with_part(document(), "word/media/kosong.bin", b"\0" * (220 << 20))
    cases = {
        "report_file_macros": with_part(document(), "word/vbaProject.bin", b"makro"),
        "report_file_bomb": bomb,
        "report_file_locked": locked_pdf(),
    }
    for code, content in cases.items():
        with pytest.raises(FileRefused) as refusal:
            cleaned("berkas.bin", content)
        assert refusal.value.code == code
    for polyglot in (b"MZ" + pdf(), b"<?php ?>\n" + pdf(), document() + b"ekor", b"GIF89a" + pdf()):
        with pytest.raises(FileRefused):
            cleaned("berkas.pdf", polyglot)


def test_a_picture_too_large_to_decode_is_refused() -> None:
    out = BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    with pytest.raises(FileRefused) as refusal:
        cleaned("bom.png", out.getvalue())
    assert refusal.value.code == "report_file_bomb"


def test_segments_of_a_jpeg_end_at_its_own_picture() -> None:
    one = photo()
    assert without_metadata(one + photo((8, 8))) == without_metadata(one)
    assert PLACE not in without_metadata(one)
    for broken in (b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00\x00", b"\xff\xd8\x00\x00\x00\x00"):
        with pytest.raises(ValueError):  # noqa: PT011 - each way of being broken says another
            without_metadata(broken)


def opendocument(settings: str) -> bytes:
    """A text of LibreOffice with its settings."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<office:text>isi surat</office:text>")
        package.writestr("settings.xml", settings)
    return out.getvalue()


def test_the_printer_of_a_text_stays_behind() -> None:
    item = (
        '<config:config-item config:name="PrinterName" config:type="string">{}</config:config-item>'
    )
    before = opendocument(item.format(MAKER))
    assert MAKER.encode() in whole(before)

    after = whole(cleaned("surat.odt", before).content)

    assert MAKER.encode() not in after
    assert b"isi surat" in after


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("xl/pivotCache/pivotCacheDefinition1.xml", '<p refreshedBy="{}"/>'),
        ("xl/connections.xml", r'<c sourceFile="C:\Users\{}\data.accdb"/>'),
        ("xl/connections.xml", r'<c connection="Provider=X;Data Source=C:\Users\{}\a.mdb"/>'),
        ("ppt/changesInfos/changesInfo1.xml", '<pc:chgData name="{}" providerId="AD"/>'),
        ("docMetadata/LabelInfo.xml", '<clbl:label siteId="{}"/>'),
        ("word/comments.xml", "<w:comment w:author='{}' w:initials='BP'/>"),
        ("word/header1.xml", r'<pic:cNvPr id="0" descr="C:\Users\{}\Pictures\foto.jpg"/>'),
        ("word/header1.xml", r'<pic:cNvPr id="0" descr="\\kantor\{}\foto.jpg"/>'),
        ("content.xml", '<draw:image xlink:href="file:///home/{}/foto.jpg"/>'),
        ("word/rahasia.xml", '<w:docVars><w:docVar w:val="{}"/></w:docVars>'),
        ("word/media/gambar.svg", '<svg inkscape:export-filename="/home/{}/a.png"/>'),
        (
            "word/_rels/header1.xml.rels",
            (
                '<Relationship Id="r" Type="http://a/relationships/hyperlink" '
                r'Target="file:///C:\Users\{}\surat.docx" TargetMode="External"/>'
            ),
        ),
    ],
)
def test_who_and_where_is_said_in_many_parts(name: str, part: str) -> None:
    """Names in other words, folders of the maker's machine, a drawing beside its picture."""
    package = with_part(document(), name, part.format("Pembuatnya").encode())
    assert b"Pembuatnya" in whole(package)

    assert b"Pembuatnya" not in whole(cleaned("berkas.docx", package).content)


def test_a_path_that_is_written_in_the_text_stays() -> None:
    words = rb'<w:t>Lihat "C:\Users\budi\bukti.xlsx" di sana</w:t>'

    after = cleaned("surat.docx", with_part(document(), "word/header1.xml", words)).content

    assert words in whole(after)


@pytest.mark.parametrize(("kind", "ending"), [("GIF", "gif"), ("TIFF", "tif"), ("TIFF", "tiff")])
def test_every_picture_of_a_package_is_drawn_anew(kind: str, ending: str) -> None:
    exif = Image.Exif()
    exif[0x013B] = MAKER
    out = BytesIO()
    options = {"exif": exif} if kind == "TIFF" else {"comment": MAKER.encode()}
    Image.new("RGB", (8, 4), "olive").save(out, kind, **options)
    assert MAKER.encode() in out.getvalue()

    after = cleaned(
        "surat.docx", with_part(document(), f"word/media/x.{ending}", out.getvalue())
    ).content

    assert MAKER.encode() not in whole(after)
    with zipfile.ZipFile(BytesIO(after)) as package:
        picture = Image.open(BytesIO(package.read(f"word/media/x.{ending}")))
        assert (picture.format, picture.size) == (kind, (8, 4))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/media/rekaman.mp4", b"\0\0\0\x18ftypmp42" + b"tempatnya"),
        ("word/media/tanpa-akhiran", b"isi yang tidak dikenal"),
        ("word/comments.xml", '<w:comment w:author="Bambang"/>'.encode("utf-16")),
    ],
)
def test_a_package_with_a_part_that_cannot_be_cleaned_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        cleaned("surat.docx", with_part(document(), name, content))

    assert refusal.value.code == "report_file_kind"


def photo_page(content: bytes, *filters: str) -> bytes:
    """A PDF of one page that shows a photo, packed as said."""
    made = pikepdf.new()
    made.add_blank_page()
    image = made.make_stream(
        content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=32
    )
    image.Filter = pikepdf.Array([pikepdf.Name(one) for one in filters])
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    made.pages[0].Contents = made.make_stream(b"/Im0 Do")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def boxed() -> bytes:
    """A JPEG 2000 with a comment among its pixels and a box before them."""
    out = BytesIO()
    Image.new("RGB", (64, 32), "olive").save(out, "JPEG2000", comment=MAKER)
    content, said = out.getvalue(), b"uuid" + bytes(16) + PLACE
    at = content.index(b"jp2c") - 4
    return content[:at] + (4 + len(said)).to_bytes(4, "big") + said + content[at:]


@pytest.mark.parametrize(
    ("content", "filters"),
    [
        (photo(), ("/DCTDecode",)),
        (zlib.compress(photo()), ("/FlateDecode", "/DCTDecode")),
        (boxed(), ("/JPXDecode",)),
    ],
    ids=["in-a-list", "packed-again", "jpeg-2000"],
)
def test_a_photo_of_a_pdf_says_nothing_however_it_is_packed(
    content: bytes, filters: tuple[str, ...]
) -> None:
    after = cleaned("surat.pdf", photo_page(content, *filters)).content

    with pikepdf.open(BytesIO(after)) as opened:
        raw = bytes(opened.pages[0].Resources.XObject.Im0.read_raw_bytes())
    unpacked = zlib.decompress(raw) if raw.startswith(b"x") else raw
    assert MAKER.encode() not in unpacked
    assert PLACE not in unpacked
    with Image.open(BytesIO(unpacked)) as picture:
        picture.load()
        assert picture.size == (64, 32)


def test_a_photo_of_a_pdf_in_an_unknown_packing_is_refused() -> None:
    """What can't be unpacked can't be looked into; nor what unpacks without end."""
    for content, packing, code in (
        (photo(), "/ASCII85Decode", "report_file_kind"),
        (b"rusak", "/FlateDecode", "report_file_damaged"),
        (zlib.compress(bytes(40 << 20)), "/FlateDecode", "report_file_bomb"),
    ):
        with pytest.raises(FileRefused) as refusal:
            cleaned("surat.pdf", photo_page(content, packing, "/DCTDecode"))
        assert refusal.value.code == code


def test_a_broken_jpeg_2000_is_known() -> None:
    whole_picture = boxed()
    start = whole_picture.index(b"\xff\x4f\xff\x51")
    bare = bare_of_boxes(whole_picture[start:])
    assert MAKER.encode() not in bare
    with Image.open(BytesIO(bare)) as picture:
        assert picture.size == (64, 32)
    for broken in (b"", whole_picture[:60], whole_picture[start : start + 8], b"\xff\x4f\0\0\0\0"):
        with pytest.raises(ValueError):  # noqa: PT011 - each way of being broken says another
            bare_of_boxes(broken)
