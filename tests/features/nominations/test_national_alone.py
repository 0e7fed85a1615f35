"""What outside bodies, visitors and panel members say is read by the national team alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from bening.accounts.models import Person, Role, RoleAssignment
from bening.audit.queries import timeline
from bening.documents import holds
from bening.documents.access import documents_of
from bening.documents.models import DocumentKind
from bening.nominations import actions
from bening.nominations.models import (
    Clearance,
    ClearanceBody,
    ClearanceResult,
    FieldNoteKind,
    Vote,
)
from bening.nominations.queries import national_people
from bening.programs.models import ProgramState, ZoneProgram
from tests.features.nominations.conftest import Proposals, pdf
from tests.people import NOW, TODAY, Cast, sign_in

SECRETS = (
    "Pembeli tersembunyi di loket 3",
    "KPK",
    "enutup panel",
    "Ada laporan gratifikasi.",
    "merekomendasikan pembinaan",
)


@pytest.fixture
def evaluated(proposals: Proposals) -> ZoneProgram:
    """A program whose panel recommended coaching after a clearance with a problem."""
    program = proposals.put(ProgramState.PANEL)
    by = proposals.national
    actions.write_field_note(
        program=program,
        kind=FieldNoteKind.MYSTERY_SHOPPER,
        held_on=TODAY,
        about=SECRETS[0],
        findings="Ditawari jalur cepat.",
        by=by,
        now=NOW,
    )
    actions.request_clearance(
        program=program, body=ClearanceBody.KPK, requested_on=TODAY, by=by, now=NOW
    )
    actions.record_clearance(
        program=program,
        body=ClearanceBody.KPK,
        result=ClearanceResult.PROBLEM,
        received_on=TODAY,
        note="Ada laporan gratifikasi.",
        paper=pdf(),
        by=by,
        now=NOW,
    )
    people = [by, proposals.national_two, proposals.national_three]
    panel = actions.open_panel(program=program, members=people, by=by, now=NOW)
    for person in people:
        actions.cast_vote(
            session=panel, vote=Vote.COACHING, reason="Belum layak.", by=person, now=NOW
        )
    actions.decide_panel(
        session=panel, reason="Belum layak.", number="BA/1", dated_on=TODAY, by=by, now=NOW
    )
    return program


OTHERS: tuple[Callable[[Cast], Person], ...] = (
    lambda cast: cast.unit_head,
    lambda cast: cast.pic,
    lambda cast: cast.agency_head,
    lambda cast: cast.inspector,
    lambda cast: cast.agency_admin,
)


def test_only_the_national_team_reads_its_papers(
    proposals: Proposals, evaluated: ZoneProgram
) -> None:
    kinds = {DocumentKind.CLEARANCE_LETTER, DocumentKind.MINUTES}
    for who in OTHERS:
        assert not documents_of(who(proposals.cast)).filter(kind__in=kinds).exists()
    for person in (proposals.national, proposals.national_two):
        found = documents_of(person).filter(program=evaluated, kind__in=kinds)
        assert {paper.kind for paper in found} == kinds


def test_a_national_team_of_another_unit_reads_none_of_them(
    proposals: Proposals, evaluated: ZoneProgram
) -> None:
    other = proposals.evaluator("Wira Nasional", proposals.cast.other_unit)
    assert not documents_of(other).filter(program=evaluated).exists()


def test_the_page_of_the_program_tells_the_others_nothing_of_it(
    proposals: Proposals, evaluated: ZoneProgram, client: Client
) -> None:
    for who in OTHERS:
        sign_in(client, who(proposals.cast))
        page = client.get(f"/program/{evaluated.pk}/").content.decode()
        assert evaluated.unit.name in page
        for secret in SECRETS:
            assert secret not in page


def test_the_national_team_reads_how_it_went(
    proposals: Proposals, evaluated: ZoneProgram, client: Client
) -> None:
    told = timeline(("national_evaluation", evaluated.pk)).entries
    assert len(told) == 8
    sign_in(client, proposals.national)
    assert "enutup panel" in client.get(f"/tpn/{evaluated.pk}/").content.decode()
    page = client.get(f"/program/{evaluated.pk}/").content.decode()
    assert "merekomendasikan pembinaan" in page


def test_the_answer_of_a_body_is_not_withdrawn_while_it_counts(evaluated: ZoneProgram) -> None:
    clearance = Clearance.objects.get(program=evaluated)
    assert clearance.letter is not None
    held = holds.held_by(clearance.letter)
    assert held is not None
    assert held.code == "clearance_letter_stays"
    answered = clearance.letter
    clearance.delete()
    assert holds.held_by(answered) is None


def test_a_panel_is_chosen_from_those_of_the_day_where_it_sits(proposals: Proposals) -> None:
    program = proposals.put(ProgramState.PANEL)
    role = RoleAssignment.objects.get(person=proposals.national, role=Role.TPN)
    role.starts_on = date(2026, 4, 16)
    role.save()
    before, after = (
        datetime(2026, 4, 15, 16, 59, tzinfo=UTC),
        datetime(2026, 4, 15, 17, 0, tzinfo=UTC),
    )
    assert national_people(program, before) == []
    assert national_people(program, after) == [proposals.national]
