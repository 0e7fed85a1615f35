"""Rounds: opened with a working group, proposed, perhaps returned to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.documents.models import OfficialDocument
from bening.selection import access
from bening.selection.actions.criteria import default_choices, newest_set, store_criteria
from bening.selection.actions.rows import LONGEST, check_state, locked, record
from bening.selection.models import Duty, RoundMember, RoundState, SelectionRound
from bening.selection.refusals import SelectionRefused

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody of the working group."""

    person: Person
    duty: Duty


def open_round(
    *,
    agency: Agency,
    year: int,
    lead: Person,
    members: Sequence[Person],
    group_decree: OfficialDocument | None = None,
    by: Person,
    now: datetime,
) -> SelectionRound:
    """Opens the choice of units for a cycle with its working group.

    It takes the agency's newest criteria; without any, those of the regulation become version 1.
    Raises NotAllowed, SelectionRefused ("selection_under_way", "selection_year",
    "group_of_other_agency", "decree_of_other_agency").
    """
    access.check_can_set_up(by, agency, on=today_of(by, now))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise SelectionRefused("selection_year", field="year")
    group = _group(agency, lead, members)
    _check_decree(agency, group_decree)
    try:
        with transaction.atomic():
            criteria = newest_set(agency) or store_criteria(
                agency=agency, criteria=default_choices(), by=by, now=now
            )
            rows = SelectionRound.objects.filter(agency=agency, year=year)
            made = SelectionRound.objects.create(
                agency=agency,
                year=year,
                number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
                criteria=criteria,
                group_decree=group_decree,
                opened_by=by,
                opened_at=now,
            )
            _store_group(made, group)
            data = {"number": made.number, "members": [str(one.person.pk) for one in group]}
            record("selection.opened", made, by=by, now=now, data=data)
    except IntegrityError:
        raise SelectionRefused("selection_under_way", agency=agency.name) from None
    return made


def set_group(
    *,
    round_: SelectionRound,
    lead: Person,
    members: Sequence[Person],
    group_decree: OfficialDocument | None,
    by: Person,
    now: datetime,
) -> SelectionRound:
    """Another working group while it still weighs. Raises NotAllowed, RoundLocked."""
    with transaction.atomic():
        held = locked(round_)
        access.check_can_set_up(by, held.agency, on=today_of(by, now))
        check_state(held, RoundState.DRAFT)
        group = _group(held.agency, lead, members)
        _check_decree(held.agency, group_decree)
        held.members.all().delete()
        _store_group(held, group)
        held.group_decree = group_decree
        held.save(update_fields=["group_decree"])
        data = {"members": [str(one.person.pk) for one in group]}
        record("selection.group_set", held, by=by, now=now, data=data)
    return held


def propose(*, round_: SelectionRound, by: Person, now: datetime) -> SelectionRound:
    """Hands the matrix to the head of the agency; from then on nothing in it changes.

    Raises NotAllowed, RoundLocked, SelectionRefused ("candidates_missing", "scores_missing").
    """
    with transaction.atomic():
        held = locked(round_)
        access.check_can_propose(by, held)
        check_state(held, RoundState.DRAFT)
        candidates = list(held.candidates.select_related("unit").prefetch_related("scores"))
        if not candidates:
            raise SelectionRefused("candidates_missing")
        needed = held.criteria.items.count()
        open_ = [one.unit.name for one in candidates if len(one.scores.all()) < needed]
        if open_:
            raise SelectionRefused("scores_missing", units=open_)
        held.state, held.proposed_by, held.proposed_at = RoundState.PROPOSED, by, now
        held.returned_reason = ""
        held.save(update_fields=["state", "proposed_by", "proposed_at", "returned_reason"])
        record("selection.proposed", held, by=by, now=now, data={"units": len(candidates)})
    return held


def return_to_group(
    *, round_: SelectionRound, reason: str, by: Person, now: datetime
) -> SelectionRound:
    """Sends the matrix back to be weighed again. Raises NotAllowed, RoundLocked."""
    with transaction.atomic():
        held = locked(round_)
        access.check_can_decide(by, held, on=today_of(by, now))
        check_state(held, RoundState.PROPOSED)
        said = reason.strip()[:LONGEST]
        if not said:
            raise SelectionRefused("selection_reason_missing", field="reason")
        held.state, held.proposed_by, held.proposed_at = RoundState.DRAFT, None, None
        held.returned_reason = said
        held.save(update_fields=["state", "proposed_by", "proposed_at", "returned_reason"])
        record("selection.returned", held, by=by, now=now, data={"reason": said[:200]})
    return held


def _group(agency: Agency, lead: Person, members: Sequence[Person]) -> list[GroupMember]:
    group = [GroupMember(lead, Duty.LEAD)]
    group += [GroupMember(one, Duty.MEMBER) for one in members if one.pk != lead.pk]
    for one in group:
        if one.person.agency_id != agency.pk or not one.person.is_active:
            raise SelectionRefused("group_of_other_agency", field="members", name=one.person.name)
    return group


def _check_decree(agency: Agency, paper: OfficialDocument | None) -> None:
    if paper is not None and (paper.agency_id != agency.pk or paper.withdrawn_at is not None):
        raise SelectionRefused("decree_of_other_agency", field="group_decree")


def _store_group(round_: SelectionRound, group: Sequence[GroupMember]) -> None:
    RoundMember.objects.bulk_create(
        RoundMember(round=round_, person=one.person, duty=one.duty) for one in group
    )
