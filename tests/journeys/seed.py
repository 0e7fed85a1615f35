"""Run in a process of its own on a real server's data: one unit and its people for each story.

Prints one line of JSON: for each story its sheet, the addresses and sessions of its people.
Everybody's password is `tests.people.PASSWORD`.
"""

import json
import os
import sys
from datetime import UTC, date, datetime

import django

PARTLY = ("merge", "keys", "plain", "ended", "folded", "phone", "looks", "lines")
WHOLE, COPY, READY = "whole", "copy", "ready"
ALL_AREAS = frozenset({None, 1, 2, 3, 4, 5, 6})


def main() -> None:
    """Makes every story's unit; "ready" has all answered and proven, "whole" all but area 1."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():  # one sync of the disk instead of hundreds
        stories = made()
    sys.stdout.write(json.dumps(stories) + "\n")


def made() -> dict[str, dict[str, object]]:
    """The stories, by name."""
    from bench._seed import session
    from bening.accounts.models import Person, Role
    from bening.evaluations.actions import open_cycle, save_answer
    from bening.evaluations.actions.cycles import CycleDates
    from bening.evaluations.instruments import instrument_of, store_shipped
    from bening.evaluations.models import EvaluationSheet, InstrumentVersion
    from bening.evidence import actions as evidence
    from bening.programs.actions import open_program
    from bening.programs.models import Designation
    from tests.people import PASSWORD, give, make_agency, make_person, make_unit

    now = datetime.now(UTC)
    year = now.year
    store_shipped(now=now)
    agency = make_agency()
    admin = make_person("Fitri Handayani", agency=agency, password=PASSWORD)
    give(admin, Role.AGENCY_ADMIN)
    cycle = open_cycle(
        agency=agency,
        year=year,
        instrument=InstrumentVersion.objects.get(slug="lke-2021"),
        dates=CycleDates(
            date(year - 1, 1, 1), date(year, 12, 31), date(year, 1, 1), date(year, 12, 31)
        ),
        by=admin,
        now=now,
    )
    stories: dict[str, dict[str, object]] = {}

    def story(name: str, number: int, pic: Person | None = None) -> tuple[Person, EvaluationSheet]:
        unit = make_unit(agency, f"{number:02}", f"Dinas {name}")
        pic = pic or make_person(f"Ani {name}", agency=agency, password=PASSWORD)
        head = make_person(f"Darma {name}", agency=agency, password=PASSWORD)
        give(pic, Role.UNIT_PIC, unit=unit)
        give(head, Role.UNIT_HEAD, unit=unit)
        program = open_program(unit=unit, cycle=cycle, target=Designation.WBK, by=admin, now=now)
        sheet = EvaluationSheet.objects.select_related("unit__agency", "cycle", "instrument").get(
            program=program
        )
        stories[name] = {
            "sheet": str(sheet.pk),
            "unit": str(unit.pk),
            "pic": pic.email,
            "head": head.email,
            "sessions": {"pic": session(pic), "head": session(head)},
        }
        return pic, sheet

    def answer(sheet: EvaluationSheet, pic: Person, areas: frozenset[int | None]) -> None:
        proof = evidence.add_link(
            unit=sheet.unit,
            url="https://tirtamaya.example/laporan",
            title="Laporan tahunan",
            by=pic,
            now=now,
        )
        for question in instrument_of(sheet.instrument).questions:
            if question.area_number not in areas:
                continue
            value = question.criteria[0].key if question.criteria else "3.62"
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
            evidence.attach(
                evidence=proof, sheet=sheet, official_code=question.code, by=pic, now=now
            )

    pic, sheet = story(WHOLE, 1)
    answer(sheet, pic, ALL_AREAS - {1})
    story(COPY, 2, pic)
    pic, sheet = story(READY, 3)
    answer(sheet, pic, ALL_AREAS)
    for number, name in enumerate(PARTLY, 4):
        pic, sheet = story(name, number)
        answer(sheet, pic, frozenset({5}))
    stories["admin"] = {"pic": admin.email, "sessions": {"pic": session(admin)}}
    return stories


if __name__ == "__main__":
    main()
