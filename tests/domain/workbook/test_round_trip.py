"""A workbook that was written is read back without loss; LibreOffice calculates the same scores."""

import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bening.domain.scoring import (
    Answer,
    Choice,
    ChoiceScale,
    Counts,
    Designation,
    Index,
    IndexScale,
    Instrument,
    Question,
    rounded,
    score,
)
from bening.instruments import load, shipped
from bening.instruments.workbook import read_workbook, write_workbook
from bening.instruments.workbook.cells import Sheet, read_cells
from bening.instruments.workbook.layout import COLUMN, SHEET_NAME, SUMMARY_NAME, ColumnKey, rows
from bening.instruments.workbook.text import LONGEST_CELL
from bening.instruments.workbook.writer import FIRST_ROW
from tests.domain.workbook.samples import best, content, random_answers

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
    chosen = draw(st.lists(st.sampled_from(LKE.questions), unique_by=lambda q: q.code, max_size=25))
    return {question.code: draw(answer_strategy(question)) for question in chosen}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


@dataclass(frozen=True)
class Recalculated:
    """A workbook after LibreOffice has calculated it, and what it was written from."""

    instrument: Instrument
    answers: dict[str, Answer]
    path: Path

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in read_cells(self.path).sheets if sheet.name == name)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recalculated]:
    """Workbooks of many answer sets after LibreOffice has calculated them anew."""
    folder = tmp_path_factory.mktemp("libreoffice")
    sets = _answer_sets()
    (folder / "out").mkdir()
    for name, (instrument, answers) in sets.items():
        (folder / f"{name}.xlsx").write_bytes(
            _without_results(write_workbook(content(instrument, answers)))
        )
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice Calc is missing: apt-get install libreoffice-calc-nogui"
    files = [str(folder / f"{name}.xlsx") for name in sets]
    subprocess.run(
        [
            soffice,
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "out"),
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "HOME": str(folder)},
    )
    return {
        name: Recalculated(instrument, answers, folder / "out" / f"{name}.xlsx")
        for name, (instrument, answers) in sets.items()
    }


def _without_results(workbook: bytes) -> bytes:
    """The workbook with its stored results removed, so that only a calculation can give them."""
    made = io.BytesIO()
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    book.save(made)
    return made.getvalue()


def _answer_sets() -> dict[str, tuple[Instrument, dict[str, Answer]]]:
    old = load("lke-2014")
    sets: dict[str, tuple[Instrument, dict[str, Answer]]] = {
        "empty": (LKE, {}),
        "best": (LKE, best(LKE)),
        "old best": (old, best(old)),
        "exactly 3.6": (
            LKE,
            {**best(LKE), "B.I.a.1": Index(Decimal("3.6")), "B.II.a.1": Index(Decimal("3.2"))},
        ),
        "just below 3.6": (LKE, {**best(LKE), "B.I.a.1": Index(Decimal("3.5999"))}),
        "all zero": (LKE, {**best(LKE), **_ratios(LKE, 0, 0)}),
        "zero denominators": (LKE, {**best(LKE), **_ratios(LKE, 0, 3)}),
        "clamped": (LKE, {**best(LKE), **_ratios(LKE, 2, 7)}),
        "total left to its parts": (
            LKE,
            {"A.II.5.iii.a": Counts({"kepala_satker": 1, "pejabat_wajib": 2, "sudah_lhkpn": 2})},
        ),
        "total over its parts": (
            LKE,
            {"A.II.5.iii.a": Counts({"kepala_satker": 1, "wajib_lhkpn": 8, "sudah_lhkpn": 3})},
        ),
        "needed count missing": (LKE, {"A.II.5.ii.a": Counts({"pengaduan_wajib": 4})}),
    }
    for seed in range(14):
        sets[f"random {seed}"] = (LKE, random_answers(LKE, seed, unanswered=seed / 20))
    for seed in range(4):
        sets[f"old random {seed}"] = (old, random_answers(old, seed))
    return sets


def _ratios(instrument: Instrument, denominator: int, other: int) -> dict[str, Answer]:
    return {
        question.code: Counts(
            {
                count.id: denominator if count.id in question.formula.denominator else other
                for count in question.inputs
            }
        )
        for question in instrument.questions
        if question.formula is not None
    }


def _cents(value: object) -> Decimal:
    return rounded(Decimal(str(value)).quantize(Decimal("0.0000000001")))


def test_libreoffice_gives_our_score_of_every_node(recalculated: dict[str, Recalculated]) -> None:
    for name, workbook in recalculated.items():
        instrument, page = workbook.instrument, workbook.sheet(SHEET_NAME)
        summary = score(instrument, workbook.answers)
        codes = [row.code for row in rows(instrument)]
        for place, code in enumerate(codes):
            if "/" in code:
                continue
            node = summary.node(code)
            expected = node.ratio if instrument.has_question(code) else node.score
            found = page.cells[FIRST_ROW + place, SCORE].value
            assert _cents(found) == rounded(expected), (name, code)
        total = page.cells[FIRST_ROW + len(codes), SCORE].value
        assert _cents(total) == rounded(summary.total), name


def test_libreoffice_gives_our_verdict_on_every_minimum(
    recalculated: dict[str, Recalculated],
) -> None:
    for name, workbook in recalculated.items():
        page = workbook.sheet(SUMMARY_NAME)
        status = [page.cells[at].text for at in sorted(page.cells) if at[1] == 5]
        verdicts = [text for text in status if text in {"Memenuhi", "Belum memenuhi"}]
        summary = score(workbook.instrument, workbook.answers)
        expected = []
        for target in Designation:
            expected += [check.passed for check in summary.checks(target)]
            expected.append(summary.eligible(target))
        assert [text == "Memenuhi" for text in verdicts] == expected, name


def test_stored_results_are_those_libreoffice_calculates(
    recalculated: dict[str, Recalculated],
) -> None:
    for name, workbook in recalculated.items():
        made = read_cells(write_workbook(content(workbook.instrument, workbook.answers)))
        for sheet in made.sheets:
            calculated = workbook.sheet(sheet.name)
            for at, cell in sheet.cells.items():
                if cell.formula and isinstance(cell.value, Decimal):
                    found = calculated.cells[at].value
                    assert _cents(found) == _cents(cell.value), (name, sheet.name, at)


def test_workbook_saved_by_libreoffice_is_read_back_whole(
    recalculated: dict[str, Recalculated],
) -> None:
    for name, workbook in recalculated.items():
        reading = read_workbook(workbook.path)
        assert reading.answers == workbook.answers, name
        assert reading.instrument is workbook.instrument
        assert reading.doubts == (), name
