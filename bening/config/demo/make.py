"""Makes the demo: all of it in one transaction, through the actions that people use."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bening.accounts import actions as accounts
from bening.accounts.access import remember_rights
from bening.accounts.models import Person, Role
from bening.agencies import actions as agencies
from bening.agencies.models import Agency, AgencyKind, TimeZone, UnitLevel, WorkUnit
from bening.config.demo import files
from bening.config.demo.cast import (
    AGENCY,
    MAIN_UNIT,
    OPERATOR,
    PEOPLE,
    SHORT,
    UNITS,
    PersonPlan,
    UnitPlan,
)
from bening.config.demo.filling import fill
from bening.config.demo.notes import COMMENTS
from bening.domain.scoring import ChoiceScale, Question
from bening.evaluations import actions as evaluations
from bening.evaluations.actions.cycles import CycleDates
from bening.evaluations.actions.imports import changes_from
from bening.evaluations.instruments import instrument_of, store_shipped
from bening.evaluations.models import Answer, EvaluationCycle, EvaluationSheet, InstrumentVersion
from bening.evaluations.queries import answers_of
from bening.evidence import actions as evidence
from bening.evidence.actions import Period
from bening.evidence.models import Evidence
from bening.evidence.uploads import Target, receive_file
from bening.programs import actions as programs
from bening.programs.models import Designation

PASSWORD = "Sungai-jernih-77"  # noqa: S105 - printed on purpose, for made-up people
INSTRUMENT = "lke-2021"


@dataclass(frozen=True)
class SignIn:
    """A sign-in to print: who it is, and the address to type."""

    who: str
    email: str


@dataclass
class Stage:
    """What the steps share."""

    now: datetime
    say: Callable[[str], None]
    agency: Agency
    units: dict[str, WorkUnit]
    people: dict[str, Person]
    pics: dict[str, Person]


def make_demo(*, now: datetime, say: Callable[[str], None]) -> list[SignIn]:
    """The whole demo, or nothing. `say` hears of each step. Returns the sign-ins to print."""
    with transaction.atomic():
        stage = _people(now, say)
        cycles = _cycles(stage)
        for plan in UNITS:
            _unit(stage, plan, cycles)
        say("Bukti dan diskusi unit contoh")
        sheet = EvaluationSheet.objects.get(unit=stage.units[MAIN_UNIT], cycle=cycles[1])
        _evidence(stage, sheet)
        _work(stage, sheet)
    shown = [SignIn(plan.shown, plan.email) for plan in PEOPLE if plan.shown]
    return [*shown, SignIn("Pengelola sistem", OPERATOR[1])]


def _people(now: datetime, say: Callable[[str], None]) -> Stage:
    say("Instansi, unit, dan orang")
    store_shipped(now=now)
    began = now - timedelta(days=800)
    operator = accounts.add_first_operator(name=OPERATOR[0], email=OPERATOR[1], now=began).person
    agency = agencies.create_agency(
        name=AGENCY,
        short_name=SHORT,
        kind=AgencyKind.REGIONAL,
        time_zone=TimeZone.WIB,
        by=operator,
        now=began,
    )
    admin_plan = PEOPLE[0]
    admin = accounts.add_administrator(
        agency=agency, name=admin_plan.name, email=admin_plan.email, by=operator, now=began
    )
    stage = Stage(now, say, agency, {}, {"admin": admin}, {})
    for plan in UNITS:
        stage.units[plan.code] = agencies.add_unit(
            agency=agency,
            parent=stage.units.get(plan.parent),
            code=plan.code,
            name=plan.name,
            level=UnitLevel(plan.level),
            by=admin,
            now=began,
        )
    for person in PEOPLE[1:]:
        stage.people[person.key] = _person(stage, person, began)
    hashed = make_password(PASSWORD)
    for somebody in (operator, *stage.people.values()):
        somebody.password = hashed
        somebody.save(update_fields=["password"])
    for unit in UNITS:
        stage.pics[unit.code] = _pic(stage, unit, began)
    return stage


def _person(stage: Stage, plan: PersonPlan, began: datetime) -> Person:
    admin = stage.people["admin"]
    person = accounts.add_person(
        agency=stage.agency,
        name=plan.name,
        email=plan.email,
        position=plan.position,
        by=admin,
        now=began,
    )
    unit = None if plan.role in {"agency_head", "inspector"} else stage.units[MAIN_UNIT]
    for area in plan.areas or (None,):
        accounts.give_role(
            person=person,
            role=Role(plan.role),
            unit=unit,
            area=area,
            starts_on=began.date(),
            by=admin,
            now=began,
        )
    return person


def _pic(stage: Stage, plan: UnitPlan, began: datetime) -> Person:
    if plan.code == MAIN_UNIT:
        return stage.people["pic"]
    admin = stage.people["admin"]
    person = accounts.add_person(
        agency=stage.agency,
        name=f"PIC {plan.name}",
        email=f"pic.{plan.code.replace('.', '')}@tirtamaya.example",
        position="PIC Zona Integritas",
        by=admin,
        now=began,
    )
    accounts.give_role(
        person=person,
        role=Role.UNIT_PIC,
        unit=stage.units[plan.code],
        starts_on=began.date(),
        by=admin,
        now=began,
    )
    return person


def _cycles(stage: Stage) -> tuple[EvaluationCycle, EvaluationCycle]:
    """The cycle before and the one that is open now, thirty days before its closing day."""
    version = InstrumentVersion.objects.get(slug=INSTRUMENT)
    closes = stage.now.date() + timedelta(days=30)
    opened = []
    for back in (1, 0):
        end = _earlier(closes, back)
        opened.append(
            evaluations.open_cycle(
                agency=stage.agency,
                year=end.year,
                instrument=version,
                dates=CycleDates(
                    period_starts_on=_earlier(end, 1) + timedelta(days=1),
                    period_ends_on=end,
                    opens_on=end - timedelta(days=90),
                    closes_on=end,
                ),
                by=stage.people["admin"],
                now=stage.now - timedelta(days=365 * back + 90),
            )
        )
    return opened[0], opened[1]


def _earlier(day: date, years: int) -> date:
    """The same day `years` before; 29 February becomes the 28th."""
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _unit(stage: Stage, plan: UnitPlan, cycles: tuple[EvaluationCycle, EvaluationCycle]) -> None:
    stage.say(plan.name)
    if plan.wbk_year:
        programs.enter_award(
            unit=stage.units[plan.code],
            designation=Designation.WBK,
            decree_number=f"{410 + plan.wbk_year} Tahun {stage.now.year - plan.wbk_year}",
            awarded_on=_earlier(stage.now.date(), plan.wbk_year),
            by=stage.people["admin"],
            now=stage.now - timedelta(days=200),
        )
    if plan.earlier:
        then = stage.now - timedelta(days=365 - 20)
        earlier = replace(plan, target="wbk", submitted=True)
        _sheet(stage, earlier, cycles[0], best=plan.earlier, left_open=0, at=then)
    if plan.open is not None:
        _sheet(stage, plan, cycles[1], best=plan.best, left_open=plan.open, at=stage.now)


def _sheet(
    stage: Stage,
    plan: UnitPlan,
    cycle: EvaluationCycle,
    *,
    best: int,
    left_open: int,
    at: datetime,
) -> None:
    opened = at - timedelta(days=60)
    program = programs.open_program(
        unit=stage.units[plan.code],
        cycle=cycle,
        target=Designation(plan.target),
        by=stage.people["admin"],
        now=opened,
    )
    sheet = program.sheet
    instrument = instrument_of(cycle.instrument)
    seed = f"{plan.code}/{cycle.year}"
    answers, notes = fill(instrument, plan, best=best, left_open=left_open, seed=seed)
    pic = stage.pics[plan.code]
    evaluations.import_answers(
        sheet=sheet,
        changes=changes_from(instrument, answers_of(sheet), answers, notes),
        filename=f"lke-{cycle.year}.xlsx",
        by=pic,
        now=at - timedelta(days=14),
    )
    if plan.submitted:
        _prove_best(stage, sheet, plan, at=at - timedelta(days=10))
        evaluations.submit_sheet(sheet=sheet, by=pic, now=at - timedelta(days=5))


def _prove_best(stage: Stage, sheet: EvaluationSheet, plan: UnitPlan, *, at: datetime) -> None:
    """One web page of evidence for each area, used by every best answer: enough to submit."""
    instrument = instrument_of(sheet.instrument)
    pic = remember_rights(stage.pics[plan.code])
    place = f"https://unit-{plan.code.replace('.', '-')}.tirtamaya.example/zi/{sheet.cycle.year}"
    period = Period(sheet.cycle.period_starts_on, sheet.cycle.period_ends_on)
    given = answers_of(sheet)
    indicators: dict[str, Evidence] = {}
    for question in instrument.questions:
        answer = given.get(question.code)
        if answer is None or not _is_best(question, answer):
            continue
        key = question.indicator_code
        if key not in indicators:
            indicators[key] = evidence.add_link(
                unit=sheet.unit,
                url=f"{place}/{key}",
                title=f"{instrument.node(key).name}, {sheet.cycle.year}",
                period=period,
                by=pic,
                now=at,
            )
        evidence.attach(
            evidence=indicators[key],
            sheet=sheet,
            official_code=question.code,
            need=0,
            by=pic,
            now=at,
        )


def _is_best(question: Question, answer: Answer) -> bool:
    """Whether a choice earns all points; ratios and indexes are taken as if they did."""
    scale = question.scale
    return not isinstance(scale, ChoiceScale) or answer.value == scale.options[0].key


def _evidence(stage: Stage, sheet: EvaluationSheet) -> None:
    """Papers and photographs of the main unit: some checked, some waiting, a few missing."""
    chance = random.Random("bukti")  # noqa: S311 - invented, no secret
    instrument = instrument_of(sheet.instrument)
    given = answers_of(sheet)
    pic, head = stage.people["pic"], stage.people["head"]
    best = [
        question
        for question in instrument.questions
        if isinstance(question.scale, ChoiceScale)
        and (row := given.get(question.code))
        and _is_best(question, row)
    ]
    without = set(chance.sample([question.code for question in best], 4))
    made: dict[str, Evidence] = {}
    for count, question in enumerate(q for q in best if q.code not in without):
        need = question.evidence[0]
        title = f"{need} {sheet.cycle.year}"
        when = stage.now - timedelta(days=12 - count % 9)
        if title not in made:
            made[title] = _paper(stage, sheet, title, question.code, when, photo=count % 9 == 4)
            if count % 3:
                evidence.submit(evidence=made[title], by=pic, now=when)
            if count % 3 == 2:
                evidence.check(evidence=made[title], by=head, now=when + timedelta(hours=20))
        evidence.attach(
            evidence=made[title], sheet=sheet, official_code=question.code, need=0, by=pic, now=when
        )


def _paper(
    stage: Stage, sheet: EvaluationSheet, title: str, code: str, when: datetime, *, photo: bool
) -> Evidence:
    day = when.date() - timedelta(days=40)
    if photo:
        content, name = files.photo(seed=title), f"{title}.jpg"
    else:
        content = files.paper(
            title=title,
            unit=sheet.unit.name,
            agency=stage.agency.name,
            day=day,
            text=f"Dokumen ini mendukung butir {code} lembar kerja evaluasi {sheet.cycle.year}.",
        )
        name = f"{title}.pdf"
    received = receive_file(
        target=Target(unit=sheet.unit),
        file=io.BytesIO(content),
        filename=name.replace("/", " "),
        size=len(content),
        by=stage.people["pic"],
        now=when,
    )
    return evidence.edit(
        evidence=received.evidence,
        title=title,
        period=Period(day.replace(day=1), day),
        by=stage.people["pic"],
        now=when,
    )


def _work(stage: Stage, sheet: EvaluationSheet) -> None:
    """Questions given to people, some of them late, and what they say to each other."""
    instrument = instrument_of(sheet.instrument)
    given = answers_of(sheet)
    unanswered = [q for q in instrument.questions if q.code not in given]
    leads = {5: "lead", 6: "lead6", 1: "lead1", 4: "lead1", 2: "lead2", 3: "lead3"}
    for count, question in enumerate(unanswered):
        key = "pic" if count % 3 == 0 else leads.get(question.area_number or 0, "pic")
        evaluations.assign(
            sheet=sheet,
            official_code=question.code,
            assignee=stage.people[key],
            due_on=stage.now.date() + timedelta(days=(count % 6) * 3 - 4),
            by=stage.people["pic"],
            now=stage.now - timedelta(days=9),
        )
    for count, (code, key, text) in enumerate(COMMENTS):
        evaluations.write_comment(
            sheet=sheet,
            official_code=code,
            text=text,
            by=stage.people[key],
            now=stage.now - timedelta(hours=30 - count),
        )
