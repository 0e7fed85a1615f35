"""What the official workbook, in and out, and the PDF of a sheet and its score take.

    python -m bench.documents

A whole sheet of 113 questions with notes and 300 proofs, one caller. *First* is the first call of a
fresh process, libraries and fonts included; the others are repeated. A line of JSON follows.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from bening.domain.scoring import Answer, Choice, ChoiceScale, Counts, Designation, Index, score
from bening.instruments import load
from bening.instruments.workbook import SheetContent, read_workbook, write_workbook

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 25
NOTE = "Rapat monitoring triwulan dipimpin kepala dinas; notula dan daftar hadir terlampir. " * 3


@dataclass(frozen=True)
class Figure:
    """Milliseconds of the first call and of 50, 95 and 99 of 100 others; the size made or read."""

    case: str
    first: float
    p50: float
    p95: float
    p99: float
    kilobytes: int


def sheet(number: int = 0) -> SheetContent:
    """The sheet measured; another number gives other notes, so that nothing kept can be reused."""
    instrument = load("lke-2021")
    answers: dict[str, Answer] = {}
    for place, question in enumerate(instrument.questions):
        if isinstance(question.scale, ChoiceScale):
            options = question.scale.options
            answers[question.code] = Choice(options[place % 2 % len(options)].key)
        elif question.formula is None:
            answers[question.code] = Index(Decimal(300 + number % 100) / 100)
        else:
            answers[question.code] = Counts({count.id: 6 for count in question.inputs})
    codes = [question.code for question in instrument.questions]
    return SheetContent(
        instrument=instrument,
        unit=f"Dinas Pelayanan Terpadu {number}",
        agency="Pemerintah Kota Tirtamaya",
        year=2026,
        target=Designation.WBK,
        answers=answers,
        generated_at=datetime(2026, 4, 15, 3, 30, tzinfo=UTC),
        notes={code: f"{NOTE}{number} {code}" for code in codes},
        evidence={
            code: [f"Laporan triwulan {n} 2026.pdf" for n in range(2 + place % 3)][:3]
            for place, code in enumerate(codes)
        },
    )


def prepared(case: str) -> Callable[[int], Callable[[], int]]:
    """For a case and the number of a call, what is timed; it gives the bytes it made or read."""

    def prepare(number: int) -> Callable[[], int]:
        content = sheet(number)
        summary = score(content.instrument, content.answers)
        if case == "workbook out":
            return lambda: len(write_workbook(content))
        if case == "workbook in":
            workbook = write_workbook(content)

            def read() -> int:
                assert read_workbook(workbook).answers == content.answers
                return len(workbook)

            return read
        # Libraries are loaded inside the call, so the first one pays for them.
        from bening import documents

        printed = documents.sheet_pdf if case == "PDF of the sheet" else documents.score_pdf
        return lambda: len(printed(content, summary))

    return prepare


def measure(case: str) -> None:
    """One case in this process: the first call and the others, as JSON."""
    prepare = prepared(case)
    took = []
    size = 0
    for number in range(ROUNDS + 1):
        call = prepare(number)
        started = time.perf_counter()
        size = call()
        took.append((time.perf_counter() - started) * 1000)
    first, others = took[0], sorted(took[1:])
    p50, p95, p99 = (
        round(others[min(int(len(others) * share), len(others) - 1)], 1)
        for share in (0.5, 0.95, 0.99)
    )
    print(json.dumps(asdict(Figure(case, round(first, 1), p50, p95, p99, size // 1024))))


def main() -> None:
    """Every case in a process of its own."""
    print(
        f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {ROUNDS} calls after the first"
    )
    print(f"{'case':20}{'first':>9}{'p50':>9}{'p95':>9}{'p99':>9}{'kB':>7}")
    figures = []
    for case in ("workbook out", "workbook in", "PDF of the sheet", "PDF of the score"):
        command = [sys.executable, "-m", "bench.documents", case]
        shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        figure = Figure(**json.loads(shown.stdout))
        figures.append(figure)
        print(
            f"{figure.case:20}{figure.first:>9}{figure.p50:>9}{figure.p95:>9}{figure.p99:>9}"
            f"{figure.kilobytes:>7}"
        )
    print(json.dumps({"bench": "documents", "figures": [asdict(figure) for figure in figures]}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        main()
