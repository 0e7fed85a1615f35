"""Pages of pacts: reading and signing, campaigns, events, other tenants, how many queries."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.facts import Period, fact
from bening.pacts.models import PactSignature, PactText, SigningCampaign
from bening.pacts.wording import BODY, TITLE
from tests.features.pacts.conftest import opened, picture, staff
from tests.features.pacts.test_signing import Sign
from tests.people import NOW, Cast, sign_in


@pytest.fixture
def today_campaign(campaign: SigningCampaign) -> SigningCampaign:
    """The campaign, not over yet when the pages read the clock."""
    campaign.closes_on = timezone.now().date() + timedelta(days=30)
    campaign.save(update_fields=["closes_on"])
    return campaign


def known(
    client: Client, person: object, *, seconds_ago: int = 5, method: str = "password"
) -> Client:
    """The client with a sign-in that the library remembers."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": method, "at": time.time() - seconds_ago}
    ]
    session["_account_authentication_methods_user"] = str(person.pk)  # type: ignore[attr-defined]
    from allauth.account.internal.flows import login  # noqa: PLC0415 - names of its own
    from allauth.account.internal.userkit import user_id_to_str  # noqa: PLC0415

    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(person)
    session.save()
    return client


def test_a_pact_is_read_and_signed_on_the_phone(
    cast: Cast, today_campaign: SigningCampaign
) -> None:
    [person] = staff(cast, 1)
    client = known(sign_in(Client(), person), person)
    address = reverse("pacts:sign", args=[today_campaign.pk])
    mine = client.get(reverse("pacts:mine")).content.decode()
    assert address in mine

    page = client.get(address).content.decode()
    assert "menghindari benturan kepentingan" in page
    sha256 = today_campaign.text.sha256
    unread = client.post(address, {"sha256": sha256})
    assert unread.status_code == 422
    assert "Baca naskah sampai selesai" in unread.content.decode()
    other = client.post(address, {"sha256": "0" * 64, "read": "on"})
    assert other.status_code == 422
    assert not PactSignature.objects.exists()

    answer = client.post(address, {"sha256": sha256, "read": "on"})
    assert answer.headers["Location"] == reverse("pacts:mine")
    signature = PactSignature.objects.get()
    assert (signature.person, signature.identified) == (person, "password")
    again = client.post(address, {"sha256": sha256, "read": "on"})
    assert again.status_code == 422
    assert "sudah menandatangani" in again.content.decode()


def test_an_old_sign_in_is_confirmed_first(cast: Cast, today_campaign: SigningCampaign) -> None:
    [person] = staff(cast, 1)
    person.set_password("Sungai-jernih-77")
    person.save()
    client = known(sign_in(Client(), person), person, seconds_ago=3600)
    address = reverse("pacts:sign", args=[today_campaign.pk])

    page = client.get(address).content.decode()
    assert f"{reverse('account_reauthenticate')}?next=" in page
    sent = {"sha256": today_campaign.text.sha256, "read": "on"}
    assert client.post(address, sent).status_code == 422
    assert not PactSignature.objects.exists()
    confirmed = client.post(
        f"{reverse('account_reauthenticate')}?next={address}", {"password": "Sungai-jernih-77"}
    )
    assert confirmed.headers["Location"] == address
    assert client.post(address, sent).status_code == 302


@pytest.mark.parametrize(
    ("record", "identified"),
    [
        ({"method": "mfa", "type": "totp"}, "second_factor"),
        ({"method": "mfa", "type": "webauthn", "passwordless": True}, "passkey"),
        ({"method": "socialaccount", "provider": "x"}, "agency_sign_in"),
    ],
)
def test_it_is_kept_how_the_person_was_known(
    cast: Cast, today_campaign: SigningCampaign, record: dict[str, object], identified: str
) -> None:
    [person] = staff(cast, 1)
    client = known(sign_in(Client(), person), person)
    session = client.session
    session["account_authentication_methods"] += [{**record, "at": time.time()}]
    session.save()
    client.post(
        reverse("pacts:sign", args=[today_campaign.pk]),
        {"sha256": today_campaign.text.sha256, "read": "on"},
    )
    assert PactSignature.objects.get().identified == identified


def test_the_session_of_somebody_else_proves_nothing(
    cast: Cast, today_campaign: SigningCampaign
) -> None:
    first, second = staff(cast, 2)
    client = known(sign_in(Client(), first), second)
    answer = client.post(
        reverse("pacts:sign", args=[today_campaign.pk]),
        {"sha256": today_campaign.text.sha256, "read": "on"},
    )
    assert answer.status_code == 422
    assert not PactSignature.objects.exists()


def test_a_campaign_shows_who_is_missing_and_an_event_enters_them(
    cast: Cast, today_campaign: SigningCampaign, sign: Sign
) -> None:
    people = staff(cast, 3)
    sign(people[0], campaign=today_campaign)
    client = sign_in(Client(), cast.unit_head)
    page = client.get(reverse("pacts:campaign", args=[today_campaign.pk])).content.decode()
    assert "1 dari 3 pegawai" in page
    assert people[1].name in page
    assert people[0].name not in page
    assert cast.agency.name in page  # the head of the page still says where one works
    signed = client.get(
        reverse("pacts:campaign", args=[today_campaign.pk]), {"keadaan": "sudah"}
    ).content.decode()
    assert people[0].name in signed

    address = reverse("pacts:event", args=[today_campaign.pk])
    form = client.get(address).content.decode()
    assert people[0].name not in form
    sent = {
        "people": [str(people[1].pk)],
        "numbers": f"'{people[2].employee_number}\n\n",
        "held_on": "2026-04-16",
        "place": "Aula",
        "file": picture(),
    }
    sent["file"].name = "daftar.png"  # type: ignore[attr-defined]
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert PactSignature.objects.filter(means="collective").count() == 2
    mine = sign_in(Client(), people[1]).get(reverse("pacts:mine")).content.decode()
    listed = PactSignature.objects.get(person=people[1])
    dispute = reverse("pacts:dispute", args=[listed.pk])
    assert dispute in mine
    assert sign_in(Client(), people[0]).post(dispute).status_code == 404
    sign_in(Client(), people[1]).post(dispute, {"reason": "saya cuti"})
    assert listed.dispute.reason == "saya cuti"


def test_an_event_without_its_proof_is_refused(cast: Cast, today_campaign: SigningCampaign) -> None:
    people = staff(cast, 1)
    client = sign_in(Client(), cast.unit_head)
    sent = {"people": [str(people[0].pk)], "held_on": "2026-04-16", "place": "Aula"}
    answer = client.post(reverse("pacts:event", args=[today_campaign.pk]), sent)
    assert answer.status_code == 422
    assert "Pilih berkas PDF atau foto" in answer.content.decode()
    assert not PactSignature.objects.exists()


def test_texts_are_written_and_published_on_their_pages(cast: Cast) -> None:
    client = sign_in(Client(), cast.agency_admin)
    page = client.get(reverse("pacts:texts")).content.decode()
    assert "mengungkapkannya bila ada" in page
    client.post(reverse("pacts:texts"), {"title": TITLE, "body": BODY})
    text = PactText.objects.get()
    client.post(reverse("pacts:text", args=[text.pk]), {"title": TITLE, "body": "Lain."})
    client.post(reverse("pacts:publish_text", args=[text.pk]))
    text.refresh_from_db()
    assert text.published_by == cast.agency_admin
    refused = client.post(reverse("pacts:text", args=[text.pk]), {"title": TITLE, "body": "Ubah."})
    assert refused.status_code == 422
    text.refresh_from_db()
    assert text.body == "Lain."
    opened_ = client.post(
        reverse("pacts:campaigns"),
        {"opens_on": "2026-04-01", "closes_on": "2026-05-01", "minimum_percent": "60"},
    )
    assert opened_.status_code == 302
    campaign = SigningCampaign.objects.get()
    assert (campaign.unit, campaign.minimum_percent) == (None, 60)
    change = reverse("pacts:change_campaign", args=[campaign.pk])
    assert (
        client.post(change, {"closes_on": "2026-03-01", "minimum_percent": "60"}).status_code == 422
    )


def test_a_campaign_of_another_agency_is_not_there(cast: Cast, campaign: SigningCampaign) -> None:
    client = sign_in(Client(), cast.outside_admin)
    for name in ("campaign", "event", "papers", "sign"):
        answer = client.get(reverse(f"pacts:{name}", args=[campaign.pk]))
        assert answer.status_code == 404, name
    assert client.post(reverse("pacts:change_campaign", args=[campaign.pk])).status_code == 404


def test_a_head_sees_by_name_only_those_of_the_own_units(cast: Cast, text: PactText) -> None:
    everywhere = opened(cast, text, None)
    [own] = staff(cast, 1)
    [other] = staff(cast, 1, cast.other_unit)
    page = sign_in(Client(), cast.unit_head).get(reverse("pacts:campaign", args=[everywhere.pk]))
    shown = page.content.decode()
    assert own.name in shown
    assert other.name not in shown
    assert "0 dari 2 pegawai" in shown


def test_a_pact_of_somebody_else_is_not_downloaded(cast: Cast, sign: Sign) -> None:
    first, second = staff(cast, 2)
    signature = sign(first)
    address = reverse("pacts:download", args=[signature.pk])
    assert sign_in(Client(), second).get(address).status_code == 404


@pytest.mark.parametrize("name", ["pacts:mine", "pacts:campaigns"])
def test_lists_ask_as_often_for_many_as_for_few(
    cast: Cast,
    text: PactText,
    name: str,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    client = sign_in(Client(), cast.agency_admin)
    opened(cast, text, None)
    staff(cast, 12)
    client.get(reverse(name))
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        client.get(reverse(name))


def test_a_campaigns_page_costs_the_same_for_many(
    cast: Cast, text: PactText, django_assert_num_queries: Callable[[int], object]
) -> None:
    from django.db import connection  # noqa: PLC0415 - beside its only use
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    everywhere = opened(cast, text, None)
    client = sign_in(Client(), cast.agency_admin)
    address = reverse("pacts:campaign", args=[everywhere.pk])
    staff(cast, 2)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    staff(cast, 20, cast.other_unit)
    staff(cast, 5, cast.parent_unit)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(few) <= 25


def test_the_share_is_a_fact(cast: Cast, campaign: SigningCampaign, sign: Sign) -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    query = fact("pacts.signed_share").query
    assert query(cast.unit.pk, year, NOW) is None
    first, _second, _third = staff(cast, 3)
    sign(first)
    found = query(cast.unit.pk, year, NOW)
    assert found is not None
    assert (str(found.value), found.counts) == ("1/3", {"signed": 1, "required": 3})  # type: ignore[union-attr]
    del campaign
