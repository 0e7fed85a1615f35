"""The certificate of a title, and its revocation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bening import audit
from bening.accounts.access import roles_of, today_of
from bening.accounts.models import Person
from bening.aftercare import access, papers
from bening.aftercare.models import Concern, ConcernState
from bening.aftercare.refusals import AftercareRefused, Settled
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.programs.lifecycle import advance
from bening.programs.models import Award, ProgramState, ZoneProgram
from bening.programs.states import BY_NAME

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class DecreeHead:
    """Number and day of a paper that is made here."""

    number: str
    dated_on: date


def locked_title(key: "UUID") -> Award:
    """The title with its row locked until the transaction ends."""
    found: Award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "program")
        .get(pk=key)
    )
    return found


@with_papers
def issue_certificate(
    *, award: Award, number: str, dated_on: date, by: Person, now: datetime
) -> OfficialDocument:
    """Makes and seals the certificate of a title.

    Raises NotAllowed, AftercareRefused ("paper_number_missing", "paper_before_title",
    "paper_in_future", "title_is_revoked"), and what documents refuse.
    """
    with transaction.atomic():
        kept = locked_title(award.pk)
        access.check_can_certify(by, kept.unit, today_of(by, now))
        check_held(kept)
        head = _head(kept, DecreeHead(number, dated_on), now)
        return papers.issued(
            kind=DocumentKind.AWARD_CERTIFICATE,
            letter=papers.certificate(kept, number=head.number, dated_on=dated_on, by=by),
            award=kept,
            number=head.number,
            dated_on=dated_on,
            by=by,
            now=now,
            content={
                "award": str(kept.pk),
                "designation": kept.designation,
                "decree": kept.decree_number,
                "awarded_on": kept.awarded_on.isoformat(),
            },
        )


def check_held(award: Award) -> None:
    """Raises Settled("title_is_revoked")."""
    if not award.is_held:
        raise Settled("title_is_revoked", unit=award.unit.name, on=award.revoked_on)


def _head(award: Award, head: DecreeHead, now: datetime) -> DecreeHead:
    number = head.number.strip()
    if not number:
        raise AftercareRefused("paper_number_missing", field="number")
    if head.dated_on < award.awarded_on:
        raise AftercareRefused("paper_before_title", field="dated_on", on=award.awarded_on)
    if head.dated_on > day_in(award.unit.zone, now):
        raise AftercareRefused("paper_in_future", field="dated_on")
    return DecreeHead(number, head.dated_on)


@with_papers
def revoke_title(
    *,
    award: Award,
    reason: str,
    by: Person,
    now: datetime,
    decree: OfficialDocument | None = None,
    head: DecreeHead | None = None,
) -> Award:
    """Records that a decree took the title back, and starts the waiting time of two years.

    The decree is a document that is there (`decree`) or is made here by the agency head (`head`).
    The program that watches over the title moves with it, and on into the waiting time where the
    person may take that step as well. Raises NotAllowed, Settled("title_is_revoked"),
    AftercareRefused ("revocation_reason_missing", "revocation_decree_missing", "decree_is_foreign",
    "decree_without_number", "watch_first", and those of a paper's head).
    """
    why = reason.strip()
    with transaction.atomic():
        kept = locked_title(award.pk)
        today = today_of(by, now)
        access.check_can_revoke(by, kept.unit, today)
        check_held(kept)
        if not why:
            raise AftercareRefused("revocation_reason_missing", field="reason")
        paper = _decree(kept, decree, head, why, by=by, now=now)
        program = _watching(kept)
        kept.revoked_on, kept.revocation_number = paper.dated_on, paper.number
        kept.revocation_reason, kept.revoked_by, kept.revoked_at = why, by, now
        kept.save(
            update_fields=[
                "revoked_on", "revocation_number", "revocation_reason", "revoked_by", "revoked_at",
            ]
        )  # fmt: skip
        Concern.objects.filter(award=kept, state=ConcernState.SUBSTANTIATED).update(
            state=ConcernState.REVOKED, decision=why, decided_by=by, decided_at=now
        )
        audit.record(
            act="title.revoked",
            by=by.pk,
            agency=kept.agency_id,
            subject=("award", kept.pk),
            at=now,
            data={
                "unit": kept.unit_id,
                "unit_name": kept.unit.name,
                "designation": kept.designation,
                "decree_number": kept.revocation_number,
                "revoked_on": paper.dated_on.isoformat(),
                "document": paper.pk,
                "reason": why,
            },
        )
        if program is not None:
            advance(program=program, name="revoked", by=by, now=now, reason=why, documents=[paper])
            if roles_of(by, kept.unit, today) & BY_NAME["cooling_off_started"].roles:
                advance(program=program, name="cooling_off_started", by=by, now=now)
    return kept


def _decree(
    award: Award,
    decree: OfficialDocument | None,
    head: DecreeHead | None,
    reason: str,
    *,
    by: Person,
    now: datetime,
) -> OfficialDocument:
    """The decree that revokes: brought in before, or made here."""
    if decree is not None:
        if (
            decree.kind != DocumentKind.REVOCATION_DECREE
            or decree.agency_id != award.agency_id
            or decree.withdrawn_at is not None
            or decree.unit_id not in (None, award.unit_id)
        ):
            raise AftercareRefused("decree_is_foreign", field="decree")
        if not decree.number.strip():
            raise AftercareRefused("decree_without_number", field="decree")
        _head(award, DecreeHead(decree.number, decree.dated_on), now)
        return decree
    if head is None:
        raise AftercareRefused("revocation_decree_missing", field="decree")
    access.check_can_decide(by, award.unit, today_of(by, now))
    checked = _head(award, head, now)
    return papers.issued(
        kind=DocumentKind.REVOCATION_DECREE,
        letter=papers.revocation_decree(
            award, number=checked.number, dated_on=checked.dated_on, reason=reason, by=by
        ),
        award=award,
        number=checked.number,
        dated_on=checked.dated_on,
        by=by,
        now=now,
        content={"award": str(award.pk), "designation": award.designation},
    )


def _watching(award: Award) -> ZoneProgram | None:
    """The program that earned the title and watches over it; None for earlier history.

    Raises AftercareRefused("watch_first") where its monitoring has not begun.
    """
    programs = ZoneProgram.objects.filter(
        unit_id=award.unit_id,
        target=award.designation,
        state__in=(ProgramState.AWARDED, ProgramState.AFTERCARE),
    ).select_related("unit__agency")
    if award.program_id is not None:
        programs = programs.filter(pk=award.program_id)
    found = programs.order_by("-cycle__year").first()
    if found is not None and found.state == ProgramState.AWARDED:
        raise AftercareRefused("watch_first", unit=award.unit.name)
    return found
