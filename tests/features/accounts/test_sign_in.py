"""Signing in: password, lock-out, second factor, sessions."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bening.accounts import actions
from bening.accounts.addresses import pseudonym
from bening.audit.models import Event
from tests.people import PASSWORD, TODAY, Cast, make_person, sign_in

LOGIN = "/masuk/"


def attempt(client: Client, email: str, password: str, **more: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more})


@pytest.fixture
def person(cast: Cast) -> Any:
    return make_person("Maya Sari", agency=cast.agency, password=PASSWORD)


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_a_person_signs_in_by_address_and_password(person: Any, client: Client) -> None:
    response = attempt(client, person.email.upper(), PASSWORD)

    assert response.status_code == 302
    assert client.get("/akun/").status_code == 200
    assert Event.objects.get(act="signin.succeeded").by == person.pk


def test_signing_in_returns_to_where_one_was(person: Any, client: Client) -> None:
    asked = client.get("/akun/token/")
    response = attempt(client, person.email, PASSWORD, next="/akun/token/")

    assert asked.headers["Location"] == "/masuk/?next=/akun/token/"
    assert response.headers["Location"] == "/akun/token/"


def test_signing_in_never_leads_to_another_site(person: Any, client: Client) -> None:
    response = attempt(client, person.email, PASSWORD, next="https://jahat.example/")

    assert response.headers["Location"] == "/"


def test_a_wrong_password_says_how_many_tries_are_left(person: Any, client: Client) -> None:
    response = attempt(client, person.email, "salah-sekali")

    text = response.content.decode()
    assert (
        "Surel atau kata sandi tidak cocok. Tersisa 4 percobaan sebelum akun dikunci 15 menit."
        in text
    )
    assert person.email in text


def test_the_fifth_wrong_password_locks_the_account(person: Any, client: Client) -> None:
    answers = [attempt(client, person.email, "salah-sekali") for _ in range(5)]
    locked = attempt(client, person.email, PASSWORD)

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "dikunci 15 menit" in locked.content.decode()
    assert client.get("/akun/").status_code == 302


def test_the_lock_opens_after_fifteen_minutes(person: Any, client: Client) -> None:
    for _ in range(5):
        attempt(client, person.email, "salah-sekali")
    for row in AccessAttempt.objects.all():
        row.attempt_time -= timedelta(minutes=15, seconds=1)
        row.save()
    cache.clear()

    assert attempt(client, person.email, PASSWORD).status_code == 302


def test_a_lock_counts_the_account_from_every_client(person: Any) -> None:
    for number in range(5):
        attempt(Client(REMOTE_ADDR=f"10.0.0.{number}"), person.email, "salah-sekali")

    answer = attempt(Client(REMOTE_ADDR="10.0.0.99"), person.email, PASSWORD)

    assert answer.status_code == 429


def test_unknown_accounts_answer_and_lock_like_known_ones(person: Any) -> None:
    def story(email: str) -> list[tuple[int, list[str]]]:
        client = Client()
        return [
            (
                (answer := attempt(client, email, "salah-sekali")).status_code,
                re.findall(r"invalid-feedback[^>]*>(.*?)<", answer.content.decode()),
            )
            for _ in range(6)
        ]

    assert story(person.email) == story("siapa@tirtamaya.example")


def test_no_address_device_or_account_is_kept_of_a_failed_try(person: Any, client: Client) -> None:
    client.post(
        LOGIN,
        {"login": person.email, "password": "salah-sekali"},
        HTTP_USER_AGENT="Mozilla/5.0 Rahasia",
        REMOTE_ADDR="203.0.113.7",
    )

    row = AccessAttempt.objects.get()
    kept = " ".join(str(value) for value in vars(row).values())
    assert person.email not in kept
    assert "203.0.113.7" not in kept
    assert "Rahasia" not in kept
    assert "salah-sekali" not in kept


def test_failed_tries_are_told_without_address(person: Any, client: Client) -> None:
    for _ in range(6):
        attempt(client, person.email, "salah-sekali")

    acts = [event.act for event in Event.objects.filter(act__startswith="signin.")]
    assert sorted(acts) == ["signin.failed"] * 5 + ["signin.locked"]
    assert not Event.objects.filter(body__contains=person.email).exists()
    assert not Event.objects.filter(body__contains="127.0.0.1").exists()


def test_a_link_unlocks_the_account(cast: Cast, person: Any, client: Client) -> None:
    for _ in range(5):
        attempt(client, person.email, "salah-sekali")
    link = actions.show_link(person=person, by=cast.agency_admin, now=timezone.now())
    actions.use_link(secret=link.secret, password="Telaga-biru-99", now=timezone.now())

    assert attempt(client, person.email, "Telaga-biru-99").status_code == 302


def test_somebody_switched_off_does_not_get_in(person: Any, client: Client) -> None:
    person.is_active = False
    person.save()

    attempt(client, person.email, PASSWORD)

    assert client.get("/akun/").status_code == 302


def test_an_invited_person_without_password_does_not_get_in(cast: Cast, client: Client) -> None:
    attempt(client, cast.colleague.email, "")
    attempt(client, cast.colleague.email, "!")

    assert client.get("/akun/").status_code == 302


def test_nobody_signs_up(client: Client, db: None) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/daftar/").status_code == 404


def test_signing_out_needs_a_post(person: Any, client: Client) -> None:
    sign_in(client, person)

    asked = client.get("/keluar/")
    client.post("/keluar/")

    assert asked.status_code == 200
    assert client.get("/akun/").status_code == 302
    assert Event.objects.filter(act="signout.done", by=person.pk).count() == 1


def test_a_new_password_ends_other_sessions(person: Any) -> None:
    here, elsewhere = Client(), Client()
    attempt(here, person.email, PASSWORD)
    attempt(elsewhere, person.email, PASSWORD)

    changed = here.post(
        "/akun/kata-sandi/",
        {"oldpassword": PASSWORD, "password1": "Telaga-biru-99", "password2": "Telaga-biru-99"},
    )

    assert changed.status_code == 302
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302
    assert Event.objects.filter(act="password.changed").count() == 1


def test_sessions_are_listed_by_device_and_ended_elsewhere(person: Any) -> None:
    here = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/140.0")
    elsewhere = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) Firefox/140.0")
    attempt(here, person.email, PASSWORD)
    attempt(elsewhere, person.email, PASSWORD)

    listed = here.get("/akun/sesi/").content.decode()
    here.post("/akun/sesi/")

    assert "Chrome di Windows" in listed
    assert "Firefox di Android" in listed
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302
    assert Event.objects.get(act="session.ended").data["count"] == 1


def test_a_session_keeps_no_address(person: Any) -> None:
    client = Client(REMOTE_ADDR="203.0.113.7")
    attempt(client, person.email, PASSWORD)

    assert UserSession.objects.get().ip == "::"


# --- second factor


def with_totp(person: Any) -> str:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    return secret


def test_a_second_factor_is_asked_for_after_the_password(person: Any, client: Client) -> None:
    secret = with_totp(person)

    first = attempt(client, person.email, PASSWORD)
    before = client.get("/akun/").status_code
    wrong = client.post("/masuk/dua-langkah/", {"code": "000000"})
    right = client.post("/masuk/dua-langkah/", {"code": code_of(secret)})

    assert first.headers["Location"] == "/masuk/dua-langkah/"
    assert before == 302
    assert "Kode tidak cocok" in wrong.content.decode()
    assert right.status_code == 302
    assert client.get("/akun/").status_code == 200


def test_the_secret_of_an_authenticator_is_sealed_at_rest(person: Any) -> None:
    secret = with_totp(person)

    assert secret not in str(Authenticator.objects.get().data)


def test_guessing_codes_is_stopped(person: Any, client: Client) -> None:
    secret = with_totp(person)
    attempt(client, person.email, PASSWORD)
    for _ in range(6):
        client.post("/masuk/dua-langkah/", {"code": "000000"})

    answer = client.post("/masuk/dua-langkah/", {"code": code_of(secret)})

    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert client.get("/akun/").status_code == 302


def test_an_authenticator_is_set_up_with_recovery_codes(
    person: Any, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    attempt(client, person.email, PASSWORD)
    client.post("/akun/konfirmasi/", {"password": PASSWORD})
    page = client.get("/akun/keamanan/aplikasi/")
    secret = page.context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/akun/keamanan/aplikasi/", {"code": code_of(secret)}, follow=True)

    assert "Kode pemulihan" in done.content.decode()
    assert {event.sentence for event in Event.objects.filter(act="second_factor.added")} == {
        "menambahkan verifikasi dua langkah (aplikasi autentikator)",
        "menambahkan verifikasi dua langkah (kode pemulihan)",
    }
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    again = Client()
    attempt(again, person.email, PASSWORD)
    assert again.post("/masuk/dua-langkah/", {"code": codes[0]}).status_code == 302
    once_more = Client()
    attempt(once_more, person.email, PASSWORD)
    assert once_more.post("/masuk/dua-langkah/", {"code": codes[0]}).status_code == 200


def test_changing_the_second_factor_asks_for_the_password_again(
    person: Any, client: Client
) -> None:
    sign_in(client, person)

    asked = client.get("/akun/keamanan/aplikasi/")
    wrong = client.post(asked.headers["Location"], {"password": "salah-sekali"})
    right = client.post(asked.headers["Location"], {"password": PASSWORD})

    assert asked.headers["Location"].startswith("/akun/konfirmasi/")
    assert "Kata sandi tidak cocok" in wrong.content.decode()
    assert right.headers["Location"] == "/akun/keamanan/aplikasi/"


@pytest.mark.parametrize("who", ["agency_admin", "operator", "inspector"])
def test_these_roles_set_up_a_second_factor_before_anything_else(
    cast: Cast, client: Client, settings: Any, who: str
) -> None:
    settings.BENING_REQUIRE_TWO_FACTOR = True
    person = getattr(cast, who)
    sign_in(client, person)

    before = client.get("/administrasi/")
    allowed = client.get("/akun/keamanan/")
    with_totp(person)
    after = client.get("/administrasi/")

    assert (before.status_code, before.headers["Location"]) == (302, "/akun/keamanan/")
    assert allowed.status_code == 200
    assert after.headers.get("Location") != "/akun/keamanan/"


@pytest.mark.parametrize("who", ["pic", "unit_head", "area_member"])
def test_other_roles_may_go_without(cast: Cast, client: Client, settings: Any, who: str) -> None:
    settings.BENING_REQUIRE_TWO_FACTOR = True
    sign_in(client, getattr(cast, who))

    assert client.get("/akun/").status_code == 200


def test_the_last_second_factor_stays_while_the_role_asks_for_it(
    cast: Cast, client: Client, settings: Any
) -> None:
    settings.BENING_REQUIRE_TWO_FACTOR = True
    admin = cast.agency_admin
    admin.set_password(PASSWORD)
    admin.save()
    secret = with_totp(admin)
    attempt(client, admin.email, PASSWORD)
    client.post("/masuk/dua-langkah/", {"code": code_of(secret)})
    client.post("/akun/konfirmasi/", {"password": PASSWORD})

    response = client.post("/akun/keamanan/aplikasi/hapus/")

    assert "mewajibkan verifikasi dua langkah" in response.content.decode()
    assert Authenticator.objects.filter(user=admin, type="totp").exists()


def test_passkey_options_name_the_public_host(client: Client, db: None) -> None:
    options = client.get("/masuk/kunci-sandi/", headers={"Accept": "application/json"}).json()

    assert options["request_options"]["publicKey"]["rpId"] == "localhost"
    assert options["request_options"]["publicKey"]["userVerification"] in {"preferred", "required"}


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{}",
        "[]",
        '{"id": "x"}',
        '{"id": "eA", "rawId": "eA", "response": {}}',
        '{"id": 1}',
        "bukan json",
    ],
)
def test_a_forged_passkey_opens_nothing(client: Client, db: None, credential: str) -> None:
    client.get("/masuk/kunci-sandi/", headers={"Accept": "application/json"})

    response = client.post("/masuk/kunci-sandi/", {"credential": credential})

    assert response.status_code == 302
    assert client.get("/akun/").status_code == 302


def test_pseudonyms_differ_by_client_and_by_day() -> None:
    first = pseudonym("203.0.113.7", today=TODAY)

    assert first == pseudonym("203.0.113.7", today=TODAY)
    assert first != pseudonym("203.0.113.8", today=TODAY)
    assert first != pseudonym("203.0.113.7", today=TODAY + timedelta(days=1))
    assert pseudonym("2001:db8::1", today=TODAY) == pseudonym("2001:db8::2", today=TODAY)
    assert pseudonym("", today=TODAY) == pseudonym("kosong", today=TODAY)
