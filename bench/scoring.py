"""What scoring costs: one sheet, the command as a whole, 100,000 sheets, loading an instrument.

    python -m bench.scoring

The sheets are random and repeatable. The command is a new process each time, as a person runs it.
"""

import subprocess
import sys
from pathlib import Path

import numpy as np

from bench._table import show, timed
from bening.domain.scoring import ChoiceScale, IndexScale, Instrument, gains, score
from bening.domain.scoring.batch import MISSING, PLACES, Sheets, score_batch
from bening.instruments import FOLDER, build, load, read_document
from bening.instruments.commands.sheet_file import read_sheet
from bening.instruments.compiled import SOURCE, read_compiled

ROOT = Path(__file__).resolve().parent.parent
SHEET = ROOT / "tests" / "golden" / "sheets" / "lke-2021-balai-contoh.json"
SHEETS = 100_000


def random_sheets(instrument: Instrument) -> Sheets:
    """Columns of random answers, one in some hundred left out."""
    rng = np.random.default_rng(2021)
    columns = {}
    for question in instrument.questions:
        match question.scale:
            case ChoiceScale(options=options):
                columns[question.code] = rng.integers(MISSING, len(options), SHEETS)
            case IndexScale(high=high):
                columns[question.code] = rng.integers(MISSING, int(high) * PLACES + 1, SHEETS)
            case _:
                for count in question.inputs:
                    columns[f"{question.code}/{count.id}"] = rng.integers(MISSING, 900, SHEETS)
    return Sheets(SHEETS, columns)


def command(*arguments: str) -> None:
    """Run `bening` in a new process."""
    subprocess.run(
        [sys.executable, "-m", "bening", *arguments], cwd=ROOT, check=True, capture_output=True
    )


def main() -> None:
    """Print every figure."""
    instrument = load("lke-2021")
    answers = read_sheet(SHEET, None, None).answers
    summary = score(instrument, answers)
    source = (FOLDER / "lke-2021" / SOURCE).read_bytes()
    sheets = random_sheets(instrument)

    def empty_process() -> None:
        subprocess.run([sys.executable, "-c", "pass"], cwd=ROOT, check=True)

    show(
        "Scoring",
        [
            timed("one sheet, 113 questions", lambda: score(instrument, answers), 1000, 1),
            timed(
                "what still moves most",
                lambda: gains(instrument, answers, "wbbm", summary),
                300,
            ),
            timed(f"{SHEETS:,} sheets", lambda: score_batch(instrument, sheets), 10, 500),
            timed(
                "load the compiled instrument",
                lambda: build(*read_compiled(FOLDER / "lke-2021")),
                50,
            ),
            timed("check the instrument file by line", lambda: read_document(source), 10),
            timed("bening score, whole process", lambda: command("score", str(SHEET)), 15, 400),
            timed("python -c pass", empty_process, 15),
        ],
    )
    print(f"{score_batch(instrument, sheets).apart} of {SHEETS:,} sheets were scored one by one")


if __name__ == "__main__":
    main()
