"""Lists of recommendations as CSV or XLSX: read line by line, each line right or left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bening.accounts.imports.table import MOST_CELL, csv_of, read_rows
from bening.domain.days import read_day
from bening.domain.findings import FollowUpRefused, FollowUpState, check_verdict
from bening.findings.models import Auditor, State

COLUMNS = (
    "nomor lhp",
    "pemeriksa",
    "tanggal lhp",
    "diterima",
    "kode unit",
    "temuan",
    "rekomendasi",
    "judul lhp",
    "kode temuan",
    "nilai",
    "keadaan",
    "alasan",
    "dikembalikan",
    "tanggal setor",
    "bukti setor",
)
NEEDED = 7
"""So many of the columns, from the first, must be there."""
HEADINGS: dict[str, tuple[str, ...]] = {name: (name,) for name in COLUMNS}
MOST_LINES = 1_000
MOST_DIGITS = 15
AUDITORS = {
    "bpk": Auditor.BPK,
    "bpkp": Auditor.BPKP,
    "apip": Auditor.INTERNAL,
    "inspektorat": Auditor.INTERNAL,
    "itjen": Auditor.INTERNAL,
    "lainnya": Auditor.OTHER,
}
STATES = {
    "": State.OPEN,
    "belum ditindaklanjuti": State.OPEN,
    "belum sesuai": State.NOT_FITTING,
    "sesuai": State.FITTING,
    "selesai": State.FITTING,
    "tidak dapat ditindaklanjuti": State.IMPOSSIBLE,
}


@dataclass(frozen=True, slots=True)
class ListLine:
    """A good line; `unit` is the code of a unit, sums are whole rupiah."""

    number: int
    report: str
    auditor: Auditor
    title: str
    dated_on: date
    received_on: date
    unit: str
    finding_code: str
    finding: str
    text: str
    value: int
    state: State
    reason: str
    returned: int
    returned_on: date
    receipt: str


@dataclass(frozen=True, slots=True)
class ListFault:
    """What is wrong in a line: a code of `words.FAULTS`, and the value it is about."""

    number: int
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class FindingList:
    """A list read whole: its good lines and the faults of the others, in order."""

    lines: tuple[ListLine, ...]
    faults: tuple[ListFault, ...]


def table_of(content: bytes) -> list[list[str]]:
    """Line number and cells of each filled line, as text in the order of `COLUMNS`.

    Raises FileRefused.
    """
    rows = read_rows(content, HEADINGS, optional=COLUMNS[NEEDED:])
    return [[str(row.line), *(row.cells[name] for name in COLUMNS)] for row in rows]


def template(unit: str) -> bytes:
    """A CSV with the head of a list and one line that shows its shape."""
    line = ("12/LHP/2026", "BPK", "2026-03-20", "2026-04-01", unit, "Kelebihan pembayaran")
    rest = ("Setorkan kelebihan pembayaran ke kas daerah", "Kepatuhan belanja", "1.01", "1500000")
    return csv_of(COLUMNS, ((*line, *rest, "belum ditindaklanjuti", "", "", "", ""),))


def read_list(table: Sequence[Sequence[str]], units: Iterable[str], *, today: date) -> FindingList:
    """Reads what `table_of` found; `units` are the codes of the units that may be named."""
    known = frozenset(units)
    if len(table) > MOST_LINES:
        return FindingList((), (ListFault(1, "list_too_long", str(MOST_LINES)),))
    lines: list[ListLine] = []
    faults: list[ListFault] = []
    seen: set[tuple[str, str, str, str]] = set()
    for number, *cells in table:
        row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
        wrong = [ListFault(int(number), *each) for each in _faults(row, known, today)]
        key = (row["nomor lhp"], row["kode unit"], row["kode temuan"], row["rekomendasi"])
        if not wrong and key in seen:
            wrong = [ListFault(int(number), "list_line_twice")]
        faults += wrong
        if not wrong:
            seen.add(key)
            lines.append(_line(int(number), row))
    return FindingList(tuple(lines), tuple(faults))


def _faults(
    row: Mapping[str, str], units: frozenset[str], today: date
) -> Iterator[tuple[str, str]]:
    for name in ("nomor lhp", "temuan", "rekomendasi"):
        if not row[name]:
            yield "list_cell_empty", name
        elif len(row[name]) >= MOST_CELL:
            yield "list_cell_long", name
    if row["pemeriksa"].casefold() not in AUDITORS:
        yield "list_auditor", row["pemeriksa"][:40]
    if row["kode unit"] not in units:
        yield "list_unit", row["kode unit"][:40]
    yield from _day_faults(row, today)
    yield from _money_faults(row)


def _day_faults(row: Mapping[str, str], today: date) -> Iterator[tuple[str, str]]:
    dated, received = read_day(row["tanggal lhp"]), read_day(row["diterima"])
    days = [("tanggal lhp", dated), ("diterima", received)]
    if _rupiah(row["dikembalikan"]):
        days.append(("tanggal setor", read_day(row["tanggal setor"])))
    for name, day in days:
        if day is None:
            yield "list_day", row[name][:40]
        elif day > today:
            yield "list_day_in_future", row[name][:40]
    if dated and received and received < dated:
        yield "list_received_before", row["diterima"]


def _money_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    value, returned = _rupiah(row["nilai"]), _rupiah(row["dikembalikan"])
    for name, found in (("nilai", value), ("dikembalikan", returned)):
        if found is None:
            yield "list_money", row[name][:40]
    state = STATES.get(row["keadaan"].casefold())
    if state is None:
        yield "list_state", row["keadaan"][:40]
    if value is None or returned is None or state is None:
        return
    if returned > value:
        yield "list_returned_too_much", row["dikembalikan"]
    if returned and not row["bukti setor"]:
        yield "list_receipt_missing", ""
    if state != State.OPEN:
        try:
            check_verdict(
                found=FollowUpState(state),
                reason=row["alasan"],
                has_answer=True,
                value=value,
                returned=returned,
            )
        except FollowUpRefused as refusal:
            yield f"list_{refusal.code}", row["keadaan"]


def _line(number: int, row: Mapping[str, str]) -> ListLine:
    dated, received = read_day(row["tanggal lhp"]), read_day(row["diterima"])
    if dated is None or received is None:
        raise ValueError(number)
    return ListLine(
        number=number,
        report=row["nomor lhp"][:120],
        auditor=AUDITORS[row["pemeriksa"].casefold()],
        title=row["judul lhp"][:300] or row["nomor lhp"],
        dated_on=dated,
        received_on=received,
        unit=row["kode unit"],
        finding_code=row["kode temuan"][:40],
        finding=row["temuan"],
        text=row["rekomendasi"],
        value=_rupiah(row["nilai"]) or 0,
        state=STATES[row["keadaan"].casefold()],
        reason=row["alasan"],
        returned=_rupiah(row["dikembalikan"]) or 0,
        returned_on=read_day(row["tanggal setor"]) or received,
        receipt=row["bukti setor"][:120],
    )


def _rupiah(text: str) -> int | None:
    """Whole rupiah, with or without points between thousands; empty is none. None: no number."""
    kept = text.removeprefix("Rp").strip().removesuffix(",00").replace(".", "")
    if not kept:
        return 0
    is_number = kept.isascii() and kept.isdigit() and len(kept) <= MOST_DIGITS
    return int(kept) if is_number else None
