"""Two people press at once: one of them is told so, and nothing is done twice or lost."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from bening.accounts.models import Person
from bening.complaints.actions import desk, lapor, reporter, settling
from bening.complaints.models import Complaint, ComplaintClass, ComplaintStep, LaporRecord
from bening.domain.complaints import ComplaintRefused
from tests.features.complaints.conftest import answered, filed
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """What was raised where all of them run at the same time."""
    start, failed = threading.Barrier(len(acts)), list[Exception]()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failed


def test_two_officers_who_verify_make_one_step(cast: Cast, liaison: Person) -> None:
    kept = filed(cast.unit).complaint

    def verify() -> object:
        return desk.verify(key=kept.pk, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)

    (refusal,) = at_once(verify, verify)
    assert isinstance(refusal, ComplaintRefused)
    assert refusal.code == "complaint_moved"
    assert ComplaintStep.objects.filter(complaint=kept, act="verify").count() == 1


def test_reports_merged_crosswise_end_as_one(cast: Cast, liaison: Person) -> None:
    for _round in range(5):
        one, other = filed(cast.unit).complaint, filed(cast.unit).complaint
        merge = partial(settling.merge, by=liaison, now=NOW)
        (refusal,) = at_once(
            partial(merge, key=one.pk, into=other.pk), partial(merge, key=other.pk, into=one.pk)
        )
        assert isinstance(refusal, ComplaintRefused)
        states = {row.state for row in Complaint.objects.filter(pk__in=(one.pk, other.pk))}
        assert states == {"filed", "merged"}


def test_who_disagrees_while_it_is_closed_is_heard(cast: Cast, liaison: Person) -> None:
    made = answered(cast.unit, liaison)
    later = NOW + timedelta(days=30)
    failed = at_once(
        lambda: settling.close_all_silent(now=later),
        lambda: reporter.disagree(code=made.code, text="Masih ditolak.", now=later),
    )
    assert failed == []
    made.complaint.refresh_from_db()
    assert made.complaint.state == "reopened"
    assert made.complaint.closed_by == ""


def test_a_list_brought_twice_at_once_is_filed_once(cast: Cast, coordinator: Person) -> None:
    content = b"Nomor;Status;Isi Laporan\n9001;Proses;Antre tiga jam.\n9002;Proses;Kursi rusak.\n"

    def bring() -> object:
        return lapor.import_list(
            unit=cast.unit, content=content, filename="a.csv", by=coordinator, now=NOW
        )

    assert at_once(bring, bring) == []
    assert Complaint.objects.count() == LaporRecord.objects.count() == 2
