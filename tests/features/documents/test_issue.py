"""Documents made from data: what is stored, what is refused, what proves it unchanged."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest

from bening.adapters.file_store import file_store
from bening.adapters.pdf_seal import examine
from bening.audit.models import Event
from bening.documents import actions, queries
from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.documents.refusals import DocumentRefused, DocumentTaken
from tests.features.documents.conftest import Issue
from tests.features.documents.test_letter_files import text_of
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db


def test_issued_document_is_stored_sealed_and_recorded(cast: Cast, issue: Issue) -> None:
    document = issue(content={"total": "78.31", "day": TODAY})

    pdf = file_store().open(document.file_id).read()
    found = examine(pdf, folder=actions.key_folder())
    event = Event.objects.get(act="document.issued")
    assert document.origin == Origin.GENERATED
    assert hashlib.sha256(pdf).hexdigest() == document.file_id
    assert found is not None
    assert found.holds
    assert found.signer == cast.agency.name
    assert found.certificate == document.certificate
    assert document.sealed_at == NOW == found.at
    assert document.content == '{"day":"2026-04-15","total":"78.31"}'
    assert event.subject_id == str(document.pk)
    assert queries.readable_by(cast.pic).get() == document
    assert "LHE-07/TPI/2026" in text_of(pdf)


def test_number_is_used_once_a_year_for_a_kind(cast: Cast, issue: Issue) -> None:
    issue()

    with pytest.raises(DocumentTaken) as refusal:
        issue(number=" LHE-07/TPI/2026 ")
    others = [
        issue(number="LHE-08/TPI/2026"),
        issue(kind=DocumentKind.MINUTES),
        issue(dated_on=date(2025, 12, 31)),
        issue(number=""),
        issue(number=""),
    ]

    assert refusal.value.code == "document_number_taken"
    assert OfficialDocument.objects.count() == 1 + len(others)


def test_number_is_free_again_after_withdrawing(cast: Cast, issue: Issue) -> None:
    first = issue()
    actions.withdraw(document=first, reason="Salah nilai", by=cast.inspector, now=NOW)

    second = issue()

    assert second.number == first.number


def test_unit_of_another_agency_is_refused(cast: Cast, issue: Issue) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        issue(agency=cast.outsider.agency)

    assert refusal.value.code == "document_of_other_agency"
    assert not OfficialDocument.objects.exists()


def test_certificate_is_renewed_before_its_end_and_the_former_seal_still_holds(
    cast: Cast, issue: Issue
) -> None:
    first = issue()
    later = NOW + timedelta(days=365 * 6)

    second = issue(now=later, number="")

    old = examine(file_store().open(first.file_id).read(), folder=actions.key_folder())
    new = examine(file_store().open(second.file_id).read(), folder=actions.key_folder())
    assert first.certificate != second.certificate
    assert old is not None
    assert old.holds
    assert new is not None
    assert new.holds


def test_paper_dated_ahead_is_refused(cast: Cast, issue: Issue) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        issue(dated_on=TODAY + timedelta(days=1))

    assert refusal.value.code == "document_in_future"
    assert refusal.value.field == "dated_on"
    assert not OfficialDocument.objects.exists()


def test_today_at_a_unit_further_east_is_today(cast: Cast, issue: Issue) -> None:
    cast.unit.time_zone = "Asia/Jayapura"
    cast.unit.save()
    night = datetime(2026, 4, 15, 16, 0, tzinfo=UTC)  # 23.00 WIB, 01.00 WIT the next day

    assert issue(dated_on=TODAY + timedelta(days=1), now=night).dated_on == date(2026, 4, 16)
    with pytest.raises(DocumentRefused):
        issue(dated_on=TODAY + timedelta(days=1), now=night, unit=cast.other_unit, number="2")
