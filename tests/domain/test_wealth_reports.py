"""Duties to report wealth: standings, sums, and recaps read line by line."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.wealth_reports import (
    MOST_LINES,
    RANKS,
    Duty,
    Rank,
    ReportKind,
    Standing,
    WealthRefused,
    check_rank,
    read_recap,
    standing,
    totals,
)

DUE = date(2026, 3, 31)
TODAY = date(2026, 4, 15)
HEAD = ["NIP", "Nama", "Jenjang", "Jenis", "Tanggal Lapor", "Nomor Bukti", "Lengkap"]
GOOD = ["198001012005011001", "Sari", "Kepala Satker", "LHKPN", "2026-03-31", "T-1", "ya"]


def duty(reported_on: date | None, *, is_complete: bool = False) -> Duty:
    return Duty(ReportKind.LHKPN, Rank.UNIT_HEAD, DUE, reported_on, is_complete)


def test_standing_changes_the_day_after_the_deadline() -> None:
    assert standing(duty(None), DUE) == Standing.NOT_YET
    assert standing(duty(None), DUE + timedelta(days=1)) == Standing.OVERDUE
    assert standing(duty(DUE), TODAY) == Standing.REPORTED
    assert standing(duty(DUE, is_complete=True), TODAY) == Standing.COMPLETE
    assert standing(duty(DUE + timedelta(days=1), is_complete=True), TODAY) == Standing.LATE


def test_later_reports_are_not_known_yet() -> None:
    assert standing(duty(TODAY), TODAY - timedelta(days=1)) == Standing.OVERDUE


@given(
    st.lists(
        st.tuples(
            st.sampled_from([(kind, rank) for kind in RANKS for rank in RANKS[kind]]),
            st.one_of(st.none(), st.dates(date(2026, 1, 1), TODAY)),
        ),
        max_size=40,
    )
)
def test_sums_agree(given_rows: list[tuple[tuple[ReportKind, Rank], date | None]]) -> None:
    rows = [Duty(kind, rank, DUE, day) for (kind, rank), day in given_rows]
    found = totals(rows, TODAY)
    assert sum(found.obliged_of(kind) for kind in ReportKind) == len(rows)
    assert found.missing == sum(row.reported_on is None for row in rows)
    assert found.late == sum(row.reported_on is not None and row.reported_on > DUE for row in rows)
    assert found.share == (Fraction(len(rows) - found.missing, len(rows)) if rows else None)


def test_a_rank_reports_in_its_own_way() -> None:
    check_rank(ReportKind.LHKAN, Rank.STAFF)
    with pytest.raises(WealthRefused, match="wealth_rank_of_other_kind"):
        check_rank(ReportKind.LHKPN, Rank.STAFF)


def test_a_good_recap() -> None:
    other = ["198001012005011002", "Tono", "Pelaksana", "LHKAN", "30/03/2026", "B-2", ""]
    empty = [""] * len(HEAD)
    found = read_recap([HEAD, GOOD, empty, other], today=TODAY)
    assert not found.faults
    first, second = found.lines
    assert (first.rank, first.reported_on, first.is_complete) == (Rank.UNIT_HEAD, DUE, True)
    assert (second.number, second.rank, second.reported_on) == (4, Rank.STAFF, date(2026, 3, 30))


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (0, "123", "recap_nip"),
        (1, "", "recap_name_missing"),
        (2, "Raja", "recap_rank"),
        (2, "Pelaksana", "recap_rank_of_other_kind"),
        (3, "SPT", "recap_kind"),
        (4, "kemarin", "recap_day"),
        (4, "2026-12-31", "recap_day_in_future"),
        (5, "", "recap_receipt_missing"),
    ],
)
def test_a_fault_names_its_line_and_leaves_out_only_it(column: int, value: str, code: str) -> None:
    bad = [*GOOD]
    bad[0] = "198001012005011009"
    bad[column] = value
    found = read_recap([HEAD, GOOD, bad], today=TODAY)
    assert [(fault.number, fault.code) for fault in found.faults] == [(3, code)]
    assert len(found.lines) == 1


def test_the_same_person_twice() -> None:
    found = read_recap([HEAD, GOOD, GOOD], today=TODAY)
    assert [fault.code for fault in found.faults] == ["recap_nip_twice"]


def test_a_head_without_columns() -> None:
    found = read_recap([["nip", "nama"], GOOD], today=TODAY)
    assert [fault.value for fault in found.faults] == ["jenjang", "jenis"]
    assert not found.lines


@pytest.mark.parametrize("table", [[], [HEAD], [HEAD, [""] * len(HEAD)]])
def test_a_recap_that_says_nothing(table: list[list[str]]) -> None:
    assert [fault.code for fault in read_recap(table, today=TODAY).faults] == ["recap_empty"]


def test_a_recap_that_never_ends_is_not_read() -> None:
    found = read_recap([HEAD, *[GOOD] * (MOST_LINES + 1)], today=TODAY)
    assert [(fault.code, fault.value) for fault in found.faults] == [
        ("recap_too_long", str(MOST_LINES))
    ]


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=8))
def test_no_table_breaks_the_reader(table: list[list[str]]) -> None:
    found = read_recap([HEAD, *table], today=TODAY)
    assert len(found.lines) <= len(table)
