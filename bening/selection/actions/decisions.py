"""The head's decision, its decree, and the programs that it moves on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.refusals import Refused
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ZoneProgram
from bening.selection import access
from bening.selection.actions.rows import LONGEST, check_state, locked, record
from bening.selection.decree import decree_letter
from bening.selection.matrix import matrix_of
from bening.selection.models import Candidate, RoundState, SelectionRound, Verdict
from bening.selection.refusals import RoundLocked, SelectionRefused


@dataclass(frozen=True, slots=True)
class Decision:
    """What the head decides about one unit, and why."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the programs of accepted units."""

    moved: tuple[ZoneProgram, ...]
    refused: tuple[tuple[ZoneProgram, Refused], ...]


@with_papers
def decide(
    *,
    round_: SelectionRound,
    decisions: Mapping[UUID, Decision],
    number: str,
    dated_on: date | None,
    by: Person,
    now: datetime,
    decree: OfficialDocument | None = None,
) -> SelectionRound:
    """Decides about each candidate and issues the decree, both or none.

    A decree that was signed elsewhere (`decree`) is taken with its own number and day; none is made
    then. Raises NotAllowed, RoundLocked, SelectionRefused ("verdict_missing",
    "verdict_without_reason", "decree_number_empty", "decree_day_missing", "decree_day",
    "selection_decree_foreign", "selection_decree_used").
    """
    with transaction.atomic():
        held = locked(round_)
        on = today_of(by, now)
        access.check_can_decide(by, held, on=on)
        check_state(held, RoundState.PROPOSED)
        if decree is not None:
            _check_brought(held, decree)
            number, dated_on = decree.number, decree.dated_on
        kept = " ".join(number.split())[:120]
        if not kept:
            raise SelectionRefused("decree_number_empty", field="decree" if decree else "number")
        if dated_on is None:
            raise SelectionRefused("decree_day_missing", field="dated_on")
        if dated_on > on:
            raise SelectionRefused("decree_day", field="dated_on", day=dated_on)
        candidates = list(held.candidates.select_for_update(of=("self",)).select_related("unit"))
        accepted = _judged(candidates, decisions)
        held.decree = decree or _issued(held, number=kept, dated_on=dated_on, by=by, now=now)
        held.state, held.decided_by, held.decided_at = RoundState.DECIDED, by, now
        held.save(update_fields=["state", "decided_by", "decided_at", "decree"])
        data = {"number": kept, "accepted": accepted, "units": len(candidates)}
        record("selection.decided", held, by=by, now=now, data=data)
    return held


def _issued(
    held: SelectionRound, *, number: str, dated_on: date, by: Person, now: datetime
) -> OfficialDocument:
    """The decree made from the matrix as it was judged."""
    from bening.documents.actions import issue  # noqa: PLC0415 - it names programs

    matrix = matrix_of(held)
    return issue(
        kind="selection_decree",
        letter=decree_letter(held, matrix, number=number, dated_on=dated_on, by=by),
        agency=held.agency,
        number=number,
        dated_on=dated_on,
        signer=by,
        signed_as=by.position,
        by=by,
        now=now,
        content={
            "round": str(held.pk),
            "criteria": held.criteria.version,
            "units": {
                str(row.candidate.unit_id): {
                    "total": str(row.total),
                    "verdict": row.candidate.verdict,
                }
                for row in matrix.rows
            },
        },
    )


def _check_brought(round_: SelectionRound, decree: OfficialDocument) -> None:
    """A decree of this agency about a choice of units, which no other round stands on."""
    if (
        decree.kind != DocumentKind.SELECTION_DECREE
        or decree.agency_id != round_.agency_id
        or decree.withdrawn_at is not None
    ):
        raise SelectionRefused("selection_decree_foreign", field="decree")
    if SelectionRound.objects.filter(decree=decree).exists():
        raise SelectionRefused("selection_decree_used", field="decree")


def _judged(candidates: list[Candidate], decisions: Mapping[UUID, Decision]) -> int:
    """Writes the decision on each candidate; how many were accepted."""
    missing = [one.unit.name for one in candidates if one.pk not in decisions]
    if missing:
        raise SelectionRefused("verdict_missing", units=missing)
    for one in candidates:
        decision = decisions[one.pk]
        reason = decision.reason.strip()[:LONGEST]
        if not reason:
            raise SelectionRefused(
                "verdict_without_reason", field=f"reason_{one.pk}", unit=one.unit.name
            )
        one.verdict, one.verdict_reason = Verdict(decision.verdict), reason
        one.save(update_fields=["verdict", "verdict_reason"])
    return sum(one.verdict == Verdict.ACCEPTED for one in candidates)


def waiting_programs(round_: SelectionRound) -> "list[ZoneProgram]":
    """Declared programs of the accepted units in the cycle of the round: chosen by its decree."""
    accepted = round_.candidates.filter(verdict=Verdict.ACCEPTED).values("unit_id")
    return list(
        ZoneProgram.objects.filter(
            agency_id=round_.agency_id,
            unit_id__in=accepted,
            cycle__year=round_.year,
            state=ProgramState.DECLARED,
        )
        .select_related("unit__agency", "cycle")
        .order_by("unit__name")
    )


def move_programs(*, round_: SelectionRound, by: Person, now: datetime) -> Moved:
    """Moves each declared program of an accepted unit to CHOSEN with the decree.

    Each in a transaction of its own: one that is refused keeps no other back. May be called again,
    for units declared after the decision. Raises NotAllowed, RoundLocked.
    """
    access.check_can_decide(by, round_, on=today_of(by, now))
    decree = round_.decree
    if round_.state != RoundState.DECIDED or decree is None:
        raise RoundLocked("selection_not_decided")
    moved: list[ZoneProgram] = []
    refused: list[tuple[ZoneProgram, Refused]] = []
    for program in waiting_programs(round_):
        try:
            lifecycle.advance(program=program, name="chosen", by=by, now=now, documents=[decree])
        except Refused as refusal:
            refused.append((program, refusal))
        else:
            moved.append(program)
    return Moved(tuple(moved), tuple(refused))
