"""Imports of units and people: stored for the preview, applied whole or not at all."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from bening.accounts import access
from bening.accounts.imports.people import COLUMNS as PEOPLE_COLUMNS
from bening.accounts.imports.people import OPTIONAL as PEOPLE_OPTIONAL
from bening.accounts.imports.people import PeoplePlan, plan_people
from bening.accounts.imports.table import Row, read_rows
from bening.accounts.imports.units import COLUMNS as UNIT_COLUMNS
from bening.accounts.imports.units import UnitPlan, new_units, plan_units
from bening.accounts.models import ImportDraft, ImportKind, Person, Posting, RoleAssignment
from bening.accounts.refusals import PeopleRefused
from bening.agencies.actions import lock_last_root
from bening.agencies.models import Agency, WorkUnit
from bening.audit import record

COLUMNS = {ImportKind.UNITS: UNIT_COLUMNS, ImportKind.PEOPLE: PEOPLE_COLUMNS}
OPTIONAL: dict[str, frozenset[str]] = {ImportKind.PEOPLE: PEOPLE_OPTIONAL}
BATCH = 500


def plan_of(draft: ImportDraft) -> UnitPlan | PeoplePlan:
    """What the stored rows would do to the agency as it is now."""
    rows = [Row(line=row["line"], cells=row["cells"]) for row in draft.rows]
    if draft.kind == ImportKind.UNITS:
        return plan_units(draft.agency, rows)
    return plan_people(draft.agency, rows)


@transaction.atomic
def store_import(
    *,
    agency: Agency,
    kind: ImportKind,
    file_name: str,
    content: bytes,
    by: Person,
    now: datetime,
) -> ImportDraft:
    """Keeps the rows of a file for preview and confirmation; nothing else changes.

    An older draft of the same person and kind gives way. Raises `table.FileRefused`.
    """
    access.check_can_administer(by, agency)
    rows = read_rows(content, COLUMNS[kind], optional=OPTIONAL.get(kind, frozenset()))
    ImportDraft.objects.filter(
        agency=agency, made_by=by, kind=kind, applied_at__isnull=True
    ).delete()
    return ImportDraft.objects.create(
        agency=agency,
        kind=kind,
        file_name=file_name[:200],
        rows=[{"line": row.line, "cells": row.cells} for row in rows],
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def discard_import(*, draft: ImportDraft, by: Person) -> None:
    """Forgets a draft that was not applied."""
    access.check_can_administer(by, draft.agency)
    ImportDraft.objects.filter(pk=draft.pk, made_by=by, applied_at__isnull=True).delete()


@transaction.atomic
def apply_import(*, draft: ImportDraft, by: Person, now: datetime) -> int:
    """Adds everything the draft holds; returns how many rows became units or people.

    The stored rows are checked again against the agency as it is now. Raises
    PeopleRefused("import_has_faults") and adds nothing when a single row has a fault, so also
    "import_already_applied", "import_gone" and "import_collided".
    """
    access.check_can_administer(by, draft.agency)
    Agency.objects.select_for_update().get(pk=draft.agency_id)
    kept = (
        ImportDraft.objects.select_for_update(of=("self",))
        .select_related("agency")
        .filter(pk=draft.pk, made_by=by)
        .first()
    )
    if kept is None:  # discarded, or replaced by a newer file, a moment ago
        raise PeopleRefused("import_gone")
    if kept.applied_at is not None:
        raise PeopleRefused("import_already_applied")
    plan = plan_of(kept)
    if plan.faults:
        raise PeopleRefused("import_has_faults", count=len(plan.faults))
    if isinstance(plan, UnitPlan):
        count = _add_units(plan, kept.agency, by, now)
    else:
        count = _add_people(plan, kept.agency, by, now)
    kept.applied_at = now
    kept.rows = []
    kept.save(update_fields=["applied_at", "rows"])
    record(
        act=f"{kept.kind}.imported",
        by=by.pk,
        agency=kept.agency_id,
        subject=("agency", kept.agency_id),
        at=now,
        data={"count": count, "file_name": kept.file_name},
    )
    return count


def _add_units(plan: UnitPlan, agency: Agency, by: Person, now: datetime) -> int:
    lock_last_root()
    made, parents = new_units(plan, agency, now)
    try:
        WorkUnit.objects.bulk_create(made, batch_size=BATCH)
    except IntegrityError as error:
        # Another agency took the same place at the top of the tree in this moment.
        raise PeopleRefused("import_collided") from error
    WorkUnit.objects.bulk_update(parents, ["numchild"], batch_size=BATCH)
    for unit in made:
        record(
            act="unit.added",
            by=by.pk,
            agency=agency.pk,
            subject=("unit", unit.pk),
            at=now,
            data={"code": unit.code, "name": unit.name, "level": str(unit.level)},
        )
    return len(made)


def _add_people(plan: PeoplePlan, agency: Agency, by: Person, now: datetime) -> int:
    starts_on = access.today_of(by, now)
    people = []
    roles: list[RoleAssignment] = []
    postings: list[Posting] = []
    for planned in plan.people:
        person = Person(
            agency=agency,
            name=planned.name,
            email=planned.email,
            employee_number=planned.employee_number,
            position=planned.position,
            date_joined=now,
            password=make_password(None),
        )
        people.append(person)
        if planned.posting is not None:
            postings.append(
                Posting(
                    agency=agency,
                    person=person,
                    unit=planned.posting,
                    starts_on=starts_on,
                    entered_by=by,
                    entered_at=now,
                )
            )
        roles.extend(
            RoleAssignment(
                person=person,
                role=role.role,
                agency=agency,
                unit=role.unit,
                area=role.area,
                starts_on=starts_on,
                given_by=by,
                given_at=now,
            )
            for role in planned.roles
        )
    try:
        Person.objects.bulk_create(people, batch_size=BATCH)
    except IntegrityError as error:
        # Another agency, or a form, took an address in this moment.
        raise PeopleRefused("import_address_taken") from error
    RoleAssignment.objects.bulk_create(roles, batch_size=BATCH)
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    for person in people:
        _record_person("person.added", person, by, now, {"name": person.name})
    for given in roles:
        _record_person(
            "role.given",
            given.person,
            by,
            now,
            {
                "name": given.person.name,
                "role": str(given.role),
                "where": given.unit.name if given.unit else agency.name,
                "unit": given.unit_id,
                "area": given.area,
                "starts_on": given.starts_on.isoformat(),
                "ends_on": None,
            },
        )
    for posting in postings:
        _record_person(
            "posting.began",
            posting.person,
            by,
            now,
            {
                "name": posting.person.name,
                "unit": posting.unit_id,
                "where": posting.unit.name,
                "on": starts_on.isoformat(),
            },
        )
    return len(people)


def _record_person(
    act: str, person: Person, by: Person, now: datetime, data: dict[str, Any]
) -> None:
    record(
        act=act,
        by=by.pk,
        agency=person.agency_id,
        subject=("person", person.pk),
        at=now,
        data=data,
    )
