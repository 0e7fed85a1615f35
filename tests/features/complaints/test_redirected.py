"""A complaint that is a violation by an official: its reporter is shown the protected channel."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.casework.models import CaseClock, ClockState
from bening.complaints import access, public_figures, retention, yearly
from bening.complaints.actions import desk, reporter, settling
from bening.complaints.actions.filing import Filed
from bening.complaints.content import Identity
from bening.complaints.facts import settled
from bening.complaints.models import Complaint, ComplaintClass, Reporter, Topic
from bening.complaints.public_cases import case_of
from bening.complaints.queries import by_code
from bening.domain.complaints import ComplaintRefused
from bening.domain.complaints.states import ComplaintMoved
from bening.facts import Period
from tests.features.complaints.conftest import filed
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db
WHY = "Ini dugaan suap; laporkan lewat jalur yang melindungi Anda."
YEAR = Period(date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))


def verified(cast: Cast, by: Person, identity: Identity | None = None) -> Filed:
    made = filed(cast.unit, identity=identity, topic=Topic.INTEGRITY)
    desk.verify(key=made.complaint.pk, classification=ComplaintClass.SUPERVISORY, by=by, now=NOW)
    return made


def redirected(cast: Cast, by: Person, identity: Identity | None = None) -> Filed:
    made = verified(cast, by, identity)
    desk.redirect(key=made.complaint.pk, text=WHY, by=by, now=NOW)
    return made


def test_its_reporter_reads_why_and_where_to_go(
    client: Client, cast: Cast, liaison: Person
) -> None:
    made = redirected(cast, liaison)
    page = client.get(reverse("complaints_public:case", args=[made.code])).content.decode()
    assert WHY in page
    assert f'href="{reverse("whistleblowing:sites")}"' in page
    assert "tidak kami pindahkan" in page
    assert not case_of(by_code(made.code), now=NOW).may_add_files


def test_nobody_is_left_without_a_reason(cast: Cast, liaison: Person) -> None:
    made = verified(cast, liaison)
    with pytest.raises(ComplaintRefused, match="redirection_text_missing"):
        desk.redirect(key=made.complaint.pk, text=" ", by=liaison, now=NOW)


def test_it_is_verified_first_and_by_the_desk(cast: Cast, liaison: Person, handler: Person) -> None:
    with pytest.raises(ComplaintMoved):
        desk.redirect(key=filed(cast.unit).complaint.pk, text=WHY, by=liaison, now=NOW)
    key = verified(cast, liaison).complaint.pk
    desk.assign(key=key, handler=handler, by=liaison, now=NOW)
    with pytest.raises(NotAllowed, match="complaint_act_by"):
        desk.redirect(key=key, text=WHY, by=handler, now=NOW)


def test_coordinators_alone_read_it_from_then_on(
    client: Client, cast: Cast, liaison: Person, handler: Person, coordinator: Person
) -> None:
    made = verified(cast, liaison)
    desk.assign(key=made.complaint.pk, handler=handler, by=liaison, now=NOW)
    address = reverse("complaints:act", args=[made.complaint.pk, "alihkan"])
    answer = sign_in(client, liaison).post(address, {"text": WHY})
    assert answer.headers["Location"] == reverse("complaints:desk")
    kept = Complaint.objects.get(pk=made.complaint.pk)
    assert (kept.state, kept.owner) == ("redirected", None)
    for person in (liaison, handler, cast.unit_head, cast.inspector, cast.agency_head):
        assert not access.complaints_of(person).exists()
        with pytest.raises(ObjectDoesNotExist):
            access.complaint_for(person, kept.pk)
    assert access.complaints_of(coordinator).get() == kept
    running = CaseClock.objects.filter(case=kept.pk, state=ClockState.RUNNING)
    assert not running.exists()


def test_its_reporter_may_have_it_back_once_and_for_good(
    cast: Cast, liaison: Person, coordinator: Person
) -> None:
    made = redirected(cast, liaison)
    back = reporter.disagree(code=made.code, text="Hanya soal antrean.", now=NOW)
    assert (back.state, back.redirected_at) == ("reopened", None)
    assert access.complaints_of(liaison).exists()
    assert back.due_on is not None
    with pytest.raises(ComplaintRefused, match="redirected_before"):
        desk.redirect(key=back.pk, text=WHY, by=coordinator, now=NOW)


def test_what_follows_it_goes_with_it(
    client: Client, cast: Cast, liaison: Person, coordinator: Person
) -> None:
    main, same = verified(cast, liaison), verified(cast, liaison)
    settling.merge(key=same.complaint.pk, into=main.complaint.pk, by=liaison, now=NOW)
    desk.redirect(key=main.complaint.pk, text=WHY, by=liaison, now=NOW)
    page = client.get(reverse("complaints_public:case", args=[same.code])).content.decode()
    assert WHY in page
    assert reverse("whistleblowing:sites") in page
    assert not access.complaints_of(liaison).exists()
    assert access.complaints_of(coordinator).count() == 2
    assert public_figures.listed(cast.unit)[0] == []


def test_it_leaves_the_public_list_and_stays_in_the_figures(cast: Cast, liaison: Person) -> None:
    for _each in range(5):
        redirected(cast, liaison)
    open_here = verified(cast, liaison)
    assert [row.state for row in public_figures.listed(cast.unit)[0]] == ["Diverifikasi"]
    desk.redirect(key=open_here.complaint.pk, text=WHY, by=liaison, now=NOW)
    found = public_figures.year_figures(cast.unit, TODAY.year, now=NOW)
    assert (found.total, found.outcomes["redirected"], found.outcomes["refused"]) == (6, 6, 0)


def test_nothing_is_due_for_it_here(cast: Cast, liaison: Person) -> None:
    redirected(cast, liaison)
    assert settled(cast.unit.pk, YEAR, NOW) is None
    found = yearly.figures(cast.agency.pk, cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert (found.received, found.settled, found.open) == (1, 1, 0)
    assert "Dialihkan ke jalur rahasia" in {str(count.label) for count in found.counts}


def test_who_reported_is_forgotten_a_month_later(cast: Cast, liaison: Person) -> None:
    redirected(cast, liaison, Identity(name="Sari", contact="0812"))
    assert retention.erase_contacts(now=NOW + retention.CONTACT_KEPT) == 0
    Complaint.objects.update(redirected_at=NOW - retention.CONTACT_KEPT)
    retention.erase_contacts(now=NOW + retention.CONTACT_KEPT)
    assert not Reporter.objects.exists()


def test_nobody_holds_a_redirected_one(cast: Cast, liaison: Person) -> None:
    made = redirected(cast, liaison)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=made.complaint.pk).update(owner=liaison)
