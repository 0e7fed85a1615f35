"""What is not a plain workbook within limits is refused, with a code, a place and a sentence."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from bening.instruments import load
from bening.instruments.workbook import (
    WorkbookRefused,
    budget,
    read_workbook,
    refusal_sentence,
    safety,
    write_workbook,
)
from bening.instruments.workbook.cells import read_cells
from tests.domain.workbook.handmade import saved
from tests.domain.workbook.samples import best, content

LKE = load("lke-2021")


@pytest.fixture(scope="module")
def plain() -> bytes:
    return write_workbook(content(LKE, best(LKE)))


def repacked(
    workbook: bytes,
    change: Callable[[str, bytes], bytes] = lambda _, part: part,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """The workbook with parts changed and added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return made.getvalue()


def refusal(source: bytes | Path) -> WorkbookRefused:
    with pytest.raises(WorkbookRefused) as caught:
        read_workbook(source, LKE)
    sentence = refusal_sentence(caught.value)
    assert sentence[0].isupper()
    assert "…" not in sentence
    assert sentence != caught.value.code
    return caught.value


@pytest.mark.parametrize("junk", [b"", b"Kode;Jawaban\n", b"%PDF-1.7", b"PK\x03\x04 tidak utuh"])
def test_what_is_no_archive_is_refused(junk: bytes) -> None:
    assert refusal(junk).code == "not_a_workbook"


def test_archive_without_workbook_is_refused(plain: bytes) -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert refusal(empty.getvalue()).code == "not_a_workbook"


def test_old_excel_format_is_refused() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).code == "old_format"


def test_workbook_with_password_is_refused() -> None:
    name = "EncryptedPackage".encode("utf-16-le")

    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + name).code == "encrypted"


def test_archive_with_password_is_refused(plain: bytes) -> None:
    locked = bytearray(plain)
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1

    assert refusal(bytes(locked)).code == "encrypted"


def test_file_over_the_limit_is_refused(plain: bytes, tmp_path: Path) -> None:
    large = plain + bytes(safety.LARGEST_FILE)
    path = tmp_path / "besar.xlsx"
    path.write_bytes(large)

    assert refusal(large).code == "too_large"
    assert refusal(path).code == "too_large"


def test_macro_file_is_refused_by_its_name(plain: bytes, tmp_path: Path) -> None:
    path = tmp_path / "lke.xlsm"
    path.write_bytes(plain)

    assert refusal(path).code == "macros"


def test_macros_are_refused_by_content_under_any_name(plain: bytes) -> None:
    enabled = repacked(
        plain,
        lambda name, part: (
            part.replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"ms-excel.sheet.macroEnabled.main+xml",
            )
            if name == "[Content_Types].xml"
            else part
        ),
    )

    assert refusal(enabled).code == "macros"
    assert refusal(repacked(plain, extra={"xl/vbaProject.bin": b"x"})).code == "macros"
    assert refusal(repacked(plain, extra={"xl/macrosheets/sheet1.xml": b"<x/>"})).code == "macros"


def test_swelling_part_is_refused_before_it_is_unpacked(plain: bytes) -> None:
    bomb = repacked(plain, extra={"xl/media/a.bin": bytes(80 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024

    tracemalloc.start()
    found = refusal(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (found.code, found.where) == ("zip_bomb", "xl/media/a.bin")
    assert peak < 8 * 1024 * 1024


def test_many_small_swellings_are_refused_by_their_sum(plain: bytes) -> None:
    part = (b"0123456789abcdef" * 64 + bytes(range(256)) * 4) * 500
    bomb = repacked(plain, extra={f"xl/media/{n}.bin": part for n in range(210)})

    assert refusal(bomb).code == "zip_bomb"


def test_lying_size_does_not_unpack_more_than_stated(plain: bytes) -> None:
    filler = b"<!--" + b"x" * 60_000_000 + b"-->"
    bomb = bytearray(
        repacked(
            plain,
            lambda name, part: part + filler if name == "xl/worksheets/sheet1.xml" else part,
        )
    )
    at = bomb.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert bomb[at : at + 4] == b"PK\x01\x02"
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")

    tracemalloc.start()
    found = refusal(bytes(bomb))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.code == "damaged"
    assert peak < 30 * 1024 * 1024


def test_too_many_parts_are_refused(plain: bytes) -> None:
    many = repacked(plain, extra={f"xl/media/{n}": b"" for n in range(safety.MOST_PARTS)})

    assert refusal(many).code == "zip_bomb"


def test_part_twice_is_refused(plain: bytes) -> None:
    twice = repacked(plain, extra={"XL/worksheets/SHEET1.xml": b"<worksheet/>"})

    assert refusal(twice).code == "damaged"


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&d;</t></si></sst>"""


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"]
)
def test_entities_are_refused(plain: bytes, part: str) -> None:
    bomb = repacked(plain, lambda name, old: LAUGHS if name == part else old)

    found = refusal(bomb)

    assert (found.code, found.where) == ("xml_entities", part)


def test_broken_xml_is_refused(plain: bytes) -> None:
    broken = repacked(
        plain, lambda name, old: old[:-40] if name == "xl/worksheets/sheet1.xml" else old
    )

    assert refusal(broken).code == "damaged"


def test_broken_compression_is_refused(plain: bytes) -> None:
    broken = bytearray(plain)
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    at = info.header_offset + 200
    broken[at : at + 60] = bytes(60)

    assert refusal(bytes(broken)).code == "damaged"


def test_sheet_of_too_many_cells_is_refused(plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_CELLS", 500)

    assert refusal(plain).code == "too_many_cells"


def test_millions_of_empty_cells_are_refused_in_bounded_time(plain: bytes) -> None:
    row = b'<row r="%d">' + b"<c/>" * 1000 + b"</row>"
    cells = b"".join(row % n for n in range(1, 5000))
    sheet = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
        assert len(sheet) < safety.LARGEST_FILE
    stored = repacked(
        made.getvalue(), lambda name, part: sheet if name.endswith("sheet1.xml") else part
    )

    started = time.perf_counter()
    found = refusal(stored)

    assert found.code in {"too_many_cells", "zip_bomb"}
    assert time.perf_counter() - started < 20


def test_two_cells_at_opposite_corners_cost_two_cells() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["XFD1048576"] = "kiri", "kanan"

    tracemalloc.start()
    (sheet,) = read_cells(saved(book)).sheets
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert set(sheet.cells) == {(0, 0), (1048575, 16383)}
    assert peak < 4 * 1024 * 1024


def test_sheet_without_the_needed_columns_names_what_is_missing() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Isian"
    page.append(["Penilaian", "Bobot", "Catatan"])

    found = refusal(saved(book))

    assert (found.code, found.where) == ("columns_missing", "Isian")
    assert found.values["missing"] == ("Jawaban",)
    assert refusal_sentence(found).endswith("Tidak ditemukan: Jawaban.")


def test_empty_workbook_names_all_needed_columns() -> None:
    assert refusal(saved(openpyxl.Workbook())).values["missing"] == ("Penilaian", "Jawaban")


def test_layout_without_a_known_question_is_refused() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Penilaian", "Bobot", "Jawaban"])
    page.append(["Kebersihan ruang", 5, "Ya"])

    assert refusal(saved(book)).code == "questions_not_found"


def test_workbook_of_an_unknown_instrument_asks_for_it(plain: bytes) -> None:
    other = repacked(
        plain,
        lambda name, part: (
            part.replace(b"<t>lke-2021</t>", b"<t>lke-2021-kota</t>")
            if name == "xl/sharedStrings.xml"
            else part
        ),
    )

    with pytest.raises(WorkbookRefused) as caught:
        read_workbook(other)

    assert caught.value.code == "instrument_unknown"
    assert caught.value.values == {"id": "lke-2021-kota"}
    reading = read_workbook(other, LKE)
    assert [doubt.code for doubt in reading.doubts] == ["other_instrument"]
    assert len(reading.answers) == len(LKE.questions)


def test_workbook_of_another_version_of_the_instrument_says_so(plain: bytes) -> None:
    other = repacked(
        plain,
        lambda name, part: (
            part.replace(LKE.sha256.encode(), b"0" * 64) if name == "xl/sharedStrings.xml" else part
        ),
    )

    reading = read_workbook(other)

    assert [doubt.code for doubt in reading.doubts] == ["other_version"]
