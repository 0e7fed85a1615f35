"""Whether officials reported their wealth in time: the status of a report, never its figures.

LHKPN is the report of officials whom the law obliges; everybody else proves the yearly tax return
with its receipt (LHKAN). A yearly list belongs to the year in which its reports are due.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bening.domain.days import read_day
from bening.domain.refusals import Refused


class ReportKind(StrEnum):
    """Which report is due."""

    LHKPN = "lhkpn"
    LHKAN = "lhkan"


class Occasion(StrEnum):
    """Why it is due."""

    YEARLY = "yearly"
    START = "start"
    END = "end"


class Rank(StrEnum):
    """The ranks in which the evaluation sheet counts."""

    UNIT_HEAD = "unit_head"
    OFFICIAL = "official"
    OTHER = "other"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    STAFF = "staff"


RANKS: Mapping[ReportKind, tuple[Rank, ...]] = {
    ReportKind.LHKPN: (Rank.UNIT_HEAD, Rank.OFFICIAL, Rank.OTHER),
    ReportKind.LHKAN: (Rank.ADMINISTRATOR, Rank.SUPERVISOR, Rank.STAFF),
}


class Standing(StrEnum):
    """How a duty stands on a day. Complete: announced (LHKPN), or the receipt is there (LHKAN)."""

    NOT_YET = "not_yet"
    OVERDUE = "overdue"
    REPORTED = "reported"
    COMPLETE = "complete"
    LATE = "late"


class WealthRefused(Refused):
    """A duty or its report can't be so."""

    status = 422

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty, without the person."""

    kind: ReportKind
    rank: Rank
    due_on: date
    reported_on: date | None = None
    is_complete: bool = False


def standing(duty: Duty, today: date) -> Standing:
    """How a duty stands on a day; a report after that day is not known yet."""
    if duty.reported_on is None or duty.reported_on > today:
        return Standing.OVERDUE if today > duty.due_on else Standing.NOT_YET
    if duty.reported_on > duty.due_on:
        return Standing.LATE
    return Standing.COMPLETE if duty.is_complete else Standing.REPORTED


@dataclass(frozen=True, slots=True)
class Totals:
    """A list in numbers: obliged and reported, by kind and by rank; `late` of the reported."""

    obliged: Mapping[Rank, int]
    reported: Mapping[Rank, int]
    late: int

    def obliged_of(self, kind: ReportKind) -> int:
        """How many must report so."""
        return sum(self.obliged[rank] for rank in RANKS[kind])

    def reported_of(self, kind: ReportKind) -> int:
        """How many of them have."""
        return sum(self.reported[rank] for rank in RANKS[kind])

    @property
    def missing(self) -> int:
        """Everybody who has not reported: the last number of the ministry's form."""
        return sum(self.obliged.values()) - sum(self.reported.values())

    @property
    def share(self) -> Fraction | None:
        """Reported of obliged over both kinds, 0 to 1; None without a duty."""
        obliged = sum(self.obliged.values())
        return Fraction(sum(self.reported.values()), obliged) if obliged else None


def totals(duties: Iterable[Duty], today: date) -> Totals:
    """Adds up a list as it stands on a day."""
    obliged, reported, late = dict.fromkeys(Rank, 0), dict.fromkeys(Rank, 0), 0
    for duty in duties:
        obliged[duty.rank] += 1
        found = standing(duty, today)
        if found in (Standing.REPORTED, Standing.COMPLETE, Standing.LATE):
            reported[duty.rank] += 1
            late += found == Standing.LATE
    return Totals(obliged, reported, late)


def check_rank(kind: ReportKind, rank: Rank) -> None:
    """Raises WealthRefused("wealth_rank_of_other_kind") where the rank reports otherwise."""
    if rank not in RANKS[kind]:
        raise WealthRefused("wealth_rank_of_other_kind", field="rank")


# --- recap lists

COLUMNS = ("nip", "nama", "jenjang", "jenis", "tanggal lapor", "nomor bukti", "lengkap")
NEEDED = 4
"""So many of the columns, from the first, must be there."""
RANK_WORDS = {
    "kepala satker": Rank.UNIT_HEAD,
    "pejabat wajib": Rank.OFFICIAL,
    "wajib lainnya": Rank.OTHER,
    "administrator": Rank.ADMINISTRATOR,
    "pengawas": Rank.SUPERVISOR,
    "fungsional": Rank.STAFF,
    "pelaksana": Rank.STAFF,
    "fungsional dan pelaksana": Rank.STAFF,
}
MOST_LINES = 5_000
NIP = re.compile(r"\d{18}")


@dataclass(frozen=True, slots=True)
class Line:
    """A good line of a recap."""

    number: int
    employee_number: str
    name: str
    kind: ReportKind
    rank: Rank
    reported_on: date | None
    receipt: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line: a code and the column or value it is about."""

    number: int
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Recap:
    """A recap read whole: its good lines and the faults of the others, in order."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def read_recap(table: Sequence[Sequence[str]], *, today: date) -> Recap:
    """Reads a recap whose first row names its columns; days as `read_day` takes them.

    Line numbers are those of the sheet, the head being 1. A fault leaves out its line only; a head
    without the needed columns, or too many lines, leaves out all.
    """
    if not table:
        return Recap((), (Fault(1, "recap_empty"),))
    head = [cell.strip().casefold() for cell in table[0]]
    missing = [name for name in COLUMNS[:NEEDED] if name not in head]
    if missing:
        return Recap((), tuple(Fault(1, "recap_column_missing", name) for name in missing))
    if len(table) > MOST_LINES + 1:
        return Recap((), (Fault(1, "recap_too_long", str(MOST_LINES)),))
    lines: list[Line] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, cells in enumerate(table[1:], start=2):
        row = dict(zip(head, (cell.strip() for cell in cells), strict=False))
        if not any(row.values()):
            continue
        wrong = list(_faults(number, row, seen, today))
        faults += wrong
        if not wrong:
            seen.add(row["nip"])
            lines.append(_line(number, row))
    if not lines and not faults:
        faults.append(Fault(1, "recap_empty"))
    return Recap(tuple(lines), tuple(faults))


def _faults(number: int, row: Mapping[str, str], seen: set[str], today: date) -> Iterator[Fault]:
    nip = row.get("nip", "")
    if not NIP.fullmatch(nip):
        yield Fault(number, "recap_nip", nip[:30])
    elif nip in seen:
        yield Fault(number, "recap_nip_twice", nip)
    if not row.get("nama"):
        yield Fault(number, "recap_name_missing")
    kind, rank = _kind(row), RANK_WORDS.get(row.get("jenjang", "").casefold())
    if kind is None:
        yield Fault(number, "recap_kind", row.get("jenis", "")[:30])
    if rank is None:
        yield Fault(number, "recap_rank", row.get("jenjang", "")[:30])
    elif kind is not None and rank not in RANKS[kind]:
        yield Fault(number, "recap_rank_of_other_kind", row.get("jenjang", ""))
    told = row.get("tanggal lapor", "")
    day = read_day(told)
    if told and day is None:
        yield Fault(number, "recap_day", told[:30])
    elif day is not None and day > today:
        yield Fault(number, "recap_day_in_future", told)
    if day is not None and not row.get("nomor bukti"):
        yield Fault(number, "recap_receipt_missing")


def _line(number: int, row: Mapping[str, str]) -> Line:
    kind = _kind(row) or ReportKind.LHKAN
    day = read_day(row.get("tanggal lapor", ""))
    return Line(
        number=number,
        employee_number=row["nip"],
        name=row["nama"][:200],
        kind=kind,
        rank=RANK_WORDS[row["jenjang"].casefold()],
        reported_on=day,
        receipt=row.get("nomor bukti", "")[:120] if day else "",
        is_complete=day is not None and row.get("lengkap", "").casefold() == "ya",
    )


def _kind(row: Mapping[str, str]) -> ReportKind | None:
    words = {"lhkpn": ReportKind.LHKPN, "lhkan": ReportKind.LHKAN, "lhkasn": ReportKind.LHKAN}
    return words.get(row.get("jenis", "").casefold())
