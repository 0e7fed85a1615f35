"""A morning in a service hall: phone, kiosk, counter and display beside each other.

The clock of the server is moved. Nobody reloads a page: what happens at one place is seen at the
others.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import clock
from tests.journeys.conftest import Visit, rows, seed
from tests.journeys.lives import Human, Life
from tests.journeys.test_survey_respondent import PHONE
from tests.servers import serve

CHOOSE, DISPLAY = "/antrean/dukcapil/", "/antrean/dukcapil/layar/"
TV = {"viewport": {"width": 1920, "height": 1080}}
FAMILY_CARD = "Kartu Keluarga"
NOTICED = 45_000
"""Milliseconds within which the look at the promises, every 15 seconds, comes about."""


@dataclass
class Morning:
    """The hall, from half past nine on a Wednesday."""

    life: Life
    file: Path

    def after(self, minutes: float) -> None:
        """Time passes."""
        clock.set_clock(self.file, self.life.now + timedelta(minutes=minutes))

    def page(self, part: str = "") -> str:
        """The address of a page of the staff."""
        return f"/ruang-layanan/{self.life.told['hall']}/{part}"

    def display(self) -> Page:
        """The screen on the wall."""
        screen = self.life.visitor(**TV)
        screen.goto(DISPLAY)
        return screen

    def phone(self) -> Page:
        """Somebody takes a number for a family card on the phone."""
        phone = self.life.visitor(**PHONE)
        phone.goto(CHOOSE)
        phone.get_by_role("link", name=FAMILY_CARD).click()
        phone.get_by_role("button", name="Ambil nomor").click()
        phone.wait_for_url("**/tiket/**")
        return phone

    def sits_down(self, who: str, number: int) -> Human:
        """The officer opens a counter."""
        officer = self.life.person(who)
        officer.go(self.page("loket/"))
        officer.press(f"Buka loket {number}")
        return officer


@pytest.fixture
def morning(installed: Path, visit: Visit, tmp_path: Path) -> Iterator[Morning]:
    """The last Wednesday that is over."""
    data, file = tmp_path / "data", tmp_path / "clock"
    shutil.copytree(installed, data)
    told = seed(data, "tests.journeys.hall_seed")
    clock.set_clock(file, datetime.combine(last_wednesday(), time(2, 30), UTC))
    with serve(
        data,
        before=clock.PRELUDE + clock.WAITS,
        BENING_REQUIRE_TWO_FACTOR="tidak",
        JOURNEY_CLOCK=str(file),
    ) as running:
        yield Morning(Life(running, visit, told, file), file)


def last_wednesday() -> date:
    """Before today."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    return yesterday - timedelta(days=(yesterday.weekday() - 2) % 7)


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
    assert told(morning, "state, is_kept, channel") == [
        ("done", 1, "phone"),
        ("done", 1, "kiosk"),
    ]


def test_a_promise_that_is_over_brings_a_second_officer(morning: Morning) -> None:
    screen = morning.display()
    officer = morning.sits_down("officer", 1)
    morning.phone()
    calls_next(officer, "B-001")
    officer.page.get_by_role("button", name="Mulai layani").click()
    expect(officer.page.get_by_role("button", name="Selesai")).to_be_enabled()
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


def calls_next(officer: Human, label: str) -> None:
    """The button that calls, once somebody waits; the number stands at the counter."""
    officer.page.get_by_role("button", name=re.compile("^Panggil berikutnya")).click()
    expect(officer.page.locator(".b-desk-no")).to_have_text(label)


def serves(morning: Morning, officer: Human, *, minutes: float) -> None:
    """From the start to the end of a service, so many minutes later."""
    officer.page.get_by_role("button", name="Mulai layani").click()
    finish = officer.page.get_by_role("button", name="Selesai")
    expect(finish).to_be_enabled()
    morning.after(minutes)
    finish.click()
    expect(officer.page.locator(".b-desk-no")).to_have_count(0)


def comes(helper: Human, address: str) -> None:
    """The request for help appears on the page by itself."""
    helper.go(address)
    asked = helper.page.get_by_role("button", name="Ya, saya ke loket 2")
    expect(asked).to_be_visible(timeout=NOTICED)


def told(morning: Morning, columns: str) -> list[tuple[object, ...]]:
    """What the database holds of the tickets, in the order of being taken."""
    return rows(morning.life.data, f"SELECT {columns} FROM queues_ticket ORDER BY taken_at")
