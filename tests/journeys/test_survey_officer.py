"""A survey officer's quarter: from the design to the page that everybody reads.

The clock of the server is moved; mails go over real SMTP; people answer by the links they got.
"""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from playwright.sync_api import expect

from bening.surveys.calendar_quarters import NUMERALS, quarter_before, quarter_of
from tests.journeys import clock
from tests.journeys.conftest import Visit, rows, seed
from tests.journeys.lives import Human, Life
from tests.journeys.office_seed import SERVICES
from tests.journeys.test_survey_respondent import PHONE, answer_all, thanked
from tests.mail_server import MailServer, mail_server
from tests.servers import free_port, serve

UNIT = "33"
INVITED = 16
WITHIN = 60.0
"""Seconds for what is done in the background."""
PERIOD = "/survei-unit/{}/"


@dataclass
class Quarter:
    """The quarter that is asked about, its people and their mails."""

    life: Life
    mails: MailServer
    start: date
    end: date

    @property
    def name(self) -> str:
        year, number = quarter_of(self.start)
        return f"Triwulan {NUMERALS[number - 1]} {year}"

    @property
    def slug(self) -> str:
        year, number = quarter_of(self.start)
        return f"{UNIT}-{year}-t{number}"

    def until(self, day: date) -> None:
        self.life.until(day.month, day.day, day.year)

    def page(self) -> str:
        """The address of the period's page."""
        [(key,)] = rows(self.life.data, "SELECT id FROM surveys_surveyperiod")
        return PERIOD.format(UUID(str(key)))

    def counted(self, table: str) -> int:
        return int(rows(self.life.data, f"SELECT count(*) FROM surveys_{table}")[0][0])


@pytest.fixture
def quarter(installed: Path, visit: Visit, tmp_path: Path) -> Iterator[Quarter]:
    """The last quarter that is over today, ten days before it begins."""
    data, file, port = tmp_path / "data", tmp_path / "clock", free_port()
    found = quarter_before(datetime.now(UTC).date())
    shutil.copytree(installed, data)
    told = seed(data, "tests.journeys.office_seed", "quarter", found.start.isoformat())
    begin = found.start - timedelta(days=10)
    clock.set_clock(file, datetime.combine(begin, hour(2, 30), UTC))
    settings: dict[str, Any] = {
        "BENING_REQUIRE_TWO_FACTOR": "tidak",
        "BENING_MAIL_HOST": "127.0.0.1",
        "BENING_MAIL_PORT": str(port),
        "BENING_MAIL_STARTTLS": "tidak",
        clock.FILE: str(file),
    }
    with (
        mail_server(port) as mails,
        serve(data, before=clock.PRELUDE + clock.WAITS, **settings) as running,
    ):
        yield Quarter(Life(running, visit, told, file), mails, found.start, found.end)


def test_quarter_from_design_to_publication(quarter: Quarter) -> None:
    officer, head = quarter.life.person("officer"), quarter.life.person("head")
    designed(quarter, officer)
    approved(quarter, head)
    links = invited(quarter, officer)
    number = answered(quarter, links)
    sealed(quarter, officer)
    closed(quarter, officer)
    published(quarter, officer, head)
    read_by_everybody(quarter, number)


def designed(quarter: Quarter, officer: Human) -> None:
    officer.go("/survei-unit/rencana/")
    officer.fill(
        {
            "Nama": quarter.name,
            "Kuesioner": "Survei Kepuasan Masyarakat v1 (bawaan)",
            "Mulai": quarter.start.isoformat(),
            "Sampai": quarter.end.isoformat(),
        }
    )
    officer.has_no_barriers()
    officer.press("Simpan rancangan")
    officer.reads("Dirancang")


def approved(quarter: Quarter, head: Human) -> None:
    """N comes from the register of the quarter before."""
    head.turn("Setujui periode survei", quarter.name)
    head.press("Setujui periode")
    head.reads("Disetujui")
    finished = sum(count for _, count in SERVICES.values())
    [(people, wanted)] = rows(
        quarter.life.data, "SELECT population, wanted FROM surveys_surveyperiod"
    )
    assert people == finished
    assert 10 <= wanted <= finished


def invited(quarter: Quarter, officer: Human) -> list[str]:
    """The calendar opens the period; a list is uploaded and everybody on it gets a link."""
    quarter.until(quarter.start + timedelta(days=6))
    comes_to(officer, quarter.page(), "Dibuka")
    served = (quarter.start + timedelta(days=2)).isoformat()
    codes = [code for code, (_, count) in SERVICES.items() for _ in range(count + 1)]
    lines = [f"warga{at}@surel.example,{code},{served}" for at, code in enumerate(codes)]
    officer.go(f"{quarter.page()}undang/")
    officer.has_no_barriers()
    content = "\n".join(("Surel,Kode layanan,Tanggal selesai", *lines)).encode()
    officer.fill(
        {
            "Daftar, CSV atau XLSX": {
                "name": "daftar.csv",
                "mimeType": "text/csv",
                "buffer": content,
            }
        }
    )
    officer.press("Baca daftar")
    assert quarter.mails.to("warga") == []
    officer.has_no_barriers()
    officer.press("Kirim undangan")
    until = time.monotonic() + WITHIN
    while len(quarter.mails.to("@surel.example")) < INVITED and time.monotonic() < until:
        time.sleep(0.1)
    link = re.compile(rf"/survei/{quarter.slug}/u/\S+/")
    texts = [one.get_content() for one in quarter.mails.to("@surel.example")]
    links = [found[0] for text in texts if (found := link.search(text))]
    assert len(set(links)) == len(codes) == INVITED
    return links


def answered(quarter: Quarter, links: list[str]) -> str:
    """One on a phone, one without script, the others as their browsers post; a receipt number."""
    phone = quarter.life.visitor(**PHONE)
    phone.goto(links[0])
    answer_all(phone)
    phone.get_by_role("button", name="Kirim jawaban").click()
    number = thanked(phone)
    plain = quarter.life.visitor(java_script_enabled=False, **PHONE)
    plain.goto(links[1])
    answer_all(plain)
    plain.get_by_role("button", name="Kirim jawaban").click()
    thanked(plain)
    codes = [code for code, (_, count) in SERVICES.items() for _ in range(count + 1)]
    for at, link in enumerate(links[2:], 2):
        fields = {f"i-U{item}": str(3 + (at + item) % 2) for item in range(1, 10)}
        fields |= {"token": link.split("/")[-2], "a-service": codes[at], "language": "id"}
        status, headers, _ = quarter.life.server.ask(
            "POST",
            f"/survei/{quarter.slug}/kirim/",
            urlencode(fields).encode(),
            "Content-Type: application/x-www-form-urlencoded\r\n",
        )
        assert (status, "/terima-kasih/" in headers["location"]) == (303, True)
    assert quarter.counted("surveytoken") == 0
    assert quarter.counted("intakerow") == INVITED
    return number


def sealed(quarter: Quarter, officer: Human) -> None:
    """After midnight all but five answers stand under the root of the day."""
    quarter.until(quarter.start + timedelta(days=7))
    comes_to(officer, quarter.page(), "Belum cukup.")
    until = time.monotonic() + WITHIN
    while quarter.counted("surveyresponse") == 0 and time.monotonic() < until:
        time.sleep(0.2)
    assert quarter.counted("surveyresponse") == INVITED - 5
    officer.go(quarter.page())
    officer.reads(f"{INVITED - 5} isian survei hari")
    officer.has_no_barriers()


def closed(quarter: Quarter, officer: Human) -> None:
    """The calendar closes the period, and the last answers are sealed."""
    quarter.until(quarter.end + timedelta(days=1))
    comes_to(officer, quarter.page(), "5 isian survei hari")
    assert quarter.counted("surveyresponse") == INVITED
    assert quarter.counted("intakerow") == 0


def published(quarter: Quarter, officer: Human, head: Human) -> None:
    """Worked out by the calendar, confirmed and published by the head."""
    comes_to(officer, f"{quarter.page()}hasil/", "Dasar hasil")
    officer.has_no_barriers()
    head.turn("Tetapkan hasil survei", quarter.name)
    head.page.get_by_role("link", name="Hasil dan integritas").click()
    head.press("Tetapkan hasil")
    head.go(f"{quarter.page()}publikasi/")
    head.press("Publikasikan hasil")
    head.has_no_barriers()


def read_by_everybody(quarter: Quarter, number: str) -> None:
    """The index is public, and who answered finds the receipt in the list."""
    visitor = quarter.life.visitor()
    visitor.goto(f"/survei/{quarter.slug}/hasil/")
    expect(visitor.get_by_role("region", name="Indeks", exact=True)).to_contain_text("IKM")
    expect(visitor.get_by_role("region", name="Bisakah angka ini dipercaya?")).to_contain_text(
        str(INVITED)
    )
    visitor.goto(f"/survei/{quarter.slug}/tanda-terima/")
    visitor.get_by_label("Cari nomor Anda").fill(number)
    visitor.get_by_role("button", name="Cari", exact=True).click()
    expect(visitor.get_by_role("status").first).to_contain_text("Ada dalam hitungan.")


def comes_to(human: Human, address: str, words: str) -> None:
    """Reloads until the page says so, which work in the background brings about."""
    until = time.monotonic() + WITHIN
    human.go(address)
    while not human.page.get_by_text(words).count():
        assert time.monotonic() < until, f"{address} does not say {words}"
        time.sleep(0.5)
        human.go(address)
