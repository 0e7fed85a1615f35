"""Each step of a program is told to its unit, outcomes to the agency; questions are turns."""

from datetime import date, timedelta
from typing import Any

import pytest

from bening.calendars.models import Notice
from bening.calendars.telling import sentence
from bening.documents.models import DocumentKind
from bening.evaluations.models import Answer, Assignment, EvaluationSheet, SheetState
from bening.notices import assignments
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ProgramStep
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401
from tests.features.programs.papers import make_paper
from tests.people import NOW, TODAY, Cast


@pytest.fixture
def program(sheet: EvaluationSheet) -> Any:  # noqa: F811
    return sheet.program


def put(program: Any, state: ProgramState) -> None:
    program.state = state
    program.save(update_fields=["state"])


def test_the_unit_is_told_of_a_step_and_not_who_took_it(cast: Cast, program: Any) -> None:
    _ = cast.pic, cast.inspector, cast.parent_head
    put(program, ProgramState.CHOSEN)
    paper = make_paper(cast, program, DocumentKind.TEAM_DECREE)

    lifecycle.advance(
        program=program, name="building_started", by=cast.unit_head, now=NOW, documents=[paper]
    )

    notice = Notice.objects.get()
    assert notice.person == cast.pic
    assert notice.url == f"/program/{program.pk}/"
    assert sentence(notice) == (
        f"Dinas Kependudukan dan Pencatatan Sipil, program {program.cycle.year}: "
        "Darma Wijaya menjalankan “Mulai pembangunan”. Kini Pembangunan."
    )


def test_the_agency_is_told_of_outcomes(cast: Cast, program: Any) -> None:
    _ = cast.pic, cast.unit_head, cast.inspector
    put(program, ProgramState.AGENCY_DECISION)

    lifecycle.advance(
        program=program, name="declined_by_agency", by=cast.agency_head, now=NOW, reason="belum"
    )

    assert {each.person for each in Notice.objects.all()} == {
        cast.pic,
        cast.unit_head,
        cast.inspector,
    }


def test_the_head_is_told_of_the_first_report_as_of_the_second(cast: Cast, program: Any) -> None:
    """90/2021 Annex II Ch. I: TPI reports to the head of the agency."""
    told = {cast.pic, cast.unit_head, cast.agency_head}
    ProgramStep.objects.create(
        agency=program.agency,
        program=program,
        number=1,
        transition="round_1_closed",
        source=ProgramState.TPI_ROUND_1,
        target=ProgramState.REPAIR,
        taken_by=cast.inspector,
        role="tpi",
        taken_at=NOW,
    )
    assert {each.person for each in Notice.objects.all()} == told


def test_a_step_that_is_refused_tells_nobody(cast: Cast, program: Any) -> None:
    from bening.programs.refusals import ProgramRefused

    _ = cast.pic
    put(program, ProgramState.AGENCY_DECISION)
    with pytest.raises(ProgramRefused):
        lifecycle.advance(program=program, name="declined_by_agency", by=cast.agency_head, now=NOW)

    assert not Notice.objects.exists()


# --- questions as turns


def assign(cast: Cast, sheet: EvaluationSheet, code: str, due: date | None) -> None:  # noqa: F811
    Assignment.objects.create(
        agency=cast.agency,
        sheet=sheet,
        official_code=code,
        assignee=cast.pic,
        due_on=due,
        made_by=cast.unit_head,
        made_at=NOW,
    )


def answer(cast: Cast, sheet: EvaluationSheet, code: str, **more: Any) -> None:  # noqa: F811
    Answer.objects.create(
        agency=cast.agency,
        sheet=sheet,
        official_code=code,
        changed_by=cast.pic,
        changed_at=NOW,
        **more,
    )


def test_open_questions_wait_together_by_day(
    cast: Cast,
    sheet: EvaluationSheet,  # noqa: F811
    django_assert_num_queries: Any,
) -> None:
    for code, due in (("A.1", TODAY), ("A.2", TODAY), ("A.3", TODAY + timedelta(1)), ("A.4", None)):
        assign(cast, sheet, code, due)
    answer(cast, sheet, "A.1", note="belum")  # a note is no answer
    person = cast.pic

    with django_assert_num_queries(1):
        found = assignments.turns(person, NOW)

    assert [(each.due_on, each.detail.split()[0]) for each in found] == [
        (TODAY, "2"),
        (TODAY + timedelta(1), "1"),
    ]
    assert len({each.key for each in found}) == 2
    assert found[0].unit == cast.unit.pk


def test_answered_questions_and_sent_sheets_wait_no_more(
    cast: Cast,
    sheet: EvaluationSheet,  # noqa: F811
) -> None:
    assign(cast, sheet, "A.1", TODAY)
    assign(cast, sheet, "A.2", TODAY)
    answer(cast, sheet, "A.1", value="ya")
    answer(cast, sheet, "A.2", inputs={"n": "1"})
    assert assignments.turns(cast.pic, NOW) == []

    assign(cast, sheet, "A.3", TODAY)
    assert len(assignments.turns(cast.pic, NOW)) == 1
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
    assert assignments.turns(cast.pic, NOW) == []
