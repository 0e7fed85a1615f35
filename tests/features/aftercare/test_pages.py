"""The pages of titles: what each person finds, does, and is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bening.aftercare.actions import raise_concern
from bening.aftercare.models import (
    AftercareReview,
    Concern,
    ConcernSource,
    ConcernState,
    Occasion,
    Replication,
    Reward,
    RewardPolicy,
    Verdict,
)
from bening.documents.models import OfficialDocument
from bening.programs.models import Award, Designation, ProgramState, ZoneProgram
from tests.adapters import samples
from tests.features.aftercare.conftest import make_award, make_decree
from tests.people import NOW, TODAY, Cast, make_unit, sign_in

Papers = list[dict[str, Any]]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


# --- the public register


def test_the_register_is_open_and_names_the_decree(
    cast: Cast, award: Award, client: Client
) -> None:
    text = page(client, "/predikat/")
    assert cast.unit.name in text
    assert award.decree_number in text
    assert cast.agency_admin.name not in text


def test_a_revoked_title_stays_in_the_register_with_its_decree(
    cast: Cast, award: Award, client: Client
) -> None:
    award.revoked_on, award.revocation_number, award.revocation_reason = TODAY, "R-7", "Suap X"
    award.revoked_by, award.revoked_at = cast.agency_head, NOW
    award.save()
    text = page(client, "/predikat/")
    assert "R-7" in text
    assert "Suap X" not in text  # the reason is not for everybody
    assert cast.unit.name in page(client, "/predikat/?keadaan=dicabut")
    assert award.decree_number not in page(client, "/predikat/?keadaan=berlaku")


def test_the_register_is_filtered_and_paged(cast: Cast, award: Award, client: Client) -> None:
    make_award(cast, cast.outside_unit, title=Designation.WBBM, on=TODAY)
    assert cast.outside_unit.name not in page(client, f"/predikat/?instansi={cast.agency.name}")
    assert cast.unit.name not in page(client, "/predikat/?tahun=2026")
    assert cast.unit.name not in page(client, "/predikat/?predikat=wbbm")
    for odd in ("tahun=x", "instansi=tidak", "predikat=x", "keadaan=x", "hal=99", "urut=x"):
        assert cast.unit.name in page(client, f"/predikat/?{odd}")
    for number in range(55):
        make_award(cast, make_unit(cast.agency, f"7{number}"), on=TODAY)
    assert 'rel="next"' in page(client, "/predikat/")


def test_the_register_keeps_its_queries_and_may_be_kept(
    cast: Cast, award: Award, client: Client
) -> None:
    def many() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client, "/predikat/")
        return len(asked)

    before = many()
    for number in range(9):
        make_award(cast, make_unit(cast.agency, f"7{number}"))
    assert many() == before
    kept = client.get("/predikat/").headers
    assert "max-age=300" in kept["Cache-Control"]
    assert "private" in kept["Cache-Control"]
    assert "Cookie" in kept["Vary"]


# --- the pages of staff


@pytest.mark.parametrize("who", ["pic", "unit_head", "inspector", "agency_head", "agency_admin"])
def test_who_reads_the_unit_reads_its_title(
    cast: Cast, award: Award, client: Client, who: str
) -> None:
    sign_in(client, getattr(cast, who))
    assert cast.unit.name in page(client, "/pascapenetapan/")
    assert award.decree_number in page(client, f"/pascapenetapan/{award.pk}/")


@pytest.mark.parametrize("who", ["outsider", "outside_admin", "colleague", "operator"])
def test_titles_of_others_are_not_there(
    cast: Cast, award: Award, review: AftercareReview, client: Client, who: str
) -> None:
    concern = raise_concern(
        award=award,
        source=ConcernSource.MEDIA,
        text="x",
        reported_on=TODAY,
        by=cast.inspector,
        now=NOW,
    )
    sign_in(client, getattr(cast, who))
    assert cast.unit.name not in page(client, "/pascapenetapan/")
    for address in (
        f"/pascapenetapan/{award.pk}/",
        f"/pascapenetapan/pemantauan/{review.pk}/",
        f"/pascapenetapan/persoalan/{concern.pk}/",
    ):
        page(client, address, 404)
    posted = client.post(f"/pascapenetapan/{award.pk}/concern/", {})
    assert posted.status_code == 404


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_admin"])
def test_the_unit_reads_no_complaint_and_no_unfinished_monitoring(
    cast: Cast, award: Award, review: AftercareReview, client: Client, who: str
) -> None:
    concern = raise_concern(
        award=award,
        source=ConcernSource.MEDIA,
        text="Menurut Bu Tuti di loket 2 ada pungutan.",
        reported_on=TODAY,
        by=cast.inspector,
        now=NOW,
    )
    AftercareReview.objects.filter(pk=review.pk).update(
        scores={"A": "41.25"}, note="Loket 2 masih memungut."
    )
    addresses = (
        f"/pascapenetapan/{award.pk}/",
        f"/pascapenetapan/pemantauan/{review.pk}/",
        f"/pascapenetapan/persoalan/{concern.pk}/",
    )
    sign_in(client, getattr(cast, who))
    read = "".join(page(client, address) for address in addresses)
    assert not [words for words in ("Bu Tuti", "41,25", "masih memungut") if words in read]
    sign_in(client, cast.agency_head)
    read = "".join(page(client, address) for address in addresses)
    assert all(words in read for words in ("Bu Tuti", "41,25", "masih memungut"))


@pytest.mark.parametrize("name", ["certificate", "revocation", "reward", "concern"])
def test_what_may_not_be_done_is_not_offered_and_refused(
    cast: Cast, award: Award, client: Client, name: str
) -> None:
    sign_in(client, cast.unit_head)
    assert f"/pascapenetapan/{award.pk}/{name}/" not in page(client, f"/pascapenetapan/{award.pk}/")
    assert client.post(f"/pascapenetapan/{award.pk}/{name}/", {}).status_code == 403


def test_the_head_revokes_with_a_decree(
    cast: Cast, award: Award, program: ZoneProgram, client: Client
) -> None:
    decree = make_decree(cast, award, on=TODAY)
    sign_in(client, cast.agency_head)
    address = f"/pascapenetapan/{award.pk}/revocation/"
    refused = client.post(address, {"reason": "Suap."})
    assert refused.status_code == 422
    assert "Pilih keputusan pencabutan" in refused.content.decode()
    done = client.post(address, {"reason": "Suap.", "decree": str(decree.pk)})
    assert done.status_code == 302
    program.refresh_from_db()
    assert program.state == ProgramState.COOLING_OFF
    text = page(client, f"/pascapenetapan/{award.pk}/")
    assert "Unit dapat diusulkan lagi mulai" in text
    assert address not in text


def test_a_decree_of_another_unit_is_no_choice(cast: Cast, award: Award, client: Client) -> None:
    decree = make_decree(cast, award, on=TODAY)
    decree.unit = cast.other_unit
    decree.save(update_fields=["unit"])
    sign_in(client, cast.agency_head)
    address = f"/pascapenetapan/{award.pk}/revocation/"
    assert client.post(address, {"reason": "x", "decree": str(decree.pk)}).status_code == 422
    award.refresh_from_db()
    assert award.is_held


def test_monitoring_from_filling_to_closing(
    cast: Cast, award: Award, review: AftercareReview, papers: Papers, client: Client
) -> None:
    sign_in(client, cast.inspector)
    address = f"/pascapenetapan/pemantauan/{review.pk}/"
    typed = {"A": "48,25", "B.I.a": "16,1", "B.I.b": "3,75", "B.II": "15", "note": "Baik."}
    values = {"step": "save", "seen_version": "1", **typed}
    assert client.post(address, values).status_code == 302
    assert client.post(address, values).status_code == 422  # the page was old
    text = page(client, address)
    assert 'value="48,25"' in text
    assert "83,10" in text
    head = {"step": "close", "number": "L-1", "dated_on": timezone.localdate().isoformat()}
    assert client.post(address, {**head, "verdict": "holds"}).status_code == 302
    review.refresh_from_db()
    assert review.verdict == Verdict.HOLDS
    assert 'name="step"' not in page(client, address).replace('name="step" value="save"', "")


def test_points_that_cannot_be_are_said_at_their_field(
    cast: Cast, review: AftercareReview, client: Client
) -> None:
    sign_in(client, cast.inspector)
    address = f"/pascapenetapan/pemantauan/{review.pk}/"
    refused = client.post(address, {"step": "save", "seen_version": "1", "A": "61"})
    assert refused.status_code == 422
    assert "nilai antara 0 dan 60" in refused.content.decode()


def test_the_head_of_the_unit_reads_the_monitoring_and_writes_nothing(
    cast: Cast, review: AftercareReview, client: Client
) -> None:
    sign_in(client, cast.unit_head)
    address = f"/pascapenetapan/pemantauan/{review.pk}/"
    assert "dilakukan oleh" in page(client, address)
    assert client.post(address, {"step": "save", "seen_version": "1"}).status_code == 403


def test_a_concern_from_raising_to_decision(cast: Cast, award: Award, client: Client) -> None:
    sign_in(client, cast.inspector)
    values = {"source": "media", "reported_on": "2026-04-10", "text": "Pungutan."}
    assert client.post(f"/pascapenetapan/{award.pk}/concern/", values).status_code == 302
    concern = Concern.objects.get()
    address = f"/pascapenetapan/persoalan/{concern.pk}/"
    values = {"step": "clarify", "finding": "substantiated", "text": "Benar."}
    assert client.post(address, values).status_code == 302
    assert client.post(address, {"step": "keep", "reason": "x"}).status_code == 403
    sign_in(client, cast.agency_head)
    assert client.post(address, {"step": "keep", "reason": ""}).status_code == 422
    assert client.post(address, {"step": "keep", "reason": "Sudah ditindak."}).status_code == 302
    concern.refresh_from_db()
    assert concern.state == ConcernState.KEPT
    assert "Sudah ditindak." in page(client, address)


def test_a_replication_from_plan_to_running(cast: Cast, award: Award, client: Client) -> None:
    sign_in(client, cast.inspector)
    values = {
        "award": str(award.pk),
        "unit": str(cast.other_unit.pk),
        "practice": "Antrean daring",
        "due_on": (TODAY + timedelta(days=30)).isoformat(),
    }
    assert client.post("/pascapenetapan/replikasi/", values).status_code == 302
    made = Replication.objects.get()
    address = f"/pascapenetapan/replikasi/{made.pk}/"
    assert client.post(address, {"status": "running"}).status_code == 422
    values = {"status": "running", "proof_note": "SOP 12", "proof_url": "https://a.example/sop"}
    assert client.post(address, values).status_code == 302
    assert "SOP 12" in page(client, address)
    assert client.post(address, {**values, "proof_url": "javascript:alert(1)"}).status_code == 422
    sign_in(client, cast.pic)  # of the unit it came from: reads, may not change
    assert "Antrean daring" in page(client, address)
    assert client.post(address, values).status_code == 403
    sign_in(client, cast.outsider)
    page(client, address, 404)


def test_a_policy_and_a_reward(cast: Cast, award: Award, client: Client) -> None:
    sign_in(client, cast.agency_head)
    policy = {
        "occasion": "winning",
        "gift": "Pelatihan",
        "basis": "Perwali 1",
        "starts_on": "2024-01-01",
    }
    assert client.post("/pascapenetapan/penghargaan/", policy).status_code == 302
    assert client.post("/pascapenetapan/penghargaan/", policy).status_code == 422
    reward = {"occasion": "winning", "given_on": TODAY.isoformat(), "document_number": "S-1"}
    assert client.post(f"/pascapenetapan/{award.pk}/reward/", reward).status_code == 302
    assert Reward.objects.get().policy.occasion == Occasion.WINNING
    assert "Pelatihan" in page(client, "/pascapenetapan/penghargaan/")
    sign_in(client, cast.inspector)
    assert client.post("/pascapenetapan/penghargaan/", policy).status_code == 403
    assert RewardPolicy.objects.count() == 1


def test_the_program_shows_its_title(cast: Cast, award: Award, client: Client) -> None:
    sign_in(client, cast.unit_head)
    text = page(client, f"/program/{award.program_id}/")
    assert f"/pascapenetapan/{award.pk}/" in text


def test_the_list_of_titles_keeps_its_queries(cast: Cast, award: Award, client: Client) -> None:
    sign_in(client, cast.inspector)

    def many() -> int:
        client.get("/pascapenetapan/")
        with CaptureQueriesContext(connection) as asked:
            page(client, "/pascapenetapan/")
        return len(asked)

    before = many()
    for number in range(9):
        make_award(cast, make_unit(cast.agency, f"7{number}"))
    assert many() == before


def test_decrees_signed_elsewhere_are_uploaded_where_they_are_asked_for(
    cast: Cast, award: Award, client: Client
) -> None:
    here = f"/pascapenetapan/{award.pk}/"
    sign_in(client, cast.agency_head)
    assert f"Dokumen keputusan {award.decree_number} belum diunggah." in page(client, here)

    def upload(kind: str, number: str) -> None:
        sent = {
            "unit": str(award.unit_id),
            "kind": kind,
            "title": "Keputusan",
            "number": number,
            "dated_on": TODAY.isoformat(),
            "next": here,
            "file": SimpleUploadedFile("sk.pdf", samples.pdf()),
        }
        answer = client.post("/dokumen/unggah/", sent)
        assert (answer.status_code, answer["Location"]) == (302, here)

    upload("award_decree", award.decree_number)
    upload("revocation_decree", "CABUT/1")
    text = page(client, here)
    assert "belum diunggah" not in text
    paper = OfficialDocument.objects.get(kind="revocation_decree")
    assert (paper.unit, paper.program) == (award.unit, None)
    sent = {"reason": "Suap.", "decree": str(paper.pk)}
    assert client.post(f"{here}revocation/", sent).status_code == 302
    award.refresh_from_db()
    assert award.revocation_number == "CABUT/1"


def test_a_paper_about_a_unit_one_does_not_see_is_not_taken(
    cast: Cast, award: Award, client: Client
) -> None:
    sent = {
        "unit": str(award.unit_id),
        "kind": "award_decree",
        "title": "Keputusan",
        "dated_on": TODAY.isoformat(),
    }
    for who in (cast.outsider, cast.operator):
        sign_in(client, who)
        file = SimpleUploadedFile("sk.pdf", samples.pdf())
        assert client.post("/dokumen/unggah/", {**sent, "file": file}).status_code == 404
    assert not OfficialDocument.objects.filter(kind="award_decree").exists()
