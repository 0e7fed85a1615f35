"""Moves programs along the table of states. Nothing else changes `ZoneProgram.state`."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from bening import audit
from bening.accounts.access import acting_roles_of, today_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.domain.days import day_in
from bening.evaluations.models import EvaluationSheet
from bening.programs import guards
from bening.programs.models import ProgramState, ProgramStep, ZoneProgram
from bening.programs.refusals import ProgramRefused
from bening.programs.states import BY_NAME
from bening.programs.transition import Transition

if TYPE_CHECKING:
    from bening.documents.models import OfficialDocument


def locked(key: UUID) -> ZoneProgram:
    """The program with its row, and that of its sheet, locked until the transaction ends.

    A sheet opened again meanwhile is seen as it is now, and none is while the program moves.
    """
    program: ZoneProgram = (
        ZoneProgram.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "cycle", "sheet__instrument")
        .get(pk=key)
    )
    sheets = EvaluationSheet.objects.select_for_update()
    program.sheet.refresh_from_db(fields=["state"], from_queryset=sheets)
    return program


def acting_role(by: Person, program: ZoneProgram, move: Transition, now: datetime) -> Role:
    """The role in which `by` takes the move: the first of the table's that is held.

    A unit's moves are its own head's, not those of a head above. Raises NotAllowed.
    """
    held = acting_roles_of(by, program.unit, today_of(by, now)) & move.roles
    if not held:
        raise NotAllowed(
            "not_your_move",
            move=str(move.label),
            roles=", ".join(sorted(str(role.label) for role in move.roles)),
        )
    return next(role for role in Role if role in held)


def advance(
    *,
    program: ZoneProgram,
    name: str,
    by: Person,
    now: datetime,
    reason: str = "",
    documents: "Iterable[OfficialDocument]" = (),
) -> ProgramStep:
    """Takes one move of the table, with its papers; the sheet's newest snapshot is kept with it.

    Raises ProgramRefused("out_of_order", "document_missing", "foreign_document",
    "step_reason_missing"), NotAllowed, or what a guard of the move refuses.
    """
    move = BY_NAME[name]
    papers = list(documents)
    with transaction.atomic():
        held = locked(program.pk)
        role = acting_role(by, held, move, now)
        if held.state != move.source:
            raise ProgramRefused(
                "out_of_order",
                move=str(move.label),
                state=str(ProgramState(held.state).label),
                needed=str(move.source.label),
            )
        why = reason.strip()
        if move.needs_reason and not why:
            raise ProgramRefused("step_reason_missing", field="reason", move=str(move.label))
        _check_papers(held, move, papers)
        for guard in move.guards:
            guards.check(guard, held, now)
        step = _record(held, move, by=by, role=role, now=now, why=why, papers=papers)
    program.state, program.state_since = held.state, held.state_since
    return step


def _check_papers(program: ZoneProgram, move: Transition, given: "list[OfficialDocument]") -> None:
    """The papers as they stand now, locked: none is withdrawn between this look and the step."""
    from bening.documents.models import (  # noqa: PLC0415 - it names programs
        DocumentKind,
        OfficialDocument,
    )

    keys = [paper.pk for paper in given]
    rows = OfficialDocument.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    papers = list(rows.order_by("pk")) if keys else []
    if any(paper.agency_id != program.agency_id or paper.withdrawn_at for paper in papers):
        raise ProgramRefused("foreign_document")
    if any(
        paper.program_id not in (None, program.pk) or paper.unit_id not in (None, program.unit_id)
        for paper in papers
    ):
        raise ProgramRefused("foreign_document")
    missing = set(move.documents) - {paper.kind for paper in papers}
    if missing:
        raise ProgramRefused(
            "document_missing",
            move=str(move.label),
            documents=", ".join(sorted(str(DocumentKind(kind).label) for kind in missing)),
        )


def _record(
    program: ZoneProgram,
    move: Transition,
    *,
    by: Person,
    role: Role,
    now: datetime,
    why: str,
    papers: "list[OfficialDocument]",
) -> ProgramStep:
    snapshot = program.sheet.snapshots.order_by("-number").first()
    number = (program.steps.aggregate(last=Max("number"))["last"] or 0) + 1
    step = ProgramStep.objects.create(
        agency_id=program.agency_id,
        program=program,
        number=number,
        transition=move.name,
        source=move.source,
        target=move.target,
        taken_by=by,
        role=role,
        taken_at=now,
        reason=why,
        snapshot=snapshot,
        total=snapshot.total if snapshot else "",
    )
    step.documents.set(papers)
    program.state, program.state_since = move.target, now
    if move.target == ProgramState.BUILDING and program.building_since is None:
        program.building_since = day_in(program.unit.zone, now)
    program.save(update_fields=["state", "state_since", "building_since"])
    audit.record(
        act=move.act,
        by=by.pk,
        agency=program.agency_id,
        subject=("program", program.pk),
        at=now,
        data={
            "step": step.pk,
            "number": number,
            "from": move.source,
            "to": move.target,
            "role": role,
            "reason": why,
            "snapshot": snapshot.pk if snapshot else None,
            "documents": [str(paper.pk) for paper in papers],
        },
    )
    return step
