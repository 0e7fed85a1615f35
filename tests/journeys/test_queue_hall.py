"""A morning in a service hall: phone, kiosk, counter and display beside each other.

The clock of the server is moved. Nobody reloads a page: what happens at one place is seen at the
others.
"""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import rows
from tests.journeys.lives import Human
from tests.journeys.mornings import (
    FAMILY_CARD,
    TV,
    Morning,
    calls_next,
    morning,
    serves,
    starts,
)
from tests.journeys.test_survey_respondent import PHONE

__all__ = ["morning"]

NOTICED = 45_000
"""Milliseconds within which the look at the promises, every 15 seconds, comes about."""


def test_phone_kiosk_counter_and_display_tell_the_same(morning: Morning) -> None:
    screen = morning.display()
    expect(screen.get_by_text("Belum ada panggilan hari ini")).to_be_visible()
    officer = morning.sits_down("officer", 1)
    phone = morning.phone()
    expect(phone.locator(".p-ticket-no")).to_have_text("B-001")
    morning.after(2)
    kiosk = taken_at_kiosk(morning)

    calls_next(officer, "B-001")
    expect(phone.get_by_role("heading", name="Giliran Anda. Silakan ke")).to_be_visible()
    expect(phone.locator(".p-called-loket")).to_have_text("Loket 1")
    expect(screen.locator(".d-call-no")).to_have_text("B-001")
    expect(screen.locator(".d-call-lo")).to_have_text("1")
    officer.has_no_barriers()
    serves(morning, officer, minutes=7)
    expect(phone.get_by_role("heading", name="Selesai.")).to_be_visible()
    expect(phone.get_by_text("Janji 45 menit terpenuhi.")).to_be_visible()

    calls_next(officer, "B-K1-001")
    expect(screen.locator(".d-call-no")).to_have_text("B-K1-001")
    expect(screen.locator(".d-last li")).to_have_count(2)
    serves(morning, officer, minutes=5)
    kiosk.close()
    assert morning.told("state, is_kept, channel") == [
        ("done", 1, "phone"),
        ("done", 1, "kiosk"),
    ]


def test_a_promise_that_is_over_brings_a_second_officer(morning: Morning) -> None:
    screen = morning.display()
    officer = morning.sits_down("officer", 1)
    morning.phone()
    calls_next(officer, "B-001")
    starts(officer)
    late = morning.phone()
    expect(late.locator(".p-ticket-no")).to_have_text("B-002")

    morning.after(46)
    helper = morning.life.person("backup", viewport=PHONE["viewport"])
    comes(helper, morning.page("cadangan/"))
    helper.has_no_barriers()
    helper.press("Ya, saya ke loket 2")
    helper.go(morning.page("loket/"))
    calls_next(helper, "B-002")
    expect(late.locator(".p-called-loket")).to_have_text("Loket 2")
    expect(screen.locator(".d-call-lo")).to_have_text("2")
    serves(morning, helper, minutes=6)
    expect(late.get_by_text("Janji 45 menit tidak terpenuhi")).to_be_visible()
    expect(late.get_by_text("Dokumen diantar tanpa biaya")).to_be_visible()

    coordinator = morning.life.person("coordinator")
    coordinator.go(morning.page())
    coordinator.page.get_by_role("link", name="Isi alasan").click()
    coordinator.page.get_by_role("link", name="Jelaskan", exact=True).click()
    coordinator.fill({"Sebab": "Loket kurang"})
    coordinator.press("Simpan sebab")
    coordinator.reads("Loket kurang")
    [(kind, cause)] = rows(morning.life.data, "SELECT kind, cause FROM queues_promisebreach")
    assert (kind, cause) == ("late", "too_few")
    offers = rows(morning.life.data, "SELECT state FROM queues_backupoffer")
    assert offers == [("accepted",)]


def taken_at_kiosk(morning: Morning) -> Page:
    """Somebody without a phone touches the kiosk and keeps the number in mind."""
    kiosk = morning.life.visitor(**TV)
    kiosk.goto(morning.life.told["kiosk"])
    kiosk.get_by_role("link", name=FAMILY_CARD).click()
    kiosk.get_by_role("button", name="Pakai ponsel saja").click()
    expect(kiosk.locator(".k-out-no")).to_have_text("B-K1-001")
    return kiosk


def comes(helper: Human, address: str) -> None:
    """The request for help appears on the page by itself."""
    helper.go(address)
    asked = helper.page.get_by_role("button", name="Ya, saya ke loket 2")
    expect(asked).to_be_visible(timeout=NOTICED)
