"""Reads made for speed say what the plain reads say."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bening.accounts.access import remember_rights
from bening.accounts.models import Person, Role
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.queries import (
    answers_around,
    assignees_of,
    sheet_for,
    sheets_of,
    stored_answers,
)
from bening.evidence.models import Evidence
from bening.evidence.proofs import proofs_of
from tests.features.evaluations.conftest import Save
from tests.people import TODAY, Cast, give, make_person

CODE = "A.I.5.iii.c"
RATIO = "A.II.5.ii.a"
EVERYBODY = (
    "agency_admin",
    "agency_head",
    "inspector",
    "parent_head",
    "unit_head",
    "pic",
    "area_lead",
    "area_member",
    "colleague",
    "operator",
    "outsider",
    "outside_admin",
)


@pytest.mark.parametrize("who", EVERYBODY)
def test_one_sheet_is_found_by_whom_the_list_shows_it(
    cast: Cast, sheet: EvaluationSheet, who: str
) -> None:
    person: Person = getattr(cast, who)
    listed = sheets_of(person).filter(pk=sheet.pk).exists()
    try:
        found = sheet_for(remember_rights(person), sheet.pk)
    except EvaluationSheet.DoesNotExist:
        assert not listed
    else:
        assert listed
        assert found == sheet


def test_who_may_be_given_a_question_is_asked_of_all_at_once(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    for who in ("pic", "area_lead", "unit_head"):
        assert getattr(cast, who)
    question = instrument_of(sheet.instrument).question(CODE)

    def found() -> tuple[int, list[Person]]:
        with CaptureQueriesContext(connection) as asked:
            people = assignees_of(sheet, question, on=TODAY)
        return len(asked), people

    few, before = found()
    more = [make_person(f"Zaki {number}", agency=cast.agency) for number in range(4)]
    for person in more:
        give(person, Role.AREA_MEMBER, unit=cast.unit, area=5)
    elsewhere = make_person("Zul Area 1", agency=cast.agency)
    give(elsewhere, Role.AREA_MEMBER, unit=cast.unit, area=1)
    many, after = found()

    assert many == few == 2
    assert cast.pic in before
    assert set(after) == {*before, *more}


def test_a_role_that_ended_shows_no_sheet(cast: Cast, sheet: EvaluationSheet) -> None:
    assert sheet_for(cast.pic, sheet.pk) == sheet
    cast.pic.roles.update(ended_at=timezone.now())
    with pytest.raises(EvaluationSheet.DoesNotExist):
        sheet_for(cast.pic, sheet.pk)


def test_answers_around_one_are_the_stored_ones(sheet: EvaluationSheet, save: Save) -> None:
    save(sheet, CODE, "B", note="Notula")
    save(sheet, "A.I.1.i.a", "Ya")
    counts = instrument_of(sheet.instrument).question(RATIO).inputs
    save(sheet, RATIO, inputs={count.id: "6" for count in counts})
    stored = stored_answers(sheet)
    around = answers_around(sheet, CODE)
    assert around.keys() == stored.keys() == {CODE, "A.I.1.i.a", RATIO}
    assert around[CODE] == stored[CODE]
    assert around[RATIO].inputs == stored[RATIO].inputs != {}
    assert {code: row._replace(changed_at=None) for code, row in stored.items()} == {
        code: row._replace(changed_at=None) for code, row in around.items()
    }
    assert around[RATIO].changed_at is None
    assert answers_around(sheet, "A.I.1.i.b")[CODE].changed_at is None


def test_proofs_of_one_question_are_those_of_the_sheet(
    sheet: EvaluationSheet, last_year: EvaluationSheet, prove: Callable[..., Evidence]
) -> None:
    for code, title in ((CODE, "Notula"), (CODE, "Laporan"), (RATIO, "Data")):
        prove(sheet, code, title)
    prove(last_year, CODE, "Tahun lalu")
    everything = proofs_of(sheet)
    assert [proof.title for proof in everything[CODE]] == ["Notula", "Laporan"]
    assert proofs_of(sheet, CODE) == {CODE: everything[CODE]}
    assert proofs_of(sheet, RATIO) == {RATIO: everything[RATIO]}
    assert proofs_of(sheet, "A.I.1.i.a") == {}
