"""Run in a process of its own on the data that `bench.sheet` measures. Prints one line of JSON.

One unit whose sheet holds 113 answers with notes and 300 files, and eight people who fill it,
signed in. Everything is written by the actions that people use.
"""

import io
import json
import sys
from datetime import UTC, date, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from bening.accounts.models import Person
    from bening.agencies.models import WorkUnit
    from bening.domain.scoring import Question
    from bening.evaluations.models import EvaluationSheet

PEOPLE = 8
FILES = 300
NOTE = "Rapat triwulan dipimpin kepala dinas; notula dan daftar hadir terlampir. " * 3


def main() -> None:
    """Fills the database that the environment names."""
    django.setup()
    from bening.accounts.models import Role
    from bening.evaluations.instruments import instrument_of
    from tests.people import give, make_agency, make_person, make_unit

    now = datetime.now(UTC)
    agency = make_agency()
    unit = make_unit(agency, "01", "Dinas Kependudukan")
    admin = make_person("Admin", agency=agency)
    give(admin, Role.AGENCY_ADMIN)
    people = [make_person(f"Orang {number}", agency=agency) for number in range(PEOPLE)]
    for person in people:
        give(person, Role.UNIT_PIC, unit=unit)
    sheet = empty_sheet(unit, admin, now)
    questions = instrument_of(sheet.instrument).questions
    answer_all(sheet, questions, people[0], now)
    attach_files(sheet, questions, people, now)
    given = {
        "sheet": str(sheet.pk),
        "sessions": [session(person) for person in people],
        "choices": {
            question.code: [option.key for option in question.criteria[:2]]
            for question in questions
            if question.criteria
        },
    }
    sys.stdout.write(json.dumps(given))


def empty_sheet(unit: "WorkUnit", admin: "Person", now: datetime) -> "EvaluationSheet":
    """A sheet of this year under the regulation in force."""
    from bening.evaluations.actions import open_cycle
    from bening.evaluations.actions.cycles import CycleDates
    from bening.evaluations.instruments import store_shipped
    from bening.evaluations.models import EvaluationSheet, InstrumentVersion
    from bening.programs.actions import open_program
    from bening.programs.models import Designation

    store_shipped(now=now)
    year = now.year
    cycle = open_cycle(
        agency=unit.agency,
        year=year,
        instrument=InstrumentVersion.objects.get(slug="lke-2021"),
        dates=CycleDates(
            date(year - 1, 1, 1), date(year, 12, 31), date(year, 1, 1), date(year, 12, 31)
        ),
        by=admin,
        now=now,
    )
    program = open_program(unit=unit, cycle=cycle, target=Designation.WBK, by=admin, now=now)
    return EvaluationSheet.objects.select_related("unit__agency", "cycle", "instrument").get(
        program=program
    )


def answer_all(
    sheet: "EvaluationSheet", questions: "tuple[Question, ...]", by: "Person", now: datetime
) -> None:
    """The best option, an index of 3.60, equal counts; a note on each."""
    from bening.evaluations.actions import save_answer

    for question in questions:
        save_answer(
            sheet=sheet,
            official_code=question.code,
            value=None
            if question.formula
            else (question.criteria[0].key if question.criteria else "3.60"),
            inputs={count.id: "6" for count in question.inputs} or None,
            note=NOTE,
            seen_version=0,
            by=by,
            now=now,
        )


def attach_files(
    sheet: "EvaluationSheet",
    questions: "tuple[Question, ...]",
    people: "list[Person]",
    now: datetime,
) -> None:
    """Files of their own content, spread over the questions."""
    from bening.evidence.uploads import Target, receive_file

    for number in range(FILES):
        content = f"Notula rapat ke-{number}\n".encode()
        receive_file(
            target=Target(sheet.unit, sheet, questions[number % len(questions)].code),
            file=io.BytesIO(content),
            filename=f"Notula rapat {number}.txt",
            size=len(content),
            by=people[number % len(people)],
            now=now,
        )


def session(person: "Person") -> str:
    """The key of a session in which the person is signed in."""
    from django.conf import settings

    made = import_module(settings.SESSION_ENGINE).SessionStore()
    made["_auth_user_id"] = str(person.pk)
    made["_auth_user_backend"] = "bening.accounts.backends.PersonBackend"
    made["_auth_user_hash"] = person.get_session_auth_hash()
    made.create()
    return str(made.session_key)


if __name__ == "__main__":
    main()
