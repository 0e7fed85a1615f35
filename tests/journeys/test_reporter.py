"""An anonymous reporter over three weeks: files, returns with sixteen digits, answers, adds a file.

The line is watched throughout: no cookie, no referrer, no other host, with script and without.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Request, Response, expect

from tests.journeys.conftest import Visit, rows, seed
from tests.journeys.report_seed import QUESTION
from tests.servers import Running

STORY = "Petugas meminta uang di luar tarif resmi."


class Line:
    """What goes over the line: headers that would tell."""

    def __init__(self, page: Page) -> None:
        self.told: list[str] = []
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _asked(self, request: Request) -> None:
        """A style sheet may be named to its own origin; a page of the house to nobody.

        The browser tells of an empty referrer where it sends none.
        """
        headers = request.all_headers()
        if request.resource_type == "font":
            self.told.append(f"a font, {request.url}")
        if "cookie" in headers:
            self.told.append(f"cookie to {request.url}")
        named = headers.get("referer", "")
        if named and "/static/" not in named:
            self.told.append(f"referer {named} to {request.url}")

    def _answered(self, response: Response) -> None:
        if "set-cookie" in response.all_headers():
            self.told.append(f"set-cookie of {response.url}")


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Bambang Penulis"
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("script", [True, False])
def test_three_weeks_of_a_reporter(
    receiving: tuple[Path, dict[str, Any]], office: Running, visit: Visit, script: bool
) -> None:
    data, known = receiving
    page = visit(office, java_script_enabled=script, allowed=("Clear-Site-Data",))
    line = Line(page)

    page.goto(known["start"])
    page.get_by_role("link", name="Mulai melapor").click()
    if script:
        expect(page.locator("[data-wait]")).to_be_hidden(timeout=120_000)
    else:
        page.wait_for_timeout(20_500)
    page.get_by_label("Jenis pelanggaran").select_option("extortion")
    page.get_by_label("Apa yang terjadi?").fill(STORY)
    page.get_by_label("Siapa yang terlibat?").fill("petugas loket tiga")
    page.get_by_label("Tidak ada yang terlibat").check()
    page.locator("#files").set_input_files(
        {"name": "amplop.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="Sandikan dan kirim").click()
    code = "".join(sign for sign in page.locator(".w-code").inner_text() if sign.isdigit())
    assert len(code) == 16
    assert code not in page.url
    page.get_by_label("Saya sudah mencatat kodenya").check()
    page.get_by_role("button", name="Selesai, sembunyikan kode").click()

    seed(data, "tests.journeys.report_seed", "ask")
    page.goto(known["start"])
    page.get_by_role("link", name="Buka dengan kode 16 angka").click()
    page.get_by_label("Kode 16 angka").fill(code)
    page.get_by_role("button", name="Buka kotak").click()
    expect(page.get_by_text(QUESTION)).to_be_visible()
    expect(page.get_by_text(STORY)).to_have_count(0)
    page.get_by_label("Pesan Anda").fill("Saya melihat sendiri.")
    page.locator("#files").set_input_files(
        {"name": "kuitansi.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text("Terkirim dan tersandi.")).to_be_visible()
    expect(page.get_by_text("Telaah awal")).to_be_visible()
    page.get_by_role("link", name="Tutup cepat").click()
    expect(page).to_have_title("–")

    assert line.told == []
    assert page.context.cookies() == []
    assert rows(data, "SELECT count(*) FROM whistleblowing_sealedfile") == [(2,)]
    ours = (path for path in data.rglob("*") if not path.is_relative_to(data / "static"))
    stored = b"".join(path.read_bytes() for path in ours if path.is_file())
    for secret in (STORY, code, "Bambang", "amplop.jpg", "Saya melihat sendiri"):
        assert secret.encode() not in stored
