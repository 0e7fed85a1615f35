"""The monitoring board: stored standings that follow what happens, and a page that stays cheap."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bening.accounts.models import Role
from bening.audit import sealing
from bening.dashboards import board, computing, queries, rollup
from bening.dashboards.models import ProgramStanding
from bening.evaluations import actions
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationSheet, InstrumentVersion
from bening.nominations import actions as nominations
from bening.programs.actions import StateDates, open_program, set_cycle_dates
from bening.programs.models import Designation, ProgramState, ZoneProgram
from tests.features.evaluations.conftest import make_sheet
from tests.people import NOW, TODAY, Cast, give, make_person, make_unit, sign_in


@pytest.fixture
def sheet(cast: Cast) -> EvaluationSheet:
    store_shipped(now=NOW)
    return make_sheet(cast, InstrumentVersion.objects.get(slug="lke-2021"))


@pytest.fixture(autouse=True)
def nothing_read_yet() -> Iterator[None]:
    rollup.forget()
    yield
    rollup.forget()


def settle() -> int:
    """What the background does: seals, then brings the standings up to date."""
    sealing.seal_all(now=NOW)
    return rollup.refresh(now=NOW)


def answer(sheet: EvaluationSheet, cast: Cast, code: str, value: str, seen: int = 0) -> None:
    actions.save_answer(
        sheet=sheet, official_code=code, value=value, inputs=None, note="", seen_version=seen,
        by=cast.pic, now=NOW,
    )  # fmt: skip


def more_programs(cast: Cast, sheet: EvaluationSheet, numbers: range) -> list[ZoneProgram]:
    return [
        open_program(
            unit=make_unit(cast.agency, f"8{number}"),
            cycle=sheet.cycle,
            target=Designation.WBK,
            by=cast.agency_admin,
            now=NOW,
        )
        for number in numbers
    ]


# --- the standings


def test_a_standing_says_what_the_sheet_says(cast: Cast, sheet: EvaluationSheet) -> None:
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    assert settle() == 1
    held = queries.standings([sheet], on=TODAY)[0]
    found = ProgramStanding.objects.get(program=sheet.program)
    assert Fraction(found.total) == held.total
    assert Fraction(found.self_total) == held.total
    assert Fraction(found.gap_exact) == held.gap
    assert found.unmet == [check.id for check in held.unmet]
    assert (found.unanswered, found.questions) == (112, 113)
    assert (found.tpi_total, found.field_total, found.counting) == ("", "", "self")


def test_only_what_changed_is_computed_again(cast: Cast, sheet: EvaluationSheet) -> None:
    more_programs(cast, sheet, range(3))
    assert settle() == 4
    assert settle() == 0
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    assert settle() == 1


def test_saving_an_answer_writes_nothing_for_the_board(cast: Cast, sheet: EvaluationSheet) -> None:
    settle()
    with CaptureQueriesContext(connection) as asked:
        answer(sheet, cast, "A.I.1.i.a", "Ya")
    assert not [query for query in asked if "dashboards_" in query["sql"]]


def test_a_change_during_the_computing_is_not_lost(
    cast: Cast,
    sheet: EvaluationSheet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settle()
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    sealing.seal_all(now=NOW)
    rollup.mark_changed(now=NOW)
    compute = computing.standings_of

    def and_meanwhile(*given: object, **more: object) -> object:
        computed = compute(*given, **more)  # type: ignore[arg-type]
        rollup.mark([sheet.program], now=NOW + timedelta(seconds=1))
        return computed

    monkeypatch.setattr(rollup, "standings_of", and_meanwhile)
    rollup.compute_stale(now=NOW)
    assert ProgramStanding.objects.get().stale_since is not None
    monkeypatch.setattr(rollup, "standings_of", compute)
    rollup.compute_stale(now=NOW)
    assert ProgramStanding.objects.get().unanswered == 112


def test_another_process_reads_the_same_seals_without_harm(
    cast: Cast,
    sheet: EvaluationSheet,
) -> None:
    settle()
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    settle()
    before = ProgramStanding.objects.values().get()
    rollup.forget()
    settle()
    assert ProgramStanding.objects.values().get() == before


def test_midnight_makes_a_question_late(cast: Cast, sheet: EvaluationSheet) -> None:
    actions.assign(
        sheet=sheet, official_code="A.I.1.i.a", assignee=cast.pic, due_on=TODAY, by=cast.pic,
        now=NOW,
    )  # fmt: skip
    settle()
    found = ProgramStanding.objects.get()
    assert (found.late_questions, found.next_due_on) == (0, TODAY)
    last = NOW.replace(hour=16, minute=59)  # 23.59 WIB
    assert rollup.refresh(now=last) == 0
    assert rollup.refresh(now=last + timedelta(minutes=1)) == 1
    found.refresh_from_db()
    assert (found.late_questions, found.next_due_on) == (1, None)


def test_a_new_target_changes_the_gap(cast: Cast, sheet: EvaluationSheet) -> None:
    settle()
    ZoneProgram.objects.filter(pk=sheet.program.pk).update(target=Designation.WBBM)
    rollup.mark([sheet.program], now=NOW)
    rollup.compute_stale(now=NOW)
    assert ProgramStanding.objects.get().gap == 85


# --- the flow


def test_every_state_is_in_one_step_of_the_flow() -> None:
    shown = [state for step in board.FLOW for state in step.states]
    assert sorted(shown) == sorted(ProgramState)


# --- the page


def page(client: Client, address: str = "/papan/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_flow_counts_and_filters(cast: Cast, sheet: EvaluationSheet, client: Client) -> None:
    built, _other = more_programs(cast, sheet, range(2))
    ZoneProgram.objects.filter(pk=built.pk).update(state=ProgramState.COACHING)
    settle()
    sign_in(client, cast.inspector)
    text = page(client)
    assert "<b>2</b>Persiapan" in text
    assert "<b>1</b>Pembangunan" in text
    text = page(client, "/papan/?tahap=pembangunan")
    assert "Unit 80" in text
    assert cast.unit.name not in text
    text = page(client, "/papan/?keadaan=draft")
    assert "Unit 80" not in text
    assert cast.unit.name in text


def test_a_state_past_its_day_is_late(cast: Cast, sheet: EvaluationSheet, client: Client) -> None:
    more_programs(cast, sheet, range(1))
    ZoneProgram.objects.filter(pk=sheet.program.pk).update(state=ProgramState.BUILDING)
    set_cycle_dates(
        cycle=sheet.cycle,
        dates=[StateDates(ProgramState.BUILDING, None, date(2020, 1, 1))],
        by=cast.agency_admin,
        now=NOW,
    )
    settle()
    sign_in(client, cast.inspector)
    text = page(client, "/papan/?terlambat=1")
    assert cast.unit.name in text
    assert "Unit 80" not in text
    assert "Ada yang terlambat <b>1</b>" in text


def test_foreign_rows_are_never_counted(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
) -> None:
    foreign = ZoneProgram.objects.create(
        agency=cast.outside_agency,
        unit=cast.outside_unit,
        cycle=sheet.cycle,  # even in this cycle
        target=Designation.WBK,
        state_since=NOW,
        created_by=cast.outsider,
        created_at=NOW,
    )
    EvaluationSheet.objects.create(
        agency=cast.outside_agency,
        unit=cast.outside_unit,
        program=foreign,
        cycle=sheet.cycle,
        instrument=sheet.instrument,
        created_at=NOW,
    )
    settle()
    assert ProgramStanding.objects.count() == 2
    sign_in(client, cast.inspector)
    for address in ("/papan/", "/papan/?q=Kantor", "/papan/?tahap=persiapan&urut=-late"):
        text = page(client, address)
        assert cast.outside_unit.name not in text
        assert "<b>1</b>Persiapan" in text
    text = client.get("/papan/unduh.csv").content.decode("utf-8-sig")
    assert cast.outside_unit.name not in text


@pytest.mark.parametrize("who", ["pic", "unit_head", "area_member", "colleague", "outsider"])
@pytest.mark.parametrize("path", ["/papan/", "/papan/unduh.xlsx", "/papan/unduh.csv"])
def test_the_board_is_refused_to_who_sees_only_units(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
    who: str,
    path: str,
) -> None:
    sign_in(client, getattr(cast, who))
    assert client.get(path).status_code == 403


def test_a_role_that_has_ended_opens_no_board(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
) -> None:
    former = make_person("Mantan", agency=cast.agency)
    role = give(former, Role.INSPECTOR)
    role.ends_on = date(2025, 2, 1)
    role.save(update_fields=["ends_on"])
    sign_in(client, former)
    assert client.get("/papan/").status_code == 403


def test_unknown_filters_ask_for_nothing(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    settle()
    sign_in(client, cast.inspector)
    asked = "/papan/?tahun=x&q=&target=x&keadaan=x&tahap=x&tim=x&terlambat=x&urut=x&hal=99"
    assert cast.unit.name in page(client, asked)


@pytest.mark.parametrize("sort", ["unit", "state", "total", "gap", "late", "open", "changed"])
def test_every_column_sorts_both_ways(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
    sort: str,
) -> None:
    more_programs(cast, sheet, range(2))
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    settle()
    more_programs(cast, sheet, range(2, 3))  # one without a standing
    sign_in(client, cast.inspector)
    for address in (f"/papan/?urut={sort}", f"/papan/?urut=-{sort}"):
        text = page(client, address)
        assert text.count('data-label="Nilai"') == 4
        assert "belum dihitung" in text


def test_the_queries_stay_when_units_grow(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
) -> None:
    more_programs(cast, sheet, range(1))
    settle()
    sign_in(client, cast.inspector)

    asked_for = ("", "?urut=-late", "?q=Unit&tahap=persiapan", "unduh.csv", "unduh.xlsx")

    def many() -> list[int]:
        found = []
        for address in asked_for:
            client.get(f"/papan/{address}")
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/papan/{address}").status_code == 200
            found.append(len(asked))
        return found

    before = many()
    more_programs(cast, sheet, range(1, 12))
    settle()
    assert many() == before
    assert max(before) <= 22


def test_a_line_names_three_unmet_minima_and_counts_the_rest(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    settle()
    sign_in(client, cast.inspector)
    standing = ProgramStanding.objects.get(program=sheet.program)
    unmet = list(standing.unmet)
    assert len(unmet) > 4

    def said(count: int) -> str:
        ProgramStanding.objects.update(unmet=unmet[:count])
        return page(client)

    assert "lainnya" not in said(3)
    assert "dan 1 lainnya" in said(4)
    assert f"dan {len(unmet) - 3} lainnya" in said(len(unmet))


def test_a_long_official_name_stands_as_its_code_and_once_below(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    settle()
    sign_in(client, cast.inspector)
    ProgramStanding.objects.update(unmet=["spak"])
    name = "Nilai Survei Persepsi Anti Korupsi (IPAK/SPAK, survei eksternal)"

    text = page(client)

    assert '<span class="b-nowrap">B.I.a</span>' in text
    assert text.count(name) == 1
    assert f"<b>B.I.a</b> {name}" in text
    assert name in client.get("/papan/unduh.csv").content.decode("utf-8-sig")
    ProgramStanding.objects.update(unmet=["total", "pengungkit"])
    assert "B.I.a" not in page(client)


# --- the files


def test_the_file_holds_the_rows_of_the_page_in_its_order(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
) -> None:
    more_programs(cast, sheet, range(2))
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    settle()
    sign_in(client, cast.inspector)
    text = client.get("/papan/unduh.csv?urut=-total").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1][1] == cast.unit.name
    assert len(rows) == 4
    shown = client.get("/papan/unduh.xlsx?q=Unit").content
    sheet_ = openpyxl.load_workbook(io.BytesIO(shown)).active
    assert sheet_ is not None
    names = [row[1] for row in sheet_.iter_rows(min_row=2, values_only=True)]
    assert names == ["Unit 80", "Unit 81"]


def test_a_name_never_becomes_a_formula(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
) -> None:
    cast.unit.name = "=1+1"
    cast.unit.save(update_fields=["name"])
    settle()
    sign_in(client, cast.inspector)
    assert ";'=1+1;" in client.get("/papan/unduh.csv").content.decode("utf-8-sig")
    made = openpyxl.load_workbook(io.BytesIO(client.get("/papan/unduh.xlsx").content)).active
    assert made is not None
    cell = made.cell(row=2, column=2)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_another_kind_of_file_is_not_there(
    cast: Cast,
    sheet: EvaluationSheet,
    client: Client,
) -> None:
    sign_in(client, cast.inspector)
    assert client.get("/papan/unduh.pdf").status_code == 404


# --- the proposal


def test_requirements_quota_and_last_day_of_the_proposal_are_there(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    settle()
    sign_in(client, cast.inspector)
    text = page(client)
    assert "Syarat instansi" in text
    assert "Opini BPK minimal" in text
    assert "belum ada data" in text
    assert "Indeks RB minimal, kementerian atau lembaga" not in text  # a regional government
    assert "kuota usulan" not in text
    assert "Susun usulan" not in text

    year = sheet.program.cycle.year
    for requirement, value in (("opini_bpk", "WTP"), ("predikat_sakip_min", "B")):
        nominations.enter_value(
            agency=cast.agency,
            unit=None,
            year=year,
            requirement=requirement,
            value=value,
            as_of=TODAY,
            source="LHP 3/2026",
            by=cast.inspector,
            now=NOW,
        )
    nominations.set_quota(
        agency=cast.agency, year=year, most=0, source="B/14", by=cast.agency_admin, now=NOW
    )
    ZoneProgram.objects.filter(pk=sheet.program.pk).update(state=ProgramState.ELIGIBLE)
    text = page(client)
    assert "kuota usulan 0 (B/14)" in text
    assert "WTP per 15 April 2026, minimal WTP" in text
    assert "minimal B (WBK) dan BB (WBBM)" in text
    assert "WBK saja" in text
    assert "Susun usulan (1 layak)" in text
    assert "1 unit layak diusulkan, sedangkan kuotanya 0" in text

    sign_in(client, cast.agency_admin)
    assert "Susun usulan" not in page(client)  # head and inspector choose the units
