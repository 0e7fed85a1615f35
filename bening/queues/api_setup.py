"""Halls and their set-up in the JSON interface."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bening.accounts.access import units_of
from bening.accounts.api import caller
from bening.accounts.models import Person
from bening.queues import access
from bening.queues.actions import (
    counters_setup,
    halls,
    hours,
    lines_setup,
    points,
    promises,
    staff,
)
from bening.queues.addresses import hall_link, point_link
from bening.queues.api_rights import hall_of, sets_up
from bening.queues.models import (
    CounterStaff,
    Hall,
    PointKind,
    ServicePoint,
    ServicePromise,
    TakingPolicy,
)
from bening.queues.refusals import SetupRefused
from bening.services.models import Service
from bening.ui.api_bodies import rights_first

router = Router(tags=["ruang layanan"])
MOST = 200


class LineOut(Schema):
    """One line of a hall."""

    id: UUID
    service: UUID = Field(alias="service_id")
    prefix: str
    standard_minutes: int
    closed_on: date | None


class HallOut(Schema):
    """A hall; the public finds it once `opened` and until `closed_on`."""

    id: UUID
    unit: UUID = Field(alias="unit_id")
    name: str
    slug: str
    policy: TakingPolicy
    opened: bool
    closed_on: date | None
    page: str

    @staticmethod
    def resolve_opened(hall: Hall) -> bool:
        """Whether its set-up was finished."""
        return hall.opened_at is not None

    @staticmethod
    def resolve_page(hall: Hall) -> str:
        """Its public address."""
        return hall_link(hall)


class HallDetailOut(HallOut):
    """The same with its lines."""

    queues: list[LineOut]

    @staticmethod
    def resolve_queues(hall: Hall) -> object:
        """Closed ones included."""
        return hall.queues.all()


class HallIn(Schema):
    """A hall to add."""

    unit: UUID
    name: str
    slug: str
    policy: TakingPolicy = TakingPolicy.REMOTE


class LineIn(Schema):
    """A service that is queued for."""

    service: UUID
    prefix: str
    standard_minutes: int = 10


class LinesIn(Schema):
    """All lines of a hall."""

    lines: list[LineIn]


class CounterPlaceIn(Schema):
    """A counter in use, with the keys of its lines."""

    number: int
    queues: list[UUID]
    zone: int = 1
    is_accessible: bool = True


class PlacesIn(Schema):
    """All counters of a hall."""

    counters: list[CounterPlaceIn]


class SpanIn(Schema):
    """From a time of the day to another."""

    begins: time
    ends: time


class DayIn(Schema):
    """Hours and breaks of a weekday, 0 is Monday."""

    weekday: int = Field(ge=0, le=6)
    opens: list[SpanIn]
    breaks: list[SpanIn] = []


class WeekIn(Schema):
    """The hours of the week from a day on, tomorrow by itself; a day not named is closed."""

    days: list[DayIn]
    starts_on: date | None = None


def day_hours(days: Sequence[DayIn]) -> dict[int, hours.DayHours]:
    """Weekdays as the actions take them. Raises SetupRefused("hours_overlap")."""
    return {
        one.weekday: hours.DayHours(
            tuple(hours.span(each.begins, each.ends, field="opens") for each in one.opens),
            tuple(hours.span(each.begins, each.ends, field="breaks") for each in one.breaks),
        )
        for one in days
    }


class StaffIn(Schema):
    """A person of the agency, by address, and what they do in the hall."""

    email: str
    is_supervisor: bool = False
    queues: list[UUID] = []


class StaffOut(Schema):
    """Somebody who serves."""

    id: UUID
    name: str
    is_supervisor: bool
    starts_on: date
    ends_on: date | None

    @staticmethod
    def resolve_name(one: CounterStaff) -> str:
        """Of the person."""
        return one.person.name


class PromiseIn(Schema):
    """Minutes from a day on; the rungs follow in proportion."""

    minutes: int
    starts_on: date
    basis: str = ""


class PromiseOut(Schema):
    """What is promised, with the rungs of its ladder."""

    id: UUID
    starts_on: date
    minutes: int
    warn_at: int
    prealert_at: int
    head_at: int


class PointIn(Schema):
    """A point to add."""

    place: str
    kind: PointKind = PointKind.STICKER


class PointOut(Schema):
    """A point and its address; `secret` is what a new kiosk signs in with, told this once."""

    id: UUID
    number: int
    place: str
    kind: PointKind
    mark: str
    page: str
    secret: str = ""


def point_told(hall: Hall, point: ServicePoint, secret: str = "") -> dict[str, object]:
    """A point as `PointOut`."""
    return {
        "id": point.pk,
        "number": point.number,
        "place": point.place,
        "kind": point.kind,
        "mark": point.mark,
        "page": point_link(hall, point.number),
        "secret": secret,
    }


@router.get(
    "/ruang-layanan", response=list[HallOut], url_name="halls", summary="Daftar ruang layanan"
)
def list_halls(request: HttpRequest) -> Sequence[Hall]:
    """The halls that you set up, serve in or read."""
    return list(access.halls_of(caller(request)).order_by("name")[:MOST])


@router.post(
    "/ruang-layanan",
    response={201: HallDetailOut},
    url_name="halls",
    summary="Tambah ruang layanan",
)
def add_hall(request: HttpRequest, body: HallIn) -> Status[Hall]:
    """Adds a hall that is still closed to the public; for service officers of the unit."""
    person = caller(request)
    values = body.dict() | {"unit": get_object_or_404(units_of(person), pk=body.unit)}
    return Status(201, halls.add_hall(**values, by=person, now=timezone.now()))


@router.get(
    "/ruang-layanan/{key}",
    response=HallDetailOut,
    url_name="hall",
    summary="Satu ruang layanan",
)
def read_hall(request: HttpRequest, key: UUID) -> Hall:
    """One hall with its lines."""
    return hall_of(request, key)[1]


@router.put(
    "/ruang-layanan/{key}/antrean",
    response=HallDetailOut,
    url_name="hall_lines",
    summary="Atur antrean",
)
@rights_first(sets_up)
def set_lines(request: HttpRequest, key: UUID, body: LinesIn) -> Hall:
    """Exactly these services are queued for."""
    person, hall = hall_of(request, key)
    known = {one.pk: one for one in Service.objects.filter(unit=hall.unit_id)}
    if any(one.service not in known for one in body.lines):
        raise Http404
    lines = [
        lines_setup.Line(known[one.service], one.prefix, one.standard_minutes) for one in body.lines
    ]
    lines_setup.set_lines(hall=hall, lines=lines, by=person, now=timezone.now())
    return hall


@router.put(
    "/ruang-layanan/{key}/loket",
    response={204: None},
    url_name="hall_counters",
    summary="Atur loket",
)
@rights_first(sets_up)
def set_counters(request: HttpRequest, key: UUID, body: PlacesIn) -> Status[None]:
    """Exactly these counters are in use."""
    person, hall = hall_of(request, key)
    places = [
        counters_setup.Place(**one.dict() | {"queues": tuple(one.queues)}) for one in body.counters
    ]
    counters_setup.set_counters(hall=hall, places=places, by=person, now=timezone.now())
    return Status(204, None)


@router.put(
    "/ruang-layanan/{key}/jam",
    response={204: None},
    url_name="hall_hours",
    summary="Atur jam layanan",
)
@rights_first(sets_up)
def set_hours(request: HttpRequest, key: UUID, body: WeekIn) -> Status[None]:
    """The hours of each weekday from a day on; a day that is not named is closed."""
    person, hall = hall_of(request, key)
    hours.set_hours(
        hall=hall,
        week=day_hours(body.days),
        starts_on=body.starts_on,
        by=person,
        now=timezone.now(),
    )
    return Status(204, None)


@router.post(
    "/ruang-layanan/{key}/petugas",
    response={201: StaffOut},
    url_name="hall_staff",
    summary="Tambah petugas",
)
@rights_first(sets_up)
def add_staff(request: HttpRequest, key: UUID, body: StaffIn) -> Status[CounterStaff]:
    """Somebody of the agency serves in the hall."""
    person, hall = hall_of(request, key)
    access.check_can_set_up(person, hall.unit, on=access.day_at(hall, timezone.now()))
    colleague = Person.objects.filter(
        agency=hall.agency_id, email=body.email.strip().lower(), is_active=True
    ).first()
    if colleague is None:
        raise SetupRefused("staff_of_other_agency", field="email")
    made = staff.add_staff(
        hall=hall,
        person=colleague,
        is_supervisor=body.is_supervisor,
        queues=body.queues,
        by=person,
        now=timezone.now(),
    )
    return Status(201, made)


@router.post(
    "/ruang-layanan/{key}/janji",
    response={201: PromiseOut},
    url_name="hall_promises",
    summary="Tetapkan janji",
)
@rights_first(sets_up)
def make_promise(request: HttpRequest, key: UUID, body: PromiseIn) -> Status[ServicePromise]:
    """Promises from a day on; what was promised before stays."""
    person, hall = hall_of(request, key)
    promise = promises.NewPromise.of(body.minutes, body.starts_on, basis=body.basis)
    made = promises.make_promise(hall=hall, promise=promise, by=person, now=timezone.now())
    return Status(201, made)


@router.post(
    "/ruang-layanan/{key}/titik",
    response={201: PointOut},
    url_name="hall_points",
    summary="Tambah titik",
)
@rights_first(sets_up)
def add_point(request: HttpRequest, key: UUID, body: PointIn) -> Status[dict[str, object]]:
    """A point where numbers are taken."""
    person, hall = hall_of(request, key)
    made, secret = points.add_point(hall=hall, **body.dict(), by=person, now=timezone.now())
    return Status(201, point_told(hall, made, secret))


@router.post(
    "/ruang-layanan/{key}/buka",
    response=HallDetailOut,
    url_name="open_hall",
    summary="Buka ruang layanan",
)
def open_hall(request: HttpRequest, key: UUID) -> Hall:
    """From now on the public finds the hall."""
    person, hall = hall_of(request, key)
    return halls.open_hall(hall=hall, by=person, now=timezone.now())
