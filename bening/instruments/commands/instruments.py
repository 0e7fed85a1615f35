"""`bening instruments`: list, show, check and compile instruments, without server and database."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bening.domain.scoring import Instrument, Level, Question
from bening.domain.scoring.messages import number
from bening.instruments import FOLDER, build, load, read_document, shipped
from bening.instruments.commands.output import DONE, refuse, say, unreadable
from bening.instruments.commands.parser import Parser
from bening.instruments.compiled import COMPILED, SOURCE, compiled

# The name a workbook is checked under; its own name is chosen when it is taken in.
TRIAL_ID = "lke-2021-periksa"


def run(arguments: Sequence[str]) -> int:
    """Run one of the sub-commands; 0 done, 2 refused with one line per fault on stderr."""
    options = _parser().parse_args(arguments)
    match options.command:
        case "list":
            say("\n".join(map(_line, map(load, shipped()))))
            return DONE
        case "show":
            return _show(options.id)
        case "check":
            return _check(options.path)
        case _:
            return _compile()


def _parser() -> Parser:
    parser = Parser(
        prog="bening instruments", description="Instrumen LKE: daftar, isi, pemeriksaan."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    commands.add_parser("list", help="instrumen bawaan")
    show = commands.add_parser("show", help="isi satu instrumen")
    show.add_argument("id", metavar="ID")
    check = commands.add_parser("check", help="memeriksa berkas instrumen")
    check.add_argument("path", type=Path, metavar="FILE")
    commands.add_parser("compile", help="menyusun ulang bentuk terkompilasi instrumen bawaan")
    return parser


def _line(instrument: Instrument) -> str:
    asked = f"{len(instrument.questions)} butir"
    about = f"{instrument.regulation.id}  {asked}  sha256 {instrument.sha256}"
    return f"{instrument.id:<12}{instrument.name}\n{'':<12}{about}"


def _show(id_: str) -> int:
    if id_ not in shipped():
        known = ", ".join(shipped())
        return refuse((f"{id_}: instrumen tidak dikenal; yang ada: {known}",))
    instrument = load(id_)
    say("\n".join((_line(instrument), "", *_tree(instrument))))
    return DONE


def _tree(instrument: Instrument) -> Iterator[str]:
    for node in instrument.nodes:
        weight = number(node.weight, 2).rjust(7)
        if isinstance(node, Question):
            yield f"{weight}  {node.code:<13} {node.text}"
        else:
            rule = "\n" if node.level in {Level.COMPONENT, Level.AREA} else ""
            yield f"{rule}{weight}  {node.code:<13} {node.name.upper()}"


def _check(path: Path) -> int:
    if path.suffix.lower() == ".xlsx":
        return _check_workbook(path)
    try:
        reading = read_document(path.read_bytes())
    except OSError as error:
        return refuse((unreadable(path, error),))
    if reading.document is None or reading.faults:
        return refuse(reading.faults)
    say(f"Tidak ada kesalahan.\n{_line(build(reading.document, reading.sha256))}")
    return DONE


def _check_workbook(path: Path) -> int:
    """An instrument in the layout of Annex III, each fault by cell."""
    from bening.instruments.workbook.instrument_reader import (  # noqa: PLC0415 - only for xlsx
        read_instrument,
    )
    from bening.instruments.workbook.refusals import WorkbookRefused  # noqa: PLC0415
    from bening.instruments.workbook.words import refusal_sentence  # noqa: PLC0415 - after loading

    try:
        reading = read_instrument(path, id_=TRIAL_ID)
    except OSError as error:
        return refuse((unreadable(path, error),))
    except WorkbookRefused as refused:
        return refuse((f"{path.name}: {refusal_sentence(refused)}",))
    if reading.faults:
        return refuse(
            f"{fault.sheet}!{fault.cell}: {fault.message}" if fault.cell else fault.message
            for fault in reading.faults
        )
    say(f"Tidak ada kesalahan.\n{_line(build(reading.document))}")
    return DONE


def _compile() -> int:
    """Make the compiled form of each shipped instrument anew, all or none."""
    forms: dict[Path, bytes] = {}
    for path in sorted(FOLDER.glob(f"*/{SOURCE}")):
        source = path.read_bytes()
        reading = read_document(source)
        faults = [fault for fault in reading.faults if fault.code != "shipped_id"]
        if reading.document is None or faults:
            return refuse(f"{path.parent.name}, {fault}" for fault in reading.faults)
        forms[path.with_name(COMPILED)] = compiled(source, reading.document)
    for path, form in forms.items():
        path.write_bytes(form)
        say(f"{path.parent.name}: {len(form)} bita")
    return DONE
