"""Pages of gifts: the form on the phone, photos, the desk, the files."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from bening.casework import term_actions
from bening.domain.casework import DayKind
from bening.gratuities import actions
from bening.gratuities.models import CampaignState, GratuityAttachment, GratuityReport, State
from tests.features.gratuities.gifts import SECRET, Gifts
from tests.people import NOW, TODAY, Cast, sign_in

FORM = {
    "direction": "received",
    "received_on": "2026-04-14",
    "object_kind": "goods",
    "description": SECRET,
    "value": "Rp1.500.000",
    "circumstance": "none",
    "giver_name": "Budi",
    "bypasses_helper": "on",
}


def photo() -> SimpleUploadedFile:
    """A photo that tells where it was taken."""
    content = io.BytesIO()
    picture = Image.new("RGB", (400, 300), "teal")
    exif = picture.getexif()
    exif[0x010E] = "GPS-RUMAH"
    picture.save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_1.jpg", content.getvalue(), "image/jpeg")


def test_a_gift_is_reported_from_form_to_number(client: Client, gifts: Gifts) -> None:
    gifts.upg  # noqa: B018 - made when named
    sign_in(client, gifts.cast.pic)
    unit = str(gifts.cast.unit.pk)

    kept = client.post(reverse("gratuities:new"), {**FORM, "unit": unit})
    made = GratuityReport.objects.get()
    assert kept.headers["Location"] == reverse("gratuities:report", args=[made.pk])
    assert made.state == State.DRAFT
    uploaded = client.post(reverse("gratuities:add_photo", args=[made.pk]), {"file": photo()})
    assert uploaded.status_code == 302
    page = client.get(reverse("gratuities:report", args=[made.pk])).content.decode()
    assert "Rp1.500.000" in page
    refused = client.post(reverse("gratuities:act", args=[made.pk, "kirim"]))
    assert refused.status_code == 422
    client.post(reverse("gratuities:act", args=[made.pk, "kirim"]), {"is_true": "on"})

    made.refresh_from_db()
    assert made.state == State.AT_UPG
    assert made.number in client.get(reverse("gratuities:home")).content.decode()


def test_a_photo_is_kept_without_place_and_unreadable(client: Client, gifts: Gifts) -> None:
    made = gifts.draft()
    sign_in(client, gifts.cast.pic)
    client.post(reverse("gratuities:add_photo", args=[made.pk]), {"file": photo()})
    kept = GratuityAttachment.objects.get()

    shown = client.get(reverse("gratuities:photo", args=[made.pk, kept.pk]))

    assert shown.content[:4] == b"RIFF"
    assert b"GPS-RUMAH" not in shown.content
    assert b"RIFF" not in bytes(kept.content)[:64]
    assert shown.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", b"<script>alert(1)</script>"), ("a.jpg", b"not a picture"), ("a.jpg", b"")],
)
def test_what_is_no_photo_is_refused(
    client: Client, gifts: Gifts, name: str, content: bytes
) -> None:
    made = gifts.draft()
    sign_in(client, gifts.cast.pic)
    file = SimpleUploadedFile(name, content)

    answer = client.post(reverse("gratuities:add_photo", args=[made.pk]), {"file": file})

    assert answer.status_code == 422
    assert not GratuityAttachment.objects.exists()


def test_a_photo_is_closed_to_others_until_they_open_the_report_and_never_theirs_to_remove(
    client: Client, gifts: Gifts
) -> None:
    made = gifts.reported()
    address = reverse("gratuities:photo", args=[made.pk, gifts.photo(made).pk])
    sign_in(client, gifts.upg)
    assert client.get(address).status_code == 403
    actions.open_report(report=made, reason="Verifikasi", by=gifts.upg, now=timezone.now())
    assert client.get(address).content == b"RIFF"
    assert client.post(address).status_code == 403
    assert GratuityAttachment.objects.exists()


def test_what_a_report_says_is_closed_until_a_reason_is_given(client: Client, gifts: Gifts) -> None:
    made = gifts.reported(told={"story": "<script>alert(1)</script>"})
    sign_in(client, gifts.upg)
    address = reverse("gratuities:report", args=[made.pk])
    form = reverse("gratuities:form_file", args=[made.pk])

    assert SECRET not in client.get(address).content.decode()
    assert client.get(form).status_code == 403
    opened = client.post(
        reverse("gratuities:act", args=[made.pk, "buka"]), {"reason": "Verifikasi"}, follow=True
    ).content.decode()

    assert SECRET in opened
    assert "<script>alert(1)" not in opened
    paper = client.get(form)
    assert paper.content[:5] == b"%PDF-"
    assert "Verifikasi" in client.get(address).content.decode()


def test_the_paper_has_the_official_order(client: Client, gifts: Gifts) -> None:
    import pypdfium2  # noqa: PLC0415 - heavy, used here only

    made = gifts.reported()
    sign_in(client, gifts.cast.pic)
    paper = client.get(reverse("gratuities:form_file", args=[made.pk])).content
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper))

    places = [
        text.index(part)
        for part in (
            "RAHASIA",
            "A. Identitas pelapor",
            "B. Pemberi",
            "C. Objek gratifikasi",
            "D. Kronologi",
            "E. Permintaan kompensasi",
            "Pernyataan",
        )
    ]
    assert places == sorted(places)
    assert "Rp900.000" in text


def test_the_files_of_the_register_name_no_giver(client: Client, gifts: Gifts) -> None:
    made = gifts.reported()
    sign_in(client, gifts.upg)

    content = client.get(reverse("gratuities:register_file", args=["csv"])).content.decode()
    book = client.get(reverse("gratuities:register_file", args=["xlsx"])).content

    assert made.number in content
    assert SECRET not in content
    assert "Budi" not in content
    assert book[:2] == b"PK"


def test_figures_are_numbers_only(client: Client, gifts: Gifts) -> None:
    made = gifts.reported()
    sign_in(client, gifts.upg)
    query = "?mulai=2026-01-01&sampai=2026-06-30"

    page = client.get(reverse("gratuities:figures") + query).content.decode()
    paper = client.get(reverse("gratuities:figures_file") + query)

    assert made.number not in page
    assert "Laporan penerimaan" in page
    assert paper.content[:5] == b"%PDF-"


@pytest.mark.parametrize("query", ["?mulai=x", "?mulai=2026-13-45", "?mulai=2027-01-01&sampai=2"])
def test_odd_days_give_the_half_year(client: Client, gifts: Gifts, query: str) -> None:
    sign_in(client, gifts.upg)

    assert client.get(reverse("gratuities:figures") + query).status_code == 200


@pytest.mark.parametrize("who", ["unit_head", "inspector", "agency_admin", "agency_head"])
def test_others_find_neither_report_nor_desk(
    client: Client, gifts: Gifts, cast: Cast, who: str
) -> None:
    made = gifts.reported()
    sign_in(client, getattr(cast, who))

    assert client.get(reverse("gratuities:report", args=[made.pk])).status_code == 404
    assert client.get(reverse("gratuities:register")).status_code == 403
    assert client.get(reverse("gratuities:figures")).status_code == 403


def test_a_campaign_is_held_with_its_proof(
    client: Client, gifts: Gifts, settings: Any, tmp_path: Path
) -> None:
    settings.STORAGE_FOLDER = tmp_path
    campaign = gifts.campaign
    sign_in(client, gifts.cast.pic)
    address = reverse("gratuities:campaign", args=[campaign.pk])
    sent = {"step": "hold", "held_on": "2026-04-15", "reached": "30", "proof_note": "Foto"}

    assert client.post(address, sent).status_code == 422
    answer = client.post(address, {**sent, "proof_url": "https://tirtamaya.example/foto"})

    campaign.refresh_from_db()
    assert answer.status_code == 302
    assert campaign.state == CampaignState.HELD


def test_the_office_names_and_ends(client: Client, gifts: Gifts, cast: Cast) -> None:
    sign_in(client, cast.unit_head)
    sent = {
        "step": "officer",
        "person": str(cast.area_lead.pk),
        "unit": str(cast.unit.pk),
        "decree_number": "SK/2",
        "decree_on": "2026-01-02",
    }
    address = reverse("gratuities:office")

    assert client.post(address, {**sent, "unit": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert "SK/2" in client.get(address).content.decode()
    duty = cast.area_lead.gratuity_duties.get()
    client.post(reverse("gratuities:end_officer", args=[duty.pk]))
    duty.refresh_from_db()
    assert duty.ends_on is not None


def test_the_upg_asks_and_the_reporter_completes(client: Client, gifts: Gifts) -> None:
    made = gifts.reported()
    actions.ask_completion(report=made, what="Alamat", by=gifts.upg, now=NOW)
    sign_in(client, gifts.cast.pic)

    page = client.get(reverse("gratuities:edit", args=[made.pk])).content.decode()
    assert "Diminta UPG:" in page
    made.refresh_from_db()
    sent = {**FORM, "address": "Jalan Air", "seen_version": str(made.version)}
    assert client.post(reverse("gratuities:edit", args=[made.pk]), sent).status_code == 302
    client.post(reverse("gratuities:act", args=[made.pk, "lengkapi"]))

    made.refresh_from_db()
    assert made.state == State.AT_UPG


def test_a_term_of_calendar_days_is_said_as_such(client: Client, gifts: Gifts, cast: Cast) -> None:
    term_actions.set_term(
        agency=cast.agency,
        code="gratuity_to_upg",
        days=12,
        counts=DayKind.CALENDAR,
        from_day=TODAY,
        source="SK/1",
        by=cast.agency_admin,
        now=NOW,
    )
    made = gifts.draft()
    sign_in(client, cast.pic)

    page = client.get(reverse("gratuities:report", args=[made.pk])).content.decode()

    assert "12 hari kalender. SK/1" in page
    assert "30 hari kerja" in page
