"""The panel: who sits in it, sealed votes with reasons, and the decision that follows from them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.nominations import access, letters, panel_letters, papers
from bening.nominations.actions.common import cleaned, record_of_evaluation
from bening.nominations.models import PanelMember, PanelSession, Vote
from bening.nominations.refusals import NominationRefused
from bening.nominations.rules import rules_of
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ZoneProgram

LONGEST_NUMBER = 120
LONGEST_ABSENCE = 300


def open_panel(
    *, program: ZoneProgram, members: Sequence[Person], by: Person, now: datetime
) -> PanelSession:
    """Opens the panel of a program; whoever opens it chairs it and sits in it.

    Raises NotAllowed, NominationRefused ("not_in_panel", "panel_is_open", "panel_chair_missing",
    "panel_too_small", "panel_member_not_national").
    """
    today = today_of(by, now)
    access.check_is_national(by, program, today)
    try:
        with transaction.atomic():
            held = lifecycle.locked(program.pk)
            if held.state != ProgramState.PANEL:
                raise NominationRefused("not_in_panel", unit=held.unit.name)
            quorum = rules_of(held.cycle).quorum
            people = {member.pk: member for member in members}
            if by.pk not in people:
                raise NominationRefused("panel_chair_missing", field="members")
            if len(people) < quorum:
                raise NominationRefused("panel_too_small", field="members", quorum=quorum)
            for person in people.values():
                _check_member(person, held, now)
            number = (held.panels.aggregate(last=Max("number"))["last"] or 0) + 1
            session = PanelSession.objects.create(
                agency_id=held.agency_id,
                program=held,
                number=number,
                quorum=quorum,
                chair=by,
                opened_at=now,
            )
            PanelMember.objects.bulk_create(
                PanelMember(session=session, person=person) for person in people.values()
            )
            record_of_evaluation(
                "panel.opened", held, by, now, members=len(people), quorum=quorum, panel=session.pk
            )
    except IntegrityError:
        raise NominationRefused("panel_is_open", unit=program.unit.name) from None
    return session


def add_panel_member(
    *, session: PanelSession, person: Person, by: Person, now: datetime
) -> PanelMember:
    """The chair calls in one more member. Raises NotAllowed, NominationRefused."""
    try:
        with transaction.atomic():
            kept = _chaired(session, by, now)
            _check_member(person, kept.program, now)
            member = PanelMember.objects.create(session=kept, person=person)
            record_of_evaluation(
                "panel.member_added", kept.program, by, now, person_name=person.name
            )
    except IntegrityError:
        raise NominationRefused("panel_member_twice", person=person.name) from None
    return member


def cast_vote(
    *, session: PanelSession, vote: Vote, reason: str, by: Person, now: datetime
) -> PanelMember:
    """A member's vote with its reason, once; nobody reads it before all have voted.

    The trail keeps that a vote was cast, not which one. Raises NotAllowed("not_in_this_panel"),
    NominationRefused ("panel_is_decided", "voted_before", "noted_as_absent",
    "vote_reason_missing").
    """
    why = cleaned(reason, field="reason", missing="vote_reason_missing")
    with transaction.atomic():
        kept = _open(session)
        access.check_is_national(by, kept.program, today_of(by, now))
        member = PanelMember.objects.select_for_update().filter(session=kept, person=by).first()
        if member is None:
            raise NotAllowed("not_in_this_panel")
        if member.voted_at is not None:
            raise NominationRefused("voted_before")
        if member.absent:
            raise NominationRefused("noted_as_absent")
        member.vote, member.reason, member.voted_at = Vote(vote), why, now
        member.save(update_fields=["vote", "reason", "voted_at"])
        record_of_evaluation("panel.voted", kept.program, by, now, panel=kept.pk)
    return member


def mark_absent(
    *, session: PanelSession, person: Person, reason: str, by: Person, now: datetime
) -> PanelMember:
    """The chair notes that a member is not there and does not vote.

    Raises NotAllowed, NominationRefused ("panel_is_decided", "voted_before",
    "absence_reason_missing").
    """
    why = cleaned(reason, field="reason", missing="absence_reason_missing", longest=LONGEST_ABSENCE)
    with transaction.atomic():
        kept = _chaired(session, by, now)
        member = PanelMember.objects.select_for_update().filter(session=kept, person=person).first()
        if member is None:
            raise NominationRefused("panel_member_not_national", person=person.name)
        if member.voted_at is not None:
            raise NominationRefused("voted_before")
        member.absent = why
        member.save(update_fields=["absent"])
        record_of_evaluation(
            "panel.absent", kept.program, by, now, person_name=person.name, reason=why
        )
    return member


@with_papers
def decide_panel(
    *,
    session: PanelSession,
    reason: str,
    number: str,
    dated_on: date,
    by: Person,
    now: datetime,
) -> PanelSession:
    """Counts the votes, keeps what follows from them, and makes the minutes.

    The title needs more than half of the votes cast; otherwise the panel recommends coaching.
    Raises NotAllowed, NominationRefused ("below_quorum", "votes_awaited", "panel_is_decided",
    "decision_reason_missing", "document_number_missing").
    """
    why = cleaned(reason, field="reason", missing="decision_reason_missing")
    given = cleaned(
        number, field="number", missing="document_number_missing", longest=LONGEST_NUMBER
    )
    with transaction.atomic():
        kept = _chaired(session, by, now)
        program = kept.program
        members = list(kept.members.select_related("person"))
        votes = [member for member in members if member.vote]
        if len(votes) < kept.quorum:
            raise NominationRefused("below_quorum", votes=len(votes), quorum=kept.quorum)
        awaited = [
            member.person.name for member in members if not member.vote and not member.absent
        ]
        if awaited:
            raise NominationRefused("votes_awaited", people=", ".join(awaited))
        for_title = sum(1 for member in votes if member.vote == Vote.AWARD)
        kept.decision = Vote.AWARD if 2 * for_title > len(votes) else Vote.COACHING
        kept.reason, kept.decided_at = why, now
        kept.minutes = papers.issue(
            kind=DocumentKind.MINUTES,
            letter=panel_letters.panel_minutes(kept, members, why, letters.Head(given, dated_on)),
            agency=program.unit.agency,
            unit=program.unit,
            program=program,
            number=given,
            dated_on=dated_on,
            signer=by,
            signed_as=by.position or "Ketua panel",
            by=by,
            now=now,
            content={"panel": str(kept.pk), "decision": kept.decision},
        )
        kept.save()
        record_of_evaluation(
            "panel.decided",
            program,
            by,
            now,
            decision=kept.decision,
            award=for_title,
            votes=len(votes),
            panel=kept.pk,
        )
    return kept


def _check_member(person: Person, program: ZoneProgram, now: datetime) -> None:
    if not access.is_national(person, program, today_of(person, now)):
        raise NominationRefused("panel_member_not_national", field="members", person=person.name)


def _open(session: PanelSession) -> PanelSession:
    """The session with its row locked, not yet decided."""
    kept = (
        PanelSession.objects.select_for_update(of=("self",))
        .select_related(
            "chair", "program__unit__agency", "program__cycle", "program__sheet__instrument"
        )
        .get(pk=session.pk)
    )
    if kept.is_decided:
        raise NominationRefused("panel_is_decided")
    return kept


def _chaired(session: PanelSession, by: Person, now: datetime) -> PanelSession:
    kept = _open(session)
    access.check_is_national(by, kept.program, today_of(by, now))
    if kept.chair_id != by.pk:
        raise NotAllowed("panel_chair_only", chair=kept.chair.name)
    return kept
