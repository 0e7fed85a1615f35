"""Signing together: the list with its proof, notices, disputes."""

from datetime import timedelta
from uuid import UUID

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.audit.models import Event
from bening.calendars.models import Notice
from bening.documents.models import DocumentKind
from bening.domain.refusals import Refused
from bening.pacts import actions
from bening.pacts.models import PactSignature, PactText, SigningCampaign, SigningEvent
from bening.pacts.standing import standing_of
from tests.features.pacts.conftest import opened, picture, published, staff
from tests.features.pacts.test_signing import Sign
from tests.people import NOW, TODAY, Cast, make_person


def record(
    cast: Cast, campaign: SigningCampaign, present: list[Person], **values: object
) -> SigningEvent:
    given: dict[str, object] = {
        "campaign": campaign,
        "people": [person.pk for person in present],
        "held_on": TODAY,
        "place": "Aula Muara",
        "file": picture(),
        "filename": "daftar.png",
        "by": cast.unit_head,
        "now": NOW,
        **values,
    }
    return actions.record_event(**given)  # type: ignore[arg-type]


def signed(campaign: SigningCampaign) -> int:
    return standing_of(campaign, None, TODAY).signed


def test_those_on_the_list_have_signed_and_are_told(cast: Cast, campaign: SigningCampaign) -> None:
    first, second, _away = staff(cast, 3)

    event = record(cast, campaign, [first], numbers=[second.employee_number])

    assert signed(campaign) == 2
    one = PactSignature.objects.get(person=first)
    assert (one.means, one.identified, one.event) == ("collective", "attendance_list", event)
    assert one.text_sha256 == campaign.text.sha256
    assert event.proof.kind == DocumentKind.PACT_LIST
    told = set(Notice.objects.filter(code="pact_listed").values_list("person_id", flat=True))
    assert told == {first.pk, second.pk}
    entry = Event.objects.get(act="pact_event.recorded")
    assert entry.data["count"] == 2
    assert sorted(entry.data["people"]) == sorted([str(first.pk), str(second.pk)])  # type: ignore[call-overload]


def test_a_disputed_signature_does_not_count_and_the_person_can_sign(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    [person] = staff(cast, 1)
    record(cast, campaign, [person])
    listed = PactSignature.objects.get()

    actions.dispute_signature(signature=listed, by=person, now=NOW, reason="saya cuti")

    assert signed(campaign) == 0
    with pytest.raises(Refused, match="already_disputed"):
        actions.dispute_signature(signature=listed, by=person, now=NOW)
    with pytest.raises(Refused, match="signature_disputed"):
        record(cast, campaign, [person])
    sign(person)
    assert signed(campaign) == 1


def test_only_the_person_disputes_and_only_a_list(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    first, second = staff(cast, 2)
    record(cast, campaign, [first])
    with pytest.raises(Refused, match="sign_for_oneself"):
        actions.dispute_signature(signature=PactSignature.objects.get(), by=second, now=NOW)
    own = sign(second)
    with pytest.raises(Refused, match="only_lists_disputed"):
        actions.dispute_signature(signature=own, by=second, now=NOW)


def test_who_signed_already_is_not_listed_again(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    first, second = staff(cast, 2)
    sign(first)
    with pytest.raises(Refused, match="already_signed"):
        record(cast, campaign, [first, second])
    assert signed(campaign) == 1
    record(cast, campaign, [second])
    with pytest.raises(Refused, match="already_signed"):
        sign(second)


def test_a_list_names_staff_of_the_place_only(cast: Cast, campaign: SigningCampaign) -> None:
    [person] = staff(cast, 1)
    [elsewhere] = staff(cast, 1, cast.other_unit)
    for stranger in (elsewhere, cast.outsider, make_person("Tanpa Tempat", agency=cast.agency)):
        with pytest.raises(Refused, match="listed_not_staff"):
            record(cast, campaign, [person, stranger])
    with pytest.raises(Refused, match="listed_not_staff"):
        record(cast, campaign, [person], people=[UUID(int=1)])
    with pytest.raises(Refused, match="listed_numbers_unknown") as refused:
        record(cast, campaign, [person], numbers=[elsewhere.employee_number, "7"])
    assert refused.value.values["numbers"] == [elsewhere.employee_number, "7"]
    assert not PactSignature.objects.exists()


def test_nobody_is_no_list(cast: Cast, campaign: SigningCampaign) -> None:
    with pytest.raises(Refused, match="nobody_listed"):
        record(cast, campaign, [])


def test_the_event_was_held_after_the_text_and_not_tomorrow(
    cast: Cast, campaign: SigningCampaign
) -> None:
    people = staff(cast, 1)
    with pytest.raises(Refused, match="event_in_future"):
        record(cast, campaign, people, held_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="event_before_text"):
        record(cast, campaign, people, held_on=TODAY - timedelta(days=1))


def test_a_replaced_or_changed_text_is_not_listed(cast: Cast, campaign: SigningCampaign) -> None:
    people = staff(cast, 1)
    words = campaign.text.body
    PactText.objects.filter(pk=campaign.text_id).update(body="lain")
    campaign.text.refresh_from_db()
    with pytest.raises(Refused, match="pact_text_changed"):
        record(cast, campaign, people)
    PactText.objects.filter(pk=campaign.text_id).update(body=words)
    campaign.text.refresh_from_db()
    published(cast, "Kata-kata baru.")
    with pytest.raises(Refused, match="pact_text_replaced"):
        record(cast, campaign, people)


@pytest.mark.parametrize("who", ["pic", "inspector", "colleague", "outside_admin", "operator"])
def test_only_who_runs_the_campaign_records(
    cast: Cast, campaign: SigningCampaign, who: str
) -> None:
    people = staff(cast, 1)
    with pytest.raises(NotAllowed):
        record(cast, campaign, people, by=getattr(cast, who))


def test_a_head_records_for_the_whole_agency_only_as_its_administrator(
    cast: Cast, text: PactText
) -> None:
    everywhere = opened(cast, text, None)
    units: list[WorkUnit] = [cast.unit, cast.other_unit]
    people = [person for unit in units for person in staff(cast, 1, unit)]
    with pytest.raises(NotAllowed):
        record(cast, everywhere, people)
    record(cast, everywhere, people, by=cast.agency_admin)
    assert signed(everywhere) == 2
