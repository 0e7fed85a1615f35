"""Takes the pictures of README and guides from a running demo.

    ./run                                  in one window
    .venv/bin/python scripts/pictures.py   in another: writes docs/pictures/

Chromium is found like the browser tests find it; `--at` names another address of the demo. Those
of the queue need a demo that was made while its hall was open, and give its kiosk a new key;
`--only queue` takes them alone, as `--only channels` and `--only surveys` do with theirs.
"""

import argparse
import io
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PASSWORD = "Sungai-jernih-77"  # noqa: S105 - of made-up people, printed with the demo
LARGEST = 200_000
PHONE, DESK = (390, 844), (1280, 860)
UNIT_PIC = "pic.dukcapil@tirtamaya.example"
AGENCY_HEAD = "kepala@tirtamaya.example"
UNIT_HEAD = "kepala.dukcapil@tirtamaya.example"
TEAM_LEAD = "ketua.tpi@tirtamaya.example"
COORDINATOR = "koordinator@tirtamaya.example"
OFFICER = "loket3@tirtamaya.example"
WALL, KIOSK = (1280, 720), (540, 960)
HALL = "/antrean/dukcapil/"


def save(name: str, png: bytes) -> None:
    """Writes a picture, in fewer colours where it is large. Raises ValueError above 200 kB."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < LARGEST:
            PICTURES.mkdir(parents=True, exist_ok=True)
            (PICTURES / f"{name}.png").write_bytes(out.getvalue())
            print(f"{name}.png  {out.tell() // 1000} kB  {picture.width} x {picture.height}")
            return
    raise ValueError(f"{name} stays above {LARGEST} bytes")


class Desk:
    """One person before one screen."""

    def __init__(
        self, browser: Browser, at: str, who: str, size: tuple[int, int], *, dark: bool = False
    ) -> None:
        self.at = at
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        self.page: Page = self.context.new_page()
        self.go("/masuk/")
        if who:
            self.page.fill("input[name=login]", who)
            self.page.fill("input[name=password]", PASSWORD)
            self.page.click("form:has(input[name=password]) button[type=submit]")
            self.page.wait_for_load_state()

    def go(self, path: str) -> "Desk":
        """Opens a page and waits until it is still."""
        self.page.goto(self.at + path, wait_until="load")
        self.page.wait_for_timeout(600)
        return self

    def follow(self, link: str) -> "Desk":
        """Presses the first link that a selector finds."""
        self.page.locator(link).first.click()
        self.page.wait_for_load_state()
        self.page.wait_for_timeout(600)
        return self

    def shoot(self, name: str) -> "Desk":
        """Keeps what the window shows."""
        save(name, self.page.screenshot())
        return self


def take(browser: Browser, at: str) -> None:
    """Every picture, each from a story told in the guides."""
    Desk(browser, at, "", DESK).shoot("masuk")
    pic = Desk(browser, at, UNIT_PIC, DESK)
    pic.go("/").shoot("beranda")
    pic.go("/lembar-kerja/").shoot("lembar-kerja")
    sheet = pic.page.url.split("?")[0].removeprefix(at)
    pic.go(f"{sheet}periksa/").shoot("periksa")
    pic.go("/bukti/").shoot("bukti")
    pic.go(f"{sheet}butir/A.I.1.i.a/").shoot("butir")
    Desk(browser, at, UNIT_PIC, DESK, dark=True).go(sheet).shoot("lembar-kerja-gelap")
    phone = Desk(browser, at, UNIT_PIC, PHONE)
    phone.go(sheet).shoot("lembar-kerja-ponsel")
    phone.go("/").shoot("beranda-ponsel")
    Desk(browser, at, UNIT_HEAD, DESK).go("/").shoot("beranda-kepala")
    head = Desk(browser, at, AGENCY_HEAD, DESK)
    head.go("/papan/").shoot("papan")
    head.go("/giliran/").shoot("giliran")
    head.go("/papan/?q=Rumah+Sakit").follow("tbody a").shoot("program")
    head.go("/dokumen/?jenis=evaluation_report_2").follow("tbody a")
    head.follow("a[href*='/verifikasi/']").shoot("verifikasi")
    take_surveys(browser, at)
    take_queue(browser, at)
    take_channels(browser, at)
    lead = Desk(browser, at, TEAM_LEAD, DESK)
    lead.go("/giliran/").follow("main a[href*='/evaluasi/']").shoot("evaluasi")


def take_surveys(browser: Browser, at: str) -> None:
    """A question as a respondent sees it, and a published result."""
    pic = Desk(browser, at, UNIT_PIC, DESK)
    phone = Desk(browser, at, "", PHONE)
    phone.go(_public(pic.go("/survei-unit/?keadaan=open").follow("tbody a")))
    phone.follow("[data-survey-begin]")
    phone.page.locator(".p-opt:visible").first.click()  # the service; the first item follows
    phone.page.mouse.move(0, 0)
    phone.page.wait_for_timeout(1500)
    phone.shoot("survei-butir-ponsel")
    pic.go("/survei-unit/?keadaan=published").follow("tbody a")
    Desk(browser, at, "", DESK).go(f"{_public(pic)}hasil/").shoot("survei-hasil")


def take_queue(browser: Browser, at: str) -> None:
    """A number on the phone, what hangs and stands in the hall, and what its people see."""
    phone = Desk(browser, at, "", PHONE)
    phone.go(HALL).shoot("antrean-pilih")
    phone.follow("a[href*='queue=B']").follow("main button:not([type=button])")
    phone.shoot("antrean-nomor")
    Desk(browser, at, "", DESK).go(f"{HALL}angka/").shoot("antrean-angka")
    Desk(browser, at, OFFICER, DESK).go("/ruang-layanan/").follow("a[href$='/loket/']").shoot(
        "antrean-loket"
    )
    Desk(browser, at, COORDINATOR, DESK).go("/ruang-layanan/").follow("tbody th a").shoot(
        "antrean-papan"
    )
    Desk(browser, at, "", WALL).go(f"{HALL}layar/").shoot("antrean-layar")
    pic = Desk(browser, at, UNIT_PIC, DESK).go("/ruang-layanan/").follow("a[href$='/atur/']")
    points = pic.page.url.removeprefix(at) + "titik/"
    sticker = pic.page.request.get(f"{at}{points}1.pdf").body()
    save("antrean-stiker", _first_page(sticker))
    pic.go(points).follow("button:has-text('Ganti kunci')")
    key = pic.page.locator(".b-break code").first.inner_text().strip()
    Desk(browser, at, "", KIOSK).go(f"{HALL}kios/4/?kunci={key}").shoot("antrean-kios")


def take_channels(browser: Browser, at: str) -> None:
    """What anybody can say and to whom, and what those who hold it see."""
    phone = Desk(browser, at, "", PHONE)
    phone.go("/jalur-rahasia/kota-tirtamaya/").shoot("jalur-rahasia")
    phone.go("/pengaduan/").follow("main a[href*='/kantor/']").shoot("pengaduan-pilih")
    head = Desk(browser, at, UNIT_HEAD, DESK)
    head.go("/pengaduan/meja/").shoot("meja-pengaduan")
    head.go("/risiko/").follow("main a[href*='/daftar/']").shoot("risiko")
    Desk(browser, at, "", DESK).go("/integritas/").shoot("log-integritas")


def _first_page(pdf: bytes) -> bytes:
    """The first page of a PDF as PNG."""
    out = io.BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=1.6).to_pil().save(out, "PNG")
    return out.getvalue()


def _public(desk: Desk) -> str:
    """The public address of the survey whose page is open."""
    link = desk.page.locator("dd", has_text="/survei/").first.inner_text()
    return f"/survei/{link.strip().rstrip('/').rpartition('/')[2]}/"


PARTS = {"channels": take_channels, "queue": take_queue, "surveys": take_surveys}


def main() -> None:
    """Takes the pictures."""
    options = argparse.ArgumentParser(description="Pictures of the demo for the docs.")
    options.add_argument("--at", default="http://localhost:8000")
    options.add_argument("--chromium", default="/usr/bin/chromium")
    options.add_argument("--only", choices=sorted(PARTS))
    given = options.parse_args()
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        PARTS.get(given.only, take)(browser, given.at)
        browser.close()


if __name__ == "__main__":
    main()
