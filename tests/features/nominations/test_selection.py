"""The administrative selection, its repair, and the one objection until the end of its last day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bening.accounts.refusals import NotAllowed
from bening.calendars.models import Holiday
from bening.documents import holds
from bening.documents.models import DocumentKind
from bening.domain.refusals import Refused
from bening.nominations import actions
from bening.nominations.models import (
    NominationRules,
    Objection,
    PanelSession,
    Selection,
    SelectionOutcome,
)
from bening.nominations.refusals import NominationRefused
from bening.programs import guards, lifecycle
from bening.programs.models import ProgramState
from tests.features.nominations.conftest import Proposals, pdf
from tests.features.programs.papers import make_paper
from tests.people import NOW, TODAY, Cast

LAST_MOMENT = datetime(2026, 4, 20, 16, 59, 59, tzinfo=UTC)  # five days after 15 April, in Jakarta
TOO_LATE = datetime(2026, 4, 20, 17, 0, tzinfo=UTC)


def _object(proposals: Proposals, by: Any = None, now: Any = NOW, **more: Any) -> Any:
    values = {
        "program": proposals.program,
        "reason": "Surat sudah dikirim.",
        "paper": pdf(),
        "number": "S/1/2026",
        "dated_on": TODAY,
        **more,
    }
    return actions.file_objection(**values, by=by or proposals.cast.agency_head, now=now)


def _answer(proposals: Proposals, *, accepted: bool, now: Any = NOW) -> Any:
    return actions.answer_objection(
        program=proposals.program,
        is_accepted=accepted,
        answer="Sudah diperiksa.",
        by=proposals.national,
        now=now,
    )


# --- the selection


def test_a_sent_proposal_is_received_and_passes(cast: Cast, proposals: Proposals) -> None:
    proposals.send()
    program = proposals.program
    program.refresh_from_db()
    lifecycle.advance(program=program, name="received_by_tpn", by=proposals.national, now=NOW)
    proposals.select(SelectionOutcome.PASSED)
    program.refresh_from_db()
    assert program.state == ProgramState.TPN_PRECHECK
    assert Selection.objects.filter(result__kind="selection_result").exists()


def test_passing_asks_for_every_requirement(cast: Cast, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    proposals.enter("layanan_inti", "tidak", cast.unit)
    with pytest.raises(NominationRefused, match="selection_gates_open"):
        proposals.select(SelectionOutcome.PASSED)
    program.refresh_from_db()
    assert program.state == ProgramState.ADMIN_SELECTION


def test_a_program_does_not_pass_without_a_result(cast: Cast, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    with pytest.raises(NominationRefused, match="selection_not_passed"):
        guards.check("selection_passed", program, NOW)
    proposals.select(
        SelectionOutcome.WITH_NOTES, notes="SPTJM tanpa tanggal.", repair_due_on=date(2026, 4, 20)
    )
    with pytest.raises(NominationRefused, match="selection_not_passed"):
        guards.check("selection_passed", program, NOW)


def test_a_result_of_an_earlier_time_does_not_count(proposals: Proposals) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    proposals.select(SelectionOutcome.PASSED)
    program = proposals.put(ProgramState.ADMIN_SELECTION, NOW + timedelta(days=365))
    with pytest.raises(NominationRefused, match="selection_not_passed"):
        guards.check("selection_passed", program, NOW)


def test_notes_keep_the_program_until_the_repair_came(cast: Cast, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    proposals.select(
        SelectionOutcome.WITH_NOTES, notes="SPTJM tanpa tanggal.", repair_due_on=date(2026, 4, 20)
    )
    program.refresh_from_db()
    assert program.state == ProgramState.ADMIN_SELECTION
    with pytest.raises(NominationRefused, match="repair_awaited"):
        proposals.select(SelectionOutcome.PASSED)
    actions.hand_in_repair(program=program, paper=pdf(), by=cast.unit_head, now=LAST_MOMENT)
    proposals.select(SelectionOutcome.PASSED, now=LAST_MOMENT)
    program.refresh_from_db()
    assert program.state == ProgramState.TPN_PRECHECK


def test_a_repair_after_its_last_day_is_refused(cast: Cast, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    proposals.select(
        SelectionOutcome.WITH_NOTES, notes="SPTJM tanpa tanggal.", repair_due_on=date(2026, 4, 20)
    )
    with pytest.raises(NominationRefused, match="repair_late"):
        actions.hand_in_repair(program=program, paper=pdf(), by=cast.unit_head, now=TOO_LATE)


def test_a_repair_that_nobody_asked_for_is_refused(cast: Cast, proposals: Proposals) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    with pytest.raises(NominationRefused, match="no_repair_asked"):
        actions.hand_in_repair(program=program, paper=pdf(), by=cast.unit_head, now=NOW)


@pytest.mark.parametrize("who", ["pic", "area_lead", "outsider", "outside_admin"])
def test_others_do_not_hand_in_repairs(cast: Cast, proposals: Proposals, who: Any) -> None:
    program = proposals.put(ProgramState.ADMIN_SELECTION)
    with pytest.raises(NotAllowed, match="repaired_by_agency"):
        actions.hand_in_repair(program=program, paper=pdf(), by=getattr(cast, who), now=NOW)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"outcome": SelectionOutcome.FAILED, "notes": " "}, "selection_notes_missing"),
        ({"outcome": SelectionOutcome.WITH_NOTES, "notes": "x"}, "repair_day_missing"),
        (
            {
                "outcome": SelectionOutcome.WITH_NOTES,
                "notes": "x",
                "repair_due_on": date(2026, 4, 14),
            },
            "repair_day_passed",
        ),
    ],
)
def test_a_result_says_what_follows(proposals: Proposals, values: Any, code: Any) -> None:
    proposals.put(ProgramState.ADMIN_SELECTION)
    with pytest.raises(NominationRefused, match=code):
        proposals.select(**values)
    assert not Selection.objects.exists()


@pytest.mark.parametrize("who", ["agency_head", "inspector", "agency_admin", "unit_head", "pic"])
def test_the_agency_does_not_select_itself(cast: Cast, proposals: Proposals, who: Any) -> None:
    proposals.put(ProgramState.ADMIN_SELECTION)
    with pytest.raises(NotAllowed, match="national_team_only"):
        proposals.select(SelectionOutcome.PASSED, by=getattr(cast, who))


def test_an_evaluator_of_another_unit_does_not_select(cast: Cast, proposals: Proposals) -> None:
    proposals.put(ProgramState.ADMIN_SELECTION)
    other = proposals.evaluator("Wira Lain", cast.other_unit)
    with pytest.raises(NotAllowed, match="national_team_only"):
        proposals.select(SelectionOutcome.PASSED, by=other)


def test_a_selection_out_of_its_time_is_refused(proposals: Proposals) -> None:
    proposals.put(ProgramState.TPN_DESK)
    with pytest.raises(NominationRefused, match="not_in_selection"):
        proposals.select(SelectionOutcome.PASSED)


# --- the objection


def test_an_accepted_objection_leads_back_to_the_selection(
    cast: Cast, proposals: Proposals
) -> None:
    program = proposals.failed()
    assert Selection.objects.get().objection_until == date(2026, 4, 20)
    objection = _object(proposals)
    assert objection.letter.kind == "objection_letter"
    _answer(proposals, accepted=True)
    program.refresh_from_db()
    assert program.state == ProgramState.ADMIN_SELECTION


def test_a_declined_objection_ends_the_proposal(proposals: Proposals) -> None:
    program = proposals.failed()
    _object(proposals)
    _answer(proposals, accepted=False)
    program.refresh_from_db()
    assert program.state == ProgramState.REJECTED


def test_a_second_objection_is_refused(proposals: Proposals) -> None:
    proposals.failed()
    _object(proposals)
    with pytest.raises(NominationRefused, match="objection_twice"):
        _object(proposals, number="S/2/2026")
    assert Objection.objects.count() == 1


def test_a_second_failure_brings_no_second_objection(proposals: Proposals) -> None:
    """The decision on the first was final, and no guard opens on it again."""
    program = proposals.failed()
    _object(proposals)
    later = NOW + timedelta(hours=1)
    _answer(proposals, accepted=True, now=later)
    proposals.select(SelectionOutcome.FAILED, notes="Masih kurang.", now=later)
    program.refresh_from_db()
    assert program.state == ProgramState.OBJECTION
    with pytest.raises(NominationRefused, match="objection_twice"):
        _object(proposals, number="S/2/2026", now=later)
    with pytest.raises(NominationRefused, match="objection_not_accepted"):
        guards.check("objection_accepted", program, later)
    actions.close_objection_period(
        program=program, reason="Sanggahan sudah dipakai.", by=proposals.national, now=later
    )
    assert program.state == ProgramState.REJECTED


def test_the_last_moment_is_in_time_and_the_next_is_not(proposals: Proposals) -> None:
    proposals.failed()
    with pytest.raises(NominationRefused, match="objection_late"):
        _object(proposals, now=TOO_LATE)
    assert _object(proposals, now=LAST_MOMENT).filed_at == LAST_MOMENT


@pytest.mark.parametrize(
    ("zone", "last"),
    [
        ("Asia/Jakarta", datetime(2026, 4, 20, 17, 0, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2026, 4, 20, 16, 0, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2026, 4, 20, 15, 0, tzinfo=UTC)),
    ],
)
def test_the_day_ends_where_the_unit_is(
    cast: Cast, proposals: Proposals, zone: Any, last: Any
) -> None:
    cast.unit.time_zone = zone
    cast.unit.save()
    proposals.failed()
    with pytest.raises(NominationRefused, match="objection_late"):
        _object(proposals, now=last)
    assert _object(proposals, now=last - timedelta(seconds=1)).pk


def test_working_days_leave_weekends_and_days_off_out(cast: Cast, proposals: Proposals) -> None:
    NominationRules.objects.create(
        cycle=proposals.cycle,
        objection_days=5,
        working_days=True,
        source="SE",
        set_by=cast.agency_admin,
        set_at=NOW,
    )
    Holiday.objects.create(
        agency=cast.agency,
        day=date(2026, 4, 20),
        name="Hari jadi kota",
        kind="agency",
        source="SE Wali Kota",
        added_by=cast.agency_admin,
        added_at=NOW,
    )
    proposals.failed()
    # 16, 17, then after the weekend and the day off 21, 22, 23 April
    assert Selection.objects.get().objection_until == date(2026, 4, 23)


@pytest.mark.parametrize("who", ["unit_head", "pic", "agency_admin", "outside_admin"])
def test_the_agency_objects_through_head_or_inspector(
    cast: Cast, proposals: Proposals, who: Any
) -> None:
    proposals.failed()
    with pytest.raises(NotAllowed, match="objected_by_agency"):
        _object(proposals, by=getattr(cast, who))


def test_nobody_objects_before_a_failure(proposals: Proposals) -> None:
    proposals.put(ProgramState.ADMIN_SELECTION)
    with pytest.raises(NominationRefused, match="not_in_objection"):
        _object(proposals)


def test_the_agency_does_not_answer_itself(cast: Cast, proposals: Proposals) -> None:
    proposals.failed()
    _object(proposals)
    for who in (cast.agency_head, cast.inspector):
        with pytest.raises(NotAllowed, match="national_team_only"):
            actions.answer_objection(
                program=proposals.program, is_accepted=True, answer="Ya.", by=who, now=NOW
            )


def test_an_open_time_is_not_closed_and_an_unanswered_objection_neither(
    proposals: Proposals,
) -> None:
    program = proposals.failed()
    act: dict[str, Any] = {"program": program, "reason": "Selesai.", "by": proposals.national}
    with pytest.raises(NominationRefused, match="objection_still_open"):
        actions.close_objection_period(**act, now=LAST_MOMENT)
    _object(proposals)
    with pytest.raises(NominationRefused, match="objection_unanswered"):
        actions.close_objection_period(**act, now=TOO_LATE)


def test_a_time_without_objection_ends(proposals: Proposals) -> None:
    program = proposals.failed()
    actions.close_objection_period(
        program=program, reason="Tidak ada sanggahan.", by=proposals.national, now=TOO_LATE
    )
    assert program.state == ProgramState.REJECTED


def test_an_objection_is_not_accepted_by_hand(proposals: Proposals) -> None:
    program = proposals.failed()
    _object(proposals)
    with pytest.raises(Refused, match="objection_not_accepted"):
        lifecycle.advance(
            program=program, name="objection_accepted", by=proposals.national, now=NOW, reason="x"
        )


def test_papers_of_the_selection_and_of_a_panel_are_not_withdrawn(
    cast: Cast, proposals: Proposals
) -> None:
    program = proposals.failed()
    objection = _object(proposals)
    for paper in (objection.letter, objection.proof, objection.selection.result):
        assert paper is not None
        held = holds.held_by(paper)
        assert held is not None
        assert held.code in {"selection_paper_stays", "document_used_in_step"}
    assert holds.held_by(objection.proof).code == "selection_paper_stays"  # type: ignore[union-attr]
    minutes = make_paper(cast, program, DocumentKind.MINUTES)
    assert holds.held_by(minutes) is None
    PanelSession.objects.create(
        agency=cast.agency,
        program=program,
        number=1,
        quorum=3,
        chair=proposals.national,
        opened_at=NOW,
        minutes=minutes,
    )
    held = holds.held_by(minutes)
    assert held is not None
    assert held.code == "panel_paper_stays"
