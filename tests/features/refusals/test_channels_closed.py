"""Channels of integrity against a curious colleague: foreign keys, kept words, hostile words."""

import io
import logging
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from bening.complaints.actions import desk, files
from bening.complaints.content import Identity, Story
from bening.complaints.models import ComplaintClass, OfficerDuty
from bening.conflicts import actions as conflicts
from bening.conflicts.models import ConflictOfficer
from bening.gratuities import actions as gratuities
from tests.features.complaints.conftest import PDF, filed, officer
from tests.features.conflicts.conftest import declare, post
from tests.features.gratuities.gifts import TOLD, Gifts
from tests.people import NOW, SINCE, Cast, make_person, sign_in

pytestmark = pytest.mark.django_db
STORY = "kuitansi kosong di laci meja tiga"
REPORTER = "Zulaikha Pelapor"
SANDBOX = "sandbox"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> None:
    """Keys and files of a test are its own."""
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"


def everything() -> bytes:
    """All that the tables and the data folder hold, but for the key itself."""
    found = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += b"\0".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                for row in cursor.fetchall()
                for cell in row
            )
    for path in Path(configured.BENING_DATA).rglob("*"):
        if path.is_file():
            found += path.read_bytes()
    return found


def test_kept_words_stand_in_no_row_file_mail_or_log(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither rows nor history, notices, registers, mails or logs of what lies encrypted."""
    gifts = Gifts(cast)
    _ = cast.unit_head
    staff = post(cast, cast.colleague)
    liaison = make_person("Lukman Hakim", agency=cast.agency)
    officer(liaison, OfficerDuty.LIAISON, cast.unit)
    registers = b""
    with caplog.at_level(logging.DEBUG):
        gift = gifts.reported(bypasses_helper=True)
        gratuities.open_report(report=gift, reason="Verifikasi", by=gifts.upg, now=NOW)
        gratuities.ask_completion(report=gift, what="nomor rekening palsu", by=gifts.upg, now=NOW)
        case = declare(staff)
        conflicts.open_case(case=case, reason="Memutus", by=cast.unit_head, now=NOW)
        made = filed(
            cast.unit,
            story=Story(title="", story=STORY, reported="", place="gudang belakang sekali"),
            identity=Identity(name=REPORTER, contact="0899 777"),
            is_confidential=True,
        )
        key = made.complaint.pk
        files.attach_file(
            complaint=made.complaint, file=io.BytesIO(PDF), filename="bukti.pdf", now=NOW
        )
        desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=liaison, now=NOW)
        desk.ask(key=key, text="jawaban yang ditunggu-tunggu", by=liaison, now=NOW)
        for person, name, args in (
            (gifts.upg, "gratuities:register_file", ["csv"]),
            (gifts.upg, "gratuities:register", []),
            (cast.unit_head, "conflicts:cases", []),
            (cast.unit_head, "conflicts:register", []),
            (liaison, "complaints:desk", []),
        ):
            page = sign_in(client, person).get(reverse(name, args=args))
            assert page.status_code == 200, name
            registers += page.content
    told = "".join(f"{letter.subject}{letter.body}" for letter in mail.outbox).encode()
    places = {
        "rows and files": everything(),
        "registers": registers,
        "mails": told,
        "logs": caplog.text.encode(),
    }
    kept = (
        TOLD.giver_name, TOLD.description, TOLD.story, TOLD.nik, "rekening palsu", "Ipar saya",
        STORY, REPORTER, "0899 777", "gudang belakang", "ditunggu-tunggu",
    )  # fmt: skip
    for where, content in places.items():
        assert [words for words in kept if words.encode() in content] == [], where
        assert made.code.encode() not in content, where
    assert gift.number.encode() in places["registers"]


def test_keys_of_one_report_open_nothing_of_another(client: Client, cast: Cast) -> None:
    """Photos and files are found by their own report alone, in one agency and one unit too."""
    gifts = Gifts(cast)
    mine, theirs = gifts.draft(), gifts.draft(by=cast.area_lead)
    photo, own = gifts.photo(theirs), gifts.photo(mine)
    reporter = sign_in(client, cast.pic)
    for report, picture, status in (
        (mine, own.pk, 200),
        (mine, photo.pk, 404),
        (theirs, photo.pk, 404),
        (mine, uuid4(), 404),
    ):
        address = reverse("gratuities:photo", args=[report.pk, picture])
        assert reporter.get(address).status_code == status
        if status == 404:
            assert reporter.post(address).status_code == 404
    assert theirs.attachments.count() == 1
    for name in ("report", "edit", "form_file"):
        assert reporter.get(reverse(f"gratuities:{name}", args=[theirs.pk])).status_code == 404
    assert reporter.post(reverse("gratuities:act", args=[theirs.pk, "hapus"])).status_code == 404

    liaison = make_person("Lukman Hakim", agency=cast.agency)
    officer(liaison, OfficerDuty.LIAISON, cast.unit)
    here, there = (filed(unit).complaint for unit in (cast.unit, cast.other_unit))
    held = {
        each.pk: files.attach_file(
            complaint=each, file=io.BytesIO(PDF + bytes([at])), filename="b.pdf", now=NOW
        )
        for at, each in enumerate((here, there))
    }
    browser = sign_in(client, liaison)
    for complaint, file, status in (
        (here, held[here.pk], 200),
        (here, held[there.pk], 404),
        (there, held[there.pk], 404),
    ):
        answer = browser.get(reverse("complaints:file", args=[complaint.pk, file.pk]))
        assert answer.status_code == status
    address = reverse("complaints:complaint", args=[there.pk])
    assert browser.get(address).status_code == 404
    assert browser.post(f"{address}verifikasi/").status_code == 404
    assert browser.post(f"{address}pelapor/", {"reason": "x"}).status_code == 404


def test_a_helper_and_an_officer_reach_their_own_unit_alone(client: Client, cast: Cast) -> None:
    gifts = Gifts(cast)
    _ = cast.unit_head
    elsewhere = gifts.reported(unit=cast.other_unit, by=cast.area_lead)
    bypassing = gifts.reported(bypasses_helper=True)
    helper = sign_in(client, gifts.helper)
    for report in (elsewhere, bypassing):
        assert helper.get(reverse("gratuities:report", args=[report.pk])).status_code == 404
    assert elsewhere.number.encode() not in helper.get(reverse("gratuities:register")).content

    case = declare(post(cast, cast.colleague))
    stranger = make_person("Bayu Anggara", agency=cast.agency)
    ConflictOfficer.objects.create(
        agency=cast.agency, unit=cast.other_unit, person=stranger, starts_on=SINCE,
        given_by=cast.agency_admin, given_at=NOW,
    )  # fmt: skip
    browser = sign_in(client, stranger)
    for name in ("case", "case_file"):
        address = reverse(f"conflicts:{name}", args=[case.pk])
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"step": "open", "reason": "x"}).status_code == 404
    assert case.number.encode() not in browser.get(reverse("conflicts:cases")).content


def test_files_of_reporters_are_downloads_in_a_sandbox(client: Client, cast: Cast) -> None:
    liaison = make_person("Lukman Hakim", agency=cast.agency)
    officer(liaison, OfficerDuty.LIAISON, cast.unit)
    made = filed(cast.unit).complaint
    kept = files.attach_file(
        complaint=made, file=io.BytesIO(PDF), filename='a"\r\nSet-Cookie: x=1.pdf', now=NOW
    )
    answer = sign_in(client, liaison).get(reverse("complaints:file", args=[made.pk, kept.pk]))
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert SANDBOX in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "x" not in client.cookies

    gifts = Gifts(cast)
    report = gifts.draft()
    picture = gifts.photo(report)
    address = reverse("gratuities:photo", args=[report.pk, picture.pk])
    drawn = sign_in(client, cast.pic).get(address)
    assert drawn.headers["Content-Type"] == "image/webp"
    assert drawn.headers["X-Content-Type-Options"] == "nosniff"
    assert SANDBOX in drawn.headers["Content-Security-Policy"]
