"""What a gift report says goes when its time is over; what is counted stays."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.audit.models import Event
from bening.calendars.models import Notice
from bening.casework import retention
from bening.casework.models import CaseClock, CaseTerm, Channel, ClockMove
from bening.casework.retention import erase_lapsed, kept_from
from bening.facts import Period
from bening.gratuities import actions, queries
from bening.gratuities.details import opened
from bening.gratuities.models import (
    CustodyChoice,
    CustodyMove,
    DecisionChoice,
    ExecutionChoice,
    GratuityAttachment,
    GratuityOpening,
    GratuityReport,
    State,
)
from bening.gratuities.refusals import GratuityRefused
from bening.gratuities.retention import kept_of
from bening.gratuities.yearly import figures as counted
from bening.notices.models import Reminder
from tests.features.gratuities.gifts import SECRET, Gifts
from tests.people import NOW, TODAY, sign_in

YEARS = 1827
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def settled(gifts: Gifts, **changes: Any) -> GratuityReport:
    """A gift that was kept, opened, decided and given back today."""
    made, upg = gifts.reported(bypasses_helper=True, **changes), gifts.upg
    gifts.photo(made)
    doing: dict[str, Any] = {"report": made, "by": upg, "now": NOW}
    actions.open_report(reason="Memeriksa pemberi Budi", **doing)
    moved: dict[str, Any] = {
        "on": TODAY,
        "given_by": "Ani",
        "taken_by": "Umi",
        "note": "",
        "document_number": "1",
    }
    actions.move_goods(kind=CustodyChoice.KEPT, place="Lemari", **moved, **doing)
    actions.ask_completion(what="Alamat", **doing)
    actions.complete_report(report=made, by=gifts.cast.pic, now=NOW)
    actions.verify_report(**doing)
    actions.manage_here(**doing)
    actions.decide(
        decision=DecisionChoice.RECIPIENT, number="K", decided_on=TODAY, value=None, **doing
    )
    actions.move_goods(kind=CustodyChoice.RETURNED, place="", **moved, **doing)
    actions.settle(execution=ExecutionChoice.RETURNED, number="B", **doing)
    made.refresh_from_db()
    return made


def reminded(person: Person, url: str) -> None:
    Reminder.objects.create(
        person=person, key=url, step="h1", due_on=TODAY, day=TODAY, title="x", url=url, made_at=NOW
    )


@pytest.fixture
def gift(gifts: Gifts) -> GratuityReport:
    gifts.upg  # noqa: B018 - made when named
    return settled(gifts, key=uuid4())


def test_it_goes_the_day_after_its_term_and_once(gift: GratuityReport) -> None:
    assert erase_lapsed(now=after(YEARS)) == 0
    assert erase_lapsed(now=after(YEARS + 1)) == 1
    assert erase_lapsed(now=after(YEARS + 2)) == 0

    assert Event.objects.filter(act="gratuity.erased", subject_id=str(gift.pk)).count() == 1


def test_nothing_of_it_is_left_but_what_is_counted(gifts: Gifts, gift: GratuityReport) -> None:
    reporter = gifts.cast.pic
    assert Notice.objects.filter(person=reporter).exists()
    address = reverse("gratuities:report", args=[gift.pk])
    reminded(reporter, address)
    reminded(reporter, other := reverse("gratuities:home"))
    before = counted(gifts.cast.agency.pk, None, YEAR, after(YEARS))

    erase_lapsed(now=after(YEARS + 1))

    kept = GratuityReport.objects.get(pk=gift.pk)
    assert (bytes(kept.details), kept.reporter) == (b"", None)
    assert gift.delivery_key is not None
    assert (kept.delivery_key, bytes(kept.delivery_print)) == (None, b"")
    assert not GratuityAttachment.objects.exists()
    assert not GratuityOpening.objects.exists()
    assert {bytes(one.details) for one in CustodyMove.objects.all()} == {b""}
    assert not CaseClock.objects.filter(case=kept.pk, owner__isnull=False).exists()
    assert not ClockMove.objects.filter(clock__case=kept.pk, by__isnull=False).exists()
    assert not Notice.objects.filter(url__contains=str(kept.pk)).exists()
    assert [one.url for one in Reminder.objects.all()] == [other]
    assert (kept.number, kept.state, kept.decision) == (gift.number, State.SETTLED, "recipient")
    later = counted(gifts.cast.agency.pk, None, YEAR, after(YEARS + 1))
    assert before is not None
    assert later is not None
    assert (later.received, later.settled, later.counts) == (
        before.received,
        before.settled,
        before.counts,
    )


def test_one_that_is_not_settled_stays_however_old(gifts: Gifts) -> None:
    made = gifts.reported()

    assert erase_lapsed(now=after(3 * YEARS)) == 0
    made.refresh_from_db()
    assert made.reporter == gifts.cast.pic


def test_one_that_was_not_processed_goes_too(gifts: Gifts) -> None:
    gifts.upg  # noqa: B018 - made when named
    made = gifts.reported(bypasses_helper=True)
    actions.ask_completion(report=made, what="Alamat", by=gifts.upg, now=NOW)
    actions.drop_incomplete(report=made, by=gifts.upg, now=after(90))

    assert erase_lapsed(now=after(YEARS + 1)) == 0
    assert erase_lapsed(now=after(YEARS + 91)) == 1


def test_the_agency_sets_how_long(gifts: Gifts, gift: GratuityReport) -> None:
    CaseTerm.objects.create(
        agency=gifts.cast.agency,
        code="gratuity_kept",
        days=3650,
        counts="calendar",
        from_day=TODAY,
        source="JRA",
        set_by=gifts.cast.agency_admin,
        set_at=NOW,
    )

    assert erase_lapsed(now=after(YEARS + 1)) == 0
    assert erase_lapsed(now=after(3651)) == 1


def test_a_fault_of_one_agency_stops_no_other(
    gift: GratuityReport, gifts: Gifts, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gifts.cast.outsider.agency != gifts.cast.agency

    def faulty(agency: Any, channel: Channel, today: date) -> date:
        if agency.pk != gifts.cast.agency.pk:
            raise RuntimeError
        return kept_from(agency, channel, today)

    monkeypatch.setattr(retention, "kept_from", faulty)
    assert erase_lapsed(now=after(YEARS + 1)) == 1


def test_screens_say_until_when_and_that_it_is_gone(
    client: Client, gifts: Gifts, gift: GratuityReport
) -> None:
    kept = kept_of(gift, NOW)
    assert kept is not None
    assert (kept.until, kept.is_verified) == (TODAY + timedelta(days=YEARS), False)
    address = reverse("gratuities:report", args=[gift.pk])
    for person in (gifts.cast.pic, gifts.upg):
        page = sign_in(client, person).get(address).content.decode()
        assert "Isi laporan disimpan sampai" in page
        assert "(belum diverifikasi)" in page
    assert reverse("gratuities:act", args=[gift.pk, "buka"]) in page

    erase_lapsed(now=after(YEARS + 1))

    page = client.get(address).content.decode()
    assert "Isi laporan ini sudah dihapus" in page
    assert "Isi laporan disimpan sampai" not in page
    assert gifts.cast.pic.name not in page
    assert reverse("gratuities:act", args=[gift.pk, "buka"]) not in page
    assert client.get(reverse("gratuities:form_file", args=[gift.pk])).status_code == 403
    assert gift.number in client.get(reverse("gratuities:register")).content.decode()
    assert sign_in(client, gifts.cast.pic).get(address).status_code == 404


def test_what_is_erased_is_not_opened(gifts: Gifts, gift: GratuityReport) -> None:
    erase_lapsed(now=after(YEARS + 1))
    gift.refresh_from_db()

    with pytest.raises(GratuityRefused, match="gratuity_erased"):
        actions.open_report(report=gift, reason="Ingin tahu", by=gifts.upg, now=NOW)


def test_later_gifts_of_the_reporter_are_still_assessed(gifts: Gifts, gift: GratuityReport) -> None:
    erase_lapsed(now=after(YEARS + 1))
    draft = gifts.draft()

    found = queries.assessment_of(draft, opened(draft.details, draft.pk))

    assert found.lines


def test_the_database_keeps_no_name_with_an_erased_report(gift: GratuityReport) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        GratuityReport.objects.filter(pk=gift.pk).update(erased_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        GratuityReport.objects.filter(pk=gift.pk).update(reporter=None)


def test_who_reported_to_kpk_directly_is_forgotten_after_its_decision(gifts: Gifts) -> None:
    waiting = gifts.noted(number="1")
    made = gifts.direct
    actions.decide_direct(
        direct=made,
        decision=DecisionChoice.RECIPIENT,
        number="K",
        decided_on=TODAY,
        by=gifts.upg,
        now=NOW,
    )

    assert erase_lapsed(now=after(YEARS)) == 0
    assert erase_lapsed(now=after(YEARS + 1)) == 1
    assert erase_lapsed(now=after(YEARS + 2)) == 0

    made.refresh_from_db()
    waiting.refresh_from_db()
    assert (made.reporter, made.unit) == (None, gifts.cast.unit)
    assert waiting.reporter == gifts.cast.pic


def test_the_trail_of_a_closed_report_names_no_reporter(client: Client, gifts: Gifts) -> None:
    made = gifts.reported(bypasses_helper=True)
    sign_in(client, gifts.upg)
    address, name = reverse("gratuities:report", args=[made.pk]), gifts.cast.pic.name

    assert name not in client.get(address).content.decode()
    client.post(reverse("gratuities:act", args=[made.pk, "buka"]), {"reason": "Memeriksa"})

    page = client.get(address).content.decode()
    assert name in page
    assert SECRET in page
