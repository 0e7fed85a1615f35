"""What the desk and the reporter's page refuse, by the code of its sentence."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.complaints import access
from bening.complaints.actions import desk, files, filing, people, reporter, settling, years
from bening.complaints.content import Identity, Story
from bening.complaints.models import (
    Complaint,
    ComplaintClass,
    ComplaintMessage,
    IntakeWay,
    NoComplaints,
    OfficerDuty,
    RefusalReason,
)
from bening.domain.complaints import Duty
from bening.domain.refusals import Refused
from tests.features.complaints.conftest import PDF, STORY, answered, filed
from tests.features.services.test_services import make_service
from tests.people import NOW, TODAY, Cast, give, make_person, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(code: str, act: Callable[..., object], /, **values: Any) -> None:
    """The act is refused with this code and leaves nothing behind."""
    with pytest.raises(Refused) as found, transaction.atomic():
        act(**{"now": NOW, **values})
    assert found.value.code == code


def test_what_cannot_be_reported(cast: Cast, liaison: Person, coordinator: Person) -> None:
    def bring(**changes: Any) -> filing.Filed:
        values: dict[str, Any] = {"story": Story(story=STORY)}
        unit, key = changes.pop("unit", cast.unit), changes.pop("retry_key", "k" * 20)
        identity, now = changes.pop("identity", None), changes.pop("now")
        return filing.file_complaint(
            unit=unit,
            report=filing.Report(**(values | changes)),
            identity=identity,
            retry_key=key,
            has_consented=True,
            now=now,
        )

    refused("retry_key_missing", bring, retry_key="k" * 15)
    refused("story_missing", bring, story=Story(story=" \n"))
    refused("complaint_too_long", bring, story=Story(story="a" * 10_001))
    refused("complaint_too_long", bring, story=Story(story=STORY, place="a" * 501))
    refused("complaint_event_in_future", bring, event_on=TODAY + DAY)
    refused("nik_without_basis", bring, identity=Identity(name="S", nik="3301010101010001"))
    other = make_service(cast)
    refused("complaint_service_elsewhere", bring, unit=cast.other_unit, service=other)
    entry: dict[str, Any] = {
        "unit": cast.unit,
        "report": filing.Report(story=Story(story=STORY)),
        "identity": None,
        "by": liaison,
    }
    for way in (IntakeWay.WEB, IntakeWay.LAPOR):
        refused("way_not_typed", filing.enter_complaint, way=way, **entry)
    entry |= {"unit": cast.other_unit}
    refused("complaint_entered_by", filing.enter_complaint, way=IntakeWay.PHONE, **entry)
    moved = filed(cast.unit).complaint.pk
    cast.other_unit.closed_at = NOW
    cast.other_unit.save()
    refused("complaint_unit_closed", bring, unit=cast.other_unit)
    act: dict[str, Any] = {"key": moved, "unit": cast.other_unit, "by": coordinator}
    refused("complaint_unit_closed", desk.forward, **act)
    assert Complaint.objects.count() == 1


def test_what_the_desk_does_not_do(cast: Cast, liaison: Person, coordinator: Person) -> None:
    first, second = filed(cast.unit).complaint.pk, filed(cast.unit).complaint.pk
    elsewhere = filed(cast.other_unit).complaint.pk
    act: dict[str, Any] = {"key": first, "by": coordinator}
    refused("forward_to_other_agency", desk.forward, unit=cast.outside_unit, **act)
    refused("forward_to_itself", desk.forward, unit=cast.unit, **act)
    refused("merge_into_itself", settling.merge, into=first, **act)
    refused("merge_other_unit", settling.merge, into=elsewhere, **act)
    refused("complaint_moved", desk.answer, text="Sudah.", **act)
    refused("refusal_text_missing", desk.refuse, reason=RefusalReason.ABUSE, text=" ", **act)
    refused("party_of_other_agency", people.name_party, person=cast.outsider, **act)
    refused("nobody_named", people.open_identity, reason="Menelepon", **act)
    desk.verify(classification=ComplaintClass.ORDINARY, now=NOW, **act)
    refused("handler_not_officer", desk.assign, handler=cast.colleague, **act)
    with pytest.raises(Refused, match="body_missing"):
        settling.hand_over(to=" ", number="1", text="Uraian", now=NOW, **act)
    settling.merge(key=second, into=first, by=liaison, now=NOW)
    refused("complaint_moved", desk.note, key=second, text="x", by=liaison)


def test_duties_stand_at_a_place_and_end_once(cast: Cast, liaison: Person) -> None:
    give: dict[str, Any] = {"person": cast.colleague, "by": cast.agency_admin}
    refused("duty_place", people.give_duty, duty=OfficerDuty.COORDINATOR, unit=cast.unit, **give)
    refused("duty_place", people.give_duty, duty=OfficerDuty.LIAISON, **give)
    give["person"] = liaison
    refused("duty_there", people.give_duty, duty=OfficerDuty.LIAISON, unit=cast.unit, **give)
    give["person"] = cast.outsider
    refused(
        "duty_of_other_agency", people.give_duty, duty=OfficerDuty.LIAISON, unit=cast.unit, **give
    )
    duty = liaison.complaint_duties.get()
    people.end_duty(key=duty.pk, by=cast.unit_head, now=NOW)
    refused("duty_ends_before", people.end_duty, key=duty.pk, by=cast.unit_head)


def test_what_a_reporter_cannot_say(
    cast: Cast, liaison: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = answered(cast.unit, liaison)
    refused("complaint_moved", reporter.rate, code=made.code, rating=3)
    reporter.agree(code=made.code, now=NOW)
    for rating in (0, 5):
        refused("rating_unknown", reporter.rate, code=made.code, rating=rating)
    refused("complaint_moved", reporter.add, code=made.code, text="Lagi")
    fresh = filed(cast.unit)
    refused("nothing_was_asked", reporter.reply, code=fresh.code, text="Ya")
    monkeypatch.setattr(reporter, "MOST_MESSAGES", 1)
    reporter.add(code=fresh.code, text="Satu", now=NOW)
    refused("too_many_messages", reporter.add, code=fresh.code, text="Dua")
    assert ComplaintMessage.objects.filter(complaint=fresh.complaint).count() == 1


def test_files_are_few_and_of_two_kinds(
    cast: Cast, liaison: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = filed(cast.unit).complaint
    text = {"complaint": made, "file": io.BytesIO(b"nama;nilai\na;1\n"), "filename": "a.csv"}
    refused("complaint_file_kind", files.attach_file, **text)
    monkeypatch.setattr(files, "MOST_FILES", 1)
    files.attach_file(complaint=made, file=io.BytesIO(PDF), filename="a.pdf", now=NOW)
    more: dict[str, Any] = {"complaint": made, "filename": "b.pdf"}
    refused("too_many_files", files.attach_file, file=io.BytesIO(PDF + b"\n"), **more)
    other = filed(cast.unit).complaint
    settling.merge(key=other.pk, into=made.pk, by=liaison, now=NOW)
    more["complaint"] = other
    refused("too_many_files", files.attach_file, file=io.BytesIO(PDF), **more)


@pytest.fixture
def stated(cast: Cast, liaison: Person) -> NoComplaints:
    """The liaison says that 2025 was without a complaint."""
    return years.state_none(unit=cast.unit, year=2025, note="Kotak kosong", by=liaison, now=NOW)


def test_a_year_without_one_is_said_once_and_confirmed_from_outside(
    cast: Cast, liaison: Person, stated: NoComplaints
) -> None:
    say: dict[str, Any] = {"unit": cast.unit, "by": liaison}
    refused("none_there", years.state_none, year=2025, note="Lagi", **say)
    refused("none_note_missing", years.state_none, year=2024, note=" ", **say)
    say["by"] = cast.colleague
    refused("none_stated_by", years.state_none, year=2024, note="x", **say)
    for person in (cast.unit_head, cast.pic, make_person("Orang Luar", agency=cast.agency)):
        with pytest.raises(NotAllowed, match="none_confirmed_by"):
            years.confirm_none(key=stated.pk, by=person, now=NOW)
    late = filed(cast.unit, now=NOW - 300 * DAY)
    assert late.complaint.filed_at.year == 2025
    refused("none_but_some", years.confirm_none, key=stated.pk, by=cast.inspector)


def test_a_statement_of_another_agency_is_not_there(
    client: Client, cast: Cast, stated: NoComplaints
) -> None:
    address = reverse("complaints:confirm_none", args=[stated.pk])
    assert sign_in(client, cast.outsider).post(address).status_code == 404
    assert sign_in(client, cast.inspector).post(address).status_code == 302
    stated.refresh_from_db()
    assert stated.confirmed_by == cast.inspector


def test_whoever_has_left_is_given_neither_a_duty_nor_a_complaint(
    cast: Cast, liaison: Person, handler: Person
) -> None:
    key = filed(cast.unit).complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    handler.is_active = cast.colleague.is_active = False
    refused("handler_not_officer", desk.assign, key=key, handler=handler, by=liaison)
    give: dict[str, Any] = {"duty": OfficerDuty.HANDLER, "unit": cast.unit, "by": cast.unit_head}
    refused("duty_of_other_agency", people.give_duty, person=cast.colleague, **give)


def test_nobody_confirms_a_year_without_complaints_that_they_stated(
    cast: Cast, stated: NoComplaints
) -> None:
    NoComplaints.objects.filter(pk=stated.pk).update(stated_by=cast.inspector)
    refused("none_confirmed_by", years.confirm_none, key=stated.pk, by=cast.inspector)


def test_the_head_of_another_unit_is_above_no_complaint_here(cast: Cast) -> None:
    stranger = make_person("Wayan Sudira", agency=cast.agency)
    give(stranger, Role.UNIT_HEAD, unit=cast.other_unit)
    here, there = filed(cast.unit).complaint, filed(cast.other_unit).complaint
    held = access.desk_of(stranger, TODAY)
    assert not held.duties(here)
    assert held.duties(there) == frozenset({Duty.SUPERIOR})
