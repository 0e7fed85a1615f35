"""The year of conflicts for the evaluation of channels, and what waits for whom."""

from datetime import date, timedelta

import pytest

from bening.accounts.models import Person
from bening.channel_reports.registry import figures_of
from bening.conflicts import actions
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import AnswerOfFreedom, CaseState, ConflictCase, ControlKind, Occasion
from bening.conflicts.waiting import turns
from bening.domain.conflicts import Section
from bening.facts import Period
from tests.features.conflicts.conftest import declare
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def decided(case: ConflictCase, by: Person, days: int) -> ConflictCase:
    return actions.decide_case(
        case=case,
        outcome=CaseState.NO_CONFLICT,
        reason="Tidak terkait tugas",
        by=by,
        now=NOW + timedelta(days=days),
    )


def told(cast: Cast, unit: bool = True, later: int = 30) -> tuple[dict[tuple[str, str], int], ...]:
    found = figures_of(
        "conflict",
        agency=cast.agency.pk,
        unit=cast.unit.pk if unit else None,
        period=YEAR,
        now=NOW + timedelta(days=later),
    )
    assert found is not None
    heads = {
        ("", "received"): found.received,
        ("", "settled"): found.settled or 0,
        ("", "open"): found.open or 0,
        ("", "measured"): found.measured,
        ("", "on_time"): found.on_time,
    }
    counts = {(str(one.group), str(one.label)): one.count or 0 for one in found.counts}
    return heads, counts


def test_nothing_is_told_where_nobody_looks_after_conflicts(cast: Cast) -> None:
    found = figures_of("conflict", agency=cast.agency.pk, unit=cast.unit.pk, period=YEAR, now=NOW)
    assert found is None


def test_a_late_decision_and_a_missed_one_are_not_in_time(cast: Cast, staff: Person) -> None:
    head = cast.unit_head
    decided(declare(staff), head, 1)
    decided(declare(staff), head, 20)
    declare(staff)
    heads, counts = told(cast)
    assert heads == {
        ("", "received"): 3,
        ("", "settled"): 2,
        ("", "open"): 1,
        ("", "measured"): 3,
        ("", "on_time"): 1,
    }
    assert counts["Asal", "Deklarasi pegawai"] == 3
    assert counts["Jenis", "Aktual"] == 3
    assert counts["Keadaan", "Tidak ada konflik"] == 2


def test_a_term_that_runs_is_not_measured_yet(cast: Cast, staff: Person) -> None:
    declare(staff)
    heads, _counts = told(cast, later=1)
    assert (heads["", "received"], heads["", "measured"]) == (1, 0)


def test_lists_and_statements_count_as_prevention(cast: Cast, staff: Person) -> None:
    row = actions.start_list(by=staff, now=NOW)
    for part in Section:
        actions.state_no_interest(listing=row, section=part, by=staff, now=NOW)
    actions.sign_list(listing=row, rank="", agrees=True, by=staff, now=NOW)
    for answer in (AnswerOfFreedom.FREE, None):
        asked = actions.ask_statement(
            unit=cast.unit, person=staff.email, occasion=Occasion.TENDER, subject="Pengadaan",
            due_on=TODAY, by=cast.unit_head, now=NOW,
        )  # fmt: skip
        if answer:
            actions.give_statement(statement=asked, answer=answer, by=staff, now=NOW)
    for unit in (True, False):
        _heads, counts = told(cast, unit)
        assert counts["Pencegahan", "Daftar kepentingan ditandatangani"] == 1
        assert counts["Pencegahan", "Pernyataan bebas konflik diminta"] == 2
        assert counts["Pencegahan", "Pernyataan diberikan"] == 1


def test_another_year_and_another_unit_have_their_own(cast: Cast, staff: Person) -> None:
    declare(staff)
    before = Period(date(2025, 1, 1), date(2025, 12, 31))
    for unit, period in ((cast.other_unit.pk, YEAR), (cast.unit.pk, before)):
        found = figures_of("conflict", agency=cast.agency.pk, unit=unit, period=period, now=NOW)
        assert found is None or found.received == 0


def test_what_waits_is_a_turn_of_whom_it_waits_for(
    cast: Cast, staff: Person, officer: Person
) -> None:
    assert [each.key for each in turns(staff, NOW)] == [f"interests:{staff.pk}:2026"]
    asked = actions.ask_statement(
        unit=cast.unit, person=staff.email, occasion=Occasion.AUDIT, subject="Pemeriksaan kas",
        due_on=TODAY, by=cast.unit_head, now=NOW,
    )  # fmt: skip
    case = declare(staff)
    actions.decide_case(
        case=case,
        outcome=CaseState.CONTROLLED,
        reason="Nyata",
        measure=MeasureHead(ControlKind.WITHDRAW, "Menarik diri", TODAY),
        by=cast.unit_head,
        now=NOW,
    )
    question = actions.ask_consultation(text="Bolehkah?", by=staff, now=NOW)
    measure = case.measures.get()
    assert {each.key for each in turns(staff, NOW)} == {
        f"interests:{staff.pk}:2026",
        f"freedom:{asked.pk}",
        f"measure:{measure.pk}",
    }
    missing = f"interests_missing:{officer.pk}:2026"
    assert [each.key for each in turns(officer, NOW)] == [missing, f"consultation:{question.pk}"]
    actions.finish_measure(measure=measure, text="Sudah", by=staff, now=NOW)
    actions.give_statement(statement=asked, answer=AnswerOfFreedom.FREE, by=staff, now=NOW)
    actions.answer_consultation(consultation=question, text="Tidak", by=officer, now=NOW)
    assert [each.key for each in turns(staff, NOW)] == [f"interests:{staff.pk}:2026"]
    assert [each.key for each in turns(officer, NOW)] == [missing]
    assert turns(cast.operator, NOW) == []
