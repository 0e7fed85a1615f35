"""The pages of documents, for those who may read them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bening.adapters.file_store import file_store
from bening.documents import queries
from bening.documents.models import DocumentKind, OfficialDocument
from tests.features.documents.conftest import Issue
from tests.people import Cast, sign_in

pytestmark = pytest.mark.django_db


def address(document: OfficialDocument, name: str = "document") -> str:
    return reverse(f"documents:{name}", args=[document.pk])


def test_page_shows_document_seal_and_downloads(cast: Cast, client: Client, issue: Issue) -> None:
    document = issue()

    page = sign_in(client, cast.pic).get(address(document))

    assert page.status_code == 200
    assert document.title in page.text
    assert cast.inspector.name in page.text
    assert address(document, "file") in page.text
    assert address(document, "editable") in page.text
    assert "Tarik dokumen ini" not in page.text


def test_document_of_a_foreign_agency_is_not_there(
    cast: Cast, client: Client, issue: Issue
) -> None:
    document = issue()
    sign_in(client, cast.outsider)

    answers = {
        name: client.get(address(document, name)).status_code
        for name in ("document", "seal", "file", "editable")
    }
    withdrawn = client.post(address(document, "withdraw"), {"reason": "Salah"})

    assert set(answers.values()) == {404}
    assert withdrawn.status_code == 404
    assert not OfficialDocument.objects.get().is_withdrawn


def test_download_goes_through_a_ticket(cast: Cast, client: Client, issue: Issue) -> None:
    document = issue()

    answer = sign_in(client, cast.pic).get(address(document, "file"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/berkas/")


def test_list_narrows_by_kind_year_unit_and_words(cast: Cast, client: Client, issue: Issue) -> None:
    issue()
    issue(kind=DocumentKind.MINUTES, unit=None, number="BA-1")
    sign_in(client, cast.inspector)

    def numbers(query: str) -> set[str]:
        page = client.get(f"{reverse('documents:documents')}?{query}")
        assert page.status_code == 200
        return {number for number in ("LHE-07/TPI/2026", "BA-1") if number in page.text}

    assert numbers("") == {"LHE-07/TPI/2026", "BA-1"}
    assert numbers("jenis=minutes") == {"BA-1"}
    assert numbers("tahun=2026") == {"LHE-07/TPI/2026", "BA-1"}
    assert numbers("tahun=2025") == set()
    assert numbers(f"unit={cast.unit.pk}") == {"LHE-07/TPI/2026"}
    assert numbers("q=BA-") == {"BA-1"}
    assert numbers("jenis=tidak-ada&tahun=x&unit=x") == {"LHE-07/TPI/2026", "BA-1"}


def test_list_asks_as_often_for_many_as_for_one(cast: Cast, client: Client, issue: Issue) -> None:
    sign_in(client, cast.inspector)
    issue(number="1")
    client.get(reverse("documents:documents"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("documents:documents"))
    issue(number="2")
    issue(number="3")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("documents:documents"))

    assert len(many) == len(one)


def test_papers_of_the_whole_agency_are_read_by_its_people(cast: Cast, issue: Issue) -> None:
    issue(unit=None, number="A")
    issue(unit=cast.other_unit, number="B")
    issue(unit=None, kind=DocumentKind.PACT, number="C", signer=cast.colleague)

    def read(person: object) -> set[str]:
        rows = queries.readable_by(person)  # type: ignore[arg-type]
        return set(rows.values_list("number", flat=True))

    assert read(cast.pic) == {"A"}
    assert read(cast.colleague) == {"A", "C"}
    assert read(cast.inspector) == {"A", "B", "C"}
    assert read(cast.operator) == set()
    assert read(cast.outsider) == set()


def test_seal_is_worked_out_from_the_file_as_it_lies_there(
    cast: Cast, client: Client, issue: Issue
) -> None:
    document = issue()
    sign_in(client, cast.pic)
    whole = client.get(address(document, "seal"))
    path = file_store().path(document.file_id)
    content = bytearray(path.read_bytes())
    content[content.index(b"stream") + 40] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(content))

    changed = client.get(address(document, "seal"))

    assert "Segel utuh." in whole.text
    assert "Segel tidak sah." in changed.text
    assert "Segel utuh." not in changed.text


def test_withdrawing_by_the_form(cast: Cast, client: Client, issue: Issue) -> None:
    document = issue()
    sign_in(client, cast.inspector)

    empty = client.post(address(document, "withdraw"), {"reason": ""})
    done = client.post(address(document, "withdraw"), {"reason": "Salah nilai"})
    page = client.get(address(document))

    assert empty.status_code == 422
    assert done.status_code == 302
    assert "Salah nilai" in page.text
    assert "tidak berlaku lagi" in page.text
