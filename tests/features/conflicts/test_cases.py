"""From a declaration to its end, and who may do what."""

from datetime import date, timedelta
from typing import Any

import pytest

from bening.accounts.models import Person, Posting
from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.casework.clocks import clocks_of
from bening.conflicts import actions, papers, queries
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import (
    CaseState,
    ConflictCase,
    ConflictOfficer,
    ControlKind,
    Kind,
    Origin,
    Tie,
)
from bening.conflicts.superiors import unit_of
from bening.conflicts.ties import COOLING, INTEREST, ties_of
from bening.domain.conflicts import ConflictRefused
from tests.features.conflicts.conftest import declare, post
from tests.people import NOW, TODAY, Cast, make_person, make_unit

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=10)
WITHDRAW = MeasureHead(ControlKind.WITHDRAW, "Tidak ikut memutus izin itu", SOON)


def controlled(case: ConflictCase, by: Person, **more: Any) -> ConflictCase:
    values: dict[str, Any] = {
        "case": case,
        "outcome": CaseState.CONTROLLED,
        "reason": "Hubungan keluarga nyata",
        "measure": WITHDRAW,
        "by": by,
        "now": NOW,
    }
    return actions.decide_case(**{**values, **more})


def refused(code: str, act: Any, **values: Any) -> None:
    with pytest.raises(ConflictRefused) as found:
        act(**values)
    assert found.value.code == code


def test_a_declaration_goes_to_the_head_with_five_working_days(
    cast: Cast, case: ConflictCase
) -> None:
    assert case.superior == cast.unit_head
    assert case.number == "KK-2026-0001"
    (clock,) = clocks_of(case.pk)
    assert (clock.owner, clock.days, clock.is_protected) == (cast.unit_head, 5, True)
    assert clock.due_on == date(2026, 4, 22)


def test_the_head_declares_to_the_head_of_the_agency(cast: Cast) -> None:
    head = cast.agency_head
    assert declare(cast.unit_head).superior == head
    _ = cast.inspector
    assert declare(head).superior == cast.inspector


def test_the_whole_way(cast: Cast, staff: Person, case: ConflictCase) -> None:
    head = cast.unit_head
    kept = controlled(case, head)
    assert kept.state == CaseState.CONTROLLED
    assert all(clock.state == "stopped" for clock in clocks_of(case.pk))
    (measure,) = kept.measures.all()
    assert measure.owner == staff
    refused("conflict_step", actions.close_case, case=kept, by=head, now=NOW)
    actions.check_case(case=kept, works=False, text="Belum", by=head, now=NOW)
    refused("conflict_measures_open", actions.close_case, case=kept, by=head, now=NOW)
    actions.finish_measure(measure=measure, text="Sudah ditarik", by=staff, now=NOW)
    refused("conflict_check_says_no", actions.close_case, case=kept, by=head, now=NOW)
    actions.check_case(case=kept, works=True, text="Berjalan", by=head, now=NOW + timedelta(days=1))
    assert actions.close_case(case=kept, by=head, now=NOW).state == CaseState.CLOSED


@pytest.mark.parametrize("who", ["staff", "pic", "inspector", "agency_admin", "agency_head"])
def test_only_the_superior_decides(cast: Cast, staff: Person, case: ConflictCase, who: str) -> None:
    by = staff if who == "staff" else getattr(cast, who)
    with pytest.raises(NotAllowed):
        controlled(case, by)


def test_controlled_needs_a_measure_and_a_reason(cast: Cast, case: ConflictCase) -> None:
    head = cast.unit_head
    for code, more in (
        ("conflict_measure_missing", {"measure": None}),
        ("conflict_decision_reason_missing", {"reason": " "}),
        ("conflict_cooling_end_missing", {"measure": MeasureHead(ControlKind.COOLING, "a", SOON)}),
        (
            "conflict_measure_in_past",
            {"measure": MeasureHead(ControlKind.ROTATE, "a", TODAY - timedelta(days=1))},
        ),
    ):
        with pytest.raises(ConflictRefused) as found:
            controlled(case, head, **more)
        assert found.value.code == code
    case.refresh_from_db()
    assert case.state == CaseState.FILED


def test_who_reads_a_declaration(
    cast: Cast, staff: Person, officer: Person, case: ConflictCase
) -> None:
    def reads(person: Person) -> bool:
        return queries.cases_of(person, NOW).filter(pk=case.pk).exists()

    assert all(map(reads, (staff, cast.unit_head, officer, cast.inspector)))
    others = (cast.pic, cast.agency_admin, cast.agency_head, cast.outsider, cast.parent_head)
    assert not any(map(reads, others))


def test_opening_needs_a_reason_and_is_recorded(
    cast: Cast, staff: Person, case: ConflictCase
) -> None:
    own = actions.open_case(case=case, reason="", by=staff, now=NOW)
    assert own["told"]["description"] == "Ipar saya mengajukan izin"
    opened = Event.objects.filter(act="conflict.personal_opened")
    assert not opened.exists()
    refused(
        "conflict_opening_reason_missing",
        actions.open_case,
        case=case,
        reason=" ",
        by=cast.unit_head,
        now=NOW,
    )
    actions.open_case(case=case, reason="Menilai deklarasi", by=cast.unit_head, now=NOW)
    assert [each.by for each in opened] == [cast.unit_head.pk]


def test_the_words_are_not_in_the_database(case: ConflictCase) -> None:
    row = ConflictCase.objects.values().get(pk=case.pk)
    assert b"Ipar" not in bytes(row["kept"])
    assert "Ipar" not in str({**row, "kept": ""})
    assert not [each for each in Event.objects.all() if "Ipar" in str(each.body)]


def test_a_report_about_the_head_passes_the_head(cast: Cast) -> None:
    _ = cast.unit_head
    values: dict[str, Any] = {"unit": cast.unit, "named": "Kepala", "text": "Usaha adiknya"}
    case, _code = actions.report_conflict(**values, now=NOW)
    assert case.superior == cast.unit_head
    above = cast.agency_head
    passed, _code = actions.report_conflict(**values, is_about_head=True, now=NOW)
    assert passed.superior == above


def test_a_report_that_names_the_head_passes_the_head_unasked(cast: Cast) -> None:
    head, above = cast.unit_head, cast.agency_head
    for named in (head.name, f"Bapak {head.name.upper()}, S.Sos."):
        case, _code = actions.report_conflict(unit=cast.unit, named=named, text="X", now=NOW)
        assert case.superior == above
        assert not queries.cases_of(head, NOW).filter(pk=case.pk).exists()


def test_a_report_about_a_chief_is_not_decided_by_those_below(cast: Cast, officer: Person) -> None:
    _ = cast.unit_head, cast.agency_head
    chief = cast.parent_head
    named, _code = actions.report_conflict(
        unit=cast.unit, named=f"Ibu {chief.name}", text="Uraian", now=NOW
    )
    assert named.superior == cast.agency_head
    case, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    assert case.superior == cast.unit_head
    kept = actions.identify_person(case=case, person=chief.email, by=officer, now=NOW)
    assert kept.superior == cast.agency_head


def test_a_report_that_names_the_agency_s_head_goes_to_the_inspector(cast: Cast) -> None:
    _ = cast.unit_head, cast.parent_head
    inspector = cast.inspector
    case, _code = actions.report_conflict(
        unit=cast.unit, named=cast.agency_head.name, text="Uraian", now=NOW
    )
    assert case.superior == inspector


def test_whoever_is_posted_until_a_day_works_there_until_then(cast: Cast) -> None:
    there = cast.unit
    person = make_person("Sulastri Dewi", agency=cast.agency)
    Posting.objects.create(
        agency=cast.agency,
        person=person,
        unit=there,
        starts_on=TODAY,
        ends_on=TODAY,
        entered_at=NOW,
    )
    _ = make_unit(cast.agency, "01")
    assert unit_of(person, TODAY) == there


def test_whoever_is_reported_never_reads_it(cast: Cast, officer: Person) -> None:
    head, above = cast.unit_head, cast.agency_head
    case, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    kept = actions.identify_person(case=case, person=head.email, by=officer, now=NOW)
    assert kept.superior == above
    assert not queries.cases_of(head, NOW).filter(pk=case.pk).exists()
    (clock,) = clocks_of(case.pk)
    assert clock.owner == above
    other, _code = actions.report_conflict(unit=cast.unit, named="K", text="Lain", now=NOW)
    actions.identify_person(case=other, person=officer.email, by=head, now=NOW)
    assert not queries.cases_of(officer, NOW).filter(pk=other.pk).exists()


def test_a_report_is_found_by_its_code_alone(cast: Cast) -> None:
    _ = cast.unit_head
    case, code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    assert case.origin == Origin.REPORT
    assert code not in str(ConflictCase.objects.values().get(pk=case.pk))
    spaced = " ".join(code[at : at + 4] for at in range(0, len(code), 4)).upper()
    assert actions.hash_of(spaced) == case.secret_sha256


def test_a_flood_of_reports_ends(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bening.conflicts.actions.filing.REPORTS_AN_HOUR", 2)
    _ = cast.unit_head
    values: dict[str, Any] = {"unit": cast.unit, "named": "K", "text": "Uraian"}
    for _n in range(2):
        actions.report_conflict(**values, now=NOW)
    refused("conflict_reports_too_many", actions.report_conflict, **values, now=NOW)
    actions.report_conflict(**values, now=NOW + timedelta(hours=2))


def test_ties_follow_a_declaration_and_end_with_it(cast: Cast, staff: Person) -> None:
    other = cast.other_unit
    case = declare(staff, about_unit=other)
    assert ties_of({staff.pk}, unit=other, on=TODAY) == {staff.pk: INTEREST}
    assert ties_of({staff.pk}, unit=cast.unit, on=TODAY) == {}
    actions.decide_case(
        case=case,
        outcome=CaseState.NO_CONFLICT,
        reason="Tidak ada hubungan tugas",
        by=cast.unit_head,
        now=NOW,
    )
    assert ties_of({staff.pk}, unit=other, on=TODAY) == {}
    assert not Tie.objects.exists()


def test_a_cooling_period_outlives_its_case(cast: Cast, staff: Person) -> None:
    until = TODAY + timedelta(days=90)
    case = controlled(
        declare(staff, about_unit=cast.other_unit),
        cast.unit_head,
        measure=MeasureHead(ControlKind.COOLING, "Menunggu", SOON, cooling_until=until),
        kind=Kind.ACTUAL,
    )
    (measure,) = case.measures.all()
    actions.finish_measure(measure=measure, text="Dipatuhi", by=staff, now=NOW)
    actions.check_case(case=case, works=True, text="Baik", by=cast.unit_head, now=NOW)
    actions.close_case(case=case, by=cast.unit_head, now=NOW)
    on = {"unit": cast.other_unit}
    assert ties_of({staff.pk}, **on, on=until) == {staff.pk: COOLING}
    assert ties_of({staff.pk}, **on, on=until + timedelta(days=1)) == {}


def test_the_paper_tells_the_decision_however_far_the_control_has_come(
    cast: Cast, staff: Person, case: ConflictCase
) -> None:
    def decision() -> dict[str, str]:
        words = actions.open_case(case=case, reason="", by=staff, now=NOW)
        parts = papers.case_data(case, words)["parts"]
        return dict(parts[-1]["facts"])

    assert decision()["Keputusan"] == "–"
    controlled(case, cast.unit_head)
    actions.check_case(case=case, works=True, text="Baik", by=cast.unit_head, now=NOW)
    case.refresh_from_db()
    assert decision()["Keputusan"] == "Dikendalikan"
    assert decision()["Menarik diri dari pengambilan keputusan"] == "Tidak ikut memutus izin itu"


def test_the_paper_of_a_report_is_signed_by_the_superior_alone(cast: Cast) -> None:
    head = cast.unit_head
    report, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    words = actions.open_case(case=report, reason="Menilai", by=head, now=NOW)
    signed = papers.case_data(report, words)["signatures"]
    assert [each["name"] for each in signed] == [head.name]


def test_an_officer_does_not_check_what_was_decided_about_their_own_conflict(
    cast: Cast, officer: Person
) -> None:
    head = cast.unit_head
    case = declare(post(cast, officer))
    controlled(case, head)
    check: dict[str, Any] = {"case": case, "works": True, "text": "Berjalan", "now": NOW}
    with pytest.raises(NotAllowed, match="conflict_checked_by"):
        actions.check_case(by=officer, **check)
    actions.check_case(by=head, **check)


def test_a_declaration_has_a_source_and_is_about_somebody_else_of_the_agency(
    cast: Cast, staff: Person
) -> None:
    refused("conflict_sources_missing", declare, by=staff, sources=[])
    refused("interest_in_oneself", declare, by=staff, about_person=staff.email)
    refused("conflict_unit_unknown", declare, by=staff, about_unit=cast.outside_unit)


def test_a_measure_is_carried_out_once_and_told_by_its_owner_or_the_superior(
    cast: Cast, staff: Person, officer: Person, case: ConflictCase
) -> None:
    measure = controlled(case, cast.unit_head).measures.get()
    done: dict[str, Any] = {"measure": measure, "text": "Sudah ditarik", "now": NOW}
    with pytest.raises(NotAllowed, match="conflict_decided_by_superior"):
        actions.finish_measure(by=officer, **done)
    actions.finish_measure(by=staff, **done)
    refused("conflict_measure_is_done", actions.finish_measure, by=staff, **done)


def test_only_a_report_without_a_person_is_given_one_and_never_by_that_person(
    cast: Cast, staff: Person, officer: Person, case: ConflictCase
) -> None:
    find: dict[str, Any] = {"by": officer, "now": NOW}
    act = actions.identify_person
    refused("conflict_report_identified", act, case=case, person=staff.email, **find)
    told, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    refused("conflict_report_about_oneself", act, case=told, person=officer.email, **find)
    act(case=told, person=staff.email, **find)
    refused("conflict_report_identified", act, case=told, person=cast.pic.email, **find)


def test_the_officer_of_a_unit_is_not_found_by_those_of_others(cast: Cast, officer: Person) -> None:
    duty = ConflictOfficer.objects.get()
    assert queries.officer_for(cast.unit_head, duty.pk, TODAY) == duty
    for stranger in (cast.outsider, cast.colleague):
        with pytest.raises(ConflictOfficer.DoesNotExist):
            queries.officer_for(stranger, duty.pk, TODAY)
