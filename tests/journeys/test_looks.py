"""Main pages in both themes: axe finds nothing, nothing is wider than the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Story, Visit
from tests.servers import Running

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """async (tags) => {
  const found = await axe.run(document, { runOnly: tags });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((n) => n.target).join(", ")}`);
}"""
OF_PIC = (
    "/",
    "{sheet}?area=5",
    "{sheet}?lembar=penuh",
    "{sheet}?area=5&simulasi=1",
    "{sheet}?cari=survei",
    "{sheet}butir/A.I.5.iii.c/riwayat/",
    "{sheet}butir/A.I.5.iii.c/penugasan/",
    "{sheet}periksa/",
    "{sheet}impor/",
    "/bukti/",
    "/bukti/lembar/{key}/A.I.5.iii.c/",
    "/bukti/lembar/{key}/A.I.5.iii.c/pakai-ulang/",
    "/bukti/lembar/{key}/A.I.5.iii.c/tautan/",
    "/instrumen/",
    "/instrumen/lke-2021/",
    "/akun/",
    "/akun/keamanan/",
    "/akun/sesi/",
    "/akun/token/",
    "/akun/unit/",
    "/unit/{unit}/tim/",
    "/titik-periksa/",
)
OF_ADMIN = (
    "/papan/",
    "/administrasi/",
    "/administrasi/siklus/",
    "/administrasi/siklus/baru/",
    "/administrasi/program/",
    "/administrasi/orang/",
    "/administrasi/unit/",
    "/administrasi/instrumen/impor/",
    "/instrumen/banding/",
    "/komponen/",
)


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with the page at an address."""
    answer = page.goto(address)
    assert answer, address
    page.evaluate(AXE)
    wrong: list[str] = page.evaluate(ASK, TAGS)
    if answer.status != 200:
        wrong.append(f"status {answer.status}")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("wider than the screen")
    return [f"{address}: {one}" for one in wrong]


@pytest.fixture
def addresses(story: Callable[..., Story]) -> Callable[[tuple[str, ...]], list[str]]:
    """Patterns filled with the keys of a story."""
    here = story("looks")
    values: dict[str, Any] = {"sheet": here.path(), "key": here.sheet, "unit": here.unit}
    return lambda patterns: [pattern.format(**values) for pattern in patterns]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("who", "pages"), [("looks", OF_PIC), ("admin", OF_ADMIN)])
def test_main_pages_have_no_fault(
    server: Running,
    story: Callable[..., Story],
    visit: Visit,
    addresses: Callable[[tuple[str, ...]], list[str]],
    who: str,
    pages: tuple[str, ...],
    scheme: Literal["light", "dark"],
) -> None:
    width = 1280 if scheme == "light" else 390
    page = visit(server, story(who), color_scheme=scheme, viewport={"width": width, "height": 900})

    found = [fault for address in addresses(pages) for fault in faults(page, address)]

    assert found == []


def test_the_entrance_has_no_fault(server: Running, visit: Visit) -> None:
    for scheme in ("light", "dark"):
        page = visit(server, color_scheme=scheme)
        assert faults(page, "/masuk/") + faults(page, "/masuk/lupa/") == []
