"""An agency's own version of the sheet is read from the Excel layout, every fault by cell."""

import io
from collections.abc import Callable
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bening.instruments import build, load, read_document
from bening.instruments.workbook import WorkbookRefused
from bening.instruments.workbook.instrument_reader import InstrumentReading, read_instrument
from bening.instruments.workbook.layout import FIRST_ROW, rows
from bening.instruments.workbook.writer import write_template
from tests.domain.workbook.handmade import Habits, handmade, saved
from tests.domain.workbook.samples import NOW

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")
LKE = load("lke-2021")
OWN = "lke-2021-tirtamaya"


def row_of(code: str) -> int:
    """The row of a code in the template, counted from 1."""
    return FIRST_ROW + 1 + next(at for at, row in enumerate(rows(LKE)) if row.code == code)


def edited(change: Callable[[Worksheet], object]) -> InstrumentReading:
    """The reading of a template after a change."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(LKE, generated_at=NOW)))
    change(book["LKE"])
    return read_instrument(saved(book), id_=OWN)


@pytest.mark.parametrize("id_", ["lke-2021", "lke-2014"])
def test_template_is_read_back_as_the_same_instrument(id_: str) -> None:
    origin = load(id_)

    reading = read_instrument(
        write_template(origin, generated_at=NOW), id_=f"{id_}-sendiri", base=id_
    )

    assert reading.faults == ()
    own = build(reading.document)
    assert [(n.code, n.weight) for n in own.nodes] == [(n.code, n.weight) for n in origin.nodes]
    for question in origin.questions:
        same = own.question(question.code)
        assert same.text == question.text
        assert same.scale == question.scale
        assert same.criteria == question.criteria
        assert same.evidence == question.evidence
        assert same.inputs == question.inputs
        assert same.guidance == question.guidance


def test_text_of_the_reading_is_an_instrument_file() -> None:
    reading = edited(lambda page: page.cell(row_of("A.I.1.i.a"), 7, "Apakah tim sudah ada?"))

    again = read_document(reading.text)

    assert reading.faults == ()
    assert again.faults == ()
    assert again.document is not None
    own = build(again.document, again.sha256)
    assert own.id == OWN
    assert own.question("A.I.1.i.a").text == "Apakah tim sudah ada?"


def test_changed_weights_are_read_and_must_sum() -> None:
    def balanced(page: Worksheet) -> None:
        page.cell(row_of("A.I.1.i"), 8, 0.75)
        page.cell(row_of("A.I.1.ii"), 8, "0,75")

    reading = edited(balanced)

    assert reading.faults == ()
    assert build(reading.document).node("A.I.1.ii").weight == Fraction(3, 4)


def test_weights_that_do_not_sum_are_named_by_cell() -> None:
    reading = edited(lambda page: page.cell(row_of("A.I.1.i"), 8, 0.75))

    (fault,) = reading.faults
    assert (fault.sheet, fault.cell) == ("LKE", f"H{row_of('A.I.1')}")
    assert str(fault).startswith(f"LKE!H{row_of('A.I.1')}: ")


@pytest.mark.parametrize(
    ("code", "column", "value", "fault", "cell"),
    [
        ("A.I.1.i", 8, "banyak", "weight_not_a_number", "H"),
        ("A.I.1.i.b", 10, "A/B/X", "scale_unknown", "J"),
        ("A.I.1.i.b", 9, "A. Jelas.\nB. Sebagian.", "criterion_missing", "I"),
        ("A.II.4.i.a/sasaran_total", 7, "Banyaknya apel", "formula_unknown", "J"),
    ],
)
def test_fault_is_named_by_its_cell(
    code: str, column: int, value: str, fault: str, cell: str
) -> None:
    reading = edited(lambda page: page.cell(row_of(code), column, value))

    row = row_of(code.partition("/")[0])
    assert (f"{cell}{row}", fault) in {(found.cell, found.code) for found in reading.faults}
    assert all(found.message for found in reading.faults)


def test_all_faults_are_listed_at_once() -> None:
    def spoil(page: Worksheet) -> None:
        page.cell(row_of("A.I.1.i"), 8, "x")
        page.cell(row_of("A.I.2.i.a"), 10, "A/Z")
        page.cell(row_of("A.I.3.i.b"), 9, "A. satu")

    cells = {fault.cell for fault in edited(spoil).faults}

    assert {f"H{row_of('A.I.1.i')}", f"J{row_of('A.I.2.i.a')}", f"I{row_of('A.I.3.i.b')}"} <= cells


def test_removed_question_shifts_the_mean_and_its_notes() -> None:
    reading = edited(lambda page: page.delete_rows(row_of("A.II.1.i.b"), 3))

    assert reading.faults == ()
    own = build(reading.document)
    assert not own.has_question("A.II.1.i.b")
    assert own.question("A.II.1.i.a").weight == 2
    assert all("A.II.1.i.b" not in note.about for note in own.notes)


def test_new_question_needs_its_proofs() -> None:
    def add(page: Worksheet) -> None:
        row = row_of("A.I.1.i.b") + 1
        page.insert_rows(row)
        page.cell(row, 6, "c.")
        page.cell(row, 7, "Apakah anggota tim bertugas tetap?")
        page.cell(row, 9, "Ya. Tetap.\nTidak. Belum.")
        page.cell(row, 10, "Ya/Tidak")

    def add_with_proof(page: Worksheet) -> None:
        add(page)
        page.cell(row_of("A.I.1.i.b") + 1, 15, "- Surat tugas\n- Uraian tugas")

    bare, whole = edited(add), edited(add_with_proof)

    assert {fault.code for fault in bare.faults} >= {"evidence_missing"}
    assert whole.faults == ()
    assert build(whole.document).question("A.I.1.i.c").evidence == ("Surat tugas", "Uraian tugas")


def test_id_of_a_shipped_instrument_is_refused() -> None:
    reading = read_instrument(write_template(LKE, generated_at=NOW), id_="lke-2021")

    assert [fault.code for fault in reading.faults] == ["shipped_id"]


def test_sheet_without_weights_is_refused_with_the_missing_columns() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Penilaian", "Jawaban", "Catatan"])

    with pytest.raises(WorkbookRefused) as caught:
        read_instrument(saved(book), id_=OWN)

    assert caught.value.values["missing"] == ("Bobot", "Penjelasan", "Pilihan Jawaban")


def test_hand_made_sheet_with_its_own_numbering_is_read() -> None:
    made = handmade(LKE, {}, Habits(staggered=True, dash_single=True))

    reading = read_instrument(made, id_=OWN)

    # This sheet has no criteria, and says so for every choice; structure and weights are whole.
    assert {fault.code for fault in reading.faults} == {"criterion_missing"}
    own = build(reading.document)
    assert [n.code for n in own.nodes] == [n.code for n in LKE.nodes]
    assert [n.weight for n in own.nodes] == [n.weight for n in LKE.nodes]
