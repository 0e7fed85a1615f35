"""Signing a pact: who, under which words, how known, once; new and moved staff are unsigned."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bening.accounts import actions as accounts
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency
from bening.audit.models import Event
from bening.domain.refusals import Refused
from bening.pacts import actions
from bening.pacts.identity import RECENT, Identification
from bening.pacts.models import Identified, PactSignature, PactText, SigningCampaign
from bening.pacts.places_of import duties_of
from bening.pacts.standing import standing_of
from bening.pacts.waiting import turns
from bening.pacts.wording import BODY, TITLE
from tests.features.pacts.conftest import FRESH, opened, post, published, staff
from tests.people import NOW, TODAY, Cast, make_person

Sign = Callable[..., PactSignature]


def shares(campaign: SigningCampaign) -> tuple[int, int]:
    standing = standing_of(campaign, None, TODAY)
    return standing.signed, standing.required


# --- texts


def test_a_published_text_is_never_edited(cast: Cast, text: PactText) -> None:
    with pytest.raises(Refused, match="pact_text_published"):
        actions.draft_text(
            agency=cast.agency, title=TITLE, body="lain", by=cast.agency_admin, now=NOW, text=text
        )
    with pytest.raises(Refused, match="pact_text_published"):
        actions.publish_text(text=text, by=cast.agency_admin, now=NOW)
    text.refresh_from_db()
    assert text.is_whole


def test_one_draft_at_a_time_and_none_empty_or_the_same(cast: Cast, text: PactText) -> None:
    def draft(body: str) -> PactText:
        return actions.draft_text(
            agency=cast.agency, title=TITLE, body=body, by=cast.agency_admin, now=NOW
        )

    with pytest.raises(Refused, match="pact_text_empty"):
        draft(" \n ")
    again = draft(BODY)
    with pytest.raises(Refused, match="pact_draft_exists"):
        draft("lain")
    with pytest.raises(Refused, match="pact_text_same"):
        actions.publish_text(text=again, by=cast.agency_admin, now=NOW)
    assert again.number == text.number + 1


@pytest.mark.parametrize("who", ["unit_head", "pic", "inspector", "outside_admin", "operator"])
def test_only_the_agency_keeps_its_text(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.draft_text(
            agency=cast.agency, title=TITLE, body=BODY, by=getattr(cast, who), now=NOW
        )


# --- campaigns


def test_a_campaign_is_of_the_text_in_force(cast: Cast, text: PactText) -> None:
    draft = actions.draft_text(
        agency=cast.agency, title=TITLE, body="lain", by=cast.agency_admin, now=NOW
    )
    with pytest.raises(Refused, match="pact_text_not_published"):
        opened(cast, draft, cast.unit)
    actions.publish_text(text=draft, by=cast.agency_admin, now=NOW)
    with pytest.raises(Refused, match="pact_text_replaced"):
        opened(cast, text, cast.unit)


def test_a_campaign_is_opened_once_for_a_place(cast: Cast, text: PactText) -> None:
    opened(cast, text, cast.unit)
    opened(cast, text, None)
    for unit in (cast.unit, None):
        with pytest.raises(Refused, match="campaign_exists"):
            opened(cast, text, unit)


def test_its_days_and_minimum_make_sense(cast: Cast, text: PactText) -> None:
    with pytest.raises(Refused, match="campaign_closes_early"):
        opened(cast, text, cast.unit, closes_on=TODAY - timedelta(days=6))
    for percent in (49, 101):
        with pytest.raises(Refused, match="campaign_minimum_wrong"):
            opened(cast, text, cast.unit, minimum_percent=percent)
    campaign = opened(cast, text, cast.unit)
    change = {"campaign": campaign, "now": NOW, "closes_on": TODAY, "minimum_percent": 80}
    with pytest.raises(NotAllowed):
        actions.change_campaign(by=cast.pic, **change)  # type: ignore[arg-type]
    assert actions.change_campaign(by=cast.unit_head, **change).minimum_percent == 80  # type: ignore[arg-type]


def test_a_head_opens_for_the_own_unit_only(cast: Cast, text: PactText) -> None:
    given = {
        "agency": cast.agency,
        "text": text,
        "opens_on": TODAY,
        "closes_on": TODAY,
        "by": cast.unit_head,
        "now": NOW,
    }
    for unit in (cast.other_unit, None):
        with pytest.raises(NotAllowed):
            actions.open_campaign(unit=unit, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="unit_of_other_agency"):
        actions.open_campaign(unit=cast.outside_unit, **given)  # type: ignore[arg-type]
    assert actions.open_campaign(unit=cast.unit, **given).unit == cast.unit  # type: ignore[arg-type]


# --- signing


def test_a_signature_keeps_who_when_where_how_and_which_words(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    [person] = staff(cast, 1)
    person.position = "Analis"
    person.save()

    signature = sign(person)

    assert (signature.person, signature.unit, signature.position) == (person, cast.unit, "Analis")
    assert (signature.signed_on, signature.means) == (TODAY, "self")
    assert signature.identified == Identified.PASSWORD
    assert signature.text_sha256 == campaign.text.sha256 == campaign.text.digest
    event = Event.objects.get(act="pact.signed")
    assert event.by == person.pk
    assert event.data["sha256"] == campaign.text.sha256
    assert shares(campaign) == (1, 1)


def test_nobody_signs_for_somebody_else(cast: Cast, sign: Sign) -> None:
    person, other = staff(cast, 2)
    with pytest.raises(Refused, match="sign_for_oneself"):
        sign(person, by=other)
    assert not PactSignature.objects.exists()


def test_nobody_signs_twice(cast: Cast, campaign: SigningCampaign, sign: Sign) -> None:
    [person] = staff(cast, 1)
    sign(person)
    with pytest.raises(Refused, match="already_signed"):
        sign(person)
    assert shares(campaign) == (1, 1)


def test_two_at_once_leave_one_signature(
    cast: Cast, sign: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    [person] = staff(cast, 1)
    before = duties_of(person, NOW)[0]
    sign(person)
    monkeypatch.setattr("bening.pacts.actions.signing.duty_in", lambda *_: before)
    with pytest.raises(Refused, match="already_signed"):
        sign(person)
    assert PactSignature.objects.count() == 1


def test_the_words_read_are_the_words_signed(cast: Cast, sign: Sign) -> None:
    [person] = staff(cast, 1)
    with pytest.raises(Refused, match="pact_text_other"):
        sign(person, read_sha256="0" * 64)


def test_a_text_changed_behind_its_back_is_neither_signed_nor_counted(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    first, second = staff(cast, 2)
    sign(first)
    assert shares(campaign) == (1, 2)

    PactText.objects.filter(pk=campaign.text_id).update(body="Saya tidak menyatakan apa pun.")

    with pytest.raises(Refused, match="pact_text_changed"):
        sign(second)
    campaign.text.refresh_from_db()
    assert shares(campaign) == (0, 2)


def test_a_newer_text_is_signed_anew(cast: Cast, campaign: SigningCampaign, sign: Sign) -> None:
    [person] = staff(cast, 1)
    sign(person)
    newer = published(cast, "Kata-kata baru.")

    with pytest.raises(Refused, match="pact_text_replaced"):
        sign(person)
    again = opened(cast, newer, cast.unit)
    assert shares(again) == (0, 1)
    sign(person, campaign=again, read_sha256=newer.sha256)
    assert shares(again) == (1, 1)
    assert shares(campaign) == (1, 1)


def test_who_is_not_known_afresh_confirms_first(cast: Cast, sign: Sign) -> None:
    [person] = staff(cast, 1)
    stale = Identification(Identified.PASSWORD, NOW - RECENT - timedelta(seconds=1))
    for identified in (None, stale, Identification(Identified.PASSWORD, NOW + RECENT)):
        with pytest.raises(Refused, match="sign_in_again"):
            sign(person, identified=identified)


@pytest.mark.parametrize("who", ["colleague", "pic", "inspector", "agency_admin", "outsider"])
def test_who_does_not_work_there_does_not_sign(cast: Cast, sign: Sign, who: str) -> None:
    post(cast.colleague, cast.other_unit)
    with pytest.raises(Refused, match="not_in_campaign"):
        sign(getattr(cast, who))


def test_signing_begins_on_its_day_and_stays_open_after_its_last(
    cast: Cast, text: PactText
) -> None:
    person, other = staff(cast, 2)
    early = opened(cast, text, cast.unit, opens_on=TODAY + timedelta(days=1))
    values = {"campaign": early, "read_sha256": text.sha256, "identified": FRESH}
    with pytest.raises(Refused, match="campaign_not_open"):
        actions.sign_pact(person=person, by=person, now=NOW, **values)  # type: ignore[arg-type]
    late = NOW + timedelta(days=60)
    fresh = Identification(Identified.SECOND_FACTOR, late)
    values["identified"] = fresh
    made = actions.sign_pact(person=other, by=other, now=late, **values)  # type: ignore[arg-type]
    assert made.signed_on > early.closes_on


# --- new, moved, gone


def test_new_and_moved_staff_are_unsigned_without_doing_anything(
    cast: Cast, text: PactText, campaign: SigningCampaign, sign: Sign
) -> None:
    first, second = staff(cast, 2)
    sign(first)
    sign(second)
    assert shares(campaign) == (2, 2)
    everywhere = opened(cast, text, None)

    newcomer = make_person("Baru Datang", agency=cast.agency)
    accounts.post_person(person=newcomer, unit=cast.unit, by=cast.agency_admin, now=NOW)
    accounts.post_person(person=first, unit=cast.other_unit, by=cast.agency_admin, now=NOW)

    assert shares(campaign) == (1, 2)
    assert shares(everywhere) == (1, 3)
    assert [turn.title for turn in turns(newcomer, NOW)] == ["Tanda tangani pakta integritas"]
    assert len(turns(first, NOW)) == 1
    assert turns(second, NOW) == []


def test_who_left_or_is_switched_off_need_not_sign(cast: Cast, campaign: SigningCampaign) -> None:
    gone, off, _stays = staff(cast, 3)
    posting = gone.postings.get()
    accounts.end_posting(
        posting=posting, ends_on=TODAY - timedelta(days=1), by=cast.agency_admin, now=NOW
    )
    accounts.deactivate_person(person=off, by=cast.agency_admin, now=NOW)

    assert shares(campaign) == (0, 1)


def test_units_below_count_with_the_unit_above(cast: Cast, text: PactText) -> None:
    campaign = opened(cast, text, cast.parent_unit)
    staff(cast, 2)
    staff(cast, 1, cast.parent_unit)
    staff(cast, 4, cast.other_unit)

    assert shares(campaign) == (0, 3)
    assert standing_of(campaign, cast.unit, TODAY).required == 2


def test_a_head_who_is_posted_nowhere_signs_for_the_unit(cast: Cast, sign: Sign) -> None:
    signature = sign(cast.unit_head)
    assert signature.unit == cast.unit


def test_the_head_of_the_agency_signs_where_all_do(cast: Cast, text: PactText, sign: Sign) -> None:
    everywhere = opened(cast, text, None)
    signature = sign(cast.agency_head, campaign=everywhere)
    assert signature.unit is None
    with pytest.raises(Refused, match="already_signed"):
        sign(cast.agency_head, campaign=everywhere)


def test_the_turn_says_until_when(cast: Cast, campaign: SigningCampaign) -> None:
    [person] = staff(cast, 1)
    [turn] = turns(person, NOW)
    assert (turn.due_on, turn.unit) == (campaign.closes_on, cast.unit.pk)


def test_texts_of_two_agencies_do_not_meet(cast: Cast, text: PactText) -> None:
    other = Agency.objects.get(pk=cast.outside_agency.pk)
    with pytest.raises(Refused, match="pact_text_not_published"):
        actions.open_campaign(
            agency=other,
            text=text,
            opens_on=TODAY,
            closes_on=TODAY,
            by=cast.outside_admin,
            now=NOW,
        )
