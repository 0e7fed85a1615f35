"""Whoever a complaint is about: by no door do they hold it or read it."""

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.complaints import access
from bening.complaints.actions import desk, people, settling
from bening.complaints.content import Story
from bening.complaints.models import Complaint, ComplaintClass, OfficerDuty, ReportedParty
from bening.domain.complaints import ComplaintRefused
from tests.features.complaints.conftest import STORY, filed, officer
from tests.people import NOW, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db


def parties(kept: Complaint) -> set[Person]:
    return {row.person for row in ReportedParty.objects.filter(complaint=kept)}


def test_who_a_duplicate_is_about_does_not_hold_what_it_follows(
    cast: Cast, liaison: Person, handler: Person
) -> None:
    main = filed(cast.unit).complaint
    desk.verify(key=main.pk, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
    desk.assign(key=main.pk, handler=handler, by=liaison, now=NOW)
    again = filed(cast.unit, story=Story(story=STORY, reported=handler.name)).complaint
    settling.merge(key=again.pk, into=main.pk, by=liaison, now=NOW)
    main.refresh_from_db()
    assert main.owner is None
    assert parties(main) == {handler}
    assert not access.complaints_of(handler).exists()
    with pytest.raises(ComplaintRefused, match="handler_is_reported"):
        desk.assign(key=main.pk, handler=handler, by=liaison, now=NOW)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Drs. Wawan Hermawan, M.Si.", "Pak Wawan Hermawan di loket 4"),
        ("Wawan Hermawan", "Drs. Hermawan (Wawan), kepala seksi"),
        ("Wawan Agus Hermawan", "wawan hermawan"),
    ],
)
def test_titles_and_middle_names_hide_nobody(cast: Cast, name: str, said: str) -> None:
    person = make_person(name, agency=cast.agency)
    officer(person, OfficerDuty.LIAISON, cast.unit)
    kept = filed(cast.unit, story=Story(story=STORY, reported=said)).complaint
    assert parties(kept) == {person}


def test_another_person_of_one_same_name_is_not_meant(cast: Cast, liaison: Person) -> None:
    kept = filed(cast.unit, story=Story(story=STORY, reported="Lukman Sardi")).complaint
    assert parties(kept) == set()
    assert access.complaints_of(liaison).get() == kept


def test_who_gets_a_duty_later_finds_nothing_about_themselves(cast: Cast) -> None:
    clerk = cast.colleague
    kept = filed(cast.unit, story=Story(story=STORY, reported=f"Sdr. {clerk.name}")).complaint
    people.give_duty(
        person=clerk, duty=OfficerDuty.LIAISON, unit=cast.unit, by=cast.unit_head, now=NOW
    )
    assert parties(kept) == {clerk}
    assert not access.complaints_of(clerk).exists()


def test_nobody_of_another_agency_is_named(cast: Cast) -> None:
    stranger = make_person("Wawan Hermawan", agency=cast.outside_agency)
    kept = filed(cast.unit, story=Story(story=STORY, reported=stranger.name)).complaint
    assert parties(kept) == set()


def test_a_party_of_another_complaint_is_not_found_on_this_page(
    client: Client, cast: Cast, liaison: Person
) -> None:
    mine, other = filed(cast.unit).complaint, filed(cast.unit).complaint
    people.name_party(key=other.pk, person=cast.colleague, by=liaison, now=NOW)
    page = sign_in(client, liaison)
    for kept, status in ((mine, 404), (other, 302)):
        address = reverse("complaints:drop_party", args=[kept.pk, cast.colleague.pk])
        assert page.post(address).status_code == status
    assert not ReportedParty.objects.exists()
