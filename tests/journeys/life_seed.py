"""Run in a process of its own on a real server's data: the people of a life, and what they typed.

`python -m tests.journeys.life_seed YEAR-MM-DD [built]`: the day on which the life begins, a year
before the cycle. Nothing is put into a state: the program is opened, its sheet is filled by its PIC
but for a few questions, the teams are formed; with `built` its building has begun. Prints one
line of JSON. Everybody's password is `tests.people.PASSWORD`.
"""

import json
import os
import sys
from datetime import UTC, date, datetime, time
from typing import Any

import django

from tests.journeys import begun

LEFT = ("A.I.1.i.a", "A.I.1.i.b", "A.I.1.ii.a")
"""Questions that the PIC answers in the browser."""
PEOPLE = {
    "admin": "Fitri Handayani",
    "agency_head": "Gunawan Saputra",
    "inspector": "Hesti Maharani",
    "unit_head": "Darma Wijaya",
    "pic": "Ani Setiawati",
    "staff": "Bayu Prakoso",
    "group_lead": "Nyoman Kerta",
    "member": "Maya Anggota",
    "lead": "Nanda Ketua",
    "controller": "Oki Pengendali",
}
NATIONAL = {
    "operator": "Indra Kusuma",
    "national_member": "Putra Nasional",
    "national_lead": "Qori Nasional",
    "third": "Rini Nasional",
}
UNIT = "Dinas Kependudukan dan Pencatatan Sipil"
AGENCY = "Pemerintah Kota Tirtamaya"


def main() -> None:
    """Makes it all in one transaction."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    start = datetime.combine(date.fromisoformat(sys.argv[1]), time(2, 0), UTC)
    with transaction.atomic():  # one sync of the disk instead of hundreds
        told, program, people = made(start)
    if "built" in sys.argv[2:]:
        begun.build(program, people, start)
    sys.stdout.write(json.dumps(told) + "\n")


def made(start: datetime) -> tuple[dict[str, Any], Any, dict[str, Any]]:
    """Agency, people, cycle, program, sheet and teams: what is told of them, program, people."""
    from bening.accounts.models import Posting, Role, RoleAssignment
    from bening.evaluations.actions import open_cycle
    from bening.evaluations.actions.cycles import CycleDates
    from bening.evaluations.instruments import store_shipped
    from bening.evaluations.models import EvaluationSheet, InstrumentVersion
    from bening.programs.actions import open_program
    from bening.programs.models import Designation
    from tests.people import give, make_agency, make_unit

    store_shipped(now=start)
    agency = make_agency(AGENCY)
    unit = make_unit(agency, "33", UNIT)
    people = everybody(agency)
    give(people["admin"], Role.AGENCY_ADMIN)
    give(people["agency_head"], Role.AGENCY_HEAD)
    give(people["inspector"], Role.INSPECTOR)
    give(people["unit_head"], Role.UNIT_HEAD, unit=unit)
    give(people["pic"], Role.UNIT_PIC, unit=unit)
    give(people["operator"], Role.OPERATOR)
    for name in ("unit_head", "pic", "staff"):
        works_in(people[name], unit)
    for given in (RoleAssignment, Posting):
        given.objects.update(starts_on=date(start.year, 1, 1))
    year = start.year + 1
    cycle = open_cycle(
        agency=agency,
        year=year,
        instrument=InstrumentVersion.objects.get(slug="lke-2021"),
        dates=CycleDates(
            date(start.year, 1, 1), date(year, 12, 31), date(year, 1, 1), date(year, 12, 31)
        ),
        by=people["admin"],
        now=start,
    )
    program = open_program(
        unit=unit, cycle=cycle, target=Designation.WBK, by=people["admin"], now=start
    )
    sheet = EvaluationSheet.objects.select_related(
        "unit__agency", "cycle", "instrument", "program__unit__agency", "program__cycle"
    ).get(program=program)
    fill(sheet, people["pic"], start)
    teams = form_teams(agency, people, start)
    told = {
        "people": {name: person.email for name, person in people.items()},
        "year": year,
        "names": {name: person.name for name, person in people.items()},
        "unit": str(unit.pk),
        "program": str(program.pk),
        "sheet": str(sheet.pk),
        "team_names": {name: team.name for name, team in teams.items()},
    }
    return told, sheet.program, people


def everybody(agency: Any) -> dict[str, Any]:
    """The people; the password is hashed once, for it takes long."""
    from tests.people import PASSWORD, make_person

    people = {name: make_person(full, agency=agency) for name, full in PEOPLE.items()}
    people |= {name: make_person(full, agency=None) for name, full in NATIONAL.items()}
    people["admin"].set_password(PASSWORD)
    for person in people.values():
        person.password = people["admin"].password
        person.save(update_fields=["password"])
    return people


def works_in(person: Any, unit: Any) -> None:
    """Where the person works: who works in a unit signs its pact."""
    from bening.accounts.models import Posting
    from tests.people import NOW, SINCE

    Posting.objects.create(
        agency=unit.agency, person=person, unit=unit, starts_on=SINCE, entered_at=NOW
    )


def fill(sheet: Any, pic: Any, now: datetime) -> None:
    """The best answers with one proof for all, but for what is left to the browser."""
    from bening.evaluations.actions import save_answer
    from bening.evaluations.instruments import instrument_of
    from bening.evidence import actions as evidence

    proof = evidence.add_link(
        unit=sheet.unit,
        url="https://tirtamaya.example/laporan",
        title="Laporan pembangunan Zona Integritas",
        by=pic,
        now=now,
    )
    for question in instrument_of(sheet.instrument).questions:
        evidence.attach(evidence=proof, sheet=sheet, official_code=question.code, by=pic, now=now)
        if question.code in LEFT:
            continue
        value = question.criteria[0].key if question.criteria else "3.60"
        save_answer(
            sheet=sheet,
            official_code=question.code,
            value=None if question.formula else value,
            inputs={count.id: "6" for count in question.inputs} or None,
            note="Dilaksanakan setiap triwulan.",
            seen_version=0,
            by=pic,
            now=now,
        )


def form_teams(agency: Any, people: dict[str, Any], now: datetime) -> dict[str, Any]:
    """A team of the inspectorate and a national one, trained."""
    from bening.reviews import actions
    from bening.reviews.models import ReviewStage, ReviewTier

    wanted = {
        "tpi": (ReviewStage.TPI, agency, "Tim Evaluasi 1", "inspector"),
        "tpn": (ReviewStage.TPN, None, "TPN Wilayah 1", "operator"),
    }
    seats = {
        "tpi": {
            "member": ReviewTier.MEMBER,
            "lead": ReviewTier.LEAD,
            "controller": ReviewTier.CONTROLLER,
        },
        "tpn": {
            "national_member": ReviewTier.MEMBER,
            "national_lead": ReviewTier.LEAD,
            "third": ReviewTier.MEMBER,
        },
    }
    teams = {}
    for key, (stage, owner, name, former) in wanted.items():
        by = people[former]
        teams[key] = actions.create_team(agency=owner, stage=stage, name=name, by=by, now=now)
        for who, tier in seats[key].items():
            actions.add_member(
                team=teams[key],
                person=people[who],
                tier=tier,
                trained_on=now.date(),
                by=by,
                now=now,
            )
    return teams


if __name__ == "__main__":
    main()
