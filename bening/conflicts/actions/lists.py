"""The yearly list of private interests: begun from last year's, filled, signed."""

import hashlib
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.agencies.models import WorkUnit
from bening.conflicts import access
from bening.conflicts.content import interests_of, sealed, written
from bening.conflicts.models import InterestList, ListState, Tie
from bening.conflicts.people import person_typed
from bening.conflicts.superiors import unit_of
from bening.domain.conflicts import (
    ConflictRefused,
    Entry,
    Interests,
    Section,
    with_entry,
    with_none,
    without_entry,
)


def start_list(*, by: Person, now: datetime) -> InterestList:
    """The draft of this year, with what the newest signed list says; the one begun before if any.

    After this year's was signed it is a further edition. Raises ConflictRefused.
    """
    with transaction.atomic():
        today = today_of(by, now)
        unit = unit_of(by, today)
        mine = InterestList.objects.filter(person=by)
        draft = mine.select_for_update(of=("self",)).filter(state=ListState.DRAFT).first()
        if draft is not None:
            return draft
        last = mine.order_by("-year", "-edition").first()
        before = Interests() if last is None else interests_of(last.kept, row=last.pk)
        key = new_key()
        made = InterestList.objects.create(
            pk=key,
            agency_id=unit.agency_id,
            unit=unit,
            person=by,
            year=today.year,
            edition=last.edition + 1 if last is not None and last.year == today.year else 1,
            kept=sealed(before.document(), row=key),
            rank=last.rank if last is not None else "",
            started_at=now,
            saved_at=now,
        )
        _record("interests.started", made, by, now)
    return made


def add_interest(
    *,
    listing: InterestList,
    section: Section,
    name: str,
    relation: str,
    detail: str = "",
    unit: WorkUnit | None = None,
    person: str = "",
    by: Person,
    now: datetime,
) -> InterestList:
    """Adds an entry; `person` is an employee number or address of somebody of the agency.

    Raises NotAllowed, ConflictRefused.
    """
    with transaction.atomic():
        kept = _draft(listing, by)
        other = person_typed(person, agency=kept.agency_id)
        if other is not None and other.pk == by.pk:
            raise ConflictRefused("interest_in_oneself", field="person")
        if unit is not None and unit.agency_id != kept.agency_id:
            raise ConflictRefused("conflict_unit_unknown", field="unit")
        entry = Entry(
            section,
            name,
            relation,
            detail,
            str(unit.pk) if unit is not None else "",
            str(other.pk) if other is not None else "",
        )
        return _saved(kept, with_entry(interests_of(kept.kept, row=kept.pk), entry), by, now)


def remove_interest(
    *,
    listing: InterestList,
    section: Section,
    position: int,
    seen_version: int,
    by: Person,
    now: datetime,
) -> InterestList:
    """Takes an entry out.

    Raises NotAllowed, ConflictRefused ("conflict_list_changed", "interest_gone").
    """
    with transaction.atomic():
        kept = _draft(listing, by)
        if kept.version != seen_version:
            raise ConflictRefused("conflict_list_changed")
        left = without_entry(interests_of(kept.kept, row=kept.pk), section, position)
        return _saved(kept, left, by, now)


def state_none(
    *, listing: InterestList, section: Section, by: Person, now: datetime
) -> InterestList:
    """Says that a part is empty. Raises NotAllowed, ConflictRefused("interests_not_empty")."""
    with transaction.atomic():
        kept = _draft(listing, by)
        return _saved(kept, with_none(interests_of(kept.kept, row=kept.pk), section), by, now)


def sign_list(
    *, listing: InterestList, rank: str, agrees: bool, by: Person, now: datetime
) -> InterestList:
    """Signs the list with the statement that it is true; its ties replace those of older lists.

    Raises NotAllowed, ConflictRefused ("interests_unanswered", "conflict_statement_missing",
    "conflict_list_is_signed").
    """
    with transaction.atomic():
        kept = _draft(listing, by)
        interests = interests_of(kept.kept, row=kept.pk)
        interests.check_complete()
        if not agrees:
            raise ConflictRefused("conflict_statement_missing", field="agrees")
        today = today_of(by, now)
        kept.unit = unit_of(by, today)
        kept.state = ListState.SIGNED
        kept.rank = rank.strip()[:100]
        kept.signed_as = by.position
        kept.signed_at = kept.saved_at = now
        kept.sha256 = hashlib.sha256(written(interests.document()).encode()).hexdigest()
        kept.version += 1
        kept.save()
        end_ties(Tie.objects.filter(person=by, interests__isnull=False), today)
        named = {
            (each.unit or None, each.person or None)
            for each in interests.entries
            if each.unit or each.person
        }
        Tie.objects.bulk_create(
            Tie(
                agency_id=kept.agency_id,
                person=by,
                unit_id=unit,
                other_id=other,
                interests=kept,
                starts_on=today,
            )
            for unit, other in sorted(named, key=str)
        )
        _record("interests.signed", kept, by, now)
    return kept


def end_ties(ties: QuerySet[Tie], today: date) -> None:
    """Ties that hold no longer from `today` on; those begun today leave no trace here."""
    running = ties.filter(ends_on__isnull=True)
    running.filter(starts_on__gte=today).delete()
    running.update(ends_on=today - timedelta(days=1))


def _draft(listing: InterestList, by: Person) -> InterestList:
    kept = (
        InterestList.objects.select_for_update(of=("self",))
        .select_related("agency", "unit")
        .get(pk=listing.pk)
    )
    access.check_is_owner(by, kept)
    if kept.state != ListState.DRAFT:
        raise ConflictRefused("conflict_list_is_signed")
    return kept


def _saved(kept: InterestList, interests: Interests, by: Person, now: datetime) -> InterestList:
    kept.kept = sealed(interests.document(), row=kept.pk)
    kept.version += 1
    kept.saved_at = now
    kept.save(update_fields=["kept", "version", "saved_at"])
    _record("interests.saved", kept, by, now)
    return kept


def _record(act: str, listing: InterestList, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=listing.agency_id,
        subject=("interest_list", listing.pk),
        at=now,
        data={"year": listing.year, "edition": listing.edition},
    )
