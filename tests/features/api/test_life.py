"""The life of a program through the interface: steps, papers, recommendations, turns."""

import io
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from bening.accounts.models import Person, Role
from bening.documents.actions import attach
from bening.evaluations.models import EvaluationSheet
from bening.evidence import actions as evidence_actions
from bening.evidence import jobs
from bening.evidence.models import Evidence
from bening.mentoring.actions import recommend
from bening.mentoring.models import Recommendation
from bening.programs.models import ProgramState, ZoneProgram
from tests.adapters import samples
from tests.features.api.conftest import Call
from tests.people import NOW, TODAY, Cast, give, make_person


@pytest.fixture
def program(sheet: EvaluationSheet) -> ZoneProgram:
    """The unit's program, with its building begun."""
    ZoneProgram.objects.filter(pk=sheet.program_id).update(state=ProgramState.BUILDING)
    return ZoneProgram.objects.get(pk=sheet.program_id)


@pytest.fixture
def tpi(cast: Cast) -> Person:
    person = make_person("Made Suastika", agency=cast.agency)
    give(person, Role.TPI, unit=cast.unit)
    return person


@pytest.fixture
def recommended(cast: Cast, tpi: Person) -> Recommendation:
    return recommend(
        unit=cast.unit,
        program=None,
        text="Lengkapi notula monev.",
        source="visit",
        owner=None,
        due_on=TODAY,
        by=tpi,
        now=NOW,
    )


@pytest.fixture
def proof(cast: Cast) -> Evidence:
    return evidence_actions.add_link(
        unit=cast.unit, url="https://tirtamaya.example/n", title="Notula", by=cast.pic, now=NOW
    )


def test_a_program_tells_where_it_can_go_and_takes_the_step(
    cast: Cast, call: Call, program: ZoneProgram
) -> None:
    at = f"/program/{program.pk}"
    told = call(cast.unit_head, "get", at).json()
    assert told["state"] == "building"
    assert told["steps"] == []
    move = next(one for one in told["moves"] if one["name"] == "self_assessment_opened")
    assert move["roles"]

    taken = call(cast.unit_head, "post", f"{at}/langkah/self_assessment_opened", {})

    assert taken.status_code == 201
    assert taken.json()["target"] == move["target"]
    assert taken.json()["taken_by"] == cast.unit_head.name
    after = call(cast.unit_head, "get", at).json()
    assert after["state"] == move["target"]
    assert [step["number"] for step in after["steps"]] == [1]


def test_a_step_by_the_wrong_role_or_out_of_order_changes_nothing(
    cast: Cast, call: Call, program: ZoneProgram
) -> None:
    at = f"/program/{program.pk}/langkah"

    assert call(cast.area_lead, "post", f"{at}/self_assessment_opened", {}).status_code == 403
    assert call(cast.unit_head, "post", f"{at}/declared", {}).status_code == 404
    assert call(cast.unit_head, "post", f"{at}/no_such_move", {}).status_code == 404
    papers = {"documents": [str(uuid4())]}
    assert call(cast.unit_head, "post", f"{at}/self_assessment_opened", papers).status_code == 404
    program.refresh_from_db()
    assert program.state == ProgramState.BUILDING


def test_documents_are_listed_narrowed_and_told(
    cast: Cast,
    call: Call,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.STORAGE_FOLDER = tmp_path
    monkeypatch.setattr(jobs, "draw_previews_of", SimpleNamespace(enqueue=lambda _sha256: None))
    made = attach(
        kind="team_decree",
        file=io.BytesIO(samples.picture("png")),
        filename="sk.png",
        agency=cast.agency,
        unit=cast.unit,
        dated_on=TODAY,
        title="SK tim kerja",
        by=cast.pic,
        now=NOW,
    )

    listed = call(cast.pic, "get", "/dokumen").json()["items"]
    assert [row["id"] for row in listed] == [str(made.pk)]
    assert call(cast.pic, "get", "/dokumen?jenis=award_decree").json()["items"] == []
    told = call(cast.pic, "get", f"/dokumen/{made.pk}").json()
    assert told["sha256"] == made.file_id
    assert told["code"] == made.code
    assert call(cast.pic, "get", f"/dokumen/{made.pk}/berkas").status_code == 302
    assert call(cast.pic, "get", f"/dokumen/{made.pk}/naskah").status_code == 404


def test_a_recommendation_is_followed_up_returned_and_verified(
    cast: Cast, call: Call, recommended: Recommendation, proof: Evidence, tpi: Person
) -> None:
    at = f"/rekomendasi/{recommended.pk}"
    body = {"text": "Notula dilengkapi.", "claims_done": True}

    refused = call(cast.unit_head, "post", f"{at}/tindak-lanjut", body)
    assert refused.status_code == 422
    assert refused.json()["code"] == "proof_missing"
    with_proof = {**body, "evidence": [str(proof.pk)]}
    assert call(cast.unit_head, "post", f"{at}/tindak-lanjut", with_proof).status_code == 201
    assert call(cast.unit_head, "post", f"{at}/verifikasi", {}).status_code == 403
    back = call(tpi, "post", f"{at}/kembalikan", {"reason": "Belum ditandatangani"})
    assert back.json()["state"] == "returned"
    assert call(cast.unit_head, "post", f"{at}/tindak-lanjut", with_proof).status_code == 201
    assert call(tpi, "post", f"{at}/verifikasi", {"note": "Lengkap"}).json()["state"] == "verified"

    acts = call(cast.pic, "get", f"{at}/tindak-lanjut").json()
    assert [act["accepted"] for act in acts] == [False, True]
    assert acts[0]["evidence"] == [str(proof.pk)]
    listed = call(cast.pic, "get", "/rekomendasi?state=verified").json()["items"]
    assert [row["id"] for row in listed] == [str(recommended.pk)]
    assert call(cast.pic, "get", "/rekomendasi?only=terlambat").json()["items"] == []


def test_proof_of_nobody_is_not_found(cast: Cast, call: Call, recommended: Recommendation) -> None:
    body = {"text": "Selesai.", "evidence": [str(uuid4())], "claims_done": True}

    answer = call(cast.unit_head, "post", f"/rekomendasi/{recommended.pk}/tindak-lanjut", body)

    assert answer.status_code == 404
    assert recommended.follow_ups.count() == 0


def test_what_waits_for_me_is_told(cast: Cast, call: Call, recommended: Recommendation) -> None:
    turns = call(cast.unit_head, "get", "/giliran").json()

    mine = next(turn for turn in turns if str(recommended.pk) in turn["url"])
    assert mine["due_on"] == TODAY.isoformat()
