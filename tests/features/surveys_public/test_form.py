"""The form without script: every screen carries all earlier answers, and the server keeps none."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bening.domain.surveys.responses import ResponseFault
from bening.surveys import public_pages
from bening.surveys.models import IntakeRow, PeriodState, SurveyResponse
from tests.features.surveys_public.conftest import SLUG, Asked

pytestmark = pytest.mark.django_db
START, STEP = f"/survei/{SLUG}/", f"/survei/{SLUG}/isi/"


def hidden(page: str) -> dict[str, str]:
    """What the form on a page carries along."""
    form = page[page.index('<form class="ps-screen"') :]
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    }


def heading(page: str) -> str:
    """The words of the page's heading."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""


def begin(visitor: Client, asked: Asked, **more: str) -> str:
    """The first screen."""
    posted = {"token": asked.token(), "mode": "self", "language": "id", **more}
    return visitor.post(STEP, posted).content.decode()


def test_personal_link_opens_the_survey_and_changes_nothing(asked: Asked, visitor: Client) -> None:
    token = asked.token()

    with CaptureQueriesContext(
        connection,
    ) as asked_for:
        page = visitor.get(f"{START}u/{token}/")

    assert page.status_code == 200
    assert "Ceritakan apa adanya" in page.content.decode()
    assert not [one for one in asked_for if not one["sql"].startswith("SELECT")]
    assert len(asked_for) <= 4


def test_no_page_sets_a_cookie_or_tells_the_next_site_anything(
    asked: Asked, visitor: Client
) -> None:
    token = asked.token()
    pages = [
        visitor.get(f"{START}u/{token}/"),
        visitor.get(START),
        visitor.get("/survei/"),
        visitor.post(START, {"token": token}),
        visitor.post(STEP, {"token": token, "mode": "self", "language": "id"}),
        visitor.get(f"{START}terima-kasih/?n=0000000000000000"),
        visitor.get(f"{START}tanda-terima/"),
        visitor.get(f"{START}layar/"),
    ]

    for page in pages:
        assert page.status_code == 200
        assert not page.cookies
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert page.headers["Cache-Control"] == "private, no-store"
        assert "csrf" not in page.content.decode()
        assert "http" not in re.sub(r"https?://localhost:8000\S*", "", page.content.decode())


def test_each_answer_goes_on_and_is_carried_to_the_end(asked: Asked, visitor: Client) -> None:
    page, seen = begin(visitor, asked), []
    while "Kirim jawaban" not in page:
        seen.append(heading(page))
        carried = hidden(page)
        button = re.search(r'<button class="p-opt[^"]*" name="([^"]+)" value="([^"]+)"', page)
        pressed = {unescape(button[1]): unescape(button[2])} if button else {}
        page = visitor.post(STEP, carried | pressed).content.decode()

    carried = hidden(page)
    items = [item["code"] for item in asked.period.questionnaire.content["items"]]
    assert len(seen) == len(set(seen))
    assert seen[0].endswith("Layanan apa yang Anda terima?")
    assert [carried[f"i-{code}"] for code in items] == ["1"] * len(items)
    assert carried["a-service"] == "akta"
    assert carried["incident"] == "n"
    assert carried["token"] == asked.token()
    assert f'action="/survei/{SLUG}/kirim/"' in page
    assert not IntakeRow.objects.exists()
    assert not SurveyResponse.objects.exists()


def test_lowest_answer_stands_first_and_not_knowing_apart(asked: Asked, visitor: Client) -> None:
    page = begin(visitor, asked, to="i-D1")
    values = re.findall(r'<button class="p-opt[^"]*" name="i-D1" value="([^"]+)"', page)
    assert values == ["1", "2", "3", "4", "x"]
    assert page.index("p-opt p-opt-no") > page.index('value="4"')


def test_going_back_keeps_the_answer_and_a_new_one_replaces_it(
    asked: Asked, visitor: Client
) -> None:
    second = visitor.post(
        STEP, hidden(begin(visitor, asked, to="i-D1")) | {"i-D1": "3"}
    ).content.decode()

    back = visitor.post(STEP, hidden(second) | {"to": "i-D1"}).content.decode()
    carried = hidden(back)
    assert carried["i-D1"] == "3"
    assert re.search(r'value="3" aria-pressed="true"', back)

    # A browser sends both: what goes along unseen, then the button.
    from urllib.parse import urlencode

    again = visitor.post(
        STEP,
        urlencode([*carried.items(), ("i-D1", "2")]),
        content_type="application/x-www-form-urlencoded",
    ).content.decode()
    assert hidden(again)["i-D1"] == "2"
    assert hidden(again)["at"] == hidden(second)["at"]


@pytest.mark.parametrize("value", ["0", "5", "-1", "2.5", "x1", "³", "1000"])
def test_answer_outside_the_scale_stays_on_its_screen(
    asked: Asked, visitor: Client, value: str
) -> None:
    page = visitor.post(
        STEP, hidden(begin(visitor, asked, to="i-D1")) | {"i-D1": value}
    ).content.decode()

    assert 'role="alert"' in page
    assert hidden(page)["at"] == "i-D1"
    assert "i-D1" not in hidden(page)


def test_official_tariff_stands_beside_the_fee(asked: Asked, visitor: Client) -> None:
    fees = [
        f"i-{item['code']}"
        for item in asked.period.questionnaire.content["items"]
        if item.get("shows_tariff")
    ]

    assert fees
    for fee in fees:
        page = begin(visitor, asked, to=fee, **{"a-service": "ktp"})
        assert "Tarif resmi KTP elektronik: <strong>Rp0</strong>" in page
        assert "UU 24/2013" in page
        assert "Tarif resmi" not in begin(visitor, asked, to=fee, **{"a-service": "akta"})


def test_reporting_is_offered_only_to_who_says_yes(asked: Asked, visitor: Client) -> None:
    at = hidden(begin(visitor, asked, to="incident"))

    yes = visitor.post(STEP, at | {"incident": "y"}).content.decode()
    no = visitor.post(STEP, at | {"incident": "n"}).content.decode()
    unsaid = visitor.post(STEP, at | {"incident": ""}).content.decode()

    assert heading(yes).startswith("Terima kasih sudah jujur")
    assert "lapor.go.id" in yes
    assert asked.token() not in re.sub(r"<input[^>]*>", "", yes)
    assert "Sedikit tentang Anda" in heading(no)
    assert "Sedikit tentang Anda" in heading(unsaid)
    assert "incident" not in hidden(unsaid)


def test_suggestion_is_shown_as_others_will_see_it(asked: Asked, visitor: Client) -> None:
    told = "Hubungi 0812-3456-7890 atau budi@contoh.example, NIK 3201 0112 3456 7890"

    page = visitor.post(
        STEP, hidden(begin(visitor, asked, to="suggestion")) | {"suggestion": told}
    ).content.decode()

    shown = re.sub(r"<input[^>]*>", "", page)
    assert hidden(page)["suggestion"] == told
    for secret in ("3456-7890", "budi@", "3201"):
        assert secret not in shown
    assert "[NIK/nomor]" in shown


def test_one_service_is_not_asked_for_but_sent(asked: Asked, visitor: Client) -> None:
    asked.services[1].closed_on = asked.period.starts_on
    asked.services[1].save()

    page = begin(visitor, asked)

    assert "Layanan apa" not in page
    assert hidden(page)["a-service"] == "ktp"


def test_language_is_switched_without_losing_an_answer(asked: Asked, visitor: Client) -> None:
    page = begin(visitor, asked, to="i-K1", **{"i-D1": "2"})
    form = page[page.index('class="ps-langs"') : page.index("<main")]
    carried = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))

    english = visitor.post(STEP, carried | {"language": "en"}).content.decode()

    assert '<html lang="en">' in english
    assert "Strongly disagree" in english
    assert hidden(english)["i-D1"] == "2"
    assert hidden(english)["language"] == "en"


def test_code_of_a_card_is_read_with_a_typing_mistake(asked: Asked, visitor: Client) -> None:
    token = asked.token()
    typed = " ".join(token[at : at + 4] for at in range(0, 28, 4)).lower()
    wrong = ("1" if typed[0] != "1" else "2") + typed[1:]

    for place in ("/survei/", START):
        page = visitor.post(place, {"token": wrong}).content.decode()
        assert "Ceritakan apa adanya" in page
        assert f'name="token" value="{token}"' in page


def test_code_that_is_none_is_said_so_and_kept_in_the_field(asked: Asked, visitor: Client) -> None:
    _ = asked.period

    unreadable = visitor.post(START, {"token": "ABC"})
    unknown = visitor.get(f"{START}u/{'0' * 28}/")

    assert unreadable.status_code == unknown.status_code == 404
    assert 'value="ABC"' in unreadable.content.decode()
    assert "salah ketik" in unreadable.content.decode()
    assert "tidak dikenal" in unknown.content.decode()


def test_spent_code_gets_its_thank_you_again(asked: Asked, visitor: Client) -> None:
    token = asked.token(7, spent=True)

    page = visitor.get(f"{START}u/{token}/")

    assert page.status_code == 200
    assert "sudah diterima" in page.content.decode()
    assert "Mulai" not in page.content.decode()


def test_without_a_code_only_an_open_link_leads_in(asked: Asked, visitor: Client) -> None:
    _ = asked.period
    closed = visitor.get(START).content.decode()
    asked.period.has_open_link = True
    asked.period.save()
    opened = visitor.get(START).content.decode()

    assert "Ketik kode" in closed
    assert "data-survey-begin" not in closed
    assert 'name="mode" value="open"' in opened
    assert "tanpa kode" in opened
    once = re.findall(r'name="once" value="([0-9A-Z]{28})"', opened)
    assert len(once) == 1
    assert once != re.findall(r'name="once" value="(\w+)"', visitor.get(START).content.decode())


def test_what_another_site_posts_is_no_part_of_the_page(asked: Asked, visitor: Client) -> None:
    asked.period.has_open_link = True
    asked.period.save()
    named = re.findall(r'name="once" value="(\w+)"', visitor.get(START).content.decode())[0]
    planted = '"><meta http-equiv="refresh" content="0;url=https://luar.example/">'

    page = visitor.post(START, {"once": planted, "language": "id"}).content.decode()

    assert "luar.example" not in page
    assert named in visitor.post(START, {"once": named}).content.decode()


@pytest.mark.parametrize("state", sorted(set(PeriodState) - {PeriodState.OPEN}))
def test_survey_that_is_not_open_takes_nothing(
    asked: Asked, visitor: Client, state: PeriodState
) -> None:
    token = asked.token()
    asked.period.state = state
    asked.period.save()

    for page in (
        visitor.get(START),
        visitor.get(f"{START}u/{token}/"),
        visitor.post(STEP, {"token": token, "to": "i-D1"}),
        visitor.get(f"{START}layar/"),
    ):
        text = page.content.decode()
        assert "data-survey-begin" not in text
        assert "Sangat setuju" not in text
        assert page.status_code == (404 if state == PeriodState.DESIGNED else 200)
        if state == PeriodState.APPROVED:
            assert "belum dibuka" in text
        elif state != PeriodState.DESIGNED:
            assert "sudah ditutup" in text


def test_unknown_survey_is_said_in_plain_words(db: None, visitor: Client) -> None:
    for path in ("", "hasil/", "hasil.json", "tanda-terima/", "layar/", "isi/", "poster.pdf"):
        page = visitor.get(f"/survei/tidak-ada/{path}", follow=True)
        assert page.status_code == 404
        assert "Survei tidak ditemukan" in page.content.decode()


def test_kiosk_and_assistance_are_marked_on_every_screen(asked: Asked, visitor: Client) -> None:
    helped = begin(visitor, asked, mode="assisted")
    in_hall = begin(visitor, asked, mode="kiosk")

    assert hidden(helped)["mode"] == "assisted"
    assert "ditandai dibantu" in helped
    assert hidden(in_hall)["mode"] == "kiosk"
    assert "Saya butuh waktu lebih" in in_hall
    assert hidden(begin(visitor, asked, mode="imported"))["mode"] == "self"


def test_step_opened_by_address_leads_to_the_start(asked: Asked, visitor: Client) -> None:
    _ = asked.period
    assert visitor.get(STEP).headers["Location"] == START


def test_page_of_a_refusal_carries_every_answer_to_the_faulty_screen(
    asked: Asked, visitor: Client
) -> None:
    posted = {"token": [asked.token()], "i-D1": ["9"], "i-K1": ["3"], "suggestion": ["<b>&"]}
    faults = [ResponseFault("outside_scale", "i-D1", {"given": "9", "least": 1, "most": 4})]

    page = public_pages.not_taken(SLUG, faults, posted).decode()

    assert 'name="to" value="i-D1"' in page
    assert 'name="i-K1" value="3"' in page
    assert 'value="&lt;b&gt;&amp;"' in page
    back = visitor.post(STEP, {"token": asked.token(), "i-D1": "9", "i-K1": "3", "to": "i-D1"})
    assert hidden(back.content.decode())["i-K1"] == "3"
    assert "i-D1" not in hidden(back.content.decode())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("busy", "Sistem sedang sibuk"),
        ("too_many", "Terlalu banyak isian dari jaringan ini"),
        ("closed", "Survei sudah ditutup"),
        ("unknown_token", "Kode ini tidak dikenal"),
        ("nothing_answered", "Belum ada yang dijawab"),
        ("suggestion_too_long", "Saran terlalu panjang"),
        ("never_heard_of", "tidak terbaca"),
    ],
)
def test_every_refusal_has_its_words_in_both_languages(code: str, words: str) -> None:
    faults = [ResponseFault(code, "", {"longest": 1000})]

    page = public_pages.not_taken(SLUG, faults, {"i-D1": ["2"]}).decode()

    assert words in page
    if code != "closed":
        assert 'name="i-D1" value="2"' in page
