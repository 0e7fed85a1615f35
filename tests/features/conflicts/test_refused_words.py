"""What a declaration, a decision and a measure can't be: each refusal by its code and its field."""

from datetime import timedelta
from typing import Any

import pytest

from bening.accounts.models import Person, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.conflicts import actions
from bening.conflicts.actions import MeasureHead
from bening.conflicts.models import CaseState, ConflictCase, ControlKind, ControlMeasure, Kind, Tie
from bening.domain.conflicts import ConflictRefused
from tests.features.conflicts.conftest import declare
from tests.people import NOW, TODAY, Cast, make_person

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=10)
LONG = "a" * 10_001


def refused(code: str, field: str, act: Any, **values: Any) -> None:
    with pytest.raises(ConflictRefused) as found:
        act(**values)
    assert (found.value.code, found.value.field) == (code, field)


@pytest.fixture
def controlled(cast: Cast, case: ConflictCase) -> ConflictCase:
    return actions.decide_case(
        case=case,
        outcome=CaseState.CONTROLLED,
        reason="Hubungan nyata",
        measure=MeasureHead(ControlKind.WITHDRAW, "Menarik diri", SOON),
        by=cast.unit_head,
        now=NOW,
    )


@pytest.mark.parametrize(
    ("code", "field", "more"),
    [
        ("conflict_text_missing", "description", {"description": " \n"}),
        ("conflict_text_too_long", "description", {"description": LONG}),
        ("conflict_sources_missing", "sources", {"sources": []}),
        ("conflict_person_unknown", "about_person", {"about_person": "nobody@tirtamaya.example"}),
    ],
)
def test_a_declaration_says_what_it_is_about(
    staff: Person, code: str, field: str, more: dict[str, Any]
) -> None:
    refused(code, field, declare, by=staff, **more)
    assert not ConflictCase.objects.exists()
    assert not Tie.objects.exists()


def test_a_declaration_names_others_of_the_agency(cast: Cast, staff: Person) -> None:
    refused("interest_in_oneself", "about_person", declare, by=staff, about_person=staff.email)
    refused("conflict_unit_unknown", "about_unit", declare, by=staff, about_unit=cast.outside_unit)
    stranger = cast.outsider.email
    refused("conflict_person_unknown", "about_person", declare, by=staff, about_person=stranger)


def test_people_of_no_agency_declare_nothing(cast: Cast) -> None:
    refused("conflict_without_agency", "", declare, by=cast.operator)
    refused("conflict_without_agency", "", actions.start_list, by=cast.operator, now=NOW)
    ask = actions.ask_consultation
    refused("conflict_without_agency", "", ask, text="Boleh?", by=cast.operator, now=NOW)


def test_without_anybody_above_nothing_is_filed(cast: Cast, staff: Person) -> None:
    RoleAssignment.objects.all().delete()
    refused("conflict_superior_missing", "", declare, by=staff)


@pytest.mark.parametrize(
    ("code", "field", "more"),
    [
        ("conflict_reported_missing", "named", {"named": " "}),
        ("conflict_text_missing", "text", {"text": ""}),
        ("conflict_text_too_long", "text", {"text": LONG}),
    ],
)
def test_a_report_says_who_and_what(
    cast: Cast, code: str, field: str, more: dict[str, Any]
) -> None:
    _ = cast.unit_head
    values = {"unit": cast.unit, "named": "Kepala", "text": "Uraian", "now": NOW, **more}
    refused(code, field, actions.report_conflict, **values)


def test_a_report_is_identified_once_and_not_by_whom_it_is_about(
    cast: Cast, officer: Person, case: ConflictCase
) -> None:
    report, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    identify = actions.identify_person
    values: dict[str, Any] = {"case": report, "by": officer, "now": NOW}
    refused("conflict_person_missing", "person", identify, person=" ", **values)
    refused("conflict_person_unknown", "person", identify, person="1234", **values)
    refused("conflict_report_about_oneself", "person", identify, person=officer.email, **values)
    identify(person=cast.colleague.email, **values)
    refused("conflict_report_identified", "", identify, person=cast.pic.email, **values)
    own = {**values, "case": case}
    refused("conflict_report_identified", "", identify, person=cast.pic.email, **own)


def test_a_report_is_controlled_once_its_kind_is_said(cast: Cast) -> None:
    head = cast.unit_head
    report, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    values: dict[str, Any] = {
        "case": report,
        "outcome": CaseState.CONTROLLED,
        "reason": "Benar",
        "measure": MeasureHead(ControlKind.WITHDRAW, "Menarik diri", SOON),
        "by": head,
        "now": NOW,
    }
    refused("conflict_kind_missing", "kind", actions.decide_case, **values)


@pytest.mark.parametrize(
    ("code", "field", "head"),
    [
        ("conflict_measure_text_missing", "text", MeasureHead(ControlKind.ROTATE, " ", SOON)),
        ("conflict_text_too_long", "text", MeasureHead(ControlKind.ROTATE, LONG, SOON)),
        (
            "conflict_measure_in_past",
            "due_on",
            MeasureHead(ControlKind.ROTATE, "a", TODAY - timedelta(days=1)),
        ),
        (
            "conflict_cooling_end_missing",
            "cooling_until",
            MeasureHead(ControlKind.COOLING, "a", SOON, cooling_until=TODAY),
        ),
        (
            "conflict_person_unknown",
            "owner",
            MeasureHead(ControlKind.ROTATE, "a", SOON, owner="nobody@tirtamaya.example"),
        ),
    ],
)
def test_a_measure_says_what_until_when_and_by_whom(
    cast: Cast, controlled: ConflictCase, code: str, field: str, head: MeasureHead
) -> None:
    refused(
        code, field, actions.add_measure, case=controlled, measure=head, by=cast.unit_head, now=NOW
    )
    assert ControlMeasure.objects.count() == 1


def test_a_decision_stands_and_ends_the_measures(cast: Cast, controlled: ConflictCase) -> None:
    head = cast.unit_head
    measure = controlled.measures.get()
    again = {"reason": "Lain", "by": head, "now": NOW}
    refused(
        "conflict_step", "", actions.decide_case,
        case=controlled, outcome=CaseState.NO_CONFLICT, **again,
    )  # fmt: skip
    refused("conflict_measure_done_missing", "text", actions.finish_measure,
            measure=measure, text="", by=head, now=NOW)  # fmt: skip
    actions.finish_measure(measure=measure, text="Sudah", by=head, now=NOW)
    refused("conflict_measure_is_done", "", actions.finish_measure,
            measure=measure, text="Lagi", by=head, now=NOW)  # fmt: skip
    refused("conflict_check_text_missing", "text", actions.check_case,
            case=controlled, works=True, text=" ", by=head, now=NOW)  # fmt: skip
    actions.check_case(case=controlled, works=True, text="Baik", by=head, now=NOW)
    closed = actions.close_case(case=controlled, by=head, now=NOW)
    refused("conflict_step", "", actions.close_case, case=closed, by=head, now=NOW)
    refused("conflict_step", "", actions.add_measure, case=closed,
            measure=MeasureHead(ControlKind.ROTATE, "a", SOON), by=head, now=NOW)  # fmt: skip


def test_where_there_is_no_conflict_nothing_is_watched(cast: Cast, case: ConflictCase) -> None:
    head = cast.unit_head
    done = actions.decide_case(
        case=case, outcome=CaseState.NO_CONFLICT, reason="Tidak terkait", by=head, now=NOW
    )
    refused("conflict_step", "", actions.check_case,
            case=done, works=True, text="Baik", by=head, now=NOW)  # fmt: skip
    assert done.closed_at == NOW


def test_whose_report_it_is_checks_nothing_of_it(cast: Cast, officer: Person) -> None:
    """An officer who is reported can't watch their own case."""
    report, _code = actions.report_conflict(unit=cast.unit, named="K", text="Uraian", now=NOW)
    actions.identify_person(case=report, person=officer.email, by=cast.unit_head, now=NOW)
    kept = actions.decide_case(
        case=report,
        outcome=CaseState.CONTROLLED,
        kind=Kind.ACTUAL,
        reason="Benar",
        measure=MeasureHead(ControlKind.WITHDRAW, "Menarik diri", SOON),
        by=cast.unit_head,
        now=NOW,
    )
    with pytest.raises(NotAllowed) as found:
        actions.check_case(case=kept, works=True, text="Baik", by=officer, now=NOW)
    assert found.value.code == "conflict_checked_by"


def test_somebody_of_another_agency_is_unknown(cast: Cast, controlled: ConflictCase) -> None:
    stranger = make_person("Tamu Luar", agency=cast.outside_agency)
    head = MeasureHead(ControlKind.SUPERVISE, "Mendampingi", SOON, owner=stranger.email)
    refused("conflict_person_unknown", "owner", actions.add_measure,
            case=controlled, measure=head, by=cast.unit_head, now=NOW)  # fmt: skip
