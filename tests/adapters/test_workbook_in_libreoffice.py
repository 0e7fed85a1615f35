"""LibreOffice calculates the workbook's formulas to our scores and verdicts, keeps its answers."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from bening.domain.scoring import Answer, Counts, Designation, Index, Instrument, rounded, score
from bening.instruments import load
from bening.instruments.workbook import read_workbook, write_workbook
from bening.instruments.workbook.cells import Sheet, read_cells
from bening.instruments.workbook.layout import (
    COLUMN,
    FIRST_ROW,
    SHEET_NAME,
    SUMMARY_NAME,
    ColumnKey,
    rows,
)
from tests.domain.workbook.samples import at_the_minima, best, content, random_answers

LKE = load("lke-2021")
SCORE = COLUMN[ColumnKey.SCORE].first


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
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/"):
                part, removed = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
                assert removed or b"<f>" not in part
            new.writestr(info.filename, part)
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
    for seed in range(4):
        sets[f"at the minima {seed}"] = (LKE, at_the_minima(LKE, seed))
        sets[f"just below the minima {seed}"] = (LKE, at_the_minima(LKE, seed, short_by=1))
    for seed in range(6):
        sets[f"random {seed}"] = (LKE, random_answers(LKE, seed, unanswered=seed / 12))
    for seed in range(3):
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


def test_sheets_at_the_minima_are_among_them(recalculated: dict[str, Recalculated]) -> None:
    for name, workbook in recalculated.items():
        checks = score(LKE, workbook.answers).checks("wbk") if "the minima" in name else ()
        areas = [check for check in checks if check.area in {1, 4, 5, 6}]
        if name.startswith("at"):
            assert [check.gap for check in areas] == [0, 0, 0, 0], name
        else:
            assert all(-0.001 < check.gap < 0 for check in areas), name
