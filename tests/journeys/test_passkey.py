"""A passkey is made and signs in, at the real address of a real server."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Story, Visit, sign_in
from tests.people import PASSWORD
from tests.servers import Running

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_made_and_signs_in(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    page = visit(server)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto("/masuk/?next=/akun/")
    sign_in(page, story("keys").head, "/akun/")

    page.goto("/akun/keamanan/kunci-sandi/tambah/")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Konfirmasi").click()
    page.get_by_label("Nama kunci sandi").fill("Ponsel dinas")
    page.get_by_role("button", name="Buat kunci sandi").click()
    page.wait_for_url("**/kode-pemulihan/")
    page.context.clear_cookies()
    page.goto("/masuk/?next=/akun/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()

    page.wait_for_url("**/akun/")
    expect(page.get_by_role("heading", name="Akun saya")).to_be_visible()
