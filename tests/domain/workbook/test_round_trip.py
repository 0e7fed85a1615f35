"""A workbook that was written is read back without loss; LibreOffice calculates the same scores."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.scoring import (
    Answer,
    Choice,
    ChoiceScale,
    Counts,
    Designation,
    Index,
    IndexScale,
    Question,
    score,
)
from bening.instruments import load, shipped
from bening.instruments.workbook import read_workbook, write_workbook
from bening.instruments.workbook.cells import read_cells
from bening.instruments.workbook.layout import COLUMN, FIRST_ROW, SHEET_NAME, ColumnKey, rows
from bening.instruments.workbook.text import LONGEST_CELL
from tests.domain.workbook.samples import content, random_answers
from tests.examples import examples

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")
LKE = load("lke-2021")
SCORE = COLUMN[ColumnKey.SCORE].first

NOTE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.strip()) and "\ufffe" not in text and "\uffff" not in text)


def answer_strategy(question: Question) -> st.SearchStrategy[Answer]:
    match question.scale:
        case ChoiceScale() as scale:
            return st.sampled_from([Choice(option.key) for option in scale.options])
        case IndexScale():
            return st.decimals(0, 4, places=4, allow_nan=False).map(lambda v: Index(abs(v)))
        case _:
            counts = {count.id: st.integers(0, 10**9) for count in question.inputs}
            return st.fixed_dictionaries({}, optional=counts).filter(bool).map(Counts)


@st.composite
def answer_sets(draw: st.DrawFn) -> dict[str, Answer]:
    chosen = draw(st.lists(st.sampled_from(LKE.questions), unique_by=lambda q: q.code, max_size=15))
    return {question.code: draw(answer_strategy(question)) for question in chosen}


@examples(15)
@given(answers=answer_sets(), note=NOTE)
def test_every_answer_total_and_note_survives_the_workbook(
    answers: dict[str, Answer], note: str
) -> None:
    notes = {"A.I.1.i.a": note, "A.II.4.i.a": f"={note}"}

    reading = read_workbook(write_workbook(content(LKE, answers, notes)))

    assert reading.answers == answers
    assert reading.notes == notes
    assert score(LKE, reading.answers).total == score(LKE, answers).total
    assert [doubt for doubt in reading.doubts if not doubt.taken] == []


@pytest.mark.parametrize("id_", shipped())
def test_whole_sheet_of_each_instrument_survives(id_: str) -> None:
    instrument = load(id_)
    answers = random_answers(instrument, 11)

    reading = read_workbook(write_workbook(content(instrument, answers)))

    assert reading.instrument is instrument
    assert reading.answers == answers
    assert reading.doubts == ()
    assert reading.found == frozenset(question.code for question in instrument.questions)


def test_head_survives() -> None:
    reading = read_workbook(write_workbook(content(LKE, {})))

    assert (reading.unit, reading.agency, reading.year, reading.target) == (
        "Dinas Pelayanan Terpadu",
        "Pemerintah Kota Tirtamaya",
        2026,
        Designation.WBK,
    )


def test_index_finer_than_a_binary_number_survives() -> None:
    answers = {"B.I.a.1": Index(Decimal("3.600000000000000001"))}

    assert read_workbook(write_workbook(content(LKE, answers))).answers == answers


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", '=HYPERLINK("x")', "{=1}"])
def test_text_that_looks_like_a_formula_is_written_as_text(start: str) -> None:
    note = f"{start}cmd|' /C calc'!A0"
    unit = content(LKE, {}, {"A.I.1.i.a": note})

    book = openpyxl.load_workbook(_file(write_workbook(unit)))

    page = book[SHEET_NAME]
    row = (
        next(at for at, found in enumerate(rows(LKE)) if found.code == "A.I.1.i.a") + FIRST_ROW + 1
    )
    cell = page.cell(row, COLUMN[ColumnKey.NOTE].first + 1)
    assert (cell.data_type, cell.value) == ("s", note)
    assert cell.quotePrefix


def test_too_long_note_is_cut_with_a_mark() -> None:
    note = "a" * (LONGEST_CELL + 500)

    read = read_workbook(write_workbook(content(LKE, {}, {"A.I.1.i.a": note}))).notes["A.I.1.i.a"]

    assert len(read) == LONGEST_CELL
    assert read.endswith("[dipotong: batas sel Excel 32.767 huruf]")


def test_properties_and_print_set_up() -> None:
    book = openpyxl.load_workbook(_file(write_workbook(content(LKE, {}))))

    page = book[SHEET_NAME]
    assert (
        book.properties.title
        == "Lembar Kerja Evaluasi Zona Integritas 2026 Dinas Pelayanan Terpadu"
    )
    assert book.properties.creator == "Dinas Pelayanan Terpadu"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.print_title_rows == "$9:$9"
    assert book.sheetnames == ["LKE", "Rekapitulasi", "Petunjuk"]


def test_every_answer_cell_has_its_validation() -> None:
    book = openpyxl.load_workbook(_file(write_workbook(content(LKE, {}))))

    page = book[SHEET_NAME]
    found: dict[str, tuple[str, object]] = {}
    for rule in page.data_validations.dataValidation:
        for cells in rule.sqref.ranges:
            found[cells.coord] = (rule.type, rule.formula1)
    kinds = [kind for kind, _ in found.values()]
    choices = [q for q in LKE.questions if isinstance(q.scale, ChoiceScale)]
    counts = [count for question in LKE.questions for count in question.inputs]
    assert kinds.count("list") == len(choices)
    assert kinds.count("whole") == len(counts)
    assert kinds.count("decimal") == 2
    assert ("list", '"Ya,Tidak"') in found.values()


def test_rulings_of_this_project_are_marked_as_ours() -> None:
    workbook = read_cells(write_workbook(content(LKE, {})))

    guide = next(sheet for sheet in workbook.sheets if sheet.name == "Petunjuk")
    texts = [cell.text for cell in guide.cells.values()]
    assert "Aturan Bening, bukan bunyi peraturan" in texts
    assert any("A.II.3.iii.a" in text and "penyebut 0 bernilai 100%" in text for text in texts)
    assert any("tepat 25% masuk A" in text for text in texts)


def _file(made: bytes) -> io.BytesIO:
    return io.BytesIO(made)
