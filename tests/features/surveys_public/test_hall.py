"""In the hall: a screen without a memory, the quick rating, help that is marked, the poster."""

import io
import re

import pytest
from django.test import Client

from bening.accounts.models import Role
from bening.surveys.models import PeriodState
from tests.features.surveys_public.conftest import SLUG, Asked
from tests.people import Cast, give, make_person, sign_in

pytestmark = pytest.mark.django_db
HALL, HELP = f"/survei/{SLUG}/layar/", f"/survei/{SLUG}/dibantu/"


def test_screen_of_the_hall_asks_for_a_code_and_comes_back_to_its_start(
    asked: Asked, visitor: Client
) -> None:
    token = asked.token()

    start = visitor.get(HALL).content.decode()
    opened = visitor.post(f"/survei/{SLUG}/", {"token": token, "mode": "kiosk"}).content.decode()

    for page in (start, opened):
        assert f'data-hall="{HALL}"' in page
        assert "Saya butuh waktu lebih" in page
        assert "ps-hall" in page
    assert 'data-mode="kiosk"' in opened


def test_hall_offers_the_open_link_where_there_is_one(open_link: Asked, visitor: Client) -> None:
    _ = open_link.period

    page = visitor.get(HALL).content.decode()

    assert "data-survey-begin" in page
    assert 'name="mode" value="kiosk"' in page


def test_thanks_in_the_hall_goes_back_by_itself(asked: Asked, visitor: Client) -> None:
    _ = asked.period

    page = visitor.get(f"/survei/{SLUG}/terima-kasih/?n=0000111122223333&layar=1").content.decode()

    assert 'data-seconds="20"' in page
    assert f'href="{HALL}"' in page
    assert "Periksa di daftar" not in page


def test_rating_is_one_question_with_three_answers(cast: Cast, visitor: Client) -> None:
    rated = Asked(cast, "rating-1", has_open_link=True)
    _ = rated.period

    page = visitor.get(f"/survei/{SLUG}/nilai/?layanan=ktp").content.decode()

    assert page.count('class="p-opt"') == 3
    assert page.index("Tidak puas") < page.index("Cukup puas")
    assert f'action="/survei/{SLUG}/kirim/"' in page
    assert 'name="a-service" value="ktp"' in page
    assert (
        'name="a-service"' not in visitor.get(f"/survei/{SLUG}/nilai/?layanan=x").content.decode()
    )


def test_rating_comes_back_to_the_counter_it_stands_at(cast: Cast, visitor: Client) -> None:
    rated = Asked(cast, "rating-1", has_open_link=True)
    _ = rated.period

    thanks = visitor.get(
        f"/survei/{SLUG}/terima-kasih/?n=0000111122223333&layar=1&nilai=1&layanan=ktp"
    ).content.decode()

    assert f'data-hall="/survei/{SLUG}/nilai/?layanan=ktp"' in thanks
    assert "Penilaian Anda diterima" in thanks
    assert visitor.get(HALL).headers["Location"] == f"/survei/{SLUG}/nilai/"


def test_rating_of_another_questionnaire_is_the_screen_of_the_hall(
    open_link: Asked, visitor: Client
) -> None:
    _ = open_link.period
    assert visitor.get(f"/survei/{SLUG}/nilai/").headers["Location"] == HALL


def test_officer_opens_the_form_for_somebody_and_it_is_marked(asked: Asked) -> None:
    client = sign_in(Client(), asked.cast.pic)
    token = asked.token()

    page = client.get(HELP).content.decode()
    opened = client.post(f"/survei/{SLUG}/", {"token": token, "mode": "assisted"}).content.decode()

    assert 'name="mode" value="assisted"' in page
    assert "ditandai dibantu" in opened
    assert 'data-mode="assisted"' in opened


def test_help_is_for_officers_of_the_unit(asked: Asked) -> None:
    of_area_six = make_person("Sari Loket", agency=asked.cast.agency)
    _ = asked.period
    give(of_area_six, Role.AREA_MEMBER, unit=asked.cast.unit, area=6)

    assert sign_in(Client(), of_area_six).get(HELP).status_code == 200
    assert sign_in(Client(), asked.cast.area_member).get(HELP).status_code == 403
    assert sign_in(Client(), asked.cast.outsider).get(HELP).status_code == 404
    assert Client().get(HELP).status_code == 302


@pytest.mark.parametrize("has_open_link", [True, False])
def test_poster_leads_to_the_link_or_asks_for_a_card(
    asked: Asked, visitor: Client, has_open_link: bool
) -> None:
    asked.period.has_open_link = has_open_link
    asked.period.save()

    page = visitor.get(f"/survei/{SLUG}/poster/").content.decode()

    assert ("Minta kartu" in page) is not has_open_link
    assert ("localhost:8000/survei/dukcapil-2026-2" in page) is has_open_link


def test_poster_is_one_accessible_sheet(open_link: Asked, visitor: Client) -> None:
    import pikepdf

    _ = open_link.period

    page = visitor.get(f"/survei/{SLUG}/poster.pdf")

    with pikepdf.open(io.BytesIO(page.content)) as pdf:
        assert len(pdf.pages) == 1
        box = [float(edge) for edge in pdf.pages[0].mediabox]
        assert [round(box[2]), round(box[3])] == [595, 842]
        assert pdf.Root.MarkInfo.Marked


def test_poster_of_a_planned_survey_is_not_there(open_link: Asked, visitor: Client) -> None:
    open_link.period.state = PeriodState.DESIGNED
    open_link.period.save()

    assert visitor.get(f"/survei/{SLUG}/poster/").status_code == 404
    assert visitor.get(f"/survei/{SLUG}/poster.pdf").status_code == 404


def test_poster_is_typeset_once_and_again_when_it_says_something_else(
    open_link: Asked, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bening.documents import sheets

    sheets._typeset.cache_clear()
    made: list[str] = []

    def make_pdf(_name: str, data: dict[str, str], **_at: object) -> bytes:
        made.append(data["period"])
        return b"%PDF"

    monkeypatch.setattr(sheets, "make_pdf", make_pdf)
    _ = open_link.period
    address = f"/survei/{SLUG}/poster.pdf"

    first, second = visitor.get(address), visitor.get(address)
    known = visitor.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.content == second.content == b"%PDF"
    assert made == ["Triwulan II 2026"]
    assert (known.status_code, known.content) == (304, b"")
    open_link.period.name = "Triwulan dua"
    open_link.period.save()
    changed = visitor.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert made == ["Triwulan II 2026", "Triwulan dua"]
    sheets._typeset.cache_clear()


def test_thanks_in_the_hall_goes_back_without_script_unless_somebody_stays(
    asked: Asked, visitor: Client
) -> None:
    _ = asked.period
    thanks = f"/survei/{SLUG}/terima-kasih/?n=0000111122223333"

    page = visitor.get(f"{thanks}&layar=1").content.decode()
    rated = visitor.get(f"{thanks}&layar=1&nilai=1&layanan=ktp").content.decode()
    elsewhere = visitor.get(thanks).content.decode()

    again = '<noscript><meta http-equiv="refresh" content="{};url={}"></noscript>'
    assert again.format(20, HALL) in page
    assert again.format(6, f"/survei/{SLUG}/nilai/?layanan=ktp") in rated
    for other in (elsewhere, visitor.get(HALL).content.decode()):
        assert "http-equiv" not in other
    stay = re.findall(r'<a href="([^"]*tetap=1)">', page)[0].replace("&amp;", "&")
    stayed = visitor.get(f"/survei/{SLUG}/terima-kasih/{stay}").content.decode()
    assert again.format(240, HALL) in stayed
    assert "0000 1111" in stayed
    assert "tetap=1" not in stayed
