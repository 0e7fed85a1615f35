"""The rest of a hall's set-up in the JSON interface: what the first steps leave as proposed.

On the router of the first steps: several of these acts share an address with one of those.
"""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Schema, Status

from bening.queues import access
from bening.queues.actions import halls, hours, lines_setup, points, staff
from bening.queues.api_rights import hall_of, sets_up
from bening.queues.api_setup import (
    DayIn,
    HallDetailOut,
    PointOut,
    StaffOut,
    day_hours,
    point_told,
    router,
)
from bening.queues.models import (
    CounterStaff,
    Hall,
    NumberReading,
    PriorityKind,
    Reach,
    ServicePoint,
    SpecialDays,
    TakingPolicy,
)
from bening.ui.api_bodies import rights_first

__all__ = ["router"]
HALL = "/ruang-layanan/{key}"


class NamedIn(Schema):
    """A hall's name, and how numbers are taken."""

    name: str
    policy: TakingPolicy


class PriorityIn(Schema):
    """Who is served earlier; times in minutes."""

    kind: PriorityKind = PriorityKind.FIRST
    normal_per_priority: int = 2
    starved_after: int = 30
    young_until: int = 10


class VolumeIn(Schema):
    """How loud the voice is from a time of the day on, in per cent."""

    at: time
    percent: int


class VoiceIn(Schema):
    """Running text and voice of the displays."""

    running_text: str = ""
    reading: NumberReading = NumberReading.DIGITS
    voice_repeats: int = 2
    volumes: list[VolumeIn] = []


class ReachIn(Schema):
    """How phones come to the pages."""

    reach: Reach
    local_url: str = ""


class LineDetailsIn(Schema):
    """What visitors are told of a line, how many it takes, and its appointments."""

    hint: str = ""
    order: int = 1
    daily_cap: int | None = None
    compensation: str = ""
    slot_minutes: int = 0
    slot_seats: int = 0
    booked_days_ahead: int = 14


class DutyIn(Schema):
    """What somebody of the staff does; no queues: all of them."""

    staff: UUID
    is_supervisor: bool = False
    queues: list[UUID] = []


class DutiesIn(Schema):
    """Duties of some of the staff."""

    duties: list[DutyIn]


class TurnIn(Schema):
    """Whom to ask on a weekday (0 is Monday), 1 first."""

    staff: UUID
    weekday: int
    order: int


class RosterIn(Schema):
    """The whole backup roster; staff in `off` are not asked now."""

    turns: list[TurnIn]
    off: list[UUID] = []


class SeasonIn(Schema):
    """Days with hours of their own; without any the hall is closed on them."""

    name: str
    starts_on: date
    ends_on: date
    days: list[DayIn] = []


class SeasonOut(Schema):
    """Days with hours of their own."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date


class PlaceNameIn(Schema):
    """Where a point is."""

    place: str


@router.put(HALL, response=HallDetailOut, url_name="hall", summary="Ubah ruang layanan")
@rights_first(sets_up)
def change_hall(request: HttpRequest, key: UUID, body: NamedIn) -> Hall:
    """Another name, or another policy of taking numbers."""
    person, hall = hall_of(request, key)
    return halls.change_hall(hall=hall, **body.dict(), by=person, now=timezone.now())


@router.put(
    HALL + "/prioritas", response={204: None}, url_name="hall_priority", summary="Atur prioritas"
)
@rights_first(sets_up)
def set_priority(request: HttpRequest, key: UUID, body: PriorityIn) -> Status[None]:
    """Who is served earlier, and when somebody without priority is protected."""
    person, hall = hall_of(request, key)
    priority = halls.Priority(**body.dict())
    halls.set_priority(hall=hall, priority=priority, by=person, now=timezone.now())
    return Status(204, None)


@router.put(HALL + "/suara", response={204: None}, url_name="hall_voice", summary="Atur suara")
@rights_first(sets_up)
def set_voice(request: HttpRequest, key: UUID, body: VoiceIn) -> Status[None]:
    """The running text, how the voice reads, and how loud it is."""
    person, hall = hall_of(request, key)
    volumes = tuple((one.at, one.percent) for one in body.volumes)
    values = body.dict() | {"volumes": volumes}
    halls.set_voice(hall=hall, **values, by=person, now=timezone.now())
    return Status(204, None)


@router.put(
    HALL + "/jangkauan", response={204: None}, url_name="hall_reach", summary="Atur jalur ponsel"
)
@rights_first(sets_up)
def set_reach(request: HttpRequest, key: UUID, body: ReachIn) -> Status[None]:
    """How phones come to the pages of the hall."""
    person, hall = hall_of(request, key)
    halls.set_reach(hall=hall, **body.dict(), by=person, now=timezone.now())
    return Status(204, None)


@router.post(
    HALL + "/tutup", response=HallDetailOut, url_name="close_hall", summary="Tutup ruang layanan"
)
def close_hall(request: HttpRequest, key: UUID) -> Hall:
    """The hall is given up; nobody may be waiting in it."""
    person, hall = hall_of(request, key)
    return halls.close_hall(hall=hall, by=person, now=timezone.now())


@router.put(
    HALL + "/antrean/{line}",
    response={204: None},
    url_name="hall_line",
    summary="Atur satu antrean",
)
@rights_first(sets_up)
def change_line(request: HttpRequest, key: UUID, line: UUID, body: LineDetailsIn) -> Status[None]:
    """Hint, cap, compensation and appointments of a line."""
    person, hall = hall_of(request, key)
    queue = hall.queues.filter(pk=line).first()
    if queue is None:
        raise Http404
    details = lines_setup.LineDetails(**body.dict())
    lines_setup.change_line(hall=hall, queue=queue, details=details, by=person, now=timezone.now())
    return Status(204, None)


@router.get(
    HALL + "/petugas", response=list[StaffOut], url_name="hall_staff", summary="Daftar petugas"
)
def list_staff(request: HttpRequest, key: UUID) -> Sequence[CounterStaff]:
    """Who serves in the hall; for those who set it up."""
    person, hall = hall_of(request, key)
    day = access.day_at(hall, timezone.now())
    access.check_can_set_up(person, hall.unit, on=day)
    return list(hall.staff.filter(access.in_force(day)).select_related("person"))


@router.put(
    HALL + "/petugas", response={204: None}, url_name="hall_staff", summary="Atur tugas petugas"
)
@rights_first(sets_up)
def set_duties(request: HttpRequest, key: UUID, body: DutiesIn) -> Status[None]:
    """Who leads, and which lines each officer serves."""
    person, hall = hall_of(request, key)
    duties = [
        staff.Duty(one.staff, is_supervisor=one.is_supervisor, queues=tuple(one.queues))
        for one in body.duties
    ]
    staff.set_duties(hall=hall, duties=duties, by=person, now=timezone.now())
    return Status(204, None)


@router.delete(
    HALL + "/petugas/{officer}",
    response={204: None},
    url_name="hall_officer",
    summary="Akhiri tugas petugas",
)
def end_staff(request: HttpRequest, key: UUID, officer: UUID) -> Status[None]:
    """Somebody serves here no longer."""
    person, hall = hall_of(request, key)
    staff.end_staff(hall=hall, staff=officer, by=person, now=timezone.now())
    return Status(204, None)


@router.put(
    HALL + "/cadangan",
    response={204: None},
    url_name="hall_roster",
    summary="Atur petugas cadangan",
)
@rights_first(sets_up)
def set_roster(request: HttpRequest, key: UUID, body: RosterIn) -> Status[None]:
    """Whom the hall asks to open another counter."""
    person, hall = hall_of(request, key)
    roster = {(one.staff, one.weekday): one.order for one in body.turns}
    staff.set_roster(hall=hall, roster=roster, off=body.off, by=person, now=timezone.now())
    return Status(204, None)


@router.post(
    HALL + "/jam-khusus",
    response={201: SeasonOut},
    url_name="hall_seasons",
    summary="Tambah jam khusus",
)
@rights_first(sets_up)
def add_season(request: HttpRequest, key: UUID, body: SeasonIn) -> Status[SpecialDays]:
    """Ramadan, a long day, a day off."""
    person, hall = hall_of(request, key)
    season = hours.Season(body.name, body.starts_on, body.ends_on, day_hours(body.days))
    made = hours.add_season(hall=hall, season=season, by=person, now=timezone.now())
    return Status(201, made)


@router.delete(
    HALL + "/jam-khusus/{season}",
    response={204: None},
    url_name="hall_season",
    summary="Hapus jam khusus",
)
def remove_season(request: HttpRequest, key: UUID, season: UUID) -> Status[None]:
    """The usual hours count again."""
    person, hall = hall_of(request, key)
    hours.remove_season(hall=hall, season=season, by=person, now=timezone.now())
    return Status(204, None)


@router.get(
    HALL + "/titik", response=list[PointOut], url_name="hall_points", summary="Daftar titik"
)
def list_points(request: HttpRequest, key: UUID) -> list[dict[str, object]]:
    """Where numbers are taken; for those who set the hall up."""
    person, hall = hall_of(request, key)
    access.check_can_set_up(person, hall.unit, on=access.day_at(hall, timezone.now()))
    return [point_told(hall, one) for one in hall.points.filter(closed_on__isnull=True)]


@router.put(
    HALL + "/titik/{point}", response=PointOut, url_name="hall_point", summary="Ubah tempat titik"
)
@rights_first(sets_up)
def rename_point(
    request: HttpRequest, key: UUID, point: UUID, body: PlaceNameIn
) -> dict[str, object]:
    """Says anew where the point is."""
    person, hall = hall_of(request, key)
    made: ServicePoint = points.rename_point(
        hall=hall, point=point, place=body.place, by=person, now=timezone.now()
    )
    return point_told(hall, made)


@router.post(
    HALL + "/titik/{point}/kunci",
    response=PointOut,
    url_name="hall_point_secret",
    summary="Ganti kunci kios",
)
def renew_secret(request: HttpRequest, key: UUID, point: UUID) -> dict[str, object]:
    """A new secret for a kiosk, told this once; the old one opens nothing any more."""
    person, hall = hall_of(request, key)
    secret = points.renew_secret(hall=hall, point=point, by=person, now=timezone.now())
    return point_told(hall, hall.points.get(pk=point), secret)


@router.delete(
    HALL + "/titik/{point}", response={204: None}, url_name="hall_point", summary="Tutup titik"
)
def close_point(request: HttpRequest, key: UUID, point: UUID) -> Status[None]:
    """No numbers are taken there any more."""
    person, hall = hall_of(request, key)
    points.close_point(hall=hall, point=point, by=person, now=timezone.now())
    return Status(204, None)
