"""No cookie, no referrer, no log, no leak: what leaves the house, and what it refuses."""

import logging
from unittest import mock

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django_tasks_db.models import DBTaskResult

from bening.calendars.models import Notice
from bening.whistleblowing.models import Report
from tests.features.whistleblowing.reporting import (
    BOX,
    FORM,
    SECRET,
    START,
    Handler,
    post,
    receipt_in,
    typed,
    upload,
)

Two = tuple[Handler, Handler]
pytestmark = pytest.mark.django_db
PAGES = ("/jalur-rahasia/", START, FORM, BOX, "/tutup/")


@pytest.mark.parametrize("url", PAGES)
def test_no_page_sets_a_cookie_or_tells_where_one_was(client: Client, two: Two, url: str) -> None:
    page = client.get(url)

    assert page.status_code == 200
    assert not page.cookies
    assert "Vary" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_a_cookie_that_a_page_would_set_never_leaves(client: Client, two: Two) -> None:
    """Whatever somebody writes into a view later."""

    def careless(request: HttpRequest, **_kept: str) -> HttpResponse:
        page = HttpResponse("isi")
        page.set_cookie("jejak", "1")
        return page

    with mock.patch("bening.whistleblowing.house.resolve") as found:
        found.return_value = mock.Mock(func=careless, args=(), kwargs={})
        page = client.get(START)

    assert page.content == b"isi"
    assert not page.cookies


def test_where_no_agency_receives_reports_other_bodies_are_named(client: Client) -> None:
    page = client.get("/jalur-rahasia/").content.decode()

    assert "Belum ada instansi" in page
    assert "Ombudsman Republik Indonesia" in page


def test_cookies_that_come_along_change_nothing(client: Client, two: Two) -> None:
    """Neither language nor session is read: the pages are the same to everybody."""
    plain = client.get(START).content
    client.cookies["django_language"] = "en"
    client.cookies["bening_session"] = "x" * 32

    assert client.get(START).content == plain
    assert b'<html lang="en">' in client.get(START + "?bahasa=en").content


def test_a_signed_in_person_is_nobody_here(client: Client, two: Two) -> None:
    client.force_login(two[0].person)
    with mock.patch.object(Session.objects, "get", side_effect=AssertionError):
        page = post(client)

    assert page.status_code == 201
    assert not page.cookies


def test_the_whole_filing_writes_no_log(
    client: Client, two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        digits = receipt_in(post(client, files=[upload("catatan.txt", b"isi")]))
        client.post(BOX, {"receipt": digits})

    assert not [record for record in caplog.records if record.name.startswith("bening")]
    assert SECRET not in caplog.text
    assert digits not in caplog.text


def test_no_mail_or_notice_goes_out(client: Client, two: Two) -> None:
    """Neither a filing nor an answer sends anything, not even that there is something."""
    digits = receipt_in(post(client, files=[upload("catatan.txt", b"isi")]))
    opened = client.post(BOX, {"receipt": digits}).content.decode()
    sent = {
        name: opened.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]
        for name in ("ticket", "form")
    }
    assert "Terkirim" in client.post(BOX + "kirim/", {**sent, "text": SECRET}).content.decode()

    assert mail.outbox == []
    assert not Notice.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("fault", "status"),
    [(ValueError(SECRET), 500), (OperationalError(SECRET), 503), (OSError(SECRET), 500)],
)
def test_a_fault_carries_nothing_of_what_was_typed(
    client: Client, two: Two, caplog: pytest.LogCaptureFixture, fault: Exception, status: int
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        mock.patch("bening.whistleblowing.views.public.file_report", side_effect=fault),
    ):
        page = post(client)

    assert page.status_code == status
    assert SECRET not in page.content.decode()
    assert SECRET not in caplog.text
    assert type(fault).__name__ in caplog.text


def test_a_post_from_another_site_is_refused(client: Client, two: Two) -> None:
    page = client.post(FORM, typed(), headers={"Sec-Fetch-Site": "cross-site"})

    assert page.status_code == 403
    assert not Report.objects.exists()


def test_other_methods_and_addresses_are_refused_in_the_house_style(
    client: Client, two: Two
) -> None:
    assert client.put(START).status_code == 405
    missing = client.get("/jalur-rahasia/tidak-ada/")
    assert missing.status_code == 404
    assert not missing.cookies
    assert "Bening" not in missing.content.decode()


def test_more_than_ten_files_end_the_post(client: Client, two: Two) -> None:
    files = [upload(f"{number}.txt", b"isi") for number in range(11)]

    assert post(client, files=files).status_code == 400
    assert not Report.objects.exists()


def test_one_bad_file_and_nothing_is_kept(client: Client, two: Two) -> None:
    page = post(client, files=[upload("a.txt", b"baik"), upload("b.exe", b"MZ\x90\x00")])

    assert page.status_code == 422
    assert "b.exe" in page.content.decode()
    assert SECRET in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "</textarea><img src=x onerror=1>"]
)
def test_what_was_typed_comes_back_as_text(client: Client, two: Two, text: str) -> None:
    page = post(client, what=text, kind="", who=text, name=text).content.decode()

    assert text not in page
    assert "&lt;" in page


def test_an_own_host_name_holds_the_house_and_nothing_else(
    client: Client, two: Two, settings: object
) -> None:
    settings.WBS_HOST = "lapor.example"  # type: ignore[attr-defined]  # a fixture of settings
    settings.ALLOWED_HOSTS = ["testserver", "lapor.example"]  # type: ignore[attr-defined]  # same

    assert client.get(START, headers={"Host": "lapor.example"}).status_code == 200
    away = client.get("/masuk/", headers={"Host": "lapor.example"})
    assert away.status_code == 404
    assert not away.cookies
    sent_over = client.get(START)
    assert sent_over.status_code == 302
    assert sent_over.headers["Location"] == f"http://lapor.example{START}"
    assert client.post(FORM, typed()).status_code == 404
    assert not Report.objects.exists()


def test_the_exit_says_nothing_and_makes_the_browser_forget(client: Client, two: Two) -> None:
    page = client.get("/tutup/")

    assert page.headers["Clear-Site-Data"] == '"cache"'
    assert "rahasia" not in page.content.decode().lower()
