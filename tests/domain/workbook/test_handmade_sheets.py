"""Hand-made sheets in the layout of Annex III are read, each doubtful cell named by its address."""

import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl import Workbook

from bening.domain.scoring import Choice, Counts, Designation, Index, Instrument, score
from bening.instruments import load
from bening.instruments.workbook import (
    Doubt,
    Severity,
    WorkbookReading,
    read_workbook,
    write_workbook,
)
from tests.domain.workbook.handmade import (
    HEADINGS,
    PRINTED_LETTERS,
    Habits,
    handmade,
    other_words,
    saved,
    write_sheet,
)
from tests.domain.workbook.samples import best, content, random_answers

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return load("lke-2021")


def doubts(reading: WorkbookReading, *severities: Severity) -> list[Doubt]:
    return [doubt for doubt in reading.doubts if doubt.severity in severities]


def codes(reading: WorkbookReading) -> list[str]:
    return sorted({doubt.code for doubt in reading.doubts})


def test_tidy_sheet_without_codes_is_read_whole(instrument: Instrument) -> None:
    answers = random_answers(instrument, 1)

    reading = read_workbook(handmade(instrument, answers), instrument)

    assert reading.answers == answers
    assert reading.doubts == ()


def test_best_sheet_scores_full_marks_after_reading(instrument: Instrument) -> None:
    reading = read_workbook(handmade(instrument, best(instrument)), instrument)

    assert score(instrument, reading.answers).total == 100


@pytest.mark.parametrize(
    "habits",
    [
        Habits(staggered=True),
        Habits(staggered=True, blank_rows=True, first_column=4),
        Habits(numbers_in_text=True, merge_heading=False),
        Habits(dash_single=True),
        Habits(order=tuple(reversed(HEADINGS))),
        Habits(order=("Jawaban", "Catatan", "Penilaian", "Pilihan Jawaban", "Bobot", "Bukti")),
    ],
    ids=[
        "staggered",
        "blank rows, moved right",
        "numbers in text",
        "dashes",
        "reversed",
        "moved columns",
    ],
)
def test_layout_habits_change_nothing(instrument: Instrument, habits: Habits) -> None:
    answers = random_answers(instrument, 2)

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == answers
    assert doubts(reading, Severity.ERROR) == []


@pytest.mark.parametrize("staggered", [False, True])
def test_sheet_in_other_words_is_placed_by_numbering_and_order(
    instrument: Instrument, staggered: bool
) -> None:
    answers = random_answers(instrument, 3)
    habits = Habits(text=other_words, dash_single=True, staggered=staggered)

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == answers
    assert doubts(reading, Severity.ERROR) == []


def test_letters_printed_out_of_order_are_read_in_order_and_named(instrument: Instrument) -> None:
    answers = {
        "A.I.6.v.a": Choice("A"),
        "A.I.6.v.b": Choice("Ya"),
        "A.I.6.v.c": Choice("B"),
    }
    habits = Habits(text=other_words, letters=PRINTED_LETTERS)

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == answers
    found = [doubt for doubt in reading.doubts if doubt.code == "letter_differs"]
    assert [doubt.values["question"] for doubt in found] == ["A.I.6.v.b", "A.I.6.v.c"]
    assert all(doubt.severity is Severity.WARNING and doubt.cell for doubt in found)


def test_own_words_win_over_wrong_letters(instrument: Instrument) -> None:
    answers = {"A.I.4.ii.a": Choice("Ya"), "A.I.4.ii.d": Choice("B")}
    letters = {"A.I.4.ii.a": "d", "A.I.4.ii.d": "a"}

    reading = read_workbook(handmade(instrument, answers, Habits(letters=letters)), instrument)

    assert reading.answers == answers


def test_missing_rows_are_placed_by_letter_with_a_warning(instrument: Instrument) -> None:
    answers = {"A.I.2.i.b": Choice("D"), "A.I.2.i.c": Choice("E")}
    habits = Habits(text=other_words, without=frozenset({"A.I.2.i.a"}))

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == answers
    found = [doubt for doubt in reading.doubts if doubt.code == "placed_by_letter"]
    assert [doubt.values["question"] for doubt in found] == ["A.I.2.i.b", "A.I.2.i.c"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [("ya", "Ya"), ("YA", "Ya"), ("Ya ", "Ya"), ("tidak", "Tidak"), (" Ya.", "Ya"), (True, "Ya")],
)
def test_loose_spelling_of_a_choice_is_read(
    instrument: Instrument, typed: object, key: str
) -> None:
    answers = {"A.I.1.i.a": Choice(key)}

    reading = read_workbook(
        handmade(instrument, answers, Habits(spell=lambda _: typed)), instrument
    )

    assert reading.answers == answers
    assert doubts(reading, Severity.ERROR, Severity.WARNING) == []


@pytest.mark.parametrize("typed", ["F", "E", "Ya/Tidak", "sudah", "2", 0.5, "AB"])
def test_option_outside_the_scale_is_not_taken_and_named(
    instrument: Instrument, typed: object
) -> None:
    answers = {"A.I.1.i.b": Choice("A")}

    reading = read_workbook(
        handmade(instrument, answers, Habits(spell=lambda _: typed)), instrument
    )

    assert reading.answers == {}
    (doubt,) = doubts(reading, Severity.ERROR)
    assert doubt.code == "unknown_option"
    assert doubt.sheet == "LKE ZI"
    assert doubt.cell.startswith("G")
    assert "A.I.1.i.b" in doubt.message
    assert not doubt.taken


@pytest.mark.parametrize(
    ("typed", "index"),
    [("3,62", "3.62"), ("3.62", "3.62"), (" 3,62 ", "3.62"), (3.62, "3.62"), (4, "4"), ("04", "4")],
)
def test_index_is_read_from_number_and_text(
    instrument: Instrument, typed: object, index: str
) -> None:
    answers = {"B.I.a.1": Index(Decimal(1))}
    habits = Habits(spell_index=lambda _: typed)

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == {"B.I.a.1": Index(Decimal(index))}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("92.35%", "percent_for_index"),
        (4.01, "index_too_high"),
        ("90", "index_too_high"),
        (-1, "negative"),
        ("tiga", "not_a_number"),
        ("3,6,2", "not_a_number"),
    ],
)
def test_impossible_index_is_not_taken(instrument: Instrument, typed: object, code: str) -> None:
    answers = {"B.I.a.1": Index(Decimal(1))}
    habits = Habits(spell_index=lambda _: typed)

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == {}
    assert [doubt.code for doubt in doubts(reading, Severity.ERROR)] == [code]


@pytest.mark.parametrize(
    ("typed", "count", "severity"),
    [
        ("46", 46, None),
        (46.0, 46, None),
        ("12,00", 12, Severity.INFO),
        ("1.234", 1234, Severity.WARNING),
        ("46 orang", 46, Severity.WARNING),
    ],
)
def test_counts_are_read_from_number_and_text(
    instrument: Instrument, typed: object, count: int, severity: Severity | None
) -> None:
    answers = {"A.II.4.i.a": Counts({"sasaran_total": 1})}
    habits = Habits(spell_count=lambda _: typed)

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == {"A.II.4.i.a": Counts({"sasaran_total": count})}
    assert [doubt.severity for doubt in reading.doubts] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("92.35%", "percent_for_count"),
        (12.5, "not_whole"),
        (-3, "negative"),
        ("banyak", "not_a_number"),
        (10**12, "count_too_large"),
        ("3,5", "not_whole"),
    ],
)
def test_impossible_count_is_not_taken(instrument: Instrument, typed: object, code: str) -> None:
    answers = {"A.II.4.i.a": Counts({"sasaran_total": 1})}
    habits = Habits(spell_count=lambda _: typed)

    reading = read_workbook(handmade(instrument, answers, habits), instrument)

    assert reading.answers == {}
    assert [doubt.code for doubt in doubts(reading, Severity.ERROR)] == [code]


def sheet_of(
    instrument: Instrument, answers: dict[str, object], habits: Habits | None = None
) -> tuple[Workbook, dict[str, str]]:
    """An open workbook of answers and the addresses of its answers."""
    book = Workbook()
    page = book.active
    assert page is not None
    addresses = write_sheet(page, instrument, answers, habits or Habits())  # type: ignore[arg-type]
    return book, addresses


@pytest.mark.parametrize(("typed", "format_"), [("92.35%", "General"), (0.9235, "0.00%")])
def test_percentage_typed_in_place_of_counts_is_not_an_answer(
    instrument: Instrument, typed: object, format_: str
) -> None:
    book, at = sheet_of(instrument, {})
    cell = book.active[at["A.II.4.i.a"]]  # type: ignore[index]
    cell.value, cell.number_format = typed, format_

    reading = read_workbook(saved(book), instrument)

    assert "A.II.4.i.a" not in reading.answers
    (doubt,) = reading.doubts
    assert (doubt.code, doubt.cell) == ("percent_without_counts", at["A.II.4.i.a"])
    assert "92,35%" in doubt.message


def test_percentage_that_contradicts_its_counts_is_named(instrument: Instrument) -> None:
    counts = Counts({"sasaran_total": 4, "sasaran_tercapai": 3})
    book, at = sheet_of(instrument, {"A.II.4.i.a": counts})
    book.active[at["A.II.4.i.a"]].value = "92,35%"  # type: ignore[index]

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {"A.II.4.i.a": counts}
    (doubt,) = reading.doubts
    assert (doubt.code, doubt.severity) == ("ratio_differs", Severity.WARNING)
    assert doubt.values == {"given": "92,35%", "worked": "75,00%"}


def test_percentage_that_agrees_with_its_counts_is_silent(instrument: Instrument) -> None:
    counts = Counts({"sasaran_total": 4, "sasaran_tercapai": 3})
    book, at = sheet_of(instrument, {"A.II.4.i.a": counts})
    book.active[at["A.II.4.i.a"]].value = 75  # type: ignore[index]

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {"A.II.4.i.a": counts}
    assert reading.doubts == ()


def test_merged_answer_counts_for_its_first_row_only(instrument: Instrument) -> None:
    book, at = sheet_of(instrument, {"A.I.1.i.a": Choice("Ya")})
    book.active.merge_cells(f"{at['A.I.1.i.a']}:{at['A.I.1.i.b']}")  # type: ignore[union-attr]

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {"A.I.1.i.a": Choice("Ya")}


def test_answer_below_its_question_is_taken_with_a_warning(instrument: Instrument) -> None:
    book, at = sheet_of(instrument, {}, Habits(text=other_words))
    page = book.active
    assert page is not None
    row = page[at["A.I.1.i.b"]].row
    page.insert_rows(row + 1)
    page.cell(row + 1, 7, "b")

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {"A.I.1.i.b": Choice("B")}
    assert "answer_below" in codes(reading)


def test_answer_on_a_row_of_its_own_is_named_and_not_taken(instrument: Instrument) -> None:
    book, _ = sheet_of(instrument, {})
    book.active.cell(5, 7, "Ya")  # type: ignore[union-attr]  # the row of a subcomponent's title

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {}
    assert [(doubt.code, doubt.cell) for doubt in reading.doubts] == [("row_not_placed", "G5")]


def test_sheets_by_part_are_joined_and_other_sheets_left_alone(instrument: Instrument) -> None:
    answers = random_answers(instrument, 5)
    fulfillment = frozenset(n.code for n in instrument.nodes if n.code.startswith(("A.II", "B")))
    rest = frozenset(
        n.code
        for n in instrument.nodes
        if n.code.startswith("A.I") and not n.code.startswith("A.II")
    )
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Daftar tim", "Nama", "Nilai"])
    write_sheet(book.create_sheet("Pemenuhan"), instrument, answers, Habits(without=fulfillment))
    write_sheet(book.create_sheet("Reform dan Hasil"), instrument, answers, Habits(without=rest))

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == answers
    assert doubts(reading, Severity.ERROR) == []


def test_question_on_two_sheets_is_taken_once_and_named(instrument: Instrument) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    write_sheet(page, instrument, {"A.I.1.i.a": Choice("Ya")}, Habits())
    write_sheet(book.create_sheet("Salinan"), instrument, {"A.I.1.i.a": Choice("Tidak")}, Habits())

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {"A.I.1.i.a": Choice("Ya")}
    (doubt,) = reading.doubts
    assert (doubt.code, doubt.sheet) == ("repeated_question", "Salinan")


def test_second_answer_column_is_named_and_not_read(instrument: Instrument) -> None:
    book, at = sheet_of(instrument, {"A.I.1.i.a": Choice("Ya")})
    page = book.active
    assert page is not None
    page.cell(3, 14, "Jawaban")
    row = page[at["A.I.1.i.a"]].row
    page.cell(row, 14, "Tidak")

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {"A.I.1.i.a": Choice("Ya")}
    assert [(doubt.code, doubt.cell) for doubt in reading.doubts] == [("repeated_heading", "N3")]


def test_codes_typed_by_hand_are_enough(instrument: Instrument) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Kode", "Penilaian", "Jawaban", "Catatan"])
    page.append([" A.I.1.i.a ", "entah apa", "Ya", "sudah ada SK"])
    page.append(["A.I.1.i.b.", "lain", "C", None])
    page.append(["B.I.a.1", "survei", "3,62", None])
    page.append(["A.II.4.i.a/sasaran_total", "", 4, None])
    page.append(["A.I.9.i.a", "tidak ada", "Ya", None])
    page.append([None, "tanpa kode", "Ya", None])

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {
        "A.I.1.i.a": Choice("Ya"),
        "A.I.1.i.b": Choice("C"),
        "B.I.a.1": Index(Decimal("3.62")),
    }
    assert reading.notes == {"A.I.1.i.a": "sudah ada SK"}
    errors = {(doubt.cell, doubt.code) for doubt in doubts(reading, Severity.ERROR)}
    assert errors == {("C6", "unknown_code"), ("C7", "row_not_placed")}


def test_head_of_a_hand_made_sheet_is_read(instrument: Instrument) -> None:
    title = ("LKE ZONA INTEGRITAS MENUJU WBBM", "Unit Kerja : Balai Uji Tirtamaya", "Tahun: 2025")

    reading = read_workbook(handmade(instrument, {}, Habits(title=title)), instrument)

    assert reading.unit == "Balai Uji Tirtamaya"
    assert reading.year == 2025
    assert reading.target is Designation.WBBM


def test_unclear_target_is_not_guessed(instrument: Instrument) -> None:
    title = ("LKE ZI MENUJU WBK/WBBM 2024 DAN 2025",)

    reading = read_workbook(handmade(instrument, {}, Habits(title=title)), instrument)

    assert (reading.target, reading.year) == (None, None)


@pytest.mark.parametrize("id_", ["lke-2021", "lke-2014"])
def test_instrument_is_recognised_by_its_rows(id_: str) -> None:
    instrument = load(id_)
    answers = random_answers(instrument, 8)

    reading = read_workbook(handmade(instrument, answers))

    assert reading.instrument_id == id_
    assert reading.answers == answers
    assert codes(reading) == ["instrument_guessed"]


def test_marks_for_nothing_are_unanswered(instrument: Instrument) -> None:
    answers = {"A.I.1.i.a": Choice("Ya")}

    reading = read_workbook(handmade(instrument, answers, Habits(spell=lambda _: "-")), instrument)

    assert reading.answers == {}
    assert codes(reading) == ["blank_mark"]


def test_own_workbook_without_its_codes_and_with_new_rows_is_still_read(
    instrument: Instrument,
) -> None:
    answers = random_answers(instrument, 21)
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(content(instrument, answers))))
    page = book["LKE"]
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    page.delete_cols(1)
    page.insert_rows(40)
    page.insert_rows(12, amount=3)
    del book["Petunjuk"]

    reading = read_workbook(saved(book))

    assert reading.answers == answers
    assert reading.instrument is instrument
    # The labels went with the first column; the names point at other cells now.
    assert (reading.unit, reading.year) == (None, None)
    assert doubts(reading, Severity.ERROR) == []


def test_error_cell_is_named(instrument: Instrument) -> None:
    answers = {"A.I.1.i.a": Choice("Ya")}
    book, at = sheet_of(instrument, answers)  # type: ignore[arg-type]
    cell = book.active[at["A.I.1.i.a"]]  # type: ignore[index]
    cell.value, cell.data_type = "#REF!", "e"

    reading = read_workbook(saved(book), instrument)

    assert reading.answers == {}
    assert [(doubt.code, doubt.cell) for doubt in reading.doubts] == [
        ("error_cell", at["A.I.1.i.a"])
    ]


def test_notes_are_read_beside_their_question(instrument: Instrument) -> None:
    notes = {"A.I.1.i.a": "SK ada", "A.II.1.ii.a": "=bukan rumus"}

    reading = read_workbook(
        handmade(instrument, {}, Habits(notes={"A.I.1.i.a": "SK ada"})), instrument
    )

    assert reading.notes == {"A.I.1.i.a": notes["A.I.1.i.a"]}
