"""The agency of the demo: its units, and everybody who works for them or reviews them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password

from bening.accounts import actions as accounts
from bening.accounts.models import Person, Role
from bening.agencies import actions as agencies
from bening.agencies.models import AgencyKind, TimeZone, UnitLevel
from bening.config.demo.cast import (
    AGENCY,
    FIRST_NAMES,
    HALL_STAFF,
    LAST_NAMES,
    MAIN_UNIT,
    NATIONAL,
    OPERATOR,
    PEOPLE,
    REVIEWERS,
    SHORT,
    UNITS,
    WOMEN,
    WORKING_GROUP,
    PersonPlan,
    UnitPlan,
)
from bening.config.demo.stage import Stage
from bening.evaluations.instruments import store_shipped

PASSWORD = "Sungai-jernih-77"  # noqa: S105 - printed on purpose, for made-up people
BEGAN = 800
POSTED_LATE = {"3.02": 40}
"""Units whose staff was posted there so many days ago, after a reorganisation."""


def set_up(now: datetime, say: Callable[[str], None]) -> Stage:
    """Units and people; everybody who may be tried out has the printed password."""
    say("Instansi, unit, dan orang")
    store_shipped(now=now)
    began = now - timedelta(days=BEGAN)
    operator = accounts.add_first_operator(name=OPERATOR[0], email=OPERATOR[1], now=began).person
    agency = agencies.create_agency(
        name=AGENCY,
        short_name=SHORT,
        kind=AgencyKind.REGIONAL,
        time_zone=TimeZone.WIB,
        by=operator,
        now=began,
    )
    plan = PEOPLE[0]
    admin = accounts.add_administrator(
        agency=agency, name=plan.name, email=plan.email, by=operator, now=began
    )
    numbers = _numbers()
    admin = accounts.change_person(
        person=admin,
        name=plan.name,
        email=plan.email,
        employee_number=numbers(plan.name),
        position=plan.position,
        by=admin,
        now=began,
    )
    stage = Stage(now, say, operator, agency, people={"admin": admin})
    for unit in UNITS:
        stage.units[unit.code] = agencies.add_unit(
            agency=agency,
            parent=stage.units.get(unit.parent),
            code=unit.code,
            name=unit.name,
            level=UnitLevel(unit.level),
            by=admin,
            now=began,
        )
    for person in (*PEOPLE[1:], *HALL_STAFF, *WORKING_GROUP, *REVIEWERS):
        stage.people[person.key] = _planned(stage, person, numbers, began)
    for person in NATIONAL:
        stage.people[person.key] = accounts.add_person(
            agency=None,
            name=person.name,
            email=person.email,
            employee_number=numbers(person.name),
            position=person.position,
            by=operator,
            now=began,
        )
    named = _names()
    for unit in UNITS:
        _of_unit(stage, unit, named, numbers, began)
    _give_password(stage)
    return stage


def _names() -> Callable[[], str]:
    numbers = count()

    def next_name() -> str:
        number = next(numbers)
        return (
            f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number * 5 % len(LAST_NAMES)]}"
        )

    return next_name


def _numbers() -> Callable[[str], str]:
    """A NIP for each name: day of birth, month of appointment, sex, and the serial 000.

    Serials are given from 001 on, so nobody has one of these.
    """
    numbers = count()

    def next_number(name: str) -> str:
        number = next(numbers)
        born = date(1970 + number % 26, 1 + number % 12, 1 + number % 28)
        sex = 2 if name.split(maxsplit=1)[0] in WOMEN else 1
        return f"{born:%Y%m%d}{born.year + 25}12{sex}000"

    return next_number


def _planned(
    stage: Stage, plan: PersonPlan, numbered: Callable[[str], str], began: datetime
) -> Person:
    """Somebody of the printed list, with the role that the list names; a mayor has no NIP."""
    person = accounts.add_person(
        agency=stage.agency,
        name=plan.name,
        email=plan.email,
        employee_number="" if plan.role == Role.AGENCY_HEAD else numbered(plan.name),
        position=plan.position,
        by=stage.admin,
        now=began,
    )
    if not plan.role:
        return person
    unit = None if plan.role in {"agency_head", "inspector"} else stage.units[MAIN_UNIT]
    for area in plan.areas or (None,):
        accounts.give_role(
            person=person,
            role=Role(plan.role),
            unit=unit,
            area=area,
            starts_on=began.date(),
            by=stage.admin,
            now=began,
        )
    if unit is not None:
        _post(stage, person, MAIN_UNIT, BEGAN)
    return person


def _of_unit(
    stage: Stage,
    plan: UnitPlan,
    named: Callable[[], str],
    numbered: Callable[[str], str],
    began: datetime,
) -> None:
    """Head, PIC and staff of a unit, posted there."""
    short = plan.code.replace(".", "")
    if plan.code == MAIN_UNIT:
        stage.heads[plan.code], stage.pics[plan.code] = stage.people["head"], stage.people["pic"]
        there = [stage.people[one.key] for one in PEOPLE if one.areas]
        for person in (stage.people[one.key] for one in HALL_STAFF):
            _post(stage, person, plan.code, BEGAN)
            there.append(person)
    else:
        for held, role, address, position in (
            (stage.heads, Role.UNIT_HEAD, "kepala", f"Kepala {plan.name}"),
            (stage.pics, Role.UNIT_PIC, "pic", "PIC Zona Integritas"),
        ):
            name = named()
            person = accounts.add_person(
                agency=stage.agency,
                name=name,
                email=f"{address}.{short}@tirtamaya.example",
                employee_number=numbered(name),
                position=position,
                by=stage.admin,
                now=began,
            )
            _place(stage, plan, person, role, began)
            held[plan.code] = person
        there = []
    since = POSTED_LATE.get(plan.code, BEGAN)
    for number in range(1, plan.staff + 1):
        name = named()
        person = accounts.add_person(
            agency=stage.agency,
            name=name,
            email=f"pegawai{number}.{short}@tirtamaya.example",
            employee_number=numbered(name),
            position="Pelaksana",
            by=stage.admin,
            now=stage.at(since),
        )
        _post(stage, person, plan.code, since)
        there.append(person)
    stage.staff[plan.code] = [stage.heads[plan.code], stage.pics[plan.code], *there]


def _place(stage: Stage, plan: UnitPlan, person: Person, role: Role, began: datetime) -> None:
    """Gives somebody the role on a unit and posts them there."""
    accounts.give_role(
        person=person,
        role=role,
        unit=stage.units[plan.code],
        starts_on=began.date(),
        by=stage.admin,
        now=began,
    )
    _post(stage, person, plan.code, POSTED_LATE.get(plan.code, BEGAN))


def _post(stage: Stage, person: Person, code: str, days: int) -> None:
    accounts.post_person(
        person=person,
        unit=stage.units[code],
        starts_on=stage.day(days),
        by=stage.admin,
        now=stage.at(days),
    )


def _give_password(stage: Stage) -> None:
    """One hash for everybody: hashing is slow on purpose."""
    hashed = make_password(PASSWORD)
    Person.objects.update(password=hashed)
    for somebody in (
        stage.operator,
        *stage.people.values(),
        *(one for there in stage.staff.values() for one in there),
    ):
        somebody.password = hashed
