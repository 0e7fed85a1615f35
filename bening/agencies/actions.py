"""Writes on agencies, their tree of units and kawasan. Nothing is deleted but a kawasan."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bening.accounts import access
from bening.accounts.models import Person
from bening.agencies.models import Agency, AgencyKind, JointArea, TimeZone, UnitLevel, WorkUnit
from bening.agencies.refusals import AgencyRefused
from bening.audit import record

MOST_LEVELS = 8
ROOT_TRIES = 5


@transaction.atomic
def create_agency(
    *,
    name: str,
    short_name: str,
    kind: AgencyKind,
    time_zone: TimeZone,
    by: Person,
    now: datetime,
) -> Agency:
    """A new agency, without units and people. For the operator."""
    access.check_is_operator(by)
    if Agency.objects.filter(name__iexact=name).exists():
        raise AgencyRefused("agency_name_taken", field="name", name=name)
    agency = Agency.objects.create(
        name=name, short_name=short_name, kind=kind, time_zone=time_zone, created_at=now
    )
    record(
        act="agency.created",
        by=by.pk,
        agency=agency.pk,
        subject=("agency", agency.pk),
        at=now,
        data={"name": name, "kind": str(kind), "time_zone": str(time_zone)},
    )
    return agency


@transaction.atomic
def change_agency(
    *,
    agency: Agency,
    name: str,
    short_name: str,
    kind: AgencyKind,
    time_zone: TimeZone,
    by: Person,
    now: datetime,
) -> Agency:
    """New names, kind or zone. For the operator and the agency's administrators."""
    if not access.rights(by).is_operator:
        access.check_can_administer(by, agency)
    kept = Agency.objects.select_for_update().get(pk=agency.pk)
    if Agency.objects.filter(name__iexact=name).exclude(pk=kept.pk).exists():
        raise AgencyRefused("agency_name_taken", field="name", name=name)
    changes = _changes(
        kept, {"name": name, "short_name": short_name, "kind": kind, "time_zone": time_zone}
    )
    if changes:
        kept.save(update_fields=list(changes))
        record(
            act="agency.changed",
            by=by.pk,
            agency=kept.pk,
            subject=("agency", kept.pk),
            at=now,
            data={"name": name, "changes": changes},
        )
    return kept


@transaction.atomic
def add_unit(
    *,
    agency: Agency,
    parent: WorkUnit | None,
    code: str,
    name: str,
    level: UnitLevel,
    by: Person,
    now: datetime,
    time_zone: TimeZone | str = "",
    serves_public: bool = True,
) -> WorkUnit:
    """A new unit of the agency, under `parent` or at the top. For administrators."""
    access.check_can_administer(by, agency)
    _lock_tree(agency)
    unit = WorkUnit(
        agency=agency,
        code=code,
        name=name,
        level=level,
        time_zone=time_zone,
        serves_public=serves_public,
        created_at=now,
    )
    _check_unit(unit)
    _insert(unit, parent)
    record(
        act="unit.added",
        by=by.pk,
        agency=agency.pk,
        subject=("unit", unit.pk),
        at=now,
        data={
            "code": code,
            "name": name,
            "level": str(level),
            "parent": parent.pk if parent else None,
        },
    )
    return unit


@transaction.atomic
def change_unit(
    *,
    unit: WorkUnit,
    code: str,
    name: str,
    level: UnitLevel,
    time_zone: TimeZone | str,
    serves_public: bool,
    by: Person,
    now: datetime,
) -> WorkUnit:
    """New data of a unit; its place in the tree stays. For administrators."""
    access.check_can_administer(by, unit.agency)
    _lock_tree(unit.agency)
    kept: WorkUnit = WorkUnit.objects.select_related("agency").get(pk=unit.pk)
    changes = _changes(
        kept,
        {
            "code": code,
            "name": name,
            "level": level,
            "time_zone": time_zone,
            "serves_public": serves_public,
        },
    )
    _check_unit(kept)
    if changes:
        kept.save(update_fields=list(changes))
        record(
            act="unit.changed",
            by=by.pk,
            agency=kept.agency_id,
            subject=("unit", kept.pk),
            at=now,
            data={
                "name": name,
                "changes": changes,
            },
        )
    return kept


@transaction.atomic
def move_unit(*, unit: WorkUnit, parent: WorkUnit | None, by: Person, now: datetime) -> WorkUnit:
    """The unit, with everything below it, under another parent of the same agency or at the top."""
    access.check_can_administer(by, unit.agency)
    _lock_tree(unit.agency)
    kept: WorkUnit = WorkUnit.objects.select_related("agency").get(pk=unit.pk)
    before = WorkUnit.objects.get_parent(kept)
    target = _fresh_parent(kept.agency, parent)
    if target is not None and target.path.startswith(kept.path):
        raise AgencyRefused("parent_below", field="parent", unit=kept.name)
    if (before.pk if before else None) == (target.pk if target else None):
        return kept
    deepest = max(
        WorkUnit.objects.filter(path__startswith=kept.path).values_list("depth", flat=True)
    )
    _check_depth((target.depth if target else 0) + 1 + deepest - kept.depth)
    if target is not None:
        WorkUnit.objects.move(kept, target, "last-child")
    else:
        _as_root(kept)
    record(
        act="unit.moved",
        by=by.pk,
        agency=kept.agency_id,
        subject=("unit", kept.pk),
        at=now,
        data={
            "name": kept.name,
            "before": before.name if before else kept.agency.name,
            "after": target.name if target else kept.agency.name,
            "before_id": before.pk if before else None,
            "after_id": target.pk if target else None,
        },
    )
    moved: WorkUnit = WorkUnit.objects.select_related("agency").get(pk=kept.pk)
    return moved


@transaction.atomic
def close_unit(*, unit: WorkUnit, by: Person, now: datetime) -> WorkUnit:
    """The unit works no more: it stays, with its sheets, and takes nothing new."""
    access.check_can_administer(by, unit.agency)
    _lock_tree(unit.agency)
    kept: WorkUnit = WorkUnit.objects.select_related("agency").get(pk=unit.pk)
    if kept.closed_at is not None:
        raise AgencyRefused("unit_already_closed", unit=kept.name)
    below = WorkUnit.objects.filter(path__startswith=kept.path, closed_at__isnull=True)
    count = below.exclude(pk=kept.pk).count()
    if count:
        raise AgencyRefused("open_units_below", unit=kept.name, count=count)
    kept.closed_at = now
    kept.save(update_fields=["closed_at"])
    _record_state("unit.closed", kept, by, now)
    return kept


@transaction.atomic
def reopen_unit(*, unit: WorkUnit, by: Person, now: datetime) -> WorkUnit:
    """A closed unit works again. Its parent has to be open."""
    access.check_can_administer(by, unit.agency)
    _lock_tree(unit.agency)
    kept: WorkUnit = WorkUnit.objects.select_related("agency").get(pk=unit.pk)
    if kept.closed_at is None:
        raise AgencyRefused("unit_not_closed", unit=kept.name)
    parent = WorkUnit.objects.get_parent(kept)
    if parent is not None and parent.closed_at is not None:
        raise AgencyRefused("parent_closed", parent=parent.name)
    kept.closed_at = None
    kept.save(update_fields=["closed_at"])
    _record_state("unit.reopened", kept, by, now)
    return kept


@transaction.atomic
def save_joint_area(
    *,
    agency: Agency,
    area: JointArea | None,
    name: str,
    units: Sequence[WorkUnit],
    by: Person,
    now: datetime,
) -> JointArea:
    """A kawasan of the agency with its units: a new one, or `area` with another name or units."""
    access.check_can_administer(by, agency)
    others = JointArea.objects.filter(agency=agency, name__iexact=name)
    if area is not None:
        others = others.exclude(pk=area.pk)
    if others.exists():
        raise AgencyRefused("joint_area_name_taken", field="name", name=name)
    kept = area or JointArea(agency=agency, created_at=now)
    kept.name = name
    kept.save()
    kept.units.set([unit for unit in units if unit.agency_id == agency.pk])
    record(
        act="joint_area.changed" if area else "joint_area.created",
        by=by.pk,
        agency=agency.pk,
        subject=("joint_area", kept.pk),
        at=now,
        data={"name": name, "units": sorted(str(unit.pk) for unit in units)},
    )
    return kept


@transaction.atomic
def remove_joint_area(*, area: JointArea, by: Person, now: datetime) -> None:
    """The grouping goes; its units stay as they are."""
    access.check_can_administer(by, area.agency)
    record(
        act="joint_area.removed",
        by=by.pk,
        agency=area.agency_id,
        subject=("joint_area", area.pk),
        at=now,
        data={"name": area.name},
    )
    area.delete()


# --- the tree


def _lock_tree(agency: Agency) -> None:
    """One change of an agency's tree at a time (on SQLite the transaction itself is that lock)."""
    Agency.objects.select_for_update().get(pk=agency.pk)


def _fresh_parent(agency: Agency, parent: WorkUnit | None) -> WorkUnit | None:
    if parent is None:
        return None
    kept: WorkUnit = WorkUnit.objects.get(pk=parent.pk, agency=agency)
    if kept.closed_at is not None:
        raise AgencyRefused("parent_closed", field="parent", parent=kept.name)
    return kept


def lock_last_root() -> None:
    """Whoever adds a root next waits here; only the very first roots of all may still collide."""
    WorkUnit.objects.filter(depth=1).order_by("-path").select_for_update().first()


def _insert(unit: WorkUnit, parent: WorkUnit | None) -> None:
    target = _fresh_parent(unit.agency, parent)
    if target is not None:
        _check_depth(target.depth + 1)
        WorkUnit.objects.add_child(target, instance=unit)
        return
    # Roots of all agencies share one row of paths, so another agency may take the next one first.
    for attempt in range(1, ROOT_TRIES + 1):
        try:
            with transaction.atomic():
                lock_last_root()
                WorkUnit.objects.add_root(instance=unit)
        except IntegrityError:
            if attempt == ROOT_TRIES:
                raise
        else:
            return


def _as_root(unit: WorkUnit) -> None:
    for attempt in range(1, ROOT_TRIES + 1):
        try:
            with transaction.atomic():
                lock_last_root()
                last = WorkUnit.objects.get_last_root_node()
                WorkUnit.objects.move(unit, last, "last-sibling")
        except IntegrityError:
            if attempt == ROOT_TRIES:
                raise
            unit.refresh_from_db()
        else:
            return


def _check_depth(depth: int) -> None:
    if depth > MOST_LEVELS:
        raise AgencyRefused("tree_too_deep", field="parent", most=MOST_LEVELS)


def _check_unit(unit: WorkUnit) -> None:
    for name in ("name", "code"):
        field = WorkUnit._meta.get_field(name)
        if len(getattr(unit, name)) > (field.max_length or 0):
            raise AgencyRefused(
                "unit_text_too_long",
                field=name,
                label=str(field.verbose_name),
                most=field.max_length,
            )
    if not unit.name:
        raise AgencyRefused("unit_name_missing", field="name")
    if not unit.code:
        raise AgencyRefused("unit_code_missing", field="code")
    same = WorkUnit.objects.filter(agency_id=unit.agency_id, code=unit.code).exclude(pk=unit.pk)
    if same.exists():
        raise AgencyRefused("unit_code_taken", field="code", unit_code=unit.code)


def _record_state(act: str, unit: WorkUnit, by: Person, now: datetime) -> None:
    record(
        act=act,
        by=by.pk,
        agency=unit.agency_id,
        subject=("unit", unit.pk),
        at=now,
        data={"name": unit.name, "code": unit.code},
    )


def _changes(row: Any, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Sets the values that differ; what they were and are, by field."""
    found = {}
    for field, value in values.items():
        before = getattr(row, field)
        if before != value:
            setattr(row, field, value)
            found[field] = {"before": _plain(before), "after": _plain(value)}
    return found


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool) else str(value)
