"""What everybody is told of a document by its code, and what nobody is told."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bening.documents import actions, codes
from bening.documents.models import DocumentKind, OfficialDocument
from bening.documents.views import verifying
from tests.features.documents.conftest import Issue
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db


def address(document: OfficialDocument) -> str:
    return reverse("documents:verify", args=[document.code])


def test_everybody_reads_who_when_and_what(cast: Cast, client: Client, issue: Issue) -> None:
    document = issue()

    page = client.get(address(document))

    assert page.status_code == 200
    for told in (
        "LHE TPI tahap 1",
        "LHE-07/TPI/2026",
        document.title,
        cast.inspector.name,
        "Ketua Tim Penilai Internal",
        "15 April 2026 pukul 10.00 WIB",
        document.file_id,
        document.certificate,
        codes.spelled(document.code),
    ):
        assert told in page.text, told


def test_nothing_else_is_told(cast: Cast, client: Client, issue: Issue) -> None:
    document = issue(content={"secret": "angka dalam"})
    actions.withdraw(document=document, reason="Salah orang", by=cast.inspector, now=NOW)

    page = client.get(address(document))

    assert "sudah ditarik" in page.text
    assert "Ditarik 15 April 2026" in page.text
    for untold in ("Salah orang", "angka dalam", str(document.pk), cast.inspector.email):
        assert untold not in page.text, untold
    assert reverse("documents:file", args=[document.pk]) not in page.text


def test_unknown_code_is_politely_not_found(client: Client) -> None:
    page = client.get(reverse("documents:verify", args=["0000000000000000"]))

    assert page.status_code == 404
    assert "Kode tidak ditemukan." in page.text


def test_code_is_read_as_people_type_it(client: Client, issue: Issue) -> None:
    document = issue()
    typed = codes.spelled(document.code).lower().replace("0", "o").replace("1", "l")

    asked = client.get(reverse("documents:ask"), {"kode": typed})
    short = client.get(reverse("documents:ask"), {"kode": "7KQ2"})

    assert asked["Location"] == address(document)
    assert short.status_code == 422
    assert "enam belas huruf" in short.text


def test_one_address_asks_so_often_in_a_minute(
    client: Client, issue: Issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_A_MINUTE", 3)
    document = issue()

    answers = [client.get(address(document)).status_code for _ in range(5)]
    other = client.get(address(document), REMOTE_ADDR="192.0.2.7").status_code

    assert answers == [200, 200, 200, 429, 429]
    assert other == 200


def test_certificate_of_the_authority_is_for_everybody(client: Client) -> None:
    answer = client.get(reverse("documents:authority"))

    assert answer.content.startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in answer.content


def test_attached_document_says_that_it_is_not_sealed(
    cast: Cast, client: Client, issue: Issue
) -> None:
    document = issue(kind=DocumentKind.MINUTES)
    OfficialDocument.objects.filter(pk=document.pk).update(
        origin="uploaded", sealed_at=None, certificate=""
    )

    page = client.get(address(document))

    assert "Berkas unggahan, tidak disegel" in page.text


@given(st.lists(st.sampled_from(codes.ALPHABET), min_size=16, max_size=16).map("".join))
def test_every_code_is_read_back_from_how_it_is_spelled(code: str) -> None:
    assert codes.read_code(codes.spelled(code)) == code
    assert codes.read_code(codes.spelled(code).lower()) == code


def test_codes_differ_and_are_codes() -> None:
    made = {codes.new_code() for _ in range(200)}

    assert len(made) == 200
    assert all(codes.read_code(code) == code for code in made)
