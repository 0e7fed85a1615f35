"""What is kept and what is forgotten, however much there is of it."""

import io
from datetime import timedelta
from uuid import UUID

import pytest

from bening.accounts.models import Person
from bening.adapters.personal_data import keep_bytes
from bening.casework.retention import erase_lapsed
from bening.complaints import retention
from bening.complaints.actions import files, lapor
from bening.complaints.content import read_story
from bening.complaints.models import Attachment, Complaint
from tests.features.complaints.conftest import PDF, filed
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_what_ended_later_keeps_nothing_older_from_being_forgotten(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    old = filed(cast.unit, now=NOW).complaint
    recent = [filed(cast.unit, now=NOW + DAY).complaint for _ in range(3)]
    Complaint.objects.filter(pk=old.pk).update(
        state="closed", closed_by="silence", closed_at=NOW + 2 * DAY
    )
    Complaint.objects.filter(pk__in=[one.pk for one in recent]).update(
        state="closed", closed_by="silence", closed_at=NOW + 90 * DAY
    )
    assert erase_lapsed(now=NOW + timedelta(days=5 * 365 + 10)) == 1
    old.refresh_from_db()
    assert old.erased_at is not None


def test_the_same_file_sent_twice_at_once_is_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = filed(cast.unit).complaint
    sent: list[Attachment] = []
    real = keep_bytes

    def crossed(plain: bytes, *, row: UUID) -> bytes:
        monkeypatch.setattr(files, "keep_bytes", real)
        sent.append(attach(kept))
        return real(plain, row=row)

    monkeypatch.setattr(files, "keep_bytes", crossed)
    assert attach(kept) == sent[0]
    assert Attachment.objects.get() == sent[0]


def attach(kept: Complaint) -> Attachment:
    return files.attach_file(complaint=kept, file=io.BytesIO(PDF), filename="b.pdf", now=NOW)


def test_a_long_text_of_lapor_is_kept_whole(cast: Cast, coordinator: Person) -> None:
    text = "Antre tiga jam di loket dua. " * 60
    content = f'Nomor;Status;Isi Laporan\n7001;Proses;"{text}\nBaris kedua."\n'
    lapor.import_list(
        unit=cast.unit, content=content.encode(), filename="a.csv", by=coordinator, now=NOW
    )
    told = read_story(Complaint.objects.get(lapor_number="7001")).story
    assert told.split() == f"{text} Baris kedua.".split()
