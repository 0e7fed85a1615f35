"""The page of a program: what is open to whom, and what stands in the way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from bening.agencies.models import Agency, AgencyKind
from bening.documents.models import DocumentKind
from bening.programs.models import CycleDate, ProgramState, ProgramStep, ZoneProgram
from tests.features.programs.papers import make_paper
from tests.people import NOW, Cast, sign_in


@pytest.fixture
def program(sheet: Any) -> ZoneProgram:
    found: ZoneProgram = sheet.program
    found.state = ProgramState.CHOSEN
    found.save(update_fields=["state"])
    return found


def page(program: ZoneProgram) -> str:
    return f"/program/{program.pk}/"


def test_the_page_says_whose_turn_it_is_and_what_is_missing(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    html = sign_in(client, cast.unit_head).get(page(program)).content.decode()
    assert "Mulai pembangunan" in html
    assert "SK tim kerja belum ada" in html
    assert "Unggah SK tim kerja" in html
    assert "Giliran: Kepala unit" in html


def test_a_reader_sees_the_step_without_its_button(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    make_paper(cast, program, DocumentKind.TEAM_DECREE)
    html = sign_in(client, cast.pic).get(page(program)).content.decode()
    assert "Mulai pembangunan" in html
    assert f"{page(program)}langkah/" not in html


def test_a_step_is_taken_with_the_newest_paper(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    paper = make_paper(cast, program, DocumentKind.TEAM_DECREE)
    answer = sign_in(client, cast.unit_head).post(f"{page(program)}langkah/building_started/")
    assert answer.status_code == 302
    step = ProgramStep.objects.get()
    assert list(step.documents.all()) == [paper]
    html = client.get(page(program)).content.decode()
    assert "Langkah yang sudah diambil" in html
    assert "Mulai penilaian mandiri" in html


def test_a_refused_step_keeps_what_was_typed(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    program.state = ProgramState.COACHING
    program.save(update_fields=["state"])
    answer = sign_in(client, cast.unit_head).post(
        f"{page(program)}langkah/building_started/", {"reason": "Tim sudah lengkap"}
    )
    assert answer.status_code == 422
    program.refresh_from_db()
    assert program.state == ProgramState.COACHING


def test_a_refused_step_keeps_its_note_too(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    answer = sign_in(client, cast.unit_head).post(
        f"{page(program)}langkah/building_started/", {"reason": "Tim mulai hari Senin."}
    )
    assert answer.status_code == 422
    assert "Tim mulai hari Senin." in answer.content.decode()


def test_a_step_with_work_of_its_own_has_no_button(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    program.state = ProgramState.ELIGIBLE
    program.save(update_fields=["state"])
    make_paper(cast, program, DocumentKind.NOMINATION_LETTER)
    answer = sign_in(client, cast.agency_head).post(f"{page(program)}langkah/nominated/")
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["outsider", "colleague", "operator"])
def test_a_program_of_others_is_not_there(
    client: Client, cast: Cast, program: ZoneProgram, who: Any
) -> None:
    signed = sign_in(client, getattr(cast, who))
    assert signed.get(page(program)).status_code == 404
    assert signed.post(f"{page(program)}langkah/building_started/").status_code == 404


# --- the covering letter


def write(client: Client, program: ZoneProgram, **values: str) -> Any:
    form = {"number": "000.8/12/2026", "dated_on": "2026-04-14", **values}
    return client.post(f"{page(program)}surat-pengantar/", form)


def in_assessment(program: ZoneProgram) -> ZoneProgram:
    program.state = ProgramState.SELF_ASSESSMENT
    program.save(update_fields=["state"])
    return program


def test_the_head_writes_the_covering_letter(
    client: Client, cast: Cast, program: ZoneProgram, submitted: Any
) -> None:
    in_assessment(program)
    assert write(sign_in(client, cast.unit_head), program).status_code == 302
    letter = program.documents.get(kind=DocumentKind.UNIT_COVER_LETTER)
    assert letter.signed_by == cast.unit_head
    assert submitted.sha256 in letter.content
    assert letter.sealed_at is not None


def test_nobody_else_writes_it(
    client: Client, cast: Cast, program: ZoneProgram, submitted: Any
) -> None:
    in_assessment(program)
    assert write(sign_in(client, cast.pic), program).status_code == 403
    assert not program.documents.exists()


def test_it_is_written_of_what_was_submitted_only(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    in_assessment(program)
    assert write(sign_in(client, cast.unit_head), program).status_code == 422
    assert not program.documents.exists()


def test_it_is_written_in_its_state_only(
    client: Client, cast: Cast, program: ZoneProgram, submitted: Any
) -> None:
    assert write(sign_in(client, cast.unit_head), program).status_code == 422
    assert not program.documents.exists()


def test_it_is_not_dated_in_the_future(
    client: Client, cast: Cast, program: ZoneProgram, submitted: Any
) -> None:
    in_assessment(program)
    answer = write(sign_in(client, cast.unit_head), program, dated_on="2099-01-01")
    assert answer.status_code == 422
    assert not program.documents.exists()
    assert "terjadi" in answer.content.decode()


def test_only_the_road_of_the_unit_is_shown(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    """A unit of a city goes straight to TPI: pre-assessment is no step of its own."""
    program.state = ProgramState.SELF_ASSESSMENT
    program.save(update_fields=["state"])
    sign_in(client, cast.unit_head)

    def moves() -> list[str]:
        return [shown.move.name for shown in client.get(page(program)).context["moves"]]

    assert moves() == ["sent_to_tpi"]
    Agency.objects.filter(pk=cast.agency.pk).update(kind=AgencyKind.CENTRAL)
    assert moves() == ["sent_to_preliminary"]


def test_the_road_says_when_a_state_was_reached_and_when_others_are_due(
    client: Client, cast: Cast, program: ZoneProgram
) -> None:
    make_paper(cast, program, DocumentKind.TEAM_DECREE)
    sign_in(client, cast.unit_head).post(f"{page(program)}langkah/building_started/")
    ProgramStep.objects.update(
        target=ProgramState.CHOSEN, taken_at=datetime(2026, 4, 14, 23, 30, tzinfo=UTC)
    )
    for state, day in ((ProgramState.CHOSEN, 1), (ProgramState.SELF_ASSESSMENT, 20)):
        CycleDate.objects.create(
            agency=cast.agency,
            cycle=program.cycle,
            state=state,
            due_on=date(2026, 5, day),
            set_by=cast.agency_admin,
            set_at=NOW,
        )

    road = {step["title"]: step for step in client.get(page(program)).context["road"]}

    chosen, assessed = road[ProgramState.CHOSEN.label], road[ProgramState.SELF_ASSESSMENT.label]
    assert (chosen["state"], chosen["meta"]) == ("done", "15 April 2026")  # the day of the unit
    assert (assessed["state"], assessed["meta"]) == ("", "paling lambat 20 Mei 2026")
