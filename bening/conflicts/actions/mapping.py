"""Officers, and the map of possible conflicts in the main functions of a unit."""

from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.conflicts import access
from bening.conflicts.models import ConflictOfficer, Level, MainFunction
from bening.conflicts.people import needed_person
from bening.domain.conflicts import ConflictRefused


def name_officer(
    *,
    unit: WorkUnit,
    person: str,
    starts_on: date,
    ends_on: date | None = None,
    by: Person,
    now: datetime,
) -> ConflictOfficer:
    """Names the officer of a unit and all below it. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        access.check_can_name_officer(by, unit, today_of(by, now))
        found = needed_person(person, agency=unit.agency_id)
        if ends_on is not None and ends_on < starts_on:
            raise ConflictRefused("conflict_ends_before_start", field="ends_on")
        running = ConflictOfficer.objects.filter(unit=unit, person=found, ends_on__isnull=True)
        if running.exists():
            raise ConflictRefused("conflict_officer_exists", field="person", person=found.name)
        made = ConflictOfficer.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            person=found,
            starts_on=starts_on,
            ends_on=ends_on,
            given_by=by,
            given_at=now,
        )
        audit.record(
            act="conflict.officer_named",
            by=by.pk,
            agency=unit.agency_id,
            subject=("unit", unit.pk),
            at=now,
            data={"person": str(found.pk), "person_name": found.name},
        )
    return made


def end_officer(*, officer: ConflictOfficer, by: Person, now: datetime) -> ConflictOfficer:
    """From tomorrow on the person is the officer no more. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = (
            ConflictOfficer.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "person")
            .get(pk=officer.pk)
        )
        today = today_of(by, now)
        access.check_can_name_officer(by, kept.unit, today)
        if kept.ends_on is not None and kept.ends_on <= today:
            raise ConflictRefused("conflict_officer_has_ended")
        kept.ends_on = max(today, kept.starts_on)
        kept.save(update_fields=["ends_on"])
        audit.record(
            act="conflict.officer_ended",
            by=by.pk,
            agency=kept.agency_id,
            subject=("unit", kept.unit_id),
            at=now,
            data={"person": str(kept.person_id), "person_name": kept.person.name},
        )
    return kept


def add_function(*, unit: WorkUnit, name: str, by: Person, now: datetime) -> MainFunction:
    """A main function that is still to be mapped. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        today = today_of(by, now)
        access.check_can_keep(by, unit, today)
        words = name.strip()
        if not words:
            raise ConflictRefused("conflict_function_missing", field="name")
        if MainFunction.objects.filter(unit=unit, name=words).exists():
            raise ConflictRefused("conflict_function_exists", field="name")
        made = MainFunction.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            name=words[:300],
            added_on=today,
            changed_by=by,
            changed_at=now,
        )
        _record("conflict.function_added", made, by, now)
    return made


def map_function(
    *,
    function: MainFunction,
    possible: str,
    posts: str,
    level: Level,
    prevention: str,
    owner: str,
    review_on: date,
    by: Person,
    now: datetime,
) -> MainFunction:
    """Writes its possible conflict and what prevents it. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = _locked(function, by, now)
        texts = {"possible": possible, "posts": posts, "prevention": prevention}
        for name, text in texts.items():
            if not text.strip():
                raise ConflictRefused("conflict_mapping_incomplete", field=name)
        today = today_of(by, now)
        if review_on <= today:
            raise ConflictRefused("conflict_review_in_past", field="review_on")
        kept.possible, kept.posts, kept.prevention = (
            possible.strip(), posts.strip()[:300], prevention.strip(),
        )  # fmt: skip
        kept.level = level
        kept.owner = needed_person(owner, agency=kept.agency_id, field="owner")
        kept.review_on = review_on
        kept.mapped_on = kept.mapped_on or today
        kept.mapped_at = kept.changed_at = now
        kept.changed_by = by
        kept.save()
        _record("conflict.function_mapped", kept, by, now, level=str(level))
    return kept


def close_function(*, function: MainFunction, by: Person, now: datetime) -> MainFunction:
    """The unit does this no more: it counts no longer. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = _locked(function, by, now)
        kept.closed_on = today_of(by, now)
        kept.changed_by, kept.changed_at = by, now
        kept.save(update_fields=["closed_on", "changed_by", "changed_at"])
        _record("conflict.function_closed", kept, by, now)
    return kept


def _locked(function: MainFunction, by: Person, now: datetime) -> MainFunction:
    kept = (
        MainFunction.objects.select_for_update(of=("self",))
        .select_related("unit__agency")
        .get(pk=function.pk)
    )
    access.check_can_keep(by, kept.unit, today_of(by, now))
    if kept.closed_on is not None:
        raise ConflictRefused("conflict_function_closed")
    return kept


def _record(act: str, function: MainFunction, by: Person, now: datetime, **data: str) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=function.agency_id,
        subject=("unit", function.unit_id),
        at=now,
        data={"function": str(function.pk), "name": function.name, **data},
    )
