"""What leaders promised, what was done about it, and how it ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.documents.actions import attach
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.pacts import access
from bening.pacts.models import Commitment, CommitmentAct, CommitmentOutcome
from bening.pacts.refusals import PactRefused


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A file sent as proof, under the name it had."""

    file: BinaryIO
    filename: str


@with_papers
def add_commitment(
    *,
    unit: WorkUnit,
    leader: str,
    office: str,
    text: str,
    place: str,
    made_on: date,
    by: Person,
    now: datetime,
    due_on: date | None = None,
    url: str = "",
    proof: ProofFile | None = None,
) -> Commitment:
    """A promise made in public, with its proof: a link or a file.

    Raises NotAllowed, PactRefused("commitment_needs_proof", "commitment_in_future",
    "commitment_due_early") and what `documents.actions.attach` refuses.
    """
    access.check_can_write_page(by, unit)
    if not url.strip() and proof is None:
        raise PactRefused("commitment_needs_proof", field="url")
    if made_on > day_in(unit.zone, now):
        raise PactRefused("commitment_in_future", field="made_on")
    if due_on is not None and due_on < made_on:
        raise PactRefused("commitment_due_early", field="due_on")
    paper = _kept(proof, unit, "Bukti komitmen pimpinan", made_on, by, now)
    made = Commitment.objects.create(
        agency_id=unit.agency_id,
        unit=unit,
        leader=leader.strip(),
        office=office.strip(),
        text=text.strip(),
        place=place.strip(),
        made_on=made_on,
        due_on=due_on,
        url=url.strip(),
        proof=paper,
        added_by=by,
        added_at=now,
    )
    _record(
        "commitment.added",
        made,
        by,
        now,
        place=made.place,
        made_on=made_on.isoformat(),
        due_on=due_on.isoformat() if due_on else None,
    )
    return made


@with_papers
def act_on_commitment(
    *,
    commitment: Commitment,
    text: str,
    done_on: date,
    by: Person,
    now: datetime,
    url: str = "",
    proof: ProofFile | None = None,
) -> CommitmentAct:
    """Something that was done about the promise.

    Raises NotAllowed, PactRefused("commitment_is_closed", "commitment_in_future",
    "act_before_commitment").
    """
    access.check_can_write_page(by, commitment.unit)
    if done_on > day_in(commitment.unit.zone, now):
        raise PactRefused("commitment_in_future", field="done_on")
    if done_on < commitment.made_on:
        raise PactRefused("act_before_commitment", field="done_on")
    _check_open(commitment)
    paper = _kept(proof, commitment.unit, "Bukti pelaksanaan komitmen", done_on, by, now)
    kept = _locked(commitment)
    _check_open(kept)
    made = CommitmentAct.objects.create(
        agency_id=kept.agency_id,
        commitment=kept,
        text=text.strip(),
        done_on=done_on,
        url=url.strip(),
        proof=paper,
        added_by=by,
        added_at=now,
    )
    _record("commitment.acted", kept, by, now, done_on=done_on.isoformat(), entry=made.pk)
    return made


@transaction.atomic
def close_commitment(
    *,
    commitment: Commitment,
    outcome: CommitmentOutcome,
    reason: str,
    by: Person,
    now: datetime,
) -> Commitment:
    """The promise was kept, or not; the reason is public too.

    Raises NotAllowed, PactRefused("commitment_is_closed", "commitment_reason_missing",
    "commitment_never_acted").
    """
    access.check_can_write_page(by, commitment.unit)
    kept = _locked(commitment)
    _check_open(kept)
    if not reason.strip():
        raise PactRefused("commitment_reason_missing", field="reason")
    if outcome == CommitmentOutcome.KEPT and not kept.acts.exists():
        raise PactRefused("commitment_never_acted", field="outcome")
    kept.outcome, kept.outcome_reason = outcome, reason.strip()
    kept.closed_by, kept.closed_at = by, now
    kept.save(update_fields=["outcome", "outcome_reason", "closed_by", "closed_at"])
    _record("commitment.closed", kept, by, now, outcome=outcome, reason=kept.outcome_reason)
    return kept


@transaction.atomic
def reopen_commitment(*, commitment: Commitment, by: Person, now: datetime) -> Commitment:
    """A promise closed too early goes on. Raises NotAllowed, PactRefused("commitment_is_open")."""
    access.check_can_write_page(by, commitment.unit)
    kept = _locked(commitment)
    if kept.outcome == CommitmentOutcome.OPEN:
        raise PactRefused("commitment_is_open")
    before = {"outcome": kept.outcome, "reason": kept.outcome_reason}
    kept.outcome, kept.outcome_reason = CommitmentOutcome.OPEN, ""
    kept.closed_by, kept.closed_at = None, None
    kept.save(update_fields=["outcome", "outcome_reason", "closed_by", "closed_at"])
    _record("commitment.reopened", kept, by, now, **before)
    return kept


def _locked(commitment: Commitment) -> Commitment:
    kept: Commitment = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("unit__agency")
        .get(pk=commitment.pk)
    )
    return kept


def _check_open(commitment: Commitment) -> None:
    if commitment.outcome != CommitmentOutcome.OPEN:
        raise PactRefused(
            "commitment_is_closed", outcome=CommitmentOutcome(commitment.outcome).label
        )


def _kept(
    proof: ProofFile | None, unit: WorkUnit, title: str, on: date, by: Person, now: datetime
) -> OfficialDocument | None:
    if proof is None:
        return None
    return attach(
        kind=DocumentKind.OTHER,
        file=proof.file,
        filename=proof.filename,
        agency=unit.agency,
        unit=unit,
        number="",
        dated_on=on,
        title=title,
        by=by,
        now=now,
    )


def _record(act: str, commitment: Commitment, by: Person, now: datetime, **data: object) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=commitment.agency_id,
        subject=("unit", commitment.unit_id),
        at=now,
        data={"commitment": commitment.pk, "leader": commitment.leader, **data},
    )
