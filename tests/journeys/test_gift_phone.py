"""A gift reported from a phone before its limit: typed, lost with the page, found again, sent."""

import io
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import expect

from tests.journeys.conftest import Story, Visit, rows
from tests.journeys.test_survey_respondent import PHONE
from tests.servers import Running

JAKARTA = ZoneInfo("Asia/Jakarta")
TOLD = "Satu keranjang buah dengan kartu nama"


def photo() -> bytes:
    """What a phone's camera makes."""
    content = io.BytesIO()
    Image.new("RGB", (1200, 900), "olive").save(content, "JPEG")
    return content.getvalue()


def test_a_gift_is_reported_from_a_phone_before_the_limit(
    server: Running, story: Callable[..., Story], visit: Visit
) -> None:
    told = story("phone")
    today = datetime.now(JAKARTA).date().isoformat()
    helper = visit(server, told, "head")
    helper.goto("/gratifikasi/upg/")
    naming = helper.get_by_role("region", name="Tunjuk petugas")
    naming.get_by_label("Orang").select_option(label="Darma phone")
    naming.get_by_label("UPG pembantu di unit").select_option(index=1)
    naming.get_by_label("Nomor SK").fill("SK/1")
    naming.get_by_label("Tanggal SK").fill(today)
    naming.get_by_role("button", name="Tunjuk").click()
    expect(helper.get_by_role("cell", name="Darma phone", exact=True)).to_be_visible()

    phone = visit(server, told, "pic", **PHONE)
    phone.goto("/gratifikasi/")
    phone.get_by_role("link", name="Lapor gratifikasi").click()
    phone.get_by_label("Uraian objek").fill(TOLD)
    phone.get_by_label("Nama pemberi").fill("Pemohon akta")
    phone.wait_for_timeout(2000)  # the draft is kept after a pause of typing
    phone.reload()
    expect(phone.get_by_label("Uraian objek")).to_have_value(TOLD)
    phone.get_by_label("Tanggal diterima atau ditolak").fill(today)
    phone.get_by_label("Barang", exact=True).check()
    phone.get_by_label("Nilai atau taksiran").fill("175.000")
    phone.get_by_role("button", name="Simpan dan lanjutkan").click()
    expect(phone.get_by_text("7 hari kerja lagi")).to_be_visible()

    phone.get_by_label("Tambah foto atau PDF").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    phone.get_by_role("button", name="Unggah").click()
    expect(phone.get_by_role("img", name="Lampiran 1")).to_be_visible()
    phone.get_by_label("Laporan ini saya buat dengan sebenarnya").check()
    phone.get_by_role("button", name="Kirim ke UPG").click()
    number = f"GRT-{today[:4]}-0001"
    expect(phone.get_by_role("heading", name=number)).to_be_visible()
    expect(phone.get_by_text("terlambat")).to_have_count(0)
    assert rows(told.data, "SELECT state, is_late FROM gratuities_gratuityreport") == [
        ("at_helper", 0)
    ]

    helper.goto("/gratifikasi/meja/")
    helper.get_by_role("link", name=number).click()
    expect(helper.get_by_text(TOLD)).to_have_count(0)
    helper.get_by_label("Alasan membuka").fill("Memeriksa kelengkapan")
    helper.get_by_role("button", name="Buka isi laporan").click()
    expect(helper.get_by_text(TOLD)).to_be_visible()
