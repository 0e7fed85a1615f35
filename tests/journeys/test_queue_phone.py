"""A visitor's phone through a morning: without script, late, and with its page lost."""

from io import BytesIO

from playwright.sync_api import Page, expect

from tests.features.queues.test_prints import holds_code
from tests.journeys.conftest import rows
from tests.journeys.mornings import Morning, calls_next, morning, serves, starts
from tests.journeys.test_looks import ASK, AXE, TAGS
from tests.journeys.test_survey_respondent import PHONE

__all__ = ["morning"]

BY_ITSELF = 45_000
"""Milliseconds within which a page without script, asking every 20 seconds, shows what is new."""


def test_a_phone_without_script_waits_gives_up_and_says_that_it_was_not_served(
    morning: Morning,
) -> None:
    officer = morning.sits_down("officer", 1)
    phone = morning.phone(java_script_enabled=False)
    expect(phone.locator(".p-ticket-no")).to_have_text("B-001")
    other = morning.phone(java_script_enabled=False)
    expect(other.get_by_text("1 orang lagi")).to_be_visible()
    other.get_by_role("link", name="Batalkan", exact=True).click()
    expect(other.get_by_role("heading", name="Batalkan nomor B-002?")).to_be_visible()
    other.get_by_role("button", name="Ya, batalkan").click()
    expect(other.get_by_role("heading", name="Nomor B-002 dibatalkan")).to_be_visible()

    calls_next(officer, "B-001")
    expect(phone.locator(".p-called-loket")).to_have_text("Loket 1", timeout=BY_ITSELF)
    starts(officer)
    morning.after(2)
    officer.page.get_by_role("button", name="Selesai").click()
    expect(officer.page.locator(".b-desk-no")).to_have_count(0)
    expect(phone.get_by_role("heading", name="Selesai.")).to_be_visible(timeout=BY_ITSELF)

    phone.get_by_role("link", name="Saya belum dilayani").click()
    expect(phone.get_by_role("heading", name="Anda belum dilayani?")).to_be_visible()
    phone.get_by_role("button", name="Ya, saya belum dilayani").click()
    expect(phone.locator(".p-ticket-no")).to_have_text("B-001")
    calls_next(officer, "B-001")
    serves(morning, officer, minutes=6)
    expect(phone.get_by_text("Janji 45 menit tidak terpenuhi")).to_be_visible(timeout=BY_ITSELF)
    assert morning.told("label, state, is_kept") == [
        ("B-001", "done", 0),
        ("B-002", "cancelled", None),
    ]
    coordinator = morning.life.person("coordinator")
    coordinator.go(morning.page("janji-lewat/"))
    expect(coordinator.page.get_by_text("B-001").first).to_be_visible()
    assert rows(morning.life.data, "SELECT kind FROM queues_promisebreach") == [("reopened",)]


def test_who_is_late_keeps_the_number_and_others_go_first(morning: Morning) -> None:
    officer = morning.sits_down("officer", 1)
    phone = morning.phone()
    expect(phone.locator(".p-ticket-no")).to_have_text("B-001")
    phone.get_by_role("link", name="Saya terlambat").click()
    has_no_barriers(phone)
    phone.get_by_role("button", name="10 menit").click()
    expect(phone.get_by_text("Anda tidak dipanggil sebelum pukul")).to_be_visible()
    other = morning.phone()
    expect(other.locator(".p-ticket-no")).to_have_text("B-002")

    calls_next(officer, "B-002")
    serves(morning, officer, minutes=5)
    expect(officer.page.get_by_text("Tidak ada yang menunggu loket ini")).to_be_visible()
    morning.after(6)
    expect(phone.get_by_text("Anda tidak dipanggil sebelum pukul")).to_have_count(
        0, timeout=BY_ITSELF
    )
    calls_next(officer, "B-001")
    expect(phone.locator(".p-called-loket")).to_have_text("Loket 1")
    serves(morning, officer, minutes=5)
    expect(phone.get_by_text("Janji 45 menit terpenuhi.")).to_be_visible()
    [(paused, promise, is_kept), _other] = morning.told(
        "paused_seconds, (julianday(due_at) - julianday(promise_from)) * 1440, is_kept"
    )
    assert (paused, round(float(str(promise))), is_kept) == (600, 55, 1)


def test_an_officer_shows_the_way_back_to_a_lost_page(morning: Morning) -> None:
    officer = morning.sits_down("officer", 1)
    phone = morning.phone()
    address = phone.url
    expect(phone.locator(".p-ticket-no")).to_have_text("B-001")
    phone.context.close()

    officer.page.get_by_role("link", name="Ambilkan nomor").click()
    officer.fill({"Nomor": "B-001"})
    officer.press("Cari halaman nomor")
    expect(officer.page.get_by_role("heading", name="Kode nomor B-001")).to_be_visible()
    officer.has_no_barriers()
    assert shows_code(officer.page, address)
    again = morning.life.visitor(**PHONE)
    again.goto(address)
    expect(again.locator(".p-ticket-no")).to_have_text("B-001")

    officer.page.get_by_role("link", name="Loket", exact=True).click()
    calls_next(officer, "B-001")
    expect(again.locator(".p-called-loket")).to_have_text("Loket 1")
    officer.press("QR nomor ini")
    assert shows_code(officer.page, address)


def shows_code(page: Page, address: str) -> bool:
    """Whether the page's code is that of the address, module by module."""
    from PIL import Image  # noqa: PLC0415 - heavy

    drawn = page.locator(".b-hand-qr").screenshot()
    return holds_code(Image.open(BytesIO(drawn)).convert("L"), address)


def has_no_barriers(page: Page) -> None:
    """No fault that axe finds, and not wider than the screen."""
    page.evaluate(AXE)
    assert page.evaluate(ASK, TAGS) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
