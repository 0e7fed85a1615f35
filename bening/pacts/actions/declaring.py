"""The declaration: charter, witnesses, and the program's move out of its preparation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.actions import attach, issue
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.pacts import access
from bening.pacts.conditions import check_signed
from bening.pacts.letters import Charter, charter_letter
from bening.pacts.models import (
    Declaration,
    DeclarationPaper,
    DeclaredProgram,
    PaperKind,
    Witness,
)
from bening.pacts.refusals import PactRefused
from bening.programs import lifecycle
from bening.programs.models import ZoneProgram
from bening.programs.states import BY_NAME

MOVE = BY_NAME["declared"]
MOST_WITNESSES = 40


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A witness as typed: a name and, where given, an office."""

    name: str
    office: str = ""


@with_papers
def declare(
    *,
    programs: Sequence[ZoneProgram],
    held_on: date,
    place: str,
    statement: str,
    by: Person,
    now: datetime,
    witnesses: Sequence[Witnessed] = (),
) -> Declaration:
    """Programs of one agency are declared together: one charter, each moved to DECLARED.

    Raises NotAllowed, ProgramRefused (out of order), PactRefused("nothing_to_declare",
    "declare_one_agency", "declared_in_future", "too_many_witnesses") and what the guard
    `pacts_signed` refuses.
    """
    if not programs:
        raise PactRefused("nothing_to_declare", field="programs")
    programs = _locked(programs)
    if len({program.agency_id for program in programs}) != 1:
        raise PactRefused("declare_one_agency", field="programs")
    for program in programs:
        lifecycle.acting_role(by, program, MOVE, now)
        if program.state != MOVE.source:
            lifecycle.advance(program=program, name=MOVE.name, by=by, now=now)  # says why not
    if held_on > day_in(programs[0].unit.agency.time_zone, now):
        raise PactRefused("declared_in_future", field="held_on")
    if len(witnesses) > MOST_WITNESSES:
        raise PactRefused("too_many_witnesses", field="witnesses", most=MOST_WITNESSES)
    first, one = programs[0], len(programs) == 1
    counted = {program.pk: check_signed(program.unit, now) for program in programs}
    role = lifecycle.acting_role(by, first, MOVE, now)
    signed_as = by.position or str(role.label)
    charter = Charter(
        agency=first.unit.agency.name,
        units=tuple(program.unit.name for program in programs),
        targets=tuple(program.get_target_display() for program in programs),
        held_on=held_on,
        place=place,
        statement=statement,
        leader=by,
        signed_as=signed_as,
        witnesses=tuple((witness.name, witness.office) for witness in witnesses),
        standings=tuple(counted[program.pk][1] for program in programs),
    )
    paper = issue(
        kind=DocumentKind.DECLARATION_CHARTER,
        letter=charter_letter(charter),
        agency=first.unit.agency,
        unit=first.unit if one else None,
        program=first if one else None,
        dated_on=held_on,
        signer=by,
        signed_as=signed_as,
        by=by,
        now=now,
    )
    made = Declaration.objects.create(
        agency_id=first.agency_id,
        held_on=held_on,
        place=place,
        statement=statement,
        charter=paper,
        declared_by=by,
        signed_as=signed_as,
        declared_at=now,
    )
    Witness.objects.bulk_create(
        Witness(
            agency_id=made.agency_id,
            declaration=made,
            name=witness.name,
            office=witness.office,
            order=order,
        )
        for order, witness in enumerate(witnesses, start=1)
    )
    for program in programs:
        lifecycle.advance(program=program, name=MOVE.name, by=by, now=now, documents=[paper])
        campaign, standing = counted[program.pk]
        DeclaredProgram.objects.create(
            agency_id=made.agency_id,
            declaration=made,
            program=program,
            unit=program.unit,
            campaign=campaign,
            signed=standing.signed,
            required=standing.required,
        )
    audit.record(
        act="declaration.made",
        by=by.pk,
        agency=made.agency_id,
        subject=("declaration", made.pk),
        at=now,
        data={
            "units": ", ".join(program.unit.name for program in programs),
            "programs": [str(program.pk) for program in programs],
            "held_on": held_on.isoformat(),
            "place": place,
            "charter": paper.pk,
            "witnesses": len(witnesses),
        },
    )
    return made


def _locked(programs: Sequence[ZoneProgram]) -> list[ZoneProgram]:
    """The programs as they stand, locked in one order whoever asks, in the order given."""
    held = {key: lifecycle.locked(key) for key in sorted(program.pk for program in programs)}
    return [held[program.pk] for program in programs]


@with_papers
def add_declaration_paper(
    *,
    declaration: Declaration,
    kind: PaperKind,
    file: BinaryIO,
    filename: str,
    by: Person,
    now: datetime,
) -> DeclarationPaper:
    """Invitation, attendance list, photo or report of the declaration.

    Raises NotAllowed and what `documents.actions.attach` refuses.
    """
    rows = list(declaration.declared.select_related("unit__agency", "program"))
    access.check_can_add_papers(by, declaration.agency, [row.unit for row in rows])
    one = rows[0] if len(rows) == 1 else None
    document = attach(
        kind=DocumentKind.OTHER,
        file=file,
        filename=filename,
        agency=declaration.agency,
        unit=one.unit if one else None,
        program=one.program if one else None,
        number="",
        dated_on=min(declaration.held_on, today_of(by, now)),
        title=f"{PaperKind(kind).label}, pencanangan Zona Integritas"[:200],
        by=by,
        now=now,
    )
    made = DeclarationPaper.objects.create(
        agency_id=declaration.agency_id,
        declaration=declaration,
        kind=kind,
        document=document,
    )
    audit.record(
        act="declaration.paper_added",
        by=by.pk,
        agency=declaration.agency_id,
        subject=("declaration", declaration.pk),
        at=now,
        data={"kind": kind, "document": document.pk},
    )
    return made
