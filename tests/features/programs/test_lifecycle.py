"""The life of a program: the table holds, each move asks for role, order, papers and reason."""

from typing import Any

import pytest
from django.utils import timezone

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.audit.acts import check_known
from bening.audit.models import Event
from bening.documents.models import DocumentKind
from bening.domain.refusals import Refused
from bening.programs import guards, lifecycle
from bening.programs.models import ProgramState, ProgramStep
from bening.programs.refusals import ProgramRefused
from bening.programs.states import BY_NAME, OWNERS, TRANSITIONS, leaving
from tests.features.programs.papers import make_paper
from tests.people import NOW, Cast


@pytest.fixture
def program(sheet: Any) -> Any:
    return sheet.program


def _in(program: Any, state: Any) -> Any:
    program.state = state
    program.save(update_fields=["state"])
    return program


# --- the table


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(TRANSITIONS)


def test_every_state_is_reached_and_left() -> None:
    reached = {ProgramState.DRAFT} | {move.target for move in TRANSITIONS}
    assert reached == set(ProgramState)
    ends = {state for state in ProgramState if not leaving(state)}
    assert ends == set()


def test_every_state_has_an_owner() -> None:
    assert all(OWNERS[state] for state in ProgramState)


def test_every_document_of_the_table_is_a_kind() -> None:
    kinds = set(DocumentKind.values)
    assert {kind for move in TRANSITIONS for kind in move.documents} <= kinds


def test_every_guard_of_the_table_is_registered() -> None:
    named = {guard for move in TRANSITIONS for guard in move.guards}
    assert named <= guards.registered()


def test_every_move_is_a_known_act() -> None:
    for move in TRANSITIONS:
        check_known(move.act)


def test_an_unknown_guard_is_an_error_of_the_program(program: Any) -> None:
    with pytest.raises(guards.GuardMissing):
        guards.check("no_such_guard", program, NOW)


# --- moving


def test_a_move_keeps_who_when_why_and_papers(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.CHOSEN)
    paper = make_paper(cast, program, DocumentKind.TEAM_DECREE)
    step = lifecycle.advance(
        program=program,
        name="building_started",
        by=cast.unit_head,
        now=NOW,
        reason=" Tim lengkap ",
        documents=[paper],
    )
    program.refresh_from_db()
    assert program.state == ProgramState.BUILDING
    assert program.state_since == NOW
    assert str(program.building_since) == "2026-04-15"
    assert (step.role, step.reason, step.number) == (Role.UNIT_HEAD, "Tim lengkap", 1)
    assert list(step.documents.all()) == [paper]
    event = Event.objects.get(act="program.building_started")
    assert event.by == cast.unit_head.pk


def test_a_move_out_of_order_is_refused(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.DRAFT)
    with pytest.raises(ProgramRefused, match="out_of_order"):
        lifecycle.advance(
            program=program, name="building_started", by=cast.unit_head, now=NOW, documents=[]
        )
    assert not ProgramStep.objects.exists()


@pytest.mark.parametrize("who", ["pic", "agency_admin", "inspector", "agency_head", "outsider"])
def test_a_move_by_the_wrong_role_is_refused(cast: Cast, program: Any, who: Any) -> None:
    _in(program, ProgramState.CHOSEN)
    paper = make_paper(cast, program, DocumentKind.TEAM_DECREE)
    with pytest.raises(NotAllowed):
        lifecycle.advance(
            program=program,
            name="building_started",
            by=getattr(cast, who),
            now=NOW,
            documents=[paper],
        )
    program.refresh_from_db()
    assert program.state == ProgramState.CHOSEN


def test_a_move_without_its_document_is_refused(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.CHOSEN)
    with pytest.raises(ProgramRefused, match="document_missing") as refused:
        lifecycle.advance(program=program, name="building_started", by=cast.unit_head, now=NOW)
    assert "SK tim kerja" in refused.value.values["documents"]


def test_a_document_of_another_kind_is_no_substitute(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.CHOSEN)
    paper = make_paper(cast, program, DocumentKind.OTHER)
    with pytest.raises(ProgramRefused, match="document_missing"):
        lifecycle.advance(
            program=program,
            name="building_started",
            by=cast.unit_head,
            now=NOW,
            documents=[paper],
        )


def test_a_withdrawn_or_foreign_document_is_refused(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.CHOSEN)
    paper = make_paper(cast, program, DocumentKind.TEAM_DECREE)
    paper.withdrawn_by, paper.withdrawn_at, paper.withdrawn_reason = cast.unit_head, NOW, "keliru"
    paper.save()
    foreign = make_paper(cast, None, DocumentKind.TEAM_DECREE, agency=cast.outside_agency)
    of_another_unit = make_paper(cast, None, DocumentKind.TEAM_DECREE)
    of_another_unit.unit = cast.other_unit
    of_another_unit.save()
    for wrong in (paper, foreign, of_another_unit):
        with pytest.raises(ProgramRefused, match="foreign_document"):
            lifecycle.advance(
                program=program,
                name="building_started",
                by=cast.unit_head,
                now=NOW,
                documents=[wrong],
            )


def test_a_paper_withdrawn_since_it_was_read_is_refused(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.CHOSEN)
    paper = make_paper(cast, program, DocumentKind.TEAM_DECREE)
    now_gone = type(paper).objects.get(pk=paper.pk)
    now_gone.withdrawn_by, now_gone.withdrawn_at = cast.unit_head, NOW
    now_gone.withdrawn_reason = "keliru"
    now_gone.save()
    with pytest.raises(ProgramRefused, match="foreign_document"):
        lifecycle.advance(
            program=program,
            name="building_started",
            by=cast.unit_head,
            now=NOW,
            documents=[paper],
        )


def test_a_move_that_disappoints_needs_a_reason(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.COACHING)
    with pytest.raises(ProgramRefused, match="step_reason_missing"):
        lifecycle.advance(program=program, name="coached", by=cast.unit_head, now=NOW, reason="  ")


def test_a_guard_stops_the_move(cast: Cast, program: Any) -> None:
    _in(program, ProgramState.SELF_ASSESSMENT)
    paper = make_paper(cast, program, DocumentKind.UNIT_COVER_LETTER)
    with pytest.raises(ProgramRefused, match="sheet_not_submitted"):
        lifecycle.advance(
            program=program, name="sent_to_tpi", by=cast.unit_head, now=NOW, documents=[paper]
        )


def test_a_step_keeps_the_snapshot_and_its_exact_total(
    cast: Cast, program: Any, submitted: Any
) -> None:
    _in(program, ProgramState.SELF_ASSESSMENT)
    paper = make_paper(cast, program, DocumentKind.UNIT_COVER_LETTER)
    step = lifecycle.advance(
        program=program, name="sent_to_tpi", by=cast.unit_head, now=NOW, documents=[paper]
    )
    assert step.snapshot == submitted
    assert step.total == submitted.total


def test_a_sheet_under_review_is_not_opened_again(cast: Cast, program: Any, submitted: Any) -> None:
    from bening.evaluations.actions import reopen_sheet

    _in(program, ProgramState.TPI_ROUND_1)
    program.sheet.refresh_from_db()
    with pytest.raises(Refused, match="sheet_under_review"):
        reopen_sheet(sheet=program.sheet, reason="keliru", by=cast.inspector, now=timezone.now())
