"""The desk in a browser: its cookie, its headers, foreign keys in addresses, hostile texts."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.domain.whistleblowing import IdentityContent, ReportAct, ReportContent
from bening.whistleblowing import box, sealing
from bening.whistleblowing.cleaning import CleanFile
from bening.whistleblowing.desk import access, identity, steps
from bening.whistleblowing.models import (
    HandlerKey,
    HolderKind,
    IdentityRequest,
    Report,
    UnlockedKey,
)
from bening.whistleblowing.once import Pass
from bening.whistleblowing.views.desk_common import COOKIE
from tests.features.whistleblowing_desk.world import PASSPHRASE, SECRET, World
from tests.people import NOW, Cast, make_agency, make_person, sign_in

pytestmark = pytest.mark.django_db
Two = tuple[Person, Person]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"
DESK = "/pengelolaan-rahasia/"


def browser(person: Person, *, is_open: bool = True) -> Client:
    """A signed-in browser, with open keys."""
    client = sign_in(Client(), person)
    if is_open:
        answer = client.post(DESK, {"passphrase": PASSPHRASE})
        assert answer.status_code == HTTPStatus.FOUND
    return client


def page(report: Report, *more: object) -> str:
    return "/".join([f"{DESK}laporan/{report.handle}", *map(str, more), ""])


def test_the_cookie_is_for_the_desk_alone(world: World, two: Two) -> None:
    client = browser(two[0])
    cookie = client.cookies[COOKIE]
    assert cookie["path"] == DESK
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_a_closed_key_shows_nothing(world: World, two: Two) -> None:
    report = world.file()
    client = browser(two[0], is_open=False)
    inbox = client.get(DESK)
    assert str(report.handle)[:8] not in inbox.content.decode()
    answer = client.get(page(report))
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, DESK)
    wrong = client.post(DESK, {"passphrase": "salah salah salah"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Sisa percobaan: 4" in wrong.content.decode()
    assert "salah salah" not in wrong.content.decode()


def test_signing_out_closes_the_keys(world: World, two: Two) -> None:
    client = browser(two[0])
    assert UnlockedKey.objects.exists()
    client.logout()
    assert not UnlockedKey.objects.exists()


def test_a_report_is_read_and_no_cache_keeps_it(world: World, two: Two) -> None:
    report = world.file(files=[CleanFile("bukti.txt", "text/plain", b"isi bukti")])
    client = browser(two[0])
    inbox = client.get(DESK)
    assert SECRET not in inbox.content.decode()
    shown = client.get(page(report))
    assert SECRET in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert shown["Referrer-Policy"] == "same-origin"
    title = shown.content.decode().split("<title>")[1].split("</title>")[0]
    assert title == "Laporan rahasia · Bening"
    file = client.get(page(report, "berkas", report.files.get().pk))
    assert file.content == b"isi bukti"
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"] == "attachment; filename*=UTF-8''bukti.txt"
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    assert "no-store" in file["Cache-Control"]


def test_hostile_texts_stay_texts(world: World, two: Two) -> None:
    report = world.file(
        what=HOSTILE + SECRET,
        identity=IdentityContent(HOSTILE, HOSTILE),
        files=[CleanFile('x"><b>.txt', "text/html", b"<script>1</script>")],
    )
    steps.write_note(report=report, text=HOSTILE, by=two[0], now=datetime.now(UTC))
    steps.write_message(report=report, text=HOSTILE, by=two[0], now=datetime.now(UTC))
    steps.take_step(
        report=report,
        act=ReportAct.BEGIN_TRIAGE,
        note=HOSTILE,
        message="",
        by=two[0],
        now=datetime.now(UTC),
    )
    client = browser(two[0])
    client.post(page(report, "identitas"), {"reason": HOSTILE})
    shown = client.get(page(report)).content.decode()
    for wrong in ("<script>alert", "<img src=x", '"><b>.txt'):
        assert wrong not in shown
    assert "{{7*7}}" in shown
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5
    request = IdentityRequest.objects.get()
    other = browser(two[1])
    other.post(page(report, "identitas", request.pk, "setuju"))
    read = client.post(page(report, "identitas", request.pk, "baca")).content.decode()
    assert "&lt;script&gt;" in read
    assert "<script>alert" not in read
    sign = sign_in(Client(), world.cast.inspector)
    log = sign.get(reverse("whistleblowing:log")).content.decode()
    assert "&lt;script&gt;" in log
    assert "<script>alert" not in log


TEXTS = (
    *("what", "who", "where", "when", "why", "how", "loss", "witnesses", "known_by"),
    *("told_elsewhere",),
)


@pytest.mark.parametrize("field", TEXTS)
def test_no_field_of_a_report_is_more_than_text(world: World, two: Two, field: str) -> None:
    told: dict[str, Any] = {field: f"{field} {HOSTILE}"}
    report = world.file(**told)

    shown = browser(two[0]).get(page(report)).content.decode()

    assert f"{field} &lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


def test_every_text_of_the_form_is_among_them() -> None:
    """One that is added later is tried too: what is not a text is a choice from a list."""
    texts = {
        each.name
        for each in fields(ReportContent)
        if each.name not in {"kind", "reach", "files", "left_out", "works_there"}
    }

    assert set(TEXTS) == texts


def test_a_message_of_the_reporter_and_its_file_are_text(world: World, two: Two) -> None:
    report = world.file()
    opened_by = sealing.stretched(world.filed.receipt, bytes(world.site.salt))
    box.send_message(
        site=world.site,
        ticket=box.new_ticket(world.site, opened_by, now=NOW),
        text=HOSTILE,
        files=[CleanFile("x<img src=x onerror=alert(3)>.txt", "text/html", b"isi")],
        form=Pass(uuid4(), NOW + timedelta(hours=1)),
        now=NOW,
    )

    shown = browser(two[0]).get(page(report)).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "x&lt;img src=x" in shown
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


def test_a_handler_of_another_agency_finds_nothing(world: World, two: Two) -> None:
    elsewhere = make_agency("Kota Purnajati")
    stranger = make_person("Surya Wibisono", agency=elsewhere)
    HandlerKey.objects.create(
        agency=elsewhere,
        person=stranger,
        public=sealing.new_key()[0],
        wrapped=b"wrapped",
        given_by=stranger,
        made_at=NOW,
    )
    report = world.file(files=[CleanFile("b.txt", "text/plain", b"isi")])
    client = sign_in(Client(), stranger)

    for address in (page(report), page(report, "surat"), page(report, "berkas", uuid4())):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert client.post(page(report, "pesan"), {"text": "x"}).status_code == HTTPStatus.NOT_FOUND


@pytest.fixture
def granted(world: World, two: Two) -> tuple[Report, Report, Client]:
    """A report of the reader's, another handler's, and the reader's browser."""
    world.handler("Teguh Firmansyah", world.cast.unit)
    mine = world.file(identity=IdentityContent("Umar Hadikusumo"))
    theirs = world.file(unit=world.cast.unit, files=[CleanFile("b.txt", "text/plain", b"isi lain")])
    return mine, theirs, browser(two[0])


def test_foreign_keys_lead_nowhere(
    world: World, two: Two, granted: tuple[Report, Report, Client]
) -> None:
    mine, theirs, client = granted
    file = theirs.files.get().pk
    gets = [
        page(theirs),
        page(theirs, "surat"),
        page(theirs, "berkas", file),
        page(mine, "berkas", file),
        page(mine, "berkas", uuid4()),
        page(mine, "surat"),
        f"{DESK}kunci/{uuid4()}/",
        f"{DESK}evaluasi/{uuid4()}/",
    ]
    for address in gets:
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND, address
    posts = [
        *(page(theirs, name) for name in ("langkah", "pesan", "catatan", "akses", "limpah")),
        page(theirs, "identitas"),
        page(theirs, "perbarui"),
        page(mine, "lain"),
        page(mine, "identitas", uuid4(), "setuju"),
        f"{DESK}pemulihan/{uuid4()}/bagian/",
    ]
    for address in posts:
        assert client.post(address, {}).status_code == HTTPStatus.NOT_FOUND, address


def test_a_request_of_another_report_is_not_there(
    world: World, two: Two, granted: tuple[Report, Report, Client]
) -> None:
    mine, _theirs, client = granted
    other = world.file(identity=IdentityContent("Umar"))
    made = identity.ask(
        report=other, reason="x", keys=world.open(two[1]), by=two[1], now=datetime.now(UTC)
    )
    for name in ("setuju", "tolak", "baca"):
        answer = client.post(page(mine, "identitas", made.pk, name))
        assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["agency_admin", "inspector", "agency_head", "pic", "outsider"])
def test_nobody_else_has_reports(world: World, two: Two, cast: Cast, who: str) -> None:
    report = world.file()
    client = sign_in(Client(), getattr(cast, who))
    assert client.get(page(report)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("name", "who", "status"),
    [
        ("officers", "agency_admin", 200),
        ("officers", "inspector", 200),
        ("officers", "pic", 403),
        ("officers", "agency_head", 403),
        ("officers", "operator", 404),
        ("log", "inspector", 200),
        ("log", "agency_admin", 403),
        ("log", "pic", 403),
        ("desk", "agency_admin", 200),
        ("desk", "pic", 403),
        ("figures", "inspector", 200),
        ("figures", "pic", 403),
        ("evaluations", "pic", 200),
        ("terms", "pic", 200),
        ("keys", "pic", 200),
    ],
)
def test_pages_by_role(world: World, cast: Cast, name: str, who: str, status: int) -> None:
    client = sign_in(Client(), getattr(cast, who))
    assert client.get(reverse(f"whistleblowing:{name}")).status_code == status


def test_a_step_that_is_refused_keeps_what_was_typed(world: World, two: Two) -> None:
    report = world.file()
    client = browser(two[0])
    answer = client.post(page(report, "langkah"), {"act": "begin_triage", "note": ""})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Tulis catatan langkah ini." in answer.content.decode()
    done = client.post(page(report, "langkah"), {"act": "begin_triage", "note": "ditelaah"})
    assert done.status_code == HTTPStatus.FOUND
    unknown = client.post(page(report, "langkah"), {"act": "close", "note": "x"})
    assert unknown.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_the_letter_tells_no_case(world: World, two: Two) -> None:
    report = world.file(who="Wayan Mahendra")
    client = browser(two[0])
    client.post(page(report, "langkah"), {"act": "begin_triage", "note": "x"})
    client.post(page(report, "langkah"), {"act": "to_law", "note": "x", "message": "y"})
    letter = client.get(page(report, "surat")).content.decode()
    assert str(report.handle) in letter
    assert "Mahendra" not in letter
    assert SECRET not in letter
    answer = client.post(page(report, "pesan"), {"text": "halo"})
    assert answer.status_code in {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}


def test_naming_and_making_a_key_by_hand(world: World, cast: Cast) -> None:
    person = make_person("Nanda Prasetyo", agency=cast.agency)
    office = sign_in(Client(), cast.inspector)
    where = reverse("whistleblowing:officers")
    answer = office.post(
        where, {"step": "name", "person": person.pk, "kind": HolderKind.HANDLER, "unit": ""}
    )
    assert answer.status_code == HTTPStatus.FOUND
    mine = sign_in(Client(), person)
    holder = access.holders_of(person).get()
    made = reverse("whistleblowing:make_key", args=[holder.pk])
    short = mine.post(made, {"passphrase": "pendek", "again": "pendek", "accepts": "on"})
    assert short.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert b"pendek" not in short.content
    answer = mine.post(made, {"passphrase": PASSPHRASE, "again": PASSPHRASE, "accepts": "on"})
    assert answer.status_code == HTTPStatus.FOUND
    assert access.keys_of(person).exists()
    assert office.get(made).status_code == HTTPStatus.NOT_FOUND
    out = office.post(reverse("whistleblowing:dismiss", args=[holder.pk]))
    assert out.status_code == HTTPStatus.FOUND
    assert not access.keys_of(person).exists()


def test_the_log_names_who_and_not_what(world: World, two: Two, cast: Cast) -> None:
    report = world.file()
    browser(two[0]).get(page(report))
    shown = sign_in(Client(), cast.inspector).get(reverse("whistleblowing:log"))
    text = shown.content.decode()
    assert two[0].name in text
    assert "membuka laporan" in text
    assert SECRET not in text


def test_a_fault_tells_nothing_of_a_report(
    world: World, two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    report = world.file()
    client = browser(two[0])
    client.raise_request_exception = False
    with mock.patch(
        "bening.whistleblowing.views.desk_reports.kind_label", side_effect=RuntimeError("gagal")
    ):
        answer = client.get(page(report))
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert SECRET not in answer.content.decode()
    assert SECRET not in caplog.text
