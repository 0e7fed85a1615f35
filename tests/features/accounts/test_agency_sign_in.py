"""Sign-in through the agency's OpenID Connect: for invited people with a verified address."""

from typing import Any

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from bening.accounts.adapters import AgencyLoginAdapter
from bening.accounts.models import Person
from tests.people import Cast


def request_of() -> HttpRequest:
    request = RequestFactory().get("/masuk/sso/login/callback/")
    request.session = SessionStore()
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]
    return request


def login_of(claims: dict[str, Any]) -> SocialLogin:
    account = SocialAccount(provider="sso", uid="subject-1", extra_data=claims)
    return SocialLogin(user=Person(), account=account)


def test_a_verified_address_of_an_invited_person_is_tied_to_them(cast: Cast, settings: Any) -> None:
    app = {
        "provider_id": "sso",
        "name": "SSO",
        "client_id": "bening",
        "secret": "x",
        "settings": {"server_url": "https://sso.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    request = request_of()
    login = login_of({"userinfo": {"email": cast.pic.email.upper(), "email_verified": True}})

    AgencyLoginAdapter().pre_social_login(request, login)

    assert SocialAccount.objects.get().user == cast.pic


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {},
        {"email_verified": "true"},
        {"email": "siapa@lain.example", "email_verified": True},
        {"email": "", "email_verified": True},
    ],
)
def test_everybody_else_is_sent_back_with_the_reason(cast: Cast, claims: dict[str, Any]) -> None:
    request = request_of()
    login = login_of({"userinfo": {"email": cast.pic.email, **claims}})

    with pytest.raises(ImmediateHttpResponse) as sent:
        AgencyLoginAdapter().pre_social_login(request, login)

    assert sent.value.response["Location"] == "/masuk/"
    assert "belum terdaftar" in str(next(iter(get_messages(request))))
    assert not SocialAccount.objects.exists()


def test_a_token_and_a_profile_of_two_subjects_are_refused(cast: Cast) -> None:
    profile = {"sub": "1", "email": cast.pic.email, "email_verified": True}
    request, login = request_of(), login_of({"userinfo": profile, "id_token": {"sub": "2"}})

    with pytest.raises(ImmediateHttpResponse):
        AgencyLoginAdapter().pre_social_login(request, login)

    assert "tidak cocok satu sama lain" in str(next(iter(get_messages(request))))
    assert not SocialAccount.objects.exists()


def test_somebody_switched_off_is_not_tied(cast: Cast) -> None:
    cast.pic.is_active = False
    cast.pic.save()
    login = login_of({"userinfo": {"email": cast.pic.email, "email_verified": True}})

    with pytest.raises(ImmediateHttpResponse):
        AgencyLoginAdapter().pre_social_login(request_of(), login)


def test_nobody_signs_up_through_the_agency(db: None) -> None:
    login = login_of({})

    assert AgencyLoginAdapter().is_open_for_signup(request_of(), login) is False
