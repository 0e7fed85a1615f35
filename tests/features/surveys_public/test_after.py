"""The thank-you and the list of numbers: what can be checked, and what nobody learns from it."""

from datetime import date

import pytest
from django.test import Client

from bening.domain.surveys.tokens import receipt_number
from tests.features.surveys_public.conftest import SLUG, Asked

pytestmark = pytest.mark.django_db
LIST, THANKS = f"/survei/{SLUG}/tanda-terima/", f"/survei/{SLUG}/terima-kasih/"
DAY = date(2026, 4, 14)


def test_thank_you_shows_the_number_and_where_it_is_checked(asked: Asked, visitor: Client) -> None:
    number = receipt_number(asked.seal([1, 2, 3, 4, 5], DAY)[0])

    page = visitor.get(THANKS, {"n": number}).content.decode()

    first, rest = number[:9], number[10:]
    assert f"{first}<br>{rest}" in page
    assert "disegel untuk hari 14 April 2026" in page
    assert "<svg" in page[page.index("p-qr") :]


def test_number_of_today_is_believed_but_not_called_counted(asked: Asked, visitor: Client) -> None:
    _ = asked.period

    page = visitor.get(THANKS, {"n": "0000 1111 2222 3333"}).content.decode()

    assert "setelah harinya disegel" in page
    assert "Ada dalam hitungan" not in page


def test_number_is_kept_as_a_file_that_names_no_content(asked: Asked, visitor: Client) -> None:
    _ = asked.period

    page = visitor.get(THANKS, {"n": "0000111122223333", "simpan": "1"})

    assert page.headers["Content-Disposition"].startswith("attachment")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "0000 1111 2222 3333" in page.content.decode()
    assert f"http://localhost:8000{LIST}?n=0000+1111+2222+3333" in page.content.decode()


def test_thank_you_without_a_readable_number_shows_none(asked: Asked, visitor: Client) -> None:
    _ = asked.period

    for typed in ("", "<script>", "0000", "U" * 16):
        page = visitor.get(THANKS, {"n": typed}).content.decode()
        assert "Nomor tanda terima" not in page
        assert "<script>" not in page


def test_list_holds_every_counted_number_and_none_of_today(asked: Asked, visitor: Client) -> None:
    receipts = asked.seal(range(1, 8), DAY)
    asked.token(99, spent=True)

    page = visitor.get(LIST).content.decode()

    shown = [receipt_number(one) for one in receipts]
    assert [number for number in shown if number not in page] == []
    assert page.count("<li>") >= 7
    assert "7 jawaban" in page
    assert [page.index(number) for number in shown] == sorted(map(page.index, shown))


def test_number_is_found_however_it_is_typed(asked: Asked, visitor: Client) -> None:
    number = receipt_number(asked.seal([1, 2, 3, 4, 5], DAY)[2])

    for typed in (number, number.lower(), number.replace(" ", ""), number.replace(" ", "-")):
        page = visitor.get(LIST, {"n": typed}).content.decode()
        assert "Ada dalam hitungan" in page


def test_number_of_another_period_is_not_found(asked: Asked, visitor: Client) -> None:
    number = receipt_number(asked.seal([1, 2, 3, 4, 5], DAY)[0])
    asked.period.receipts.update(period=_another(asked))

    page = visitor.get(LIST, {"n": number}).content.decode()

    assert "Belum ada di daftar" in page


def _another(asked: Asked) -> object:
    other = type(asked.period).objects.get(pk=asked.period.pk)
    other.pk, other.slug = None, "yang-lain"
    other.save(force_insert=True)
    return other


def test_answers_that_were_never_opened_are_not_called_lost(asked: Asked, visitor: Client) -> None:
    period, number = asked.period, {"n": "0000 1111 2222 3333"}
    assert "jawaban Anda hilang" in visitor.get(LIST, number).text

    period.unopened = 4
    period.save()
    page = visitor.get(LIST, number).text

    assert "kurang dari lima isian yang belum tersegel" in page
    assert "jawaban Anda hilang" not in page


def test_number_that_is_none_is_said_so(asked: Asked, visitor: Client) -> None:
    _ = asked.period

    page = visitor.get(LIST, {"n": "bukan nomor"}).content.decode()

    assert "tidak terbaca" in page
    assert 'value="bukan nomor"' in page


def test_list_has_pages(asked: Asked, visitor: Client) -> None:
    asked.seal(range(300), DAY)

    first = visitor.get(LIST).content.decode()
    second = visitor.get(LIST, {"halaman": "2"}).content.decode()

    assert first.count("<li>") > second.count("<li>") > 100
    assert 'href="?halaman=2"' in first
    assert visitor.get(LIST, {"halaman": "x"}).status_code == 200


def test_counted_code_leads_to_its_day(asked: Asked, visitor: Client) -> None:
    asked.seal([1, 2, 3, 4, 5], DAY)
    from hashlib import sha256

    from bening.domain.surveys.tokens import token_text

    token = token_text(sha256(b"of a test 3").digest()[:16])

    page = visitor.get(f"/survei/{SLUG}/u/{token}/").content.decode()

    assert "sudah diterima" in page
    assert "disegel untuk hari 14 April 2026" in page
