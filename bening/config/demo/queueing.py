"""The hall of the main unit: set up, sixty days behind it, and people waiting while it is open."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bening.calendars.queries import holidays_between
from bening.config.demo.cast import HALL_STAFF, MAIN_UNIT
from bening.config.demo.measured import moment
from bening.config.demo.queue_days import Desk, LinePlan, play
from bening.config.demo.stage import Stage
from bening.domain.queueing import Visit
from bening.domain.workdays import is_working_day
from bening.queues.actions import (
    calls,
    counters,
    counters_setup,
    halls,
    hours,
    lines_setup,
    points,
    promises,
    serving,
    staff,
)
from bening.queues.actions.breaches import explain_breach
from bening.queues.actions.promises import NewPromise
from bening.queues.day_figures import figures_of, write_figures
from bening.queues.hour_texts import PROPOSED
from bening.queues.issuing import Taking, take_number
from bening.queues.models import (
    BreachCause,
    BreachKind,
    Counter,
    CounterStaff,
    Hall,
    NumberReading,
    PointKind,
    PromiseBreach,
    Queue,
    TakingChannel,
)
from bening.queues.setups import HallSetup, setup_of
from bening.services.models import Service

SLUG = "dukcapil"
NAME = "Ruang layanan Dukcapil Kota Tirtamaya"
DAYS = 60
"""Days with figures; the hall was set up shortly before the first."""
UNEXPLAINED = 3
"""The last breaches, of which nobody has said the cause yet."""
BASIS = "Maklumat pelayanan Dinas Kependudukan dan Pencatatan Sipil"
RUNNING = "Semua layanan di ruang ini tanpa biaya. Jangan memberi imbalan kepada petugas."
OWED = "Dokumen diantar ke alamat tanpa biaya"


@dataclass(frozen=True)
class Line:
    """A line of the hall: its service, what visitors read of it, and how it goes there."""

    prefix: str
    code: str
    hint: str
    standard: int
    plan: LinePlan
    slot: int = 0


LINES = (
    Line("A", "ktp-el", "Rekam, hilang, rusak, ganti data", 8, LinePlan(0.42, 7)),
    Line("B", "kk", "Tambah anggota, pisah, pindah", 12, LinePlan(0.31, 11)),
    Line("C", "akta-lahir", "Lahir di dalam dan luar kota", 15, LinePlan(0.17, 14), slot=30),
    Line("D", "pindah", "Datang dan keluar kota", 10, LinePlan(0.10, 10)),
)
SKILLS = {1: "AD", 2: "AD", 3: "BD", 4: "ABD", 5: "ABCD", 6: "ABC"}
"""The lines of each counter; the fifth is for whoever helps."""
OFFICERS = {1: "desk_1", 2: "desk_2", 3: "desk_3", 4: "desk_4", 6: "desk_6"}
SAT_LATELY = (2, 3, 4, 6)
"""Counters of the invented days."""
BACKUPS = ("backup_1", "backup_2", "backup_3")
POINTS = (
    ("Pintu masuk", PointKind.STICKER),
    ("Ruang tunggu, deret depan", PointKind.STICKER),
    ("Papan informasi", PointKind.STICKER),
    ("Di sebelah meja informasi", PointKind.KIOSK),
)
CAUSES = (BreachCause.ABSENT, BreachCause.TOO_FEW, BreachCause.CROWD, BreachCause.LONG)
LATELY = ((18, "B"), (15, "A"), (14, "B"), (11, "C"), (9, "A"), (7, "B"), (5, "D"), (2, "B"))
"""Who waits when the demo is made in opening hours: minutes ago, and the line."""
OPENED_AT = (3, 4)
"""Counters that are open then."""


def queue(stage: Stage) -> None:
    """The hall with its past; today people wait only if it is open now."""
    stage.say("Ruang layanan dan antrean")
    days = _days(stage)
    since = days[0] - timedelta(days=3)
    hall = _set_up(stage, since)
    setup = setup_of(hall.pk, stage.day(0))
    _past(stage, hall, setup, days)
    if setup.hours.is_open(stage.now):
        _today(stage, hall, setup)


def _days(stage: Stage) -> list[date]:
    """The last working days, oldest first."""
    first = stage.day(2 * DAYS)
    off = holidays_between(stage.agency, first, stage.day(0))
    days = [first + timedelta(days=at) for at in range(2 * DAYS)]
    return [day for day in days if is_working_day(day, off)][-DAYS:]


def _set_up(stage: Stage, since: date) -> Hall:
    by, now = stage.pics[MAIN_UNIT], moment(stage, since)
    hall = halls.add_hall(unit=stage.units[MAIN_UNIT], slug=SLUG, name=NAME, by=by, now=now)
    services = {one.code: one for one in Service.objects.filter(unit=stage.units[MAIN_UNIT])}
    wanted = [lines_setup.Line(services[one.code], one.prefix, one.standard) for one in LINES]
    made = lines_setup.set_lines(hall=hall, lines=wanted, by=by, now=now)
    lines = {one.prefix: one for one in made}
    for order, line in enumerate(LINES, 1):
        details = lines_setup.LineDetails(
            hint=line.hint,
            order=order,
            compensation=OWED,
            slot_minutes=line.slot,
            slot_seats=2 if line.slot else 0,
        )
        lines_setup.change_line(
            hall=hall, queue=lines[line.prefix], details=details, by=by, now=now
        )
    counters_setup.add_counters(hall=hall, count=len(SKILLS), by=by, now=now)
    places = [
        counters_setup.Place(number, tuple(lines[prefix].pk for prefix in skills))
        for number, skills in SKILLS.items()
    ]
    counters_setup.set_counters(hall=hall, places=places, by=by, now=now)
    there = {
        plan.key: staff.add_staff(
            hall=hall,
            person=stage.people[plan.key],
            is_supervisor=plan.key == "coordinator",
            by=by,
            now=now,
        )
        for plan in HALL_STAFF
    }
    roster = {
        (there[key].pk, weekday): (at + weekday) % len(BACKUPS) + 1
        for weekday in range(5)
        for at, key in enumerate(BACKUPS)
    }
    staff.set_roster(hall=hall, roster=roster, by=by, now=now)
    hours.set_hours(hall=hall, week=PROPOSED, by=by, now=now)
    promise = NewPromise.of(45, since, basis=BASIS)
    promises.make_promise(hall=hall, promise=promise, by=by, now=now)
    halls.set_voice(
        hall=hall, running_text=RUNNING, reading=NumberReading.DIGITS, voice_repeats=1,
        by=by, now=now,
    )  # fmt: skip
    for place, kind in POINTS:
        points.add_point(hall=hall, place=place, kind=kind, by=by, now=now)
    return halls.open_hall(hall=hall, by=by, now=now)


def _past(stage: Stage, hall: Hall, setup: HallSetup, days: Sequence[date]) -> None:
    lines = {one.prefix: one for one in Queue.objects.filter(hall=hall)}
    plans = {lines[one.prefix].pk: one.plan for one in LINES}
    desks = _desks(stage, hall)
    broken: list[PromiseBreach] = []
    for day in days:
        made = play(setup, day, plans, desks)
        found = figures_of(setup, day, made.visits, sessions=made.sessions, legs=made.legs)
        write_figures(day, found, now=moment(stage, day + timedelta(days=1), 0, 30))
        for line in lines.values():
            broken += _broken(hall, line, day, made.visits[line.pk])
    PromiseBreach.objects.bulk_create(broken)
    chance = random.Random("sebab janji lewat")  # noqa: S311 - invented, no secret
    causes = {day: chance.choice(CAUSES) for day in days}
    for row in broken[:-UNEXPLAINED]:
        explain_breach(
            hall=hall,
            breach=row.pk,
            cause=causes[row.day],
            by=stage.people["coordinator"],
            now=moment(stage, row.day, 16),
        )


def _desks(stage: Stage, hall: Hall) -> list[Desk]:
    """Officers rest in two halves: somebody always serves."""
    rows = Counter.objects.filter(hall=hall).prefetch_related("queues")
    numbered = {one.number: one for one in rows}
    people = CounterStaff.objects.filter(hall=hall).prefetch_related("queues")
    by_person = {one.person_id: one for one in people}
    desks = []
    for at, number in enumerate(SAT_LATELY):
        counter = numbered[number]
        able = frozenset(one.pk for one in counter.queues.all())
        rests = (240, 270) if at % 2 else (270, 300)
        desks.append(Desk(counter, by_person[stage.people[OFFICERS[number]].pk], able, rests))
    return desks


def _broken(hall: Hall, line: Queue, day: date, visits: Sequence[Visit]) -> list[PromiseBreach]:
    """The promises of a day that were not kept."""
    return [
        PromiseBreach(
            hall=hall,
            queue=line,
            label=f"{line.prefix}-{number:03d}",
            day=day,
            kind=BreachKind.LATE if one.standing.started_at else BreachKind.EXPIRED,
            late_seconds=int(one.standing.late_by.total_seconds()),
            at=one.standing.started_at or one.standing.finished_at or one.standing.taken_at,
            compensation=OWED,
        )
        for number, one in enumerate(visits, 1)
        if one.standing.is_kept is False
    ]


def _today(stage: Stage, hall: Hall, setup: HallSetup) -> None:
    """Two counters are open and some people wait."""
    lines = {one.prefix: one for one in setup.queues}
    numbered = {one.number: one for one in Counter.objects.filter(hall=hall)}
    there = [(ago, prefix) for ago, prefix in LATELY if setup.hours.is_open(stage.at(0, -ago))]
    for number, (ago, prefix) in enumerate(there):
        taking = Taking(
            hall=setup,
            queue=setup.queue(lines[prefix].key),
            channel=TakingChannel.PHONE,
            is_priority=number == 3,
        )
        take_number(taking, now=stage.at(0, -ago))
    for number in OPENED_AT:
        by = stage.people[OFFICERS[number]]
        counters.open_counter(hall=hall, counter=numbered[number], by=by, now=stage.at(0, -4))
        if len(there) > OPENED_AT.index(number):
            called = calls.call_next(hall=hall, by=by, now=stage.at(0, -3))
            serving.start(
                hall=hall, ticket=called.pk, version=called.version, by=by, now=stage.at(0, -2)
            )
