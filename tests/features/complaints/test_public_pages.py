"""The reporter's side without script: three pages, one report, and a case that answers."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bening.accounts.models import Person
from bening.casework.models import CaseClock, ClockState
from bening.complaints import public_limits
from bening.complaints.actions import appeals, desk, settling
from bening.complaints.content import read_identity, read_story, read_text
from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintClass,
    ComplaintMessage,
    ComplaintState,
    MessageKind,
    OfficerDuty,
    RefusalReason,
    Reporter,
)
from tests.adapters.samples import picture
from tests.features.complaints.conftest import STORY, answered, filed, officer
from tests.people import Cast, make_person

pytestmark = pytest.mark.django_db


def write(cast: Cast) -> str:
    """Where a report to the cast's unit is written."""
    return f"/pengaduan/kantor/{cast.unit.pk}/tulis/"


def hidden(page: str) -> dict[str, str]:
    """What the form on a page carries along, unseen."""
    form = page[page.index("<form") : page.index("</form>")]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {unescape(name): unescape(value) for name, value in found}


def words(page: str) -> str:
    """What people read of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def fill(visitor: Client, cast: Cast, **typed: Any) -> Any:
    """All three pages by their own forms; the answer to the last."""
    values = {"story": STORY, **typed}
    page = visitor.get(write(cast), {"jenis": "complaint"}).content.decode()
    for names in (
        ("story",),
        ("event_on", "place", "area", "reported", "outcome", "topic"),
        ("identity", "name", "contact", "consent", "is_confidential"),
    ):
        carried = {name: value for name, value in hidden(page).items() if name not in names}
        shown = {name: values[name] for name in names if name in values}
        answer = visitor.post(write(cast), carried | shown)
        page = answer.content.decode()
    return answer


def act(visitor: Client, code: str, name: str, **posted: str) -> Any:
    """One act on the page of a case."""
    return visitor.post(f"/pengaduan/kasus/{code}/{name}/", posted)


@pytest.fixture
def refused_case(cast: Cast, coordinator: Person) -> str:
    """The code of a complaint that was refused."""
    made = filed(cast.unit, now=timezone.now())
    desk.refuse(
        key=made.complaint.pk,
        reason=RefusalReason.INCOMPLETE,
        text="Loket yang dimaksud tidak disebut.",
        by=coordinator,
        now=timezone.now(),
    )
    return made.code


def test_three_pages_make_one_report_and_no_cookie(client: Client, cast: Cast) -> None:
    answer = fill(client, cast, place="Loket 4", area="Kecamatan Hulu", topic="conduct")
    kept = Complaint.objects.get()
    assert answer.status_code == 302
    story = read_story(kept)
    assert (story.story, story.place, kept.area, kept.topic) == (
        STORY,
        "Loket 4",
        "Kecamatan Hulu",
        "conduct",
    )
    assert kept.is_anonymous
    assert not Reporter.objects.exists()
    sent = client.get(answer.url)
    assert kept.number in sent.content.decode()
    assert sent.headers["Referrer-Policy"] == "no-referrer"
    assert not client.cookies


def test_the_last_page_sent_twice_is_one_report_with_one_code(client: Client, cast: Cast) -> None:
    page = client.get(write(cast)).content.decode()
    posted = hidden(page) | {"step": "identity", "story": STORY, "identity": "code"}
    first, second = client.post(write(cast), posted), client.post(write(cast), posted)
    assert first["Location"] == second["Location"]
    assert Complaint.objects.count() == 1
    assert not ComplaintMessage.objects.exists()


def test_what_was_written_anew_before_a_second_try_is_not_lost(client: Client, cast: Cast) -> None:
    page = client.get(write(cast)).content.decode()
    posted = hidden(page) | {"step": "identity", "story": STORY, "identity": "code"}
    client.post(write(cast), posted)
    for _time in range(2):
        client.post(write(cast), posted | {"story": f"{STORY} Petugasnya berkemeja biru."})
    assert Complaint.objects.count() == 1
    added = ComplaintMessage.objects.get()
    assert read_text(added).endswith("berkemeja biru.")


def test_a_story_is_asked_for_before_anything_else(client: Client, cast: Cast) -> None:
    page = client.get(write(cast)).content.decode()
    answer = client.post(write(cast), hidden(page) | {"story": "   "})
    assert answer.status_code == 422
    assert "Ceritakan apa yang terjadi." in answer.content.decode()


def test_a_fault_of_an_earlier_page_is_shown_there_and_keeps_every_word(
    client: Client, cast: Cast
) -> None:
    page = client.get(write(cast)).content.decode()
    typed = {"story": STORY, "event_on": "2199-01-01", "outcome": "Fotokopi diterima"}
    answer = client.post(write(cast), hidden(page) | typed | {"step": "identity"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tanggal kejadian belum terjadi." in page
    assert "Fotokopi diterima" in page
    assert unescape(page).count(STORY) == 1
    assert not Complaint.objects.exists()


def test_a_day_to_come_is_said_on_the_page_where_it_was_typed(client: Client, cast: Cast) -> None:
    page = client.get(write(cast)).content.decode()
    typed = {"story": STORY, "event_on": "2199-01-01", "step": "details"}
    answer = client.post(write(cast), hidden(page) | typed)
    assert answer.status_code == 422
    assert 'id="e-event_on">Tanggal kejadian belum terjadi.' in answer.content.decode()


@pytest.mark.parametrize(("visitors", "asked"), [("id", "en"), ("en", "id")])
def test_the_language_asked_for_goes_on_with_every_link(
    client: Client, cast: Cast, visitors: str, asked: str
) -> None:
    headers = {"Accept-Language": visitors}
    made = filed(cast.unit, now=timezone.now())
    office = f"/pengaduan/kantor/{cast.unit.pk}"
    for path in (
        "/pengaduan/",
        f"{office}/",
        f"{office}/tulis/",
        f"{office}/daftar/",
        f"{office}/angka/",
        f"/pengaduan/kasus/{made.code}/",
        f"/pengaduan/kasus/{made.code}/terkirim/",
    ):
        page = client.get(path, {"bahasa": asked}, headers=headers).content.decode()
        assert f'<html lang="{asked}">' in page
        links = re.findall(r'href="(/pengaduan/[^"]*)"', page)
        assert links
        assert [link for link in links if f"bahasa={asked}" not in link] == []
        forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
        assert [each for each in forms if f'name="bahasa" value="{asked}"' not in each] == []


def test_a_code_and_files_lead_on_in_the_language_asked_for(client: Client, cast: Cast) -> None:
    made = filed(cast.unit, now=timezone.now())
    found = client.post("/pengaduan/cari/", {"code": made.code, "bahasa": "en"})
    sent = client.post(f"/pengaduan/berkas/{made.code}/", {"bahasa": "en"})
    assert found.headers["Location"].endswith("?bahasa=en")
    assert sent.headers["Location"].endswith("?bahasa=en#berkas")


def test_another_language_keeps_what_was_looked_for(client: Client, cast: Cast) -> None:
    page = client.get("/pengaduan/", {"cari": cast.unit.name[:4]}).content.decode()
    assert re.search(r'class="p-lang" href="\?cari=[^"]+&amp;bahasa=en"', page)


def test_the_answer_to_a_form_offers_no_language_that_would_lose_it(
    client: Client, cast: Cast, refused_case: str
) -> None:
    for page in (
        client.post("/pengaduan/cari/", {"code": "ABC"}).content.decode(),
        act(client, refused_case, "keberatan", text=" ").content.decode(),
    ):
        assert 'class="p-lang"' not in page
    assert 'class="p-lang"' in client.get("/pengaduan/").content.decode()


def test_going_back_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    page = client.get(write(cast)).content.decode()
    page = client.post(write(cast), hidden(page) | {"story": STORY}).content.decode()
    back = {**hidden(page), "place": "Loket 4", "kembali": "1"}
    page = client.post(write(cast), back).content.decode()
    assert STORY in unescape(page)
    assert hidden(page)["place"] == "Loket 4"


def test_a_contact_that_can_be_none_is_said_at_its_field(client: Client, cast: Cast) -> None:
    answer = fill(client, cast, identity="named", contact="0812 5550 01", consent="on")
    assert answer.status_code == 422
    assert "Periksa lagi: 10 angka, biasanya 11 sampai 13." in answer.content.decode()


def test_a_name_is_kept_encrypted_and_only_with_consent(client: Client, cast: Cast) -> None:
    named = {"identity": "named", "name": "Dewi Ayu", "contact": "081255500123"}
    refused = fill(client, cast, **named)
    assert refused.status_code == 422
    assert "Setujui penggunaan nama" in refused.content.decode()
    fill(client, cast, **named, consent="on")
    row = Reporter.objects.get()
    assert b"Dewi" not in bytes(row.kept)
    assert read_identity(row).name == "Dewi Ayu"


def test_a_name_typed_before_choosing_the_code_is_not_kept(client: Client, cast: Cast) -> None:
    fill(client, cast, identity="code", name="Dewi Ayu", contact="081255500123")
    assert Complaint.objects.get().is_anonymous
    assert not Reporter.objects.exists()


def test_units_that_serve_nobody_or_are_closed_take_no_reports(client: Client, cast: Cast) -> None:
    assert client.get(write(cast)).status_code == 200
    cast.unit.closed_at = timezone.now()
    cast.unit.save()
    assert client.get(write(cast)).status_code == 404


def test_a_flood_from_one_network_is_slowed_and_loses_nothing(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bening.complaints.views import public  # noqa: PLC0415 - to replace its limit

    monkeypatch.setattr(public, "reports", public_limits.SharedLimit(2))
    for _time in range(2):
        assert fill(client, cast).status_code == 302
    answer = fill(client, cast)
    assert answer.status_code == 429
    assert STORY in unescape(answer.content.decode())
    assert Complaint.objects.count() == 2


def test_an_unknown_code_leads_to_no_case_and_a_typed_one_is_read_kindly(
    client: Client, cast: Cast
) -> None:
    made = filed(cast.unit)
    assert client.get("/pengaduan/kasus/AAAAAAA-AAAAAAA-AAAAAA-AAAAAA/").status_code == 404
    assert client.post("/pengaduan/cari/", {"code": "salah"}).status_code == 404
    typed = made.code.replace("-", " ").lower()
    found = client.post("/pengaduan/cari/", {"code": typed})
    assert found["Location"] == f"/pengaduan/kasus/{made.code}/"


def test_the_page_of_a_case_names_no_officer(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    made = answered(cast.unit, coordinator, now=timezone.now())
    desk.note(key=made.complaint.pk, text="Catatan dalam.", by=coordinator, now=timezone.now())
    page = words(client.get(f"/pengaduan/kasus/{made.code}/").content.decode())
    assert "Sudah dijawab, menunggu tanggapan Anda" in page
    assert "fotokopi diterima" in page
    assert coordinator.name not in page
    assert "Catatan dalam." not in page


def test_a_question_pauses_the_clock_until_it_is_replied_to(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    made = filed(cast.unit, now=timezone.now())
    key = made.complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=coordinator, now=timezone.now())
    desk.ask(key=key, text="Jam berapa Anda di loket?", by=coordinator, now=timezone.now())
    page = words(client.get(f"/pengaduan/kasus/{made.code}/").content.decode())
    assert "Waktu kami dijeda sampai Anda membalas." in page
    posted = {"text": "Setengah sepuluh.", "retry_key": "a" * 32}
    for _time in range(2):
        assert act(client, made.code, "balas", **posted).status_code == 302
    assert ComplaintMessage.objects.filter(kind=MessageKind.REPLY).count() == 1
    assert not CaseClock.objects.filter(case=key, state=ClockState.PAUSED).exists()


def test_two_texts_from_one_page_are_two(client: Client, cast: Cast) -> None:
    made = filed(cast.unit, now=timezone.now())
    for text in ("Pertama.", "Kedua."):
        act(client, made.code, "tambah", text=text, retry_key="b" * 32)
    assert ComplaintMessage.objects.filter(kind=MessageKind.ADDITION).count() == 2


def test_agreeing_closes_rating_follows_once_and_reopening_reaches_the_office(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    made = answered(cast.unit, coordinator, now=timezone.now())
    act(client, made.code, "setuju")
    kept = Complaint.objects.get()
    assert kept.state == ComplaintState.CLOSED
    assert act(client, made.code, "nilai", rating="9").status_code == 422
    assert act(client, made.code, "nilai", rating="3").status_code == 302
    assert act(client, made.code, "nilai", rating="4").status_code == 422
    again = {"text": "Terjadi lagi.", "retry_key": "c" * 32}
    for _time in range(2):  # the answer to the first one got lost
        assert act(client, made.code, "belum-selesai", **again).status_code == 302
    kept.refresh_from_db()
    assert (kept.state, kept.times_reopened, kept.rating) == (ComplaintState.REOPENED, 1, 3)


def test_refused_appealed_and_decided_by_another(
    client: Client, cast: Cast, coordinator: Person, refused_case: str
) -> None:
    page = words(client.get(f"/pengaduan/kasus/{refused_case}/").content.decode())
    assert "Loket yang dimaksud tidak disebut." in page
    assert act(client, refused_case, "keberatan", text=" ").status_code == 422
    act(client, refused_case, "keberatan", text="Di loket 4.", retry_key="d" * 32)
    kept = Complaint.objects.get()
    assert kept.state == ComplaintState.APPEALED
    other = make_person("Kepala Kedua", agency=cast.agency)
    officer(other, OfficerDuty.COORDINATOR)
    appeals.decide_appeal(
        key=kept.pk, is_granted=False, text="Tetap.", by=other, now=timezone.now()
    )
    page = words(client.get(f"/pengaduan/kasus/{refused_case}/").content.decode())
    assert "Ombudsman Republik Indonesia" in page
    assert "Ajukan keberatan" not in page


def test_an_act_in_the_wrong_state_is_said_and_the_text_stays(client: Client, cast: Cast) -> None:
    made = filed(cast.unit, now=timezone.now())
    answer = act(client, made.code, "belum-selesai", text="Belum.", retry_key="e" * 32)
    assert answer.status_code == 409
    assert "Langkah ini tidak mungkin" in answer.content.decode()


def test_after_sixty_working_days_the_ombudsman_is_named(client: Client, cast: Cast) -> None:
    young = filed(cast.unit, now=timezone.now() - timedelta(days=50))
    old = filed(cast.unit, now=timezone.now() - timedelta(days=130))
    assert "137" not in words(client.get(f"/pengaduan/kasus/{young.code}/").content.decode())
    assert "137" in words(client.get(f"/pengaduan/kasus/{old.code}/").content.decode())


def test_files_come_one_by_one_and_a_bad_one_keeps_no_other_back(
    client: Client, cast: Cast
) -> None:
    made = filed(cast.unit, now=timezone.now())
    files = [
        SimpleUploadedFile("papan.png", picture()),
        SimpleUploadedFile("jahat.exe", b"MZ" + bytes(200)),
    ]
    answer = client.post(f"/pengaduan/berkas/{made.code}/", {"files": files})
    assert answer.status_code == 422
    assert "jahat.exe" in answer.content.decode()
    assert [row.filename for row in Attachment.objects.all()] == ["papan.png"]
    again = {"files": [SimpleUploadedFile("papan.png", picture())]}
    assert client.post(f"/pengaduan/berkas/{made.code}/", again).status_code == 302
    assert Attachment.objects.count() == 1


def test_the_script_hears_where_to_go_on_and_what_was_refused(client: Client, cast: Cast) -> None:
    page = client.get(write(cast)).content.decode()
    posted = hidden(page) | {"step": "identity", "story": STORY, "identity": "code"}
    answer = client.post(write(cast), posted, headers={"Accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json()["url"].endswith("/terkirim/")
    bad = posted | {"identity": "named", "name": "Sari"}
    answer = client.post(write(cast), bad, headers={"Accept": "application/json"})
    said = "Setujui penggunaan nama dan kontak, atau kosongkan keduanya."
    assert (answer.status_code, answer.json()["said"]) == (422, said)


def test_number_and_code_can_be_kept_as_a_file(client: Client, cast: Cast) -> None:
    made = filed(cast.unit, now=timezone.now())
    slip = client.get(f"/pengaduan/kasus/{made.code}/terkirim/?simpan=1")
    assert made.code in slip.content.decode()
    assert made.complaint.number in slip.headers["Content-Disposition"]


def test_a_merged_report_shows_the_answer_of_the_one_it_follows(
    client: Client, cast: Cast, coordinator: Person
) -> None:
    now = timezone.now()
    first, second = filed(cast.unit, now=now), filed(cast.unit, now=now)
    key = first.complaint.pk
    settling.merge(key=second.complaint.pk, into=key, by=coordinator, now=now)
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=coordinator, now=now)
    desk.start(key=key, by=coordinator, now=now)
    desk.answer(key=key, text="Sudah diperbaiki di loket.", by=coordinator, now=now)
    page = words(client.get(f"/pengaduan/kasus/{second.code}/").content.decode())
    assert "Sudah diperbaiki di loket." in page
    assert act(client, second.code, "tambah", text="Lagi.").status_code == 409
