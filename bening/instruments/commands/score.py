"""`bening score FILE`: the score of a filled sheet, without server and database."""

import json
from collections.abc import Sequence
from pathlib import Path

from bening.domain.scoring import Designation, score, scorecard
from bening.instruments.commands.output import DONE, refuse, say
from bening.instruments.commands.parser import Parser
from bening.instruments.commands.sheet_file import SheetRefused, read_sheet


def run(arguments: Sequence[str]) -> int:
    """Score the file named; 0 scored, 2 refused with one line per fault on stderr."""
    options = _parser().parse_args(arguments)
    try:
        sheet = read_sheet(options.file, options.instrument, options.target)
    except SheetRefused as refused:
        return refuse(refused.faults)
    summary = score(sheet.instrument, sheet.answers)
    if options.format == "json":
        say(json.dumps(scorecard(summary), ensure_ascii=False, indent=1))
    else:
        from bening.instruments.commands.table import scorecard_table  # noqa: PLC0415

        say(scorecard_table(sheet, summary))
    refuse(sheet.doubts)
    return DONE


def _parser() -> Parser:
    parser = Parser(
        prog="bening score",
        description="Menilai lembar kerja evaluasi (LKE) yang terisi, tepat dan tanpa server.",
        epilog="Keluar dengan 0 bila dinilai, 2 bila ditolak (satu baris per kesalahan di stderr).",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="berkas .json, .yaml, atau .xlsx")
    parser.add_argument("--instrument", metavar="ID", help="instrumen bawaan atau berkas .yaml")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="bentuk hasil")
    targets = [target.value for target in Designation]
    parser.add_argument("--target", choices=targets, help="predikat yang dituju")
    return parser
