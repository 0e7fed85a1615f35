"""The two files of a letter: accessible PDF, editable DOCX; both say the same."""

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
import segno

from bening.documents.letter_docx import letter_docx
from bening.documents.letter_pdf import Mark, letter_pdf
from bening.documents.letters import Heading, Items, Letter, Paragraph, Signature
from tests.features.documents.letters import full_letter

CODE = "7KQ294MXH8VD2R6T"
URL = f"https://bening.contoh.go.id/verifikasi/{CODE}/"
MARK = Mark(CODE, URL, "LHE TPI", datetime(2026, 4, 15, 3, 0, tzinfo=UTC), "Asia/Jakarta")
TOLD = (
    "PEMERINTAH KOTA TIRTAMAYA",
    "LAPORAN HASIL EVALUASI",
    "Hasil evaluasi tahap pertama",
    "Yth. Wali Kota Tirtamaya",
    "Dasar evaluasi",
    "Peraturan kedua",
    "Metodologi",
    "Wawancara dan telaah dokumen.",
    "butir huruf",
    "78,31",
    "Nilai per area",
    "Area nomor 70",
    "Eka Wulandari",
    "NIP 198001012005012001",
    "Inspektur Kota Tirtamaya",
    URL,
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return letter_pdf(full_letter(), MARK)


@pytest.fixture(scope="module")
def draft() -> bytes:
    return letter_docx(full_letter(), MARK)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(page.get_textpage().get_text_bounded() for page in opened)


def plain(text: str) -> str:
    """The text with the ends of lines as spaces."""
    return " ".join(text.replace("\ufffe", "").split())


def kinds(node: pikepdf.Object, seen: list[str]) -> list[str]:
    """The kinds of all elements of a structure tree."""
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            seen.append(str(node.S))
        if "/K" in node:
            kinds(node.K, seen)
    elif isinstance(node, pikepdf.Array):
        for one in node:
            kinds(one, seen)
    return seen


def test_pdf_says_everything_and_who_did_not_certify_it(pdf: bytes) -> None:
    text = plain(text_of(pdf))

    for told in (*TOLD, "Tanda tangan elektronik tidak tersertifikasi", "Halaman 2 dari"):
        assert told in text, told
    assert "7KQ2 94MX H8VD 2R6T" in text
    assert "15 April 2026 pukul 10.00 WIB" in text


def test_pdf_is_tagged_with_headings_lists_table_and_picture(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = kinds(opened.Root.StructTreeRoot, [])
        assert str(opened.Root.Lang) == "id-ID"
        assert opened.Root.MarkInfo.Marked

    for kind in ("/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Caption"):
        assert kind in found, kind


def test_head_of_the_table_is_repeated(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]

    of_table = [page for page in pages if "Area nomor" in page]
    assert len(of_table) > 1
    assert all("Nilai" in page.replace("Nilai per area", "") for page in of_table)


def test_qr_of_every_page_holds_the_address_it_is_checked_at(pdf: bytes) -> None:
    expected = [list(row) for row in segno.make(URL, error="m", micro=False).matrix]
    scale = 8
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            picture = page.render(scale=scale, grayscale=True).to_pil()
            box = (int(60 * scale), picture.height - 80 * scale, 118 * scale, picture.height)
            corner = picture.crop(box).point(lambda value: 255 if value < 100 else 0)
            assert modules(corner, len(expected)) == expected


def modules(picture: "object", count: int) -> list[list[int]]:
    """The squares of the darkest square block of a picture, row by row."""
    from PIL import Image  # noqa: PLC0415

    assert isinstance(picture, Image.Image)
    left, top, right, bottom = qr_box(picture)
    width, height = (right - left) / count, (bottom - top) / count
    return [
        [
            1
            if picture.getpixel((int(left + (x + 0.5) * width), int(top + (y + 0.5) * height)))
            else 0
            for x in range(count)
        ]
        for y in range(count)
    ]


def qr_box(picture: "object") -> tuple[int, int, int, int]:
    """Where the code lies: below the line of the footer, left of its words."""
    from PIL import Image  # noqa: PLC0415

    assert isinstance(picture, Image.Image)
    rows = [y for y in range(picture.height) if dark(picture, y) and not is_line(picture, y)]
    inside = picture.crop((0, rows[0], picture.width, rows[-1] + 1))
    found = inside.getbbox()
    assert found is not None
    return found[0], rows[0], found[2], rows[-1] + 1


def dark(picture: "object", y: int) -> bool:
    from PIL import Image  # noqa: PLC0415

    assert isinstance(picture, Image.Image)
    return picture.crop((0, y, picture.width, y + 1)).getbbox() is not None


def is_line(picture: "object", y: int) -> bool:
    from PIL import Image  # noqa: PLC0415

    assert isinstance(picture, Image.Image)
    row = picture.crop((0, y, picture.width, y + 1)).tobytes()
    return row.count(255) > 0.99 * (len(row) - 90)


def test_qr_has_words_for_those_who_do_not_see_it(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        texts = [str(one.Alt) for one in opened.objects if is_figure(one)]

    assert texts
    assert all(URL in text for text in texts)


def is_figure(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and "/Alt" in one


def style_of(paragraph: Any) -> str:
    return str(paragraph.style.name)


def test_docx_has_real_headings_lists_and_tables(draft: bytes) -> None:
    opened = docx.Document(io.BytesIO(draft))
    styles = {one.text: style_of(one) for one in opened.paragraphs}

    assert styles["LAPORAN HASIL EVALUASI"] == "Title"
    assert styles["Dasar evaluasi"] == "Heading 1"
    assert styles["Metodologi"] == "Heading 2"
    assert styles["Peraturan pertama"] == "List Number"
    assert styles["butir tanda"] == "List Bullet"
    assert styles["Nilai per area"] == "Caption"
    table = opened.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["Area", "Nilai"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert len(table.rows) == 71


def test_numbered_lists_of_a_docx_begin_anew() -> None:
    letter = full_letter(blocks=(Items(("satu", "dua")), Items(("lain",))), copies=())

    opened: Any = docx.Document(io.BytesIO(letter_docx(letter, MARK)))

    numbers = {
        one.text: one._p.pPr.numPr.numId.val
        for one in opened.paragraphs
        if style_of(one) == "List Number"
    }
    assert numbers["satu"] == numbers["dua"] != numbers["lain"]


@pytest.mark.slow
def test_docx_opens_in_libreoffice_and_says_the_same(draft: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice Writer is needed: apt-get install libreoffice-writer-nogui"
    (tmp_path / "surat.docx").write_bytes(draft)
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path / 'profile'}",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "surat.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    text = plain(text_of((tmp_path / "surat.pdf").read_bytes()))
    for told in TOLD:
        assert told in text, told
    assert "1. Peraturan pertama" in text
    assert "a. butir huruf" in text
    assert "tidak disegel" in text


@pytest.mark.parametrize("odd", ["\x00\x07", "\ud800", "\u202e", "#set [*_$` \\ <x>", "中文"])
def test_odd_text_is_set_as_text(odd: str) -> None:
    letter = Letter(
        title=f"Surat {odd}", heading=f"A {odd} B", agency="Kota", blocks=(Items((odd,)),)
    )

    assert b"%PDF" in letter_pdf(letter, MARK)[:8]
    assert docx.Document(io.BytesIO(letter_docx(letter, MARK))).paragraphs


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (("Kepala Kecamatan Hilir",), "Yth. Kepala Kecamatan Hilir"),
        (("Yth. Wali Kota", "di Tirtamaya"), "Yth. Wali Kota"),
        (("Kepada Inspektur",), "Kepada Inspektur"),
    ],
)
def test_whoever_is_addressed_is_greeted_once(lines: tuple[str, ...], shown: str) -> None:
    letter = full_letter(addressee=lines)
    assert letter.to == (shown, *lines[1:])
    assert full_letter(addressee=()).to == ()


def test_a_certificate_lies_across_on_one_page() -> None:
    made = letter_pdf(
        Letter(
            title="Piagam",
            heading="PIAGAM",
            agency="Pemerintah Kota Tirtamaya",
            number="1/2026",
            blocks=(
                Paragraph("diberikan kepada"),
                Heading("Dinas Kependudukan dan Pencatatan Sipil"),
                Heading("Menuju Wilayah Bebas dari Korupsi (WBK)", 2),
            ),
            signatures=(Signature("Hendra Saputra", "Wali Kota"),),
            is_certificate=True,
        ),
        MARK,
    )
    with pikepdf.open(io.BytesIO(made)) as document:
        (page,) = document.pages
        left, bottom, right, top = map(float, page.mediabox)
    assert right - left > top - bottom
