"""Units in the JSON interface."""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.pagination import paginate

from bening.accounts import access
from bening.accounts.api import caller
from bening.accounts.views.administration import administered
from bening.agencies import actions
from bening.agencies.models import TimeZone, UnitLevel, WorkUnit
from bening.ui.api_bodies import rights_first

router = Router(tags=["unit"])


class UnitOut(Schema):
    """A work unit."""

    id: UUID
    agency_id: UUID
    code: str
    name: str
    level: UnitLevel
    depth: int
    serves_public: bool
    is_closed: bool

    @staticmethod
    def resolve_is_closed(unit: WorkUnit) -> bool:
        """Whether the unit was closed."""
        return unit.closed_at is not None


class UnitIn(Schema):
    """What an administrator says of a unit."""

    code: str
    name: str
    level: UnitLevel = UnitLevel.ECHELON_2
    time_zone: TimeZone | None = None
    serves_public: bool = True


class NewUnitIn(UnitIn):
    """A new unit and its place."""

    parent: UUID | None = None


class PlaceIn(Schema):
    """The parent of a unit; null for the top."""

    parent: UUID | None


def _administers(request: HttpRequest, key: UUID) -> None:
    """For those who administer the agency of the unit."""
    person = caller(request)
    access.check_can_administer(person, access.unit_for(person, key).agency)


@router.get("/unit", response=list[UnitOut], url_name="units", summary="Unit yang boleh dilihat")
@paginate
def units(request: HttpRequest) -> object:
    """Every unit of the caller, in the order of the tree."""
    return access.units_of(caller(request)).order_by("path")


@router.post("/unit", response={201: UnitOut}, url_name="units", summary="Tambah unit")
@rights_first(lambda request: administered(caller(request)))
def add_unit(request: HttpRequest, body: NewUnitIn) -> Status[WorkUnit]:
    """Adds a unit; for administrators."""
    person = caller(request)
    agency = administered(person)
    parent = access.unit_for(person, body.parent) if body.parent else None
    unit = actions.add_unit(
        agency=agency,
        parent=parent,
        code=body.code,
        name=body.name,
        level=body.level,
        time_zone=body.time_zone or "",
        serves_public=body.serves_public,
        by=person,
        now=timezone.now(),
    )
    return Status(201, unit)


@router.get("/unit/{key}", response=UnitOut, url_name="unit", summary="Satu unit")
def unit(request: HttpRequest, key: UUID) -> WorkUnit:
    """One unit."""
    return access.unit_for(caller(request), key)


@router.put("/unit/{key}", response=UnitOut, url_name="unit", summary="Ubah data unit")
@rights_first(_administers)
def change_unit(request: HttpRequest, key: UUID, body: UnitIn) -> WorkUnit:
    """Changes a unit; for administrators."""
    person = caller(request)
    return actions.change_unit(
        unit=access.unit_for(person, key),
        code=body.code,
        name=body.name,
        level=body.level,
        time_zone=body.time_zone or "",
        serves_public=body.serves_public,
        by=person,
        now=timezone.now(),
    )


@router.put("/unit/{key}/induk", response=UnitOut, url_name="unit_place", summary="Pindahkan unit")
@rights_first(_administers)
def move_unit(request: HttpRequest, key: UUID, body: PlaceIn) -> WorkUnit:
    """Moves a unit with everything below it; for administrators."""
    person = caller(request)
    parent = access.unit_for(person, body.parent) if body.parent else None
    return actions.move_unit(
        unit=access.unit_for(person, key), parent=parent, by=person, now=timezone.now()
    )


@router.post("/unit/{key}/tutup", response=UnitOut, url_name="unit_close", summary="Tutup unit")
def close_unit(request: HttpRequest, key: UUID) -> WorkUnit:
    """Closes a unit; for administrators."""
    person = caller(request)
    return actions.close_unit(unit=access.unit_for(person, key), by=person, now=timezone.now())
