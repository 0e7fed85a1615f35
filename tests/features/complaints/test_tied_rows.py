"""Who is tied to a complaint meets its number and its state in lists, and no word of it."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from bening.accounts.models import Person
from bening.complaints import access, api, inbox
from bening.complaints.actions import people
from bening.complaints.content import Story
from bening.complaints.details import alike
from bening.complaints.models import Complaint
from tests.features.complaints.conftest import STORY, filed
from tests.features.conflicts.conftest import post
from tests.features.conflicts.test_ties import signed
from tests.people import NOW, TODAY, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db
TITLE, AREA = "Loket empat menolak fotokopi", "Kelurahan Melati"
MASK = "Anda terkait; ditangani orang lain"


@pytest.fixture
def kept(cast: Cast) -> Complaint:
    return filed(cast.unit, story=Story(title=TITLE, story=STORY), area=AREA).complaint


def found(person: Person, **asked: str) -> inbox.Page:
    return inbox.page(person, inbox.read_asked(asked), today=TODAY)


def listed(person: Person, **asked: str) -> dict[str, object]:
    request = RequestFactory().get("/")
    request.user = person
    items = api.complaints(request, api.ComplaintsAsked(**asked))["items"]
    assert isinstance(items, list)
    return dict(items[0])


def test_the_list_shows_its_number_and_no_word(
    client: Client, cast: Cast, coordinator: Person, kept: Complaint
) -> None:
    signed(coordinator, unit=cast.parent_unit)
    filed(cast.other_unit, story=Story(title="Kursi tunggu", story=STORY))
    page = sign_in(client, coordinator).get(reverse("complaints:desk")).content.decode()
    assert kept.number in page
    assert page.count(MASK) == 1
    assert TITLE not in page
    assert AREA not in page
    assert "Kursi tunggu" in page


def test_its_words_are_not_to_be_found_by_searching(
    cast: Cast, coordinator: Person, kept: Complaint
) -> None:
    Complaint.objects.update(lapor_number="LAPOR-77")
    assert found(coordinator, q="fotokopi").rows == found(coordinator, q="LAPOR-77").rows == (kept,)
    signed(coordinator, unit=cast.unit)
    assert found(coordinator, q="fotokopi").rows == found(coordinator, q="LAPOR-77").rows == ()
    assert found(coordinator, q=kept.number).tied == {kept.pk}


def test_what_a_count_leads_to_is_masked_too(
    client: Client, cast: Cast, coordinator: Person, kept: Complaint
) -> None:
    signed(coordinator, unit=cast.unit)
    assert inbox.counts(coordinator, today=TODAY)["filed"] == 1
    page = sign_in(client, coordinator).get(f"{reverse('complaints:desk')}?status=filed")
    assert MASK in page.content.decode()
    assert TITLE not in page.content.decode()


def test_the_interface_tells_no_word(cast: Cast, coordinator: Person, kept: Complaint) -> None:
    assert listed(coordinator)["title"] == TITLE
    signed(coordinator, unit=cast.unit)
    told = listed(coordinator)
    assert told["is_tied"] is True
    assert {told[name] for name in ("title", "area", "topic", "lapor_number")} == {""}
    assert told["number"] == kept.number


def test_a_tie_to_whom_it_is_about_masks_it_and_their_name(
    client: Client, cast: Cast, coordinator: Person, liaison: Person, kept: Complaint
) -> None:
    accused = make_person("Rini Kakak", agency=cast.agency)
    signed(coordinator, person=accused.email)
    assert found(coordinator).tied == frozenset()
    people.name_party(key=kept.pk, person=accused, by=liaison, now=NOW)
    assert found(coordinator).tied == {kept.pk}
    assert access.is_tied(coordinator, kept, TODAY)
    shown = sign_in(client, coordinator).get(reverse("complaints:complaint", args=[kept.pk]))
    assert "Rini Kakak" not in shown.content.decode()


def test_it_is_not_offered_as_the_same_matter(
    cast: Cast, coordinator: Person, liaison: Person, kept: Complaint
) -> None:
    other = filed(cast.unit).complaint
    told = Story(title=TITLE, story=STORY)
    accused = post(cast, make_person("Rini Kakak", agency=cast.agency), cast.other_unit)
    people.name_party(key=kept.pk, person=accused, by=liaison, now=NOW)
    assert [one.complaint for one in alike(other, coordinator, told, on=TODAY)] == [kept]
    signed(coordinator, person=accused.email)
    assert alike(other, coordinator, told, on=TODAY) == []


def test_for_whom_it_is_about_there_is_no_such_row(
    coordinator: Person, liaison: Person, kept: Complaint
) -> None:
    people.name_party(key=kept.pk, person=coordinator, by=liaison, now=NOW)
    assert found(coordinator).rows == ()
