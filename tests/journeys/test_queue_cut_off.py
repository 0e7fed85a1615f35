"""A morning in which a line is cut, the server falls, and no hand reaches for a mouse."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.cables import cable
from tests.journeys.conftest import LINE_LOST
from tests.journeys.lives import Human
from tests.journeys.mornings import Morning, calls_next, morning, serves, starts
from tests.journeys.test_without_mouse import FOCUS_IS_VISIBLE

__all__ = ["morning"]

SILENT = 40_000
"""Milliseconds within which a display without news, after 20 seconds, says so."""
BACK = 60_000
"""Milliseconds within which a page finds a server that is there again, on a busy machine."""
HEAR = """
window.heard = [];
document.addEventListener("bening:announce", event => window.heard.push(event.detail.clips.join()));
"""


def test_a_display_that_was_cut_off_shows_what_it_missed_and_says_what_is_fresh(
    morning: Morning,
) -> None:
    with cable(morning.life.server.port) as line:
        screen = morning.display(over=line.port, allowed=LINE_LOST)
        screen.add_init_script(HEAR)
        screen.reload()
        officer = morning.sits_down("officer", 1)
        for number in range(1, 4):
            phone = morning.phone()
            expect(phone.locator(".p-ticket-no")).to_have_text(f"B-00{number}")
            phone.context.close()
        calls_next(officer, "B-001")
        expect(screen.locator(".d-call-no")).to_have_text("B-001")

        line.pull()
        serves(morning, officer, minutes=1)
        calls_next(officer, "B-002")
        expect(screen.get_by_text("Layar terputus")).to_be_visible(timeout=SILENT)
        expect(screen.locator(".d-call-no")).to_have_text("B-001")
        serves(morning, officer, minutes=9)
        calls_next(officer, "B-003")
        expect(screen.locator(".d-call-no")).to_have_text("B-001")

        line.plug_in()
        expect(screen.locator(".d-call-no")).to_have_text("B-003", timeout=BACK)
        expect(screen.get_by_text("Layar terputus")).to_be_hidden()
        expect(screen.locator(".d-last li .d-no")).to_have_text(["B-003", "B-002", "B-001"])
        expect(screen.locator("[data-clock]")).to_have_text(re.compile(r"09\.4\d"))
        assert [last_digit(said) for said in heard(screen)] == ["digit_1", "digit_3"]
        screen.context.close()


def test_a_restarted_server_finds_the_call_and_a_second_click_is_harmless(
    morning: Morning,
) -> None:
    lost = (*LINE_LOST, "Failed to load resource")
    officer = morning.sits_down("officer", 1, allowed=lost)
    phone = morning.phone(allowed=lost)
    expect(phone.locator(".p-ticket-no")).to_have_text("B-001")
    other = morning.phone(allowed=lost)
    expect(other.locator(".p-ticket-no")).to_have_text("B-002")
    calls_next(officer, "B-001")
    expect(phone.locator(".p-called-loket")).to_have_text("Loket 1")
    second = officer.page.context.new_page()
    second.goto(morning.page("loket/"))
    second.route("**/loket/?kini=*", lambda route: route.abort())
    second.route("**/sse/**", lambda route: route.abort())

    morning.falls()
    officer.page.get_by_role("button", name="Mulai layani").click()
    with morning.starts_again():
        expect(officer.page.locator(".b-desk-no")).to_have_text("B-001")
        starts(officer)
        second.get_by_role("button", name="Mulai layani").click()
        expect(second.get_by_role("button", name="Selesai")).to_be_enabled()
        expect(phone.get_by_role("heading", name="Anda sedang dilayani")).to_be_visible(
            timeout=BACK
        )
        morning.after(5)
        second.close()
        officer.page.get_by_role("button", name="Selesai").dblclick()
        expect(officer.page.locator(".b-desk-no")).to_have_count(0)
        expect(phone.get_by_role("heading", name="Selesai.")).to_be_visible(timeout=BACK)
        button = officer.page.get_by_role("button", name="Panggil berikutnya")
        button.dblclick()
        expect(officer.page.locator(".b-desk-no")).to_have_text("B-002")
        assert morning.acts("B-001") == ["issued", "called", "started", "finished"]
        assert morning.acts("B-002") == ["issued", "called"]


def test_the_counter_is_worked_by_keys_alone(morning: Morning) -> None:
    officer = morning.life.person("officer")
    officer.go(morning.page("loket/"))
    for _visitor in range(2):
        morning.phone().context.close()
    page = officer.page
    tabs_to(page, "Buka loket 1")
    page.keyboard.press("Enter")
    expect(page.locator(".b-desk-next__no")).to_have_text("B-001")

    page.keyboard.press("n")
    stands(officer, "B-001", "Dipanggil")
    page.keyboard.press("u")
    expect(page.get_by_text("panggilan ke-2 dari 3")).to_be_visible()
    page.keyboard.press("Space")
    stands(officer, "B-001", "Dilayani")
    page.keyboard.press("t")
    expect(page.locator(".b-desk-no")).to_have_count(0)
    tabs_to(page, "Lanjutkan")
    assert page.evaluate(FOCUS_IS_VISIBLE)
    page.keyboard.press("Enter")
    stands(officer, "B-001", "Dilayani")
    page.keyboard.press("p")
    page.wait_for_url("**/pindah/")
    tabs_until(page, "document.activeElement.name === 'queue'")
    page.keyboard.press("ArrowDown")
    tabs_until(page, "document.activeElement.name === 'is_done'")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/loket/")

    page.keyboard.press("n")
    stands(officer, "B-001", "Dipanggil")
    page.keyboard.press("Space")
    stands(officer, "B-001", "Dilayani")
    page.keyboard.press("s")
    expect(page.locator(".b-desk-no")).to_have_count(0)
    page.keyboard.press("n")
    stands(officer, "B-002", "Dipanggil")
    assert morning.acts("B-001") == [
        "issued", "called", "recalled", "started", "held", "resumed", "transferred",
        "called", "started", "finished",
    ]  # fmt: skip
    officer.has_no_barriers()


def stands(officer: Human, label: str, state: str) -> None:
    """The number at the counter, and what it is doing there."""
    expect(officer.page.locator(".b-desk-no")).to_have_text(label)
    expect(officer.page.locator(".b-desk-now .b-desk-chip").first).to_have_text(state)


def tabs_to(page: Page, words: str) -> None:
    """Presses Tab until the button that says this has the focus."""
    said = "document.activeElement.matches('button') && document.activeElement.textContent"
    tabs_until(page, f"({said} || '').includes('{words}')")


def tabs_until(page: Page, condition: str) -> None:
    """Presses Tab until the script says so."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
    raise AssertionError(f"Tab does not lead to where {condition}")


def heard(screen: Page) -> list[str]:
    """The clips of each call that was handed to the voice."""
    found: list[str] = screen.evaluate("window.heard")
    return found


def last_digit(clips: str) -> str:
    """The last digit of the number, before the way to the counter."""
    return [one for one in clips.split(",") if one.startswith("digit_")][2]
