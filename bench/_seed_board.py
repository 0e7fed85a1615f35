"""Run in a process of its own on the data that `bench.board` measures. Prints one line of JSON.

One agency and one cycle: programs in all states with standings, teams with their units, fifty
sheets with answers. Then those fifty standings are computed anew, as the jobs do it.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import django

from bench._table import Timing, timed

if TYPE_CHECKING:
    from bening.accounts.models import Person
    from bening.evaluations.models import EvaluationSheet

ROUNDS = 5
ANSWERED = 50


def main() -> None:
    """Fills the database that the environment names with as many units as `sys.argv` says."""
    django.setup()
    from dataclasses import asdict

    from django.db import transaction

    from bench._seed import session

    with transaction.atomic():  # one sync of the disk instead of hundreds
        inspector, sheets = seed(int(sys.argv[1]))
        given = {"session": session(inspector)}
    sys.stdout.write(json.dumps({**given, "computed": asdict(computed(sheets))}))


def computed(sheets: "list[EvaluationSheet]") -> Timing:
    """What it takes to score the answered sheets again and keep what the board shows of them."""
    from bening.dashboards import rollup

    programs = [sheet.program for sheet in sheets]
    now = datetime.now(UTC)

    def compute() -> None:
        rollup.mark(programs, now=now)
        rollup.compute_stale(now=now)

    return timed(f"{len(programs)} standings computed anew", compute, ROUNDS)


def seed(units: int) -> "tuple[Person, list[EvaluationSheet]]":
    """The agency with its inspector, and fifty sheets with answers."""
    from bening.accounts.models import Role
    from bening.agencies.models import UnitLevel, WorkUnit
    from bening.dashboards.models import ProgramStanding
    from bening.evaluations.actions import open_cycle
    from bening.evaluations.actions.cycles import CycleDates
    from bening.evaluations.instruments import instrument_of, store_shipped
    from bening.evaluations.models import Answer, EvaluationSheet, InstrumentVersion
    from bening.programs.models import CycleDate, Designation, ProgramState, ZoneProgram
    from bening.reviews.models import ReviewAssignment, ReviewStage, ReviewTeam
    from tests.people import give, make_agency, make_person

    now = datetime.now(UTC)
    today = now.date()
    store_shipped(now=now)
    agency = make_agency()
    admin, inspector = (make_person(name, agency=agency) for name in ("Admin", "Inspektur"))
    give(admin, Role.AGENCY_ADMIN)
    give(inspector, Role.INSPECTOR)
    version = InstrumentVersion.objects.get(slug="lke-2021")
    cycle = open_cycle(
        agency=agency,
        year=today.year,
        instrument=version,
        dates=CycleDates(
            date(today.year - 1, 1, 1),
            date(today.year, 12, 31),
            date(today.year, 1, 1),
            date(today.year, 12, 31),
        ),
        by=admin,
        now=now,
    )
    made = [
        WorkUnit(
            agency=agency,
            code=f"{number:05}",
            name=f"Unit {number:05}",
            level=UnitLevel.ECHELON_2,
            created_at=now,
            path=WorkUnit._get_path("", 1, number + 1),  # noqa: SLF001 - added in one go
            depth=1,
        )
        for number in range(units)
    ]
    WorkUnit.objects.bulk_create(made, batch_size=500)
    states = list(ProgramState)
    programs = [
        ZoneProgram(
            agency=agency,
            unit=unit,
            cycle=cycle,
            target=Designation.WBBM if number % 5 == 0 else Designation.WBK,
            state=states[number % len(states)],
            state_since=now,
            created_by=admin,
            created_at=now,
        )
        for number, unit in enumerate(made)
    ]
    ZoneProgram.objects.bulk_create(programs, batch_size=500)
    sheets = [
        EvaluationSheet(
            agency=agency,
            unit=program.unit,
            program=program,
            cycle=cycle,
            instrument=version,
            created_at=now,
        )
        for program in programs
    ]
    EvaluationSheet.objects.bulk_create(sheets, batch_size=500)
    ProgramStanding.objects.bulk_create(
        [
            ProgramStanding(
                program=program,
                agency=agency,
                cycle=cycle,
                self_total=f"{40 + number % 50}",
                self_points=40 + number % 50,
                total=f"{40 + number % 50}",
                points=40 + number % 50,
                gap=max(0, 75 - 40 - number % 50),
                gap_exact=str(max(0, 75 - 40 - number % 50)),
                unmet=["total", "pengungkit", "area_pengungkit:1"] if number % 50 < 35 else [],
                unmet_count=3 if number % 50 < 35 else 0,
                questions=113,
                unanswered=number % 113,
                late_questions=number % 7,
                changed_at=now - timedelta(hours=number % 500),
                computed_at=now,
            )
            for number, program in enumerate(programs)
        ],
        batch_size=500,
    )
    for state in (ProgramState.BUILDING, ProgramState.TPI_ROUND_1):
        CycleDate.objects.create(
            agency=agency,
            cycle=cycle,
            state=state,
            due_on=today - timedelta(days=3),
            set_by=admin,
            set_at=now,
        )
    teams = [
        ReviewTeam(
            agency=agency,
            stage=ReviewStage.TPI,
            name=f"Tim {number:03}",
            created_by=admin,
            created_at=now,
        )
        for number in range(50)
    ]
    ReviewTeam.objects.bulk_create(teams)
    ReviewAssignment.objects.bulk_create(
        [
            ReviewAssignment(
                agency=agency,
                team=teams[number % len(teams)],
                program=program,
                stage=ReviewStage.TPI,
                starts_on=today,
                ends_on=today + timedelta(days=60),
                made_by=admin,
                made_at=now,
            )
            for number, program in enumerate(programs)
            if number % 2
        ],
        batch_size=500,
    )
    questions = instrument_of(version).questions
    answered = sheets[:ANSWERED]
    Answer.objects.bulk_create(
        [
            Answer(
                agency=agency,
                sheet=sheet,
                official_code=question.code,
                value=""
                if question.formula
                else (question.criteria[0].key if question.criteria else "3.60"),
                inputs={count.id: "6" for count in question.inputs},
                changed_by=admin,
                changed_at=now,
            )
            for sheet in answered
            for question in questions
        ],
        batch_size=500,
    )
    return inspector, answered


if __name__ == "__main__":
    main()
