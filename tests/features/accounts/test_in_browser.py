"""Signing in by passkey, and the pages of administration, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, sync_playwright

from bening.accounts.models import Role
from bening.audit.models import Event
from tests.people import PASSWORD, Cast, give, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def world(transactional_db: None) -> Cast:
    """The agency with its administrator, a unit and its people, made before the browser starts."""
    cast = Cast()
    cast.agency_admin.set_password(PASSWORD)
    cast.agency_admin.save()
    _people = (cast.pic, cast.area_lead, cast.colleague, cast.other_unit)
    return cast


@pytest.fixture
def page(
    world: Cast, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Page, list[str]]]:
    """A page of Chromium on the live server, and what the console complained about."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(base_url=live_server.url, locale="id-ID")
        opened = context.new_page()
        complaints: list[str] = []
        opened.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        yield opened, complaints
        browser.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/masuk/?next=/akun/")
    page.get_by_label("Alamat surel dinas").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/akun/")


def virtual_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_added_and_signs_in_without_a_password(
    world: Cast, page: tuple[Page, list[str]]
) -> None:
    tab, complaints = page
    virtual_authenticator(tab)
    sign_in(tab, world.agency_admin.email)

    tab.goto("/akun/keamanan/kunci-sandi/tambah/")
    tab.get_by_label("Kata sandi").fill(PASSWORD)
    tab.get_by_role("button", name="Konfirmasi").click()
    tab.get_by_label("Nama kunci sandi").fill("Ponsel dinas")
    tab.get_by_role("button", name="Buat kunci sandi").click()
    tab.wait_for_url("**/kode-pemulihan/")
    tab.goto("/keluar/")
    tab.get_by_role("button", name="Keluar").click()
    tab.wait_for_url("**/masuk/")
    tab.get_by_role("button", name="Masuk dengan kunci sandi").click()
    tab.wait_for_url(lambda address: "/masuk/" not in address)
    tab.goto("/akun/")

    assert tab.get_by_role("heading", name="Akun saya").is_visible()
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    assert Event.objects.filter(act="signin.succeeded").count() == 2
    assert complaints == []


def test_a_stopped_passkey_says_so_and_can_be_tried_again(page: tuple[Page, list[str]]) -> None:
    tab, _complaints = page
    tab.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('stopped'))")
    tab.goto("/masuk/")
    button = tab.get_by_role("button", name="Masuk dengan kunci sandi")

    button.click()

    tab.get_by_text("Tidak ada kunci sandi yang dipakai").wait_for()
    assert button.is_enabled()


def test_without_passkeys_the_button_says_why(page: tuple[Page, list[str]]) -> None:
    tab, _complaints = page
    tab.add_init_script("delete window.PublicKeyCredential")
    tab.goto("/masuk/")

    assert tab.get_by_role("button", name="Masuk dengan kunci sandi").is_disabled()
    assert tab.get_by_text("Peramban ini tidak mendukung kunci sandi").is_visible()


def test_the_pages_have_no_fault_that_axe_finds(world: Cast, page: tuple[Page, list[str]]) -> None:
    tab, complaints = page
    give(make_person("Rina Amalia", agency=world.agency), Role.UNIT_PIC, unit=world.unit)
    sign_in(tab, world.agency_admin.email)
    addresses = (
        "/administrasi/",
        "/administrasi/unit/",
        "/administrasi/unit/baru/",
        f"/administrasi/unit/{world.unit.pk}/",
        "/administrasi/orang/",
        f"/administrasi/orang/{world.pic.pk}/",
        f"/administrasi/instansi/{world.agency.pk}/",
        "/administrasi/kawasan/",
        "/administrasi/kawasan/baru/",
        "/administrasi/impor/orang/",
        "/akun/",
        "/akun/unit/",
        "/akun/token/",
        "/akun/keamanan/",
        "/akun/sesi/",
        "/akun/kata-sandi/",
    )
    found: dict[str, list[str]] = {}
    wide = []
    for address in addresses:
        tab.goto(address)
        found[address] = _faults(tab)
        tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
        if tab.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(address)
        tab.set_viewport_size({"width": 1280, "height": 900})

    assert {address: faults for address, faults in found.items() if faults} == {}
    assert wide == []
    assert complaints == []


def test_the_entrance_has_no_fault_that_axe_finds(page: tuple[Page, list[str]]) -> None:
    tab, _complaints = page
    found = {}
    for address in ("/masuk/", "/masuk/lupa/", "/undangan/" + "x" * 43 + "/"):
        tab.goto(address)
        found[address] = _faults(tab)

    assert {address: faults for address, faults in found.items() if faults} == {}


def _faults(tab: Page) -> list[str]:
    # The content policy keeps scripts out of the page; the test talks to the page from outside.
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    result = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [fault["id"] for fault in result["violations"]]
