"""Sealed papers of signed pacts: made once, in batches, with who, when, how and which words."""

import json
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.adapters.file_store import file_store
from bening.audit.models import Event
from bening.documents import actions as documents
from bening.documents.models import DocumentKind
from bening.domain.refusals import Refused
from bening.pacts import actions, jobs
from bening.pacts.models import Declaration, PactPaper, SigningCampaign
from bening.pacts.queries import paper_progress
from bening.pacts.refusals import PactRefused
from bening.programs.models import ProgramState
from tests.features.pacts.conftest import staff
from tests.features.pacts.test_declaring import declare, program, ready  # noqa: F401
from tests.features.pacts.test_events import record
from tests.features.pacts.test_signing import Sign
from tests.people import NOW, Cast, sign_in


def text_of(sha256: str) -> str:
    """The words of a stored PDF, in one line."""
    path = file_store().path(sha256)
    made = subprocess.run(
        ["pdftotext", str(path), "-"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    return " ".join(made.stdout.split())


def test_the_paper_says_who_when_how_and_which_words(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    [person] = staff(cast, 1)
    signature = sign(person)

    assert jobs.make_papers.func(str(campaign.pk), str(person.pk)) == 1

    paper = PactPaper.objects.get(signature=signature).document
    assert paper is not None
    assert (paper.kind, paper.signed_by, paper.unit) == (DocumentKind.PACT, person, cast.unit)
    assert paper.sealed_at is not None
    words = text_of(paper.file_id)
    for said in (
        person.name,
        person.employee_number,
        "masuk dengan kata sandi",
        "versi 1",
        "menghindari benturan kepentingan",
        "tidak tersertifikasi",
    ):
        assert said in words, said
    assert campaign.text.sha256 in words.replace(" ", "")
    content = json.loads(paper.content)
    assert content["text_sha256"] == campaign.text.sha256
    assert content["identified"] == "password"


def test_a_signed_pact_is_not_withdrawn_by_anybody(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    """A signature stays and counts: its paper can't be taken away beside it."""
    [person] = staff(cast, 1)
    sign(person)
    jobs.make_papers.func(str(campaign.pk), str(person.pk))
    paper = PactPaper.objects.get().document
    assert paper is not None
    for who in (person, cast.agency_head, cast.inspector):
        with pytest.raises(PactRefused, match="pact_paper_stays"):
            documents.withdraw(document=paper, reason="Berubah pikiran", by=who, now=NOW)
    paper.refresh_from_db()
    assert not paper.is_withdrawn
    page = sign_in(Client(), person).get(reverse("documents:document", args=[paper.pk])).text
    assert "Tarik dokumen ini" not in page
    assert "Pakta yang sudah ditandatangani tidak ditarik." in page


def test_a_list_says_that_it_was_a_list(cast: Cast, campaign: SigningCampaign) -> None:
    people = staff(cast, 1)
    record(cast, campaign, people)
    jobs.make_papers.func(str(campaign.pk), str(cast.unit_head.pk))
    paper = PactPaper.objects.get().document
    assert paper is not None
    assert "daftar hadir acara" in text_of(paper.file_id)


def test_a_batch_asks_for_the_next_until_all_are_made(
    cast: Cast,
    campaign: SigningCampaign,
    asked: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "BATCH", 2)
    record(cast, campaign, staff(cast, 3))
    keys = (str(campaign.pk), str(cast.unit_head.pk))

    assert asked.pop() == keys
    assert jobs.make_papers.func(*keys) == 2
    assert asked == [keys]
    assert (paper_progress(campaign).made, paper_progress(campaign).waiting) == (2, 1)
    assert jobs.make_papers.func(*keys) == 1
    assert jobs.make_papers.func(*keys) == 0
    assert asked == [keys]
    assert PactPaper.objects.filter(document__isnull=False).count() == 3


def test_a_paper_another_job_makes_is_left_to_it_and_taken_back_when_it_died(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    [person] = staff(cast, 1)
    signature = sign(person)
    now = timezone.now()
    taken = PactPaper.objects.create(agency=cast.agency, signature=signature, taken_at=now)

    assert not jobs.make_paper(signature, by=person, now=now)
    assert jobs.make_papers.func(str(campaign.pk), str(person.pk)) == 0

    PactPaper.objects.filter(pk=taken.pk).update(
        taken_at=now - jobs.GIVEN_UP_AFTER - timedelta(seconds=1)
    )
    assert jobs.make_papers.func(str(campaign.pk), str(person.pk)) == 1
    assert PactPaper.objects.get().document is not None


def test_a_disputed_signature_gets_no_paper(cast: Cast, campaign: SigningCampaign) -> None:
    [person] = staff(cast, 1)
    event = record(cast, campaign, [person])
    actions.dispute_signature(signature=event.signatures.get(), by=person, now=NOW)
    assert jobs.make_papers.func(str(campaign.pk), str(person.pk)) == 0
    assert paper_progress(campaign).total == 0


def test_the_signer_without_any_role_downloads_the_paper(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    first, second = staff(cast, 2)
    signature = sign(first)
    jobs.make_papers.func(str(campaign.pk), str(first.pk))
    address = reverse("pacts:download", args=[signature.pk])
    assert sign_in(Client(), first).get(address).status_code == 302
    assert sign_in(Client(), second).get(address).status_code == 404
    assert sign_in(Client(), cast.unit_head).get(address).status_code == 404


def test_progress_is_shown_and_more_is_asked_for(
    cast: Cast, campaign: SigningCampaign, sign: Sign, asked: list[tuple[str, ...]]
) -> None:
    sign(staff(cast, 1)[0])
    client = sign_in(Client(), cast.unit_head)
    address = reverse("pacts:papers", args=[campaign.pk])
    shown = client.get(address).content.decode()
    assert "0 dari 1 naskah" in shown
    assert 'hx-trigger="every 5s"' in shown
    assert client.post(address).status_code == 302
    assert asked[-1] == (str(campaign.pk), str(cast.unit_head.pk))
    assert sign_in(Client(), cast.pic).post(address).status_code == 403
    jobs.make_papers.func(str(campaign.pk), str(cast.unit_head.pk))
    done = client.get(address).content.decode()
    assert "1 dari 1 naskah" in done
    assert "hx-trigger" not in done


def test_the_charter_names_units_shares_and_witnesses(cast: Cast, ready) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    from bening.pacts.actions.declaring import Witnessed  # noqa: PLC0415

    made = declare(cast, ready, witnesses=[Witnessed("Sari Dewi", "Ombudsman")])
    words = text_of(made.charter.file_id)
    for said in (cast.unit.name, "2 dari 2 pegawai", "Sari Dewi, Ombudsman", "Kami siap membangun"):
        assert said in words, said


def test_a_declaration_that_failed_leaves_no_charter(  # type: ignore[no-untyped-def]
    cast: Cast,
    ready,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(**_: object) -> None:
        raise Refused("out_of_order")

    monkeypatch.setattr("bening.pacts.actions.declaring.lifecycle.advance", refuse)
    with pytest.raises(Refused, match="out_of_order"):
        declare(cast, ready)
    ready.refresh_from_db()
    assert ready.state == ProgramState.DRAFT
    assert not Declaration.objects.exists()
    assert not ready.documents.exists()
    assert not Event.objects.filter(act="document.issued").exists()
