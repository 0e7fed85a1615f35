"""The PDF of a sheet and of its score: accessible, complete, and safe from whatever people type."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bening.documents import DocumentNotMade, score_pdf, sheet_pdf
from bening.documents.pdf import make_pdf
from bening.domain.scoring import (
    Answer,
    Choice,
    ChoiceScale,
    Counts,
    Designation,
    Index,
    Instrument,
    score,
)
from bening.instruments import load, shipped
from bening.instruments.workbook.content import SheetContent, Submission

NOW = datetime(2026, 4, 15, 3, 30, tzinfo=UTC)
LKE = load("lke-2021")
MAKERS = {"score": score_pdf, "sheet": sheet_pdf}


def best(instrument: Instrument) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for question in instrument.questions:
        if isinstance(question.scale, ChoiceScale):
            answers[question.code] = Choice(question.scale.options[0].key)
        elif question.formula is None:
            answers[question.code] = Index(Decimal(4))
        else:
            answers[question.code] = Counts({count.id: 3 for count in question.inputs})
    return answers


def content(**changed: Any) -> SheetContent:
    values: dict[str, Any] = {
        "instrument": LKE,
        "unit": "Dinas Pelayanan Terpadu",
        "agency": "Pemerintah Kota Tirtamaya",
        "year": 2026,
        "target": Designation.WBK,
        "answers": best(LKE),
        "generated_at": NOW,
    }
    return SheetContent(**{**values, **changed})


def made(kind: str, sheet: SheetContent) -> bytes:
    return MAKERS[kind](sheet, score(sheet.instrument, sheet.answers))


def text_of(pdf: bytes) -> str:
    shown = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],  # noqa: S607  # Debian's, wherever it lies
        input=pdf,
        capture_output=True,
        check=True,
    )
    return shown.stdout.decode()


def words_of(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every structure element of a tagged PDF."""
    todo = [pdf.Root.StructTreeRoot]
    while todo:
        element = todo.pop()
        if isinstance(element, pikepdf.Array):
            todo.extend(element)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield element
            if "/K" in element:
                todo.append(element.K)


@pytest.fixture(scope="module", params=["score", "sheet"])
def pdf(request: pytest.FixtureRequest) -> pikepdf.Pdf:
    return pikepdf.open(
        io.BytesIO(made(request.param, content(answers={**best(LKE), "B.I.b.1": Choice("D")})))
    )


def test_document_says_it_is_pdf_ua(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_document_is_tagged_with_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang).casefold() == "id-id"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "Dinas Pelayanan Terpadu, 2026" in str(pdf.docinfo["/Title"])
    assert str(pdf.docinfo["/Author"]) == "Dinas Pelayanan Terpadu"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260415")


def test_every_figure_has_its_sentence(pdf: pikepdf.Pdf) -> None:
    figures = [element for element in elements(pdf) if element.S == "/Figure"]

    assert len(figures) >= 10
    sentences = [str(figure.Alt) for figure in figures]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert any(
        sentence.startswith("Capaian Kinerja Lebih Baik")
        and "ambang WBK 2,50, kurang 1,25" in sentence
        for sentence in sentences
    )


def test_tables_have_header_cells_and_headings_do_not_skip(pdf: pikepdf.Pdf) -> None:
    kinds = [str(element.S) for element in elements(pdf)]
    tables = [element for element in elements(pdf) if element.S == "/Table"]
    levels = sorted({int(kind[2:]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)})

    assert tables
    for table in tables:
        inside = {str(element.S) for element in _below(table)}
        assert {"/TH", "/TD"} <= inside
    assert levels == list(range(1, len(levels) + 1))


def _below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    todo = [element.K]
    while todo:
        found = todo.pop()
        if isinstance(found, pikepdf.Array):
            todo.extend(found)
        elif isinstance(found, pikepdf.Dictionary) and "/S" in found:
            yield found
            if "/K" in found:
                todo.append(found.K)


def test_fonts_are_embedded(pdf: pikepdf.Pdf) -> None:
    fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]

    descendants = [font.DescendantFonts[0] for font in fonts if "/DescendantFonts" in font]
    assert descendants
    assert any("PlusJakartaSans" in str(font.BaseFont) for font in descendants)
    for font in descendants:
        keys = set(font.FontDescriptor.keys())
        assert keys & {"/FontFile2", "/FontFile3"}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("id_", shipped())
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_every_instrument_can_be_printed(kind: str, id_: str, *, filled: bool) -> None:
    instrument = load(id_)
    answers = best(instrument) if filled else {}

    words = words_of(made(kind, content(instrument=instrument, answers=answers)))

    assert instrument.regulation.id in words
    assert re.search(r"Halaman 1 dari \d+", words)
    total = f"{score(instrument, answers).total.numerator}" if not filled else ""
    assert total in words


def test_score_shows_totals_minima_and_gaps() -> None:
    answers = {**best(LKE), "B.I.a.1": Index(Decimal("3.5")), "A.I.1.i.a": Choice("Tidak")}

    words = words_of(made("score", content(answers=answers)))

    summary = score(LKE, answers)
    check = next(check for check in summary.checks("wbk") if check.id == "spak")
    assert not check.passed
    assert "kurang 0,44" in words
    assert "15,75" in words
    assert "2 dari 12 syarat nilai WBK belum terpenuhi." not in words
    assert "1 dari 12 syarat nilai WBK belum terpenuhi." in words
    assert "A.I.1.i.a" in words
    assert "Aturan Bening, bukan bunyi peraturan" in words


def test_missed_minimum_never_looks_met() -> None:
    answers = {**best(LKE), "B.I.a.1": Index(Decimal("3.5999999"))}

    words = words_of(made("score", content(answers=answers)))

    assert "15,75 15,75 terpenuhi" not in words
    assert "15,7499996" in words


def test_score_of_a_filled_sheet_has_at_most_two_pages() -> None:
    with pikepdf.open(io.BytesIO(made("score", content()))) as pdf:
        assert len(pdf.pages) <= 2


def test_sheet_shows_answer_criterion_points_note_and_evidence() -> None:
    answers = {
        **best(LKE),
        "A.II.4.i.a": Counts({"sasaran_total": 8, "sasaran_tercapai": 6}),
        "A.I.1.i.b": Choice("B"),
    }
    notes = {"A.I.1.i.b": "Anggota dipilih lewat rapat."}
    evidence = {"A.I.1.i.b": ["Notula rapat 12 Maret.pdf"]}

    words = words_of(made("sheet", content(answers=answers, notes=notes, evidence=evidence)))

    criterion = next(c for c in LKE.question("A.I.1.i.b").criteria if c.key == "B")
    assert criterion.text in words
    assert "Anggota dipilih lewat rapat." in words
    assert "Notula rapat 12 Maret.pdf" in words
    assert "6 ÷ 8 = 75%" in words
    assert "0,13 / 0,25" in words
    for question in LKE.questions:
        assert question.code in words


def test_draft_says_it_was_not_sent() -> None:
    assert "Konsep, belum dikirim" in words_of(made("sheet", content()))


def test_submitted_sheet_names_its_snapshot_on_every_page() -> None:
    submission = Submission("0f" * 32, NOW, "Kepala Dinas")

    text = text_of(made("sheet", content(submission=submission, zone="Asia/Makassar")))

    pages = text.split("\f")[:-1]
    assert len(pages) > 5
    for page in pages:
        assert "0f" * 32 in page
        assert "Dikirim 15 April 2026 pukul 11.30 WITA oleh Kepala Dinas" in " ".join(page.split())
        assert "Konsep" not in page


HOSTILE: Mapping[str, str] = {
    "markup": (
        "#set page(width: 1pt)\n= judul *tebal* _miring_ `kode` $x^2$ @rujukan <label>"
        " // catatan /* */ \\ ~ ---"
    ),
    "code": '#panic("x") #import "common.typ" #read("/etc/passwd") #{ }',
    "brackets": "]]]]}}}))) [[[{{{(((",
    "quotes": '"\'"\' \\" \\u{41} \\n \u0000 \u0008',
    "long word": "panjang" * 400,
    "right to left": "תיעוד שירות \u202e terbalik مرحبا بالعالم",
    "emoji": "bagus 👍🏽 👨‍👩‍👧 🇮🇩 ✅",
    "other scripts": "漢字 かな 한국어 ไทย தமிழ் \ue000 \U000f0000 \ud800",
    "invisible": "a\u200b\u200d\ufeff\u00adb\u2028c\u2029d\x0b\x0c\x85e",
    "line ends": "satu\r\ndua\rtiga\n\n\nempat",
    "list": "- satu\n+ dua\n/ istilah: arti\n1. angka\n| a | b |",
}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_people_type_is_only_text(kind: str, text: str) -> None:
    sheet = content(
        unit=text,
        agency=text,
        notes={"A.I.1.i.a": text},
        evidence={"A.I.1.i.a": [text, text]},
        submission=Submission("0f" * 32, NOW, text),
    )

    pdf = made(kind, sheet)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert all(page.MediaBox[2] > 590 for page in opened.pages)
        assert opened.Root.MarkInfo.Marked


def test_markup_is_shown_as_it_was_typed() -> None:
    note = "#set text(red) *tebal* $x$ @a <b> \\n = judul"

    words = words_of(made("sheet", content(notes={"A.I.1.i.a": note})))

    assert note in words


def test_sign_without_a_shape_becomes_a_square_and_the_rest_stays() -> None:
    words = words_of(made("sheet", content(notes={"A.I.1.i.a": "sebelum 漢 sesudah"})))

    assert "sebelum □ sesudah" in words


def test_fault_of_a_template_is_not_hidden() -> None:
    with pytest.raises(DocumentNotMade):
        make_pdf("score.typ", {"title": "tanpa isi"}, at=NOW)


def test_same_content_gives_the_same_bytes() -> None:
    assert made("score", content()) == made("score", content())


GROWTH = """
import dataclasses, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from test_pdf import content, made

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 // 2**20

for number in range(15):
    made("sheet", content(notes={{"A.I.1.i.a": f"catatan {{number}}"}}, unit=f"Unit {{number}}"))
    if number == 1:
        first = resident()
print(resident() - first)
"""


@pytest.mark.slow
def test_printing_many_sheets_keeps_no_memory() -> None:
    root = Path(__file__).parents[3]
    program = GROWTH.format(paths=[str(root), str(Path(__file__).parent)])

    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=root, text=True
    )

    assert int(shown.stdout) < 80
