"""Documents in the integrity log: logged with their event, proven from the next checkpoint on."""

import pytest
from django.test import Client
from django.urls import reverse

from bening.audit import leaves, sealing, signing
from bening.audit.actions import issue_checkpoint
from bening.documents.logged import statement_of
from bening.domain.sealing.receipts import Fault, faults_of, read_receipt
from tests.features.documents.conftest import Issue
from tests.people import NOW

pytestmark = pytest.mark.django_db


def test_a_document_is_logged_and_proven_from_the_next_checkpoint_on(
    client: Client, issue: Issue
) -> None:
    document = issue()
    assert leaves.place_of(statement_of(document).digest) == leaves.Place(None)
    page = reverse("documents:verify", args=[document.code])
    assert "Masuk jejak" not in client.get(page).text

    sealing.seal_all(now=NOW)
    issue_checkpoint(now=NOW)

    text = client.get(page).text
    assert "Masuk jejak" in text
    assert "Kunci harian 15 April 2026" in text


def test_the_receipt_is_proven_and_another_file_is_not(client: Client, issue: Issue) -> None:
    document = issue()
    address = reverse("documents:receipt", args=[document.code])
    trusted = [signing.public_key()]
    early = read_receipt(client.get(address).text)
    assert faults_of(early, verify=signing.verify, trusted=trusted) == (Fault.WAITING,)
    sealing.seal_all(now=NOW)
    issue_checkpoint(now=NOW)

    receipt = read_receipt(client.get(address).text)

    assert faults_of(receipt, verify=signing.verify, trusted=trusted) == ()
    assert receipt.signed.statement.claims["sha256"] == document.file_id
    text = client.post("/integritas/", {"teks": receipt.text()}).text
    assert "Cocok. Tanda terima ini asli." in text
    assert document.file_id in text


def test_a_document_whose_row_was_changed_is_no_longer_the_one_that_was_logged(
    client: Client, issue: Issue
) -> None:
    document = issue()
    sealing.seal_all(now=NOW)
    issue_checkpoint(now=NOW)
    document.number = "LHE-99/TPI/2026"
    document.save(update_fields=["number"])

    assert leaves.place_of(statement_of(document).digest) is None
    assert "Masuk jejak" not in client.get(reverse("documents:verify", args=[document.code])).text


def test_codes_nobody_gave_have_no_receipt(client: Client) -> None:
    assert client.get(reverse("documents:receipt", args=["0" * 16])).status_code == 404


def test_a_digest_typed_as_a_code_leads_to_the_log(client: Client) -> None:
    found = client.get(reverse("documents:ask"), {"kode": "AB" * 32})

    assert found.status_code == 302
    assert found["Location"] == f"/integritas/{'ab' * 32}/"
