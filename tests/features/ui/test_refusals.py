"""Refusals and errors: pages for people, toasts for htmx, problem+json for programs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import translation

from bening.domain.refusals import Refused
from bening.ui import refusals

HTMX: dict[str, Any] = {"headers": {"HX-Request": "true"}}
JSON: dict[str, Any] = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(refusals, "_sentences", dict(refusals._sentences))
    refusals.say(
        {
            "test_head_only": "Hanya kepala %(unit)s yang dapat mengirim.",
            "test_options": "Pilih salah satu: %(options)s.",
            "test_span_too_long": "Masa %(days)s hari terlalu panjang.",
        }
    )
    with override_settings(
        ROOT_URLCONF="tests.features.ui.refusing_urls",
        CSRF_FAILURE_VIEW="bening.ui.errors.csrf_failure",
        LOGIN_URL="/masuk/",
    ):
        yield


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_missing_rights_are_a_403_that_gives_the_reason(client: Client) -> None:
    response = client.get("/not_allowed/")

    assert response.status_code == 403
    assert "Hanya kepala Dinas &lt;A&gt; yang dapat mengirim." in response.text


@pytest.mark.parametrize(
    ("path", "status"), [("/rule/", 422), ("/own_status/", 410), ("/unsaid/", 422)]
)
def test_the_status_follows_the_refusal(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_code_without_a_sentence_is_still_named(client: Client) -> None:
    assert "test_never_said" in client.get("/unsaid/").text


def test_htmx_gets_a_toast_and_the_page_stays(client: Client) -> None:
    response = client.get("/not_allowed/", **HTMX)

    assert response.status_code == 403
    assert response.headers["HX-Retarget"] == "#b-toasts"
    assert response.headers["HX-Reswap"] == "beforeend"
    assert response.text.count("b-toast--unmet") == 1
    assert "<html" not in response.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/missing/", "Halaman tidak ditemukan"),
        ("/broken/", "Ada kesalahan di server"),
        ("/denied/", "Hanya ketua pokja 5"),
    ],
)
def test_error_pages_become_toasts_for_htmx(client: Client, path: str, words: str) -> None:
    response = client.get(path, **HTMX)

    assert response.headers["HX-Retarget"] == "#b-toasts"
    assert words in response.text
    assert "<html" not in response.text


def test_a_session_that_ended_is_a_toast_and_not_a_sign_in_page_inside_the_page(
    client: Client,
) -> None:
    response = client.get(
        "/members/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/lembar/?area=5"},
    )

    assert response.status_code == 401
    assert "Sesi berakhir. Isian Anda tersimpan di perangkat ini" in response.text
    assert 'href="/masuk/?next=%2Flembar%2F%3Farea%3D5"' in response.text


def test_other_redirects_go_on_their_way(client: Client) -> None:
    assert client.get("/members/").status_code == 302
    assert client.get("/elsewhere/", **HTMX).status_code == 302


def test_a_conflict_fragment_of_a_feature_is_left_alone(client: Client) -> None:
    response = client.get("/conflict/", **HTMX)

    assert response.status_code == 409
    assert response.text == "<article>two versions</article>"


def test_a_program_gets_a_problem_document(client: Client) -> None:
    response = client.get("/rule/", **JSON)

    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:bening:refusal:test_span_too_long",
        "title": "Masa 400 hari terlalu panjang.",
        "status": 422,
        "code": "test_span_too_long",
        "values": {"days": "400"},
    }


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (("Ya", "Tidak"), "Ya, Tidak", "Ya, Tidak"),
        (["A"], "A", "A"),
        (frozenset({"b", "a"}), "a, b", "a, b"),
        ((Fraction(5, 2), Decimal(4)), "2,5, 4", "2.5, 4"),
        (Decimal("3.625"), "3,625", "3.625"),
        (Decimal("1E+3"), "1000", "1000"),
        (Fraction(1, 8), "0,125", "0.125"),
        (date(2026, 5, 31), "31 Mei 2026", "31 May 2026"),
        (datetime(2026, 5, 31, 3, tzinfo=UTC), "31 Mei 2026 10.00 WIB", "31 May 2026 10:00 WIB"),
        (2026, "2026", "2026"),
        (1_000_000_000, "1.000.000.000", "1,000,000,000"),
        (None, "–", "–"),
        ("x" * 300, f"{'x' * 200}…", f"{'x' * 200}…"),
    ],
)
def test_values_are_written_for_readers(value: object, indonesian: str, english: str) -> None:
    refusals.say({"test_valued": "%(value)s"})
    refusal = Refused("test_valued", value=value)

    with translation.override("id"):
        assert refusals.sentence(refusal) == indonesian
    with translation.override("en"):
        assert refusals.sentence(refusal) == english


def test_a_program_gets_many_values_as_a_list(client: Client) -> None:
    found = client.get("/options/", **JSON).json()

    assert found["title"] == "Pilih salah satu: Ya, Tidak."
    assert found["values"] == {"options": ["Ya", "Tidak"]}


def test_two_features_cannot_say_different_things_of_one_code() -> None:
    with pytest.raises(ValueError, match="already has a sentence"):
        refusals.say({"test_span_too_long": "Lain."})


def test_a_sentence_that_does_not_fit_its_values_does_not_break_the_page() -> None:
    assert "test_span_too_long" in refusals.sentence(Refused("test_span_too_long"))


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere/", 404, "bukan milik instansi Anda"),
        ("/large/", 413, "Kecilkan berkas"),
        ("/denied/", 403, "Hanya ketua pokja 5 yang dapat memverifikasi bukti ini."),
        ("/broken/", 500, "Yang sudah tersimpan tetap aman."),
    ],
)
def test_errors_say_what_to_do(client: Client, path: str, status: int, words: str) -> None:
    response = client.get(path)

    assert response.status_code == status
    assert words in response.text
    assert 'href="/"' in response.text


def test_a_broken_page_tells_nothing_of_its_inside(client: Client) -> None:
    assert "secret detail" not in client.get("/broken/").text


def test_a_form_after_the_session_is_over_says_that_nothing_is_lost() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/guarded/", headers={"Referer": "http://testserver/lembar/?area=5"})

    assert response.status_code == 403
    assert "Sesi berakhir. Isian Anda tersimpan di perangkat ini" in response.text
    assert 'href="/lembar/?area=5"' in response.text


def test_a_form_opened_before_signing_in_again_is_not_called_a_lost_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bening.ui.errors.signed_in", lambda _: True)
    response = Client(enforce_csrf_checks=True).post("/guarded/")

    assert response.status_code == 403
    assert "Halaman ini sudah lama terbuka" in response.text
    assert "Sesi berakhir" not in response.text


def test_the_way_back_never_leads_to_another_site() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/guarded/", headers={"Referer": "http://elsewhere.example/x"})

    assert "elsewhere" not in response.text
