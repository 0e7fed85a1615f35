"""The review screen: what it shows to whom, how values are saved from it, and what it costs."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bening.accounts.models import Person
from bening.domain.reviewing import Held
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, SheetState
from bening.evidence.uploads import Target, receive_file
from bening.programs.models import ProgramState
from bening.reviews.models import CannedNote, ReviewMark, ReviewRound, ReviewTier, SurveyValue
from bening.reviews.screen.values import is_above
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, Cast, sign_in

CODE, NEXT = "A.I.1.i.a", "A.I.1.i.b"
RATIO, INDEX = "A.II.3.iii.a", "B.I.a.1"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views read the time of the cast."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


class Screen:
    """The screen of a round in the hands of one person."""

    def __init__(self, client: Client, person: Person, round_: ReviewRound) -> None:
        self.client, self.round = sign_in(client, person), round_
        self.base = f"/evaluasi/{round_.pk}/lembar/"

    def get(self, query: str = "", **headers: str) -> Any:
        return self.client.get(f"{self.base}{query}", headers=headers)

    def text(self, query: str = "") -> str:
        answer = self.get(query)
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    def codes(self, query: str) -> list[str]:
        return re.findall(r'data-row="([^"]+)"', self.text(query))

    def save(self, code: str = CODE, *, script: bool = True, **posted: str) -> Any:
        form = {"note": "Sesuai bukti.", "seen": "0", **posted}
        headers = HTMX | {"HX-Current-URL": f"http://testserver{self.base}"} if script else {}
        return self.client.post(f"{self.base}{code}/nilai/", form, headers=headers)


def prove(reviews: Reviews, code: str, *, files: int) -> None:
    """Text files for a question, submitted with the sheet."""
    sheet = reviews.program.sheet
    sheet.state = SheetState.DRAFT
    sheet.save(update_fields=["state"])
    for number in range(files):
        content = f"Notula {number}\n".encode()
        receive_file(
            target=Target(sheet.unit, sheet, code),
            file=BytesIO(content),
            filename=f"Notula {number}.txt",
            size=len(content),
            by=reviews.cast.pic,
            now=NOW,
        )
    reviews.submit(reviews.program)


@pytest.fixture
def of_member(client: Client, reviews: Reviews) -> Screen:
    return Screen(client, reviews.member, reviews.round)


@pytest.fixture
def of_lead(client: Client, reviews: Reviews) -> Screen:
    return Screen(client, reviews.lead, reviews.to_lead(reviews.round))


def test_the_screen_lists_every_question_with_a_column_for_each_tier(of_member: Screen) -> None:
    page = of_member.text()

    assert len(re.findall("data-row=", page)) == 113
    for label in ("Mandiri", "Anggota", "Ketua", "Pengendali"):
        assert f'data-stage="{label}"' in page
    assert "113 butir belum Anda nilai" in page


def test_a_tier_does_not_see_what_another_has_not_sent(client: Client, reviews: Reviews) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member, note="Rahasia anggota.")

    page = Screen(client, reviews.lead, reviews.round).text(f"?butir={CODE}")

    assert "Rahasia anggota." not in page
    assert "Evaluasi ini sedang ditangani Anggota tim" in page
    assert "data-mark=" not in page


def test_what_was_sent_is_shown_with_its_note_and_proposed(of_lead: Screen) -> None:
    page = of_lead.text(f"?butir={CODE}")

    assert "Sama dengan Anggota" in page
    assert page.count("Sesuai bukti.") >= 1
    assert not re.search(r'name="value" value="Ya" checked', page), "carried is not reviewed"


@pytest.mark.parametrize("who", ["outsider", "pic", "unit_head"])
def test_the_screen_is_not_there_for_others(
    client: Client, cast: Cast, reviews: Reviews, who: str
) -> None:
    person = getattr(cast, who)
    found = Screen(client, person, reviews.round)

    assert found.get().status_code == 404
    assert found.get(f"{CODE}/", **HTMX).status_code == 404
    assert found.save(value="Ya").status_code == 404
    assert not ReviewMark.objects.exists()


def test_nobody_signed_in_is_led_to_the_door_and_a_script_is_told(
    client: Client, reviews: Reviews
) -> None:
    base = f"/evaluasi/{reviews.round.pk}/lembar/"

    assert client.get(base).status_code == 302
    posted = client.post(f"{base}{CODE}/nilai/", {"note": "x"}, headers=HTMX)
    assert posted.status_code == 401


def test_a_value_is_saved_with_note_verdict_recommendation_and_time(of_member: Screen) -> None:
    answer = of_member.save(
        value="Tidak",
        relevant="1",
        valid="0",
        recommendation="Lengkapi SK.",
        seconds="42",
    )

    assert answer.status_code == 200
    mark = ReviewMark.objects.get()
    assert (mark.value, mark.note, mark.tier) == ("Tidak", "Sesuai bukti.", ReviewTier.MEMBER)
    assert (mark.relevant, mark.valid, mark.sufficient) == (True, False, None)
    assert (mark.recommendation, mark.seconds) == ("Lengkapi SK.", 42)


def test_the_answer_to_a_script_brings_the_parts_that_changed(of_member: Screen) -> None:
    page = of_member.save(value="Tidak").content.decode()

    assert f'id="r-{CODE.replace(".", "-")}"' in page
    assert 'id="rv-strip"' in page
    assert "112 butir belum Anda nilai" in page
    assert 'value="1" data-draft-base' in page
    assert 'id="panel"' not in page, "nobody asked to go on"


def test_save_and_go_on_brings_the_next_question(of_member: Screen) -> None:
    page = of_member.save(value="Ya", next="1").content.decode()

    assert f'data-code="{NEXT}"' in page
    assert f"/lembar/{NEXT}/nilai/" in page


def test_without_script_save_and_go_on_leads_to_the_next_question(of_member: Screen) -> None:
    answer = of_member.save(script=False, value="Ya", next="1")

    assert answer.status_code == 302
    assert answer["Location"] == f"{of_member.base}?butir={NEXT}#panel"


def test_going_on_follows_the_list_also_where_what_was_saved_has_left_it(
    of_lead: Screen,
) -> None:
    codes = of_lead.codes("?saring=belum")
    last_of_part = next(
        place for place, code in enumerate(codes) if codes[place + 1].startswith("A.II")
    )
    here, there = codes[last_of_part : last_of_part + 2]
    form = {"note": "", "seen": "0", "confirm": "1", "next": "1"}
    answer = of_lead.client.post(f"{of_lead.base}{here}/nilai/?saring=belum", form)

    assert answer["Location"] == f"{of_lead.base}?saring=belum&butir={there}#panel"


def test_without_script_the_filter_stays_and_its_last_question_says_so(
    of_member: Screen,
) -> None:
    of_member.base = f"/evaluasi/{of_member.round.pk}/lembar/"
    last = of_member.codes("?saring=belum")[-1]
    form = {"note": "Cukup.", "seen": "0", "value": "3.60", "next": "1"}
    answer = of_member.client.post(f"{of_member.base}{last}/nilai/?saring=belum", form, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"{of_member.base}?saring=belum&butir={last}#panel"
    assert "Ini butir terakhir dari saringan ini." in page


def test_the_same_as_the_stage_before_needs_one_button_only(of_lead: Screen) -> None:
    of_lead.save(script=False, note="", confirm="1")
    of_lead.save(RATIO, script=False, note="", confirm="1")

    found = {mark.official_code: mark for mark in ReviewMark.objects.filter(tier="lead")}
    assert found[CODE].value == "Ya"
    assert found[RATIO].inputs
    assert {mark.standing for mark in found.values()} == {"confirmed"}


@pytest.mark.parametrize("script", [True, False])
def test_nothing_entered_is_refused_and_not_taken_for_no_answer(
    of_lead: Screen, script: bool
) -> None:
    answer = of_lead.save(script=script, note="Ketikan saya.")

    assert answer.status_code == 422
    assert "Pilih atau isi nilainya dahulu." in answer.content.decode()
    assert script or "Ketikan saya." in answer.content.decode()
    assert not ReviewMark.objects.filter(tier="lead").exists()


def test_a_refused_value_stays_in_the_form_with_the_reason(of_member: Screen) -> None:
    answer = of_member.save(script=False, value="Tidak", note="", recommendation="Perbaiki.")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Tulis catatan untuk butir ini." in page
    assert re.search(r'name="value" value="Tidak" checked', page)
    assert "Perbaiki." in page


def test_a_script_is_told_which_field_was_refused(of_member: Screen) -> None:
    refused = of_member.save(value="Tidak", note="")

    assert refused.status_code == 422
    assert 'data-field="note"' in refused.content.decode()
    assert 'id="r-' not in refused.content.decode()


@pytest.mark.parametrize("script", [True, False])
def test_two_savers_get_both_versions_and_nothing_is_stored(
    of_member: Screen, reviews: Reviews, script: bool
) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member, note="Yang pertama.")
    reviews.mark(CODE, "Tidak", by=reviews.member, note="Yang tersimpan.", seen=1)

    answer = of_member.save(script=script, value="Ya", note="Isian saya.", seen="1")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Isian saya." in page
    assert "Yang tersimpan." in page
    assert 'name="seen" value="2"' in page
    assert ReviewMark.objects.get().note == "Yang tersimpan."

    kept = of_member.save(script=False, value="Ya", note="Isian saya.", seen="2")
    assert kept.status_code == 302
    assert ReviewMark.objects.get().note == "Isian saya."


def test_a_post_that_no_page_sends_is_refused(of_member: Screen) -> None:
    url = f"{of_member.base}{CODE}/nilai/"

    assert of_member.client.post(url, {"value": "Ya", "seen": "0"}).status_code == 400
    assert of_member.save(value="Ya", seen="-1").status_code == 400
    assert of_member.save(value="Ya", seconds="viel").status_code == 400
    assert of_member.get("A.I.99/").status_code == 404
    assert not ReviewMark.objects.exists()


def test_an_address_opened_again_leads_to_the_question(of_member: Screen) -> None:
    there = f"{of_member.base}?butir={CODE}#panel"

    assert of_member.get(f"{CODE}/nilai/")["Location"] == there
    assert of_member.get(f"{CODE}/")["Location"] == there


def test_the_filters_find_what_they_say(of_lead: Screen, reviews: Reviews) -> None:
    lead = of_lead.round
    reviews.mark(CODE, "Tidak", by=reviews.lead, round_=lead, recommendation="Lengkapi SK.")
    reviews.mark(NEXT, "A", by=reviews.lead, round_=lead, note="")

    assert of_lead.codes("?saring=berbeda") == [CODE]
    assert of_lead.codes("?saring=rekomendasi") == [CODE]
    assert len(of_lead.codes("?saring=belum")) == 111
    assert len(of_lead.codes("?saring=semua&area=1")) < 113
    assert of_lead.codes("?saring=omong-kosong&area=omong-kosong") == of_lead.codes("")


def test_the_second_round_shows_what_changed_first(client: Client, reviews: Reviews) -> None:
    program = reviews.again(reviews.through_round_1())
    Answer.objects.filter(sheet=program.sheet, official_code=CODE).update(value="Tidak")
    reviews.submit(program)
    screen = Screen(client, reviews.member, reviews.open_round_2())

    assert screen.codes("") == [CODE]
    assert len(screen.codes("?saring=semua")) == 113
    assert "jawaban Ya menjadi Tidak" in screen.text()


def test_a_claim_above_what_the_data_propose_is_found(reviews: Reviews) -> None:
    question = instrument_of(reviews.program.sheet.instrument).question(NEXT)

    assert is_above(question, Held("A"), "B")
    assert not is_above(question, Held("B"), "B")
    assert not is_above(question, Held("B"), "A")
    assert not is_above(question, Held(""), "B")


def test_the_team_talks_beside_the_question(of_member: Screen) -> None:
    url = f"{of_member.base}{CODE}/pesan/"

    told = of_member.client.post(url, {"text": "Bukti lama?"}, headers=HTMX)
    assert "Bukti lama?" in told.content.decode()
    empty = of_member.client.post(url, {"text": " "}, headers=HTMX)
    assert empty.status_code == 422
    assert of_member.client.post(url, {"text": "Ya."})["Location"].endswith("#diskusi")
    assert of_member.text(f"?butir={CODE}").count("b-log") == 1


def test_notes_are_kept_used_again_and_dropped(of_member: Screen, reviews: Reviews) -> None:
    url = f"{of_member.base}{CODE}/catatan/"

    kept = of_member.client.post(url, {"note": "SK belum diperbarui."}, headers=HTMX)
    assert "SK belum diperbarui." in kept.content.decode()
    plain = of_member.client.post(url, {"note": "Daftar hadir kurang.", "seen": "0"})
    assert plain.status_code == 200
    assert "Daftar hadir kurang.</textarea>" in plain.content.decode()
    assert "SK belum diperbarui." in of_member.text(f"?butir={CODE}&catatan=1")
    assert of_member.client.post(url, {"note": ""}, headers=HTMX).status_code == 422

    others = CannedNote.objects.create(person=reviews.lead, text="Milik ketua.", made_at=NOW)
    assert of_member.client.post(f"{url}{others.pk}/hapus/").status_code == 404
    own = CannedNote.objects.filter(person=reviews.member).first()
    assert own
    of_member.client.post(f"{url}{own.pk}/hapus/", headers=HTMX)
    assert CannedNote.objects.filter(person=reviews.member).count() == 1
    assert CannedNote.objects.filter(pk=others.pk).exists()


def test_own_time_is_shown_to_oneself_only(client: Client, reviews: Reviews) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member, seconds=600)

    assert "waktu Anda 10 menit" in Screen(client, reviews.member, reviews.round).text()
    sent = reviews.to_lead(reviews.round)
    assert "waktu Anda 0 menit" in Screen(client, reviews.lead, sent).text()


def test_a_field_round_asks_for_the_source_of_a_survey(client: Client, reviews: Reviews) -> None:
    round_ = reviews.open_national(reviews.put(reviews.program, ProgramState.TPN_FIELD))
    screen = Screen(client, reviews.national_member, round_)
    source: dict[str, Any] = {
        "organisation": "Badan Pusat Statistik",
        "respondents": "120",
        "surveyed_on": "2026-03-02",
        "statement": "",
    }

    assert "Sumber survei eksternal" in screen.text(f"?butir={INDEX}")
    assert "rv-field" in screen.text()
    missing = screen.save(INDEX, value="3.61", **{**source, "respondents": "banyak"})
    assert missing.status_code == 422
    assert 'data-field="respondents"' in missing.content.decode()
    undated = screen.save(INDEX, value="3.61", **{**source, "surveyed_on": "kemarin"})
    assert 'data-field="surveyed_on"' in undated.content.decode()
    assert not SurveyValue.objects.exists()

    assert screen.save(INDEX, value="3.61", **source).status_code == 200
    found = SurveyValue.objects.get()
    assert (found.respondents, found.surveyed_on) == (120, date(2026, 3, 2))
    assert "Badan Pusat Statistik" in screen.text(f"?butir={INDEX}")


def test_evidence_is_shown_in_the_revision_that_was_submitted(
    client: Client, reviews: Reviews
) -> None:
    prove(reviews, CODE, files=2)
    screen = Screen(client, reviews.member, reviews.round)

    first, second = (screen.text(f"?butir={CODE}&berkas={file}") for file in (1, 2))
    hidden = re.compile(r'data-proof( hidden)? aria-label="([^"]+)"')
    assert [(name, bool(off)) for off, name in hidden.findall(first)] == [
        ("Notula 0", False),
        ("Notula 1", True),
    ]
    assert [bool(off) for off, _ in hidden.findall(second)] == [True, False]


@pytest.mark.parametrize("query", ["?area=5", ""])
def test_the_screen_of_five_stages_takes_sixteen_queries_at_most(
    client: Client, reviews: Reviews, query: str
) -> None:
    prove(reviews, "A.I.5.i.a", files=1)
    screen = Screen(client, reviews.lead, reviews.to_lead(reviews.round))
    screen.text(f"{query}{'&' if query else '?'}butir=A.I.5.i.a")

    with CaptureQueriesContext(connection) as made:
        screen.text(f"{query}{'&' if query else '?'}butir=A.I.5.i.a")

    assert len(made) <= 16, [one["sql"][:90] for one in made]
