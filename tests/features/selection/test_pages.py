"""Pages of the choice of units: from opening to decree, with plain posts."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.documents.models import OfficialDocument
from bening.programs.models import ProgramState, ZoneProgram
from bening.selection.models import CriteriaSet, RoundState, SelectionRound
from tests.adapters import samples
from tests.people import NOW, Cast, sign_in


@pytest.fixture(autouse=True)
def in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page(person: Any, name: Any, *keys: Any, **asked: Any) -> Any:
    return sign_in(Client(), person).get(reverse(f"selection:{name}", args=keys), asked)


def post(person: Any, name: Any, *keys: Any, **sent: Any) -> Any:
    return sign_in(Client(), person).post(reverse(f"selection:{name}", args=keys), sent)


def test_a_round_goes_from_opening_to_decree(
    cast: Cast, program: ZoneProgram, lead: Any, member: Any, papers: Any
) -> None:
    ZoneProgram.objects.filter(pk=program.pk).update(state=ProgramState.DECLARED)
    sent = {"year": "2026", "lead": str(lead.pk), "members": [str(member.pk)]}
    assert post(cast.inspector, "open_round", **sent).status_code == 403
    assert post(cast.agency_admin, "open_round", **sent).status_code == 302
    found = SelectionRound.objects.get()
    add = {"act": "add", "unit": str(cast.unit.pk)}
    assert post(cast.agency_head, "round", found.pk, **add).status_code == 403
    assert post(member, "round", found.pk, **add).status_code == 302
    candidate = found.candidates.get()

    scores = {"budget": "12000000000", "staff": "41"}
    for one in found.criteria.items.all():
        scores |= {f"score_{one.pk}": "4", f"reason_{one.pk}": "Loket utama"}
    bare = {**scores, f"reason_{one.pk}": ""}
    refused = post(member, "candidate", candidate.pk, **bare)
    assert refused.status_code == 422
    assert "Tulis alasan nilai" in refused.text
    assert post(member, "candidate", candidate.pk, **scores).status_code == 302
    shown = page(lead, "round", found.pk).text
    assert "80,00" in shown
    assert "12.000.000.000" in shown
    assert post(lead, "round", found.pk, act="propose").status_code == 302
    found.refresh_from_db()
    assert found.state == RoundState.PROPOSED
    assert post(member, "candidate", candidate.pk, **scores).status_code in {409, 422}

    verdict = {
        "number": "188/1",
        "dated_on": "2026-04-15",
        f"verdict_{candidate.pk}": "accepted",
        f"reason_{candidate.pk}": "Layanan inti",
    }
    assert post(lead, "decide", found.pk, **verdict).status_code == 403
    assert post(cast.agency_head, "decide", found.pk, **verdict).status_code == 302
    program.refresh_from_db()
    found.refresh_from_db()
    assert (found.state, program.state) == (RoundState.DECIDED, ProgramState.CHOSEN)
    assert "Layanan inti" in page(cast.inspector, "candidate", candidate.pk).text
    assert page(cast.agency_head, "decide", found.pk).status_code == 302


def test_pages_of_a_round_are_not_there_for_others(cast: Cast, round_: Any, candidate: Any) -> None:
    for person in (cast.pic, cast.unit_head, cast.outsider, cast.outside_admin, cast.operator):
        assert page(person, "round", round_.pk).status_code == 404
        assert page(person, "candidate", candidate.pk).status_code == 404
        assert page(person, "group", round_.pk).status_code == 404
        assert page(person, "decide", round_.pk).status_code == 404
        assert post(person, "round", round_.pk, act="propose").status_code == 404
    assert "2026" not in page(cast.outside_admin, "rounds").text.split("<main")[1]


def test_the_matrix_sorts_by_every_column(cast: Cast, proposed: Any, lead: Any) -> None:
    def names(**asked: Any) -> Any:
        shown = page(lead, "round", proposed.pk, **asked).text
        return shown.index(cast.unit.name) < shown.index(cast.other_unit.name)

    assert names()
    assert not names(urut="total")
    assert names(urut="-score_1")
    assert not names(urut="score_3")
    assert page(lead, "round", proposed.pk, urut="score_99").status_code == 200


def test_criteria_are_chosen_on_their_page(cast: Cast) -> None:
    shown = page(cast.agency_admin, "criteria").text
    assert "PermenPANRB 52/2014" in shown
    sent = {"take_core_service": "on", "take_large_resources": "on"}
    for key in (
        "core_service",
        "integrity_risk",
        "public_impact",
        "strategic_service",
        "large_resources",
        "reform_success",
        "own_1",
        "own_2",
        "own_3",
    ):
        sent |= {f"weight_{key}": "2", f"highest_{key}": "4"}
    sent |= {"text_own_1": "Layanan daring", "source_own_1": "Perwal 2/2026"}
    assert post(cast.inspector, "criteria", **sent).status_code == 403

    assert post(cast.agency_head, "criteria", **sent).status_code == 302

    made = CriteriaSet.objects.get()
    assert [one.key for one in made.items.all()] == ["core_service", "large_resources", "own_1"]
    assert "Layanan daring" in page(cast.agency_head, "criteria").text
    again = post(cast.agency_head, "criteria", **sent)
    assert again.status_code == 422
    assert "sama dengan versi 1" in again.text


def test_the_head_returns_a_proposal_on_the_page(cast: Cast, proposed: Any) -> None:
    assert "Kembalikan" in page(cast.agency_head, "round", proposed.pk).text
    empty = post(cast.agency_head, "round", proposed.pk, act="return")
    assert empty.status_code == 302
    proposed.refresh_from_db()
    assert proposed.state == RoundState.PROPOSED

    post(cast.agency_head, "round", proposed.pk, act="return", reason="Data lama")

    proposed.refresh_from_db()
    assert proposed.state == RoundState.DRAFT
    assert "Data lama" in page(cast.agency_admin, "round", proposed.pk).text


def test_the_group_is_changed_by_who_set_it_up(
    cast: Cast, round_: Any, lead: Any, member: Any
) -> None:
    sent = {"lead": str(member.pk), "members": [str(lead.pk)]}
    assert post(member, "group", round_.pk, **sent).status_code == 403
    assert page(cast.agency_admin, "group", round_.pk).status_code == 200
    assert post(cast.agency_admin, "group", round_.pk, **sent).status_code == 302
    assert round_.members.get(duty="lead").person == member


def test_a_candidate_is_taken_out(cast: Cast, round_: Any, candidate: Any, member: Any) -> None:
    assert post(cast.agency_head, "candidate", candidate.pk, act="remove").status_code == 403
    assert post(member, "candidate", candidate.pk, act="remove").status_code == 302
    assert not round_.candidates.exists()


def test_a_decree_signed_elsewhere_is_uploaded_and_chosen(
    cast: Cast, program: ZoneProgram, proposed: Any
) -> None:
    """No paper is made: the decree is the one that was uploaded, also for the programs."""
    ZoneProgram.objects.filter(pk=program.pk).update(state=ProgramState.DECLARED)
    client = sign_in(Client(), cast.agency_head)
    here = reverse("selection:decide", args=[proposed.pk])
    text = client.get(here).text
    assert "SK sudah ditandatangani di luar Bening?" in text
    assert 'name="decree"' not in text
    sent = {
        "kind": "selection_decree",
        "title": "SK penetapan unit",
        "number": "188/77",
        "dated_on": "2026-04-14",
        "next": here,
        "file": SimpleUploadedFile("sk.pdf", samples.pdf()),
    }
    answer = client.post(reverse("documents:attach"), sent)
    assert (answer.status_code, answer["Location"]) == (302, here)
    paper = OfficialDocument.objects.get(kind="selection_decree")
    assert (paper.agency, paper.unit, paper.program) == (cast.agency, None, None)
    assert str(paper.pk) in client.get(here).text
    verdict: dict[str, str] = {"decree": str(paper.pk)}
    for one in proposed.candidates.all():
        verdict |= {f"verdict_{one.pk}": "accepted", f"reason_{one.pk}": "Layanan inti"}
    assert client.post(here, verdict).status_code == 302
    proposed.refresh_from_db()
    program.refresh_from_db()
    assert (proposed.decree, program.state) == (paper, ProgramState.CHOSEN)
    assert list(program.steps.latest("taken_at").documents.all()) == [paper]
