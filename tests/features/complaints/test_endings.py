"""How complaints end: silence, appeals, the Ombudsman, and what is kept how long."""

import io
from datetime import timedelta
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.casework.retention import erase_lapsed
from bening.complaints import retention
from bening.complaints.actions import (
    appeals,
    desk,
    files,
    reporter,
    settling,
)
from bening.complaints.content import Identity
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    ComplaintMessage,
    ComplaintState,
    RefusalReason,
    Reporter,
)
from bening.domain.complaints import ComplaintRefused
from bening.evidence.models import StoredFile
from tests.features.complaints.conftest import PDF, answered, filed
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WAY_LATER = NOW + 30 * DAY


def refused(cast: Cast, by: Person) -> tuple[Complaint, str]:
    made = filed(cast.unit)
    desk.refuse(
        key=made.complaint.pk,
        reason=RefusalReason.INCOMPLETE,
        text="Tidak jelas.",
        by=by,
        now=NOW,
    )
    reporter.appeal(code=made.code, text="Sudah saya tulis.", now=NOW)
    return made.complaint, made.code


def test_nothing_closes_before_the_lawful_wait(cast: Cast, liaison: Person) -> None:
    made = answered(cast.unit, liaison)
    with pytest.raises(ComplaintRefused, match="closing_waits"):
        settling.close_silent(key=made.complaint.pk, by=liaison, now=NOW + DAY)
    assert settling.close_all_silent(now=NOW + 10 * DAY) == 0
    assert settling.close_all_silent(now=WAY_LATER) == 1
    made.complaint.refresh_from_db()
    assert (made.complaint.state, made.complaint.closed_by) == ("closed", "silence")


def test_who_refused_does_not_decide_the_appeal(
    cast: Cast, liaison: Person, coordinator: Person, inspector_: Person
) -> None:
    kept, _code = refused(cast, coordinator)
    with pytest.raises(ComplaintRefused, match="appeal_by_refuser"):
        appeals.decide_appeal(key=kept.pk, is_granted=False, text="Tetap", by=coordinator, now=NOW)
    with pytest.raises(NotAllowed):
        appeals.decide_appeal(key=kept.pk, is_granted=True, text="Ya", by=liaison, now=NOW)
    moved = appeals.decide_appeal(
        key=kept.pk, is_granted=True, text="Cukup jelas.", by=inspector_, now=NOW
    )
    assert moved.state == "filed"
    with pytest.raises(ComplaintRefused, match="refused_before"):
        desk.refuse(key=kept.pk, reason=RefusalReason.ABUSE, text="Lagi", by=coordinator, now=NOW)


@pytest.fixture
def inspector_(cast: Cast) -> Person:
    return cast.inspector


def test_an_appeal_is_decided_once(cast: Cast, coordinator: Person, inspector_: Person) -> None:
    kept, code = refused(cast, coordinator)
    appeals.decide_appeal(key=kept.pk, is_granted=False, text="Tetap", by=inspector_, now=NOW)
    with pytest.raises(ComplaintRefused, match="appealed_already"):
        reporter.appeal(code=code, text="Sekali lagi", now=NOW)


def test_the_ombudsman_is_named_after_sixty_working_days(cast: Cast) -> None:
    kept = filed(cast.unit).complaint
    assert settling.tell_of_ombudsman(now=NOW + 60 * DAY) == 0
    assert settling.tell_of_ombudsman(now=NOW + 120 * DAY) == 1
    assert settling.tell_of_ombudsman(now=NOW + 121 * DAY) == 0
    assert ComplaintMessage.objects.filter(complaint=kept, kind="notice").count() == 1


def test_content_goes_after_five_years_and_contacts_after_a_month(
    cast: Cast, liaison: Person
) -> None:
    made = filed(cast.unit, identity=Identity(name="Sari", contact="1"))
    key = made.complaint.pk
    files.attach_file(complaint=made.complaint, file=io.BytesIO(PDF), filename="b.pdf", now=NOW)
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    desk.start(key=key, by=liaison, now=NOW)
    desk.answer(key=key, text="Selesai", by=liaison, now=NOW)
    reporter.agree(code=made.code, now=NOW)
    assert retention.erase_contacts(now=NOW + 29 * DAY) == 0
    assert retention.erase_contacts(now=NOW + 31 * DAY) == 1
    assert erase_lapsed(now=NOW + 1827 * DAY) == 0
    assert erase_lapsed(now=NOW + 1828 * DAY) == 1
    kept = Complaint.objects.get(pk=key)
    assert (bytes(kept.content), kept.title, kept.number) == (b"", "", "ADU-2026-0001")
    assert not StoredFile.objects.exists()
    assert not any(bytes(one.body) for one in kept.messages.all())


def test_contacts_of_what_was_refused_or_merged_go_too(cast: Cast, liaison: Person) -> None:
    first, second, main = (
        filed(cast.unit, identity=Identity(name="Sari", contact="1")).complaint for _ in range(3)
    )
    about: dict[str, Any] = {"by": liaison, "now": NOW}
    desk.refuse(key=first.pk, reason=RefusalReason.INCOMPLETE, text="Tidak jelas.", **about)
    settling.merge(key=second.pk, into=main.pk, **about)
    assert retention.erase_contacts(now=NOW + 29 * DAY) == 0
    assert retention.erase_contacts(now=NOW + 31 * DAY) == 1  # the main one is open
    assert set(Reporter.objects.values_list("complaint", flat=True)) == {second.pk, main.pk}
    Complaint.objects.filter(pk=main.pk).update(
        state=ComplaintState.CLOSED, closed_at=NOW + 40 * DAY, closed_by="silence"
    )
    assert retention.erase_contacts(now=NOW + 69 * DAY) == 0
    assert retention.erase_contacts(now=NOW + 71 * DAY) == 2
