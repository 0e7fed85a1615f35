"""Tokens of the JSON interface."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.accounts import actions
from bening.accounts.models import ApiToken
from bening.accounts.refusals import PeopleRefused
from bening.accounts.tokens import person_of_token
from bening.audit.models import Event
from tests.people import NOW, Cast, sign_in


def test_a_token_stands_for_its_person_until_its_day(cast: Cast) -> None:
    fresh = actions.make_token(name="Rekap", days=30, by=cast.pic, now=NOW)

    assert person_of_token(fresh.text, now=NOW) == cast.pic
    assert person_of_token(fresh.text, now=NOW + timedelta(days=30)) is None
    assert person_of_token(fresh.text + "x", now=NOW) is None
    assert person_of_token("", now=NOW) is None


def test_only_a_hash_is_kept(cast: Cast) -> None:
    fresh = actions.make_token(name="Rekap", days=30, by=cast.pic, now=NOW)

    kept = ApiToken.objects.get()
    assert len(bytes(kept.token_hash)) == 32
    assert fresh.text.startswith(kept.hint)
    assert len(kept.hint) < 20
    assert fresh.text not in Event.objects.get(act="token.made").body


def test_a_token_of_somebody_switched_off_is_nobodys(cast: Cast) -> None:
    fresh = actions.make_token(name="Rekap", days=30, by=cast.pic, now=NOW)
    actions.deactivate_person(person=cast.pic, by=cast.agency_admin, now=NOW)

    assert person_of_token(fresh.text, now=NOW) is None


def test_a_revoked_token_is_nobodys(cast: Cast) -> None:
    fresh = actions.make_token(name="Rekap", days=30, by=cast.pic, now=NOW)

    actions.revoke_token(token=fresh.token, by=cast.pic, now=NOW)

    assert person_of_token(fresh.text, now=NOW) is None
    with pytest.raises(PeopleRefused) as refused:
        actions.revoke_token(token=fresh.token, by=cast.pic, now=NOW)
    assert refused.value.code == "token_already_revoked"


def test_nobody_revokes_the_token_of_another(cast: Cast) -> None:
    fresh = actions.make_token(name="Rekap", days=30, by=cast.pic, now=NOW)

    with pytest.raises(PeopleRefused) as refused:
        actions.revoke_token(token=fresh.token, by=cast.unit_head, now=NOW)

    assert refused.value.code == "token_of_another"


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_lasts_a_day_to_a_year(cast: Cast, days: int) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.make_token(name="Rekap", days=days, by=cast.pic, now=NOW)

    assert refused.value.code == "token_days"


def test_a_person_holds_twenty_tokens_at_most(cast: Cast) -> None:
    for number in range(20):
        actions.make_token(name=f"Rekap {number}", days=30, by=cast.pic, now=NOW)

    with pytest.raises(PeopleRefused) as refused:
        actions.make_token(name="Satu lagi", days=30, by=cast.pic, now=NOW)

    assert refused.value.code == "too_many_tokens"


def test_the_day_of_use_is_noted_once_a_day(cast: Cast) -> None:
    fresh = actions.make_token(name="Rekap", days=30, by=cast.pic, now=NOW)

    person_of_token(fresh.text, now=NOW)

    assert ApiToken.objects.get().last_used_on == NOW.date()


def test_the_page_shows_a_new_token_once(cast: Cast, client: Client) -> None:
    sign_in(client, cast.pic)
    page = reverse("accounts:tokens")

    shown = client.post(page, {"name": "Rekap", "days": "90"})
    later = client.get(page).content.decode()

    text = shown.context["fresh"].text
    assert text in shown.content.decode()
    assert text not in later
    assert "Rekap" in later
    assert person_of_token(text, now=timezone.now()) == cast.pic


def test_a_token_of_another_is_not_found_on_the_page(cast: Cast, client: Client) -> None:
    fresh = actions.make_token(name="Rekap", days=30, by=cast.pic, now=NOW)
    sign_in(client, cast.unit_head)

    answer = client.post(reverse("accounts:revoke_token", args=[fresh.token.pk]))

    assert answer.status_code == 404
    assert ApiToken.objects.get().revoked_at is None
