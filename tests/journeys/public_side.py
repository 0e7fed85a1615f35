"""What anybody can see and check without signing in: titles, documents, seals."""

import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.adapters.test_pdf_seal import pdfsig, with_a_changed_byte
from tests.features.documents.test_letter_files import text_of
from tests.journeys.life_seed import AGENCY, UNIT
from tests.journeys.lives import Human

SAME, DIFFERENT = "Sama. Berkas ini asli.", "Berbeda. Jangan dipakai sebagai bukti."


def downloads(human: Human, link: str) -> bytes:
    """The file behind a link of the page that is open."""
    with human.page.expect_download() as coming:
        human.page.get_by_role("link", name=link).first.click()
    return coming.value.path().read_bytes()


def sees_the_title(page: Page) -> None:
    """The public register names the unit and its title."""
    page.goto("/predikat/")
    row = page.get_by_role("listitem").filter(has_text=UNIT)
    expect(row).to_contain_text("Menuju WBK")
    expect(row).to_contain_text(AGENCY)


def checks_the_document(page: Page, code: str, pdf: bytes) -> None:
    """The page of the code knows the file, and does not know it with one bit changed."""
    page.goto(code)
    expect(page.get_by_role("heading", name="Dokumen ini terdaftar.")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    for content, words in ((pdf, SAME), (with_a_changed_byte(pdf), DIFFERENT)):
        page.locator("[data-verify-file]").set_input_files(
            {"name": "piagam.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    assert "POST" not in asked, "the file never leaves the browser"


def poppler_trusts(pdf: bytes, folder: Path, data: Path) -> None:
    """Poppler's `pdfsig` finds the seal valid, of the agency, and nothing added after it."""
    said = pdfsig(pdf, folder, data / "keys")
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert f"Signer Certificate Common Name: {AGENCY}" in said


def libreoffice_opens(docx: bytes, folder: Path) -> None:
    """LibreOffice reads the editable form and makes a PDF of it that names the unit."""
    folder.mkdir()
    (folder / "lhe.docx").write_bytes(docx)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder / 'profile'}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "lhe.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    told = " ".join(text_of((folder / "lhe.pdf").read_bytes()).split())
    assert UNIT in told
