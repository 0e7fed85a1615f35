"""A report is filed without account, read by its handlers alone, answered by its receipt."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from django.test import Client

from bening.domain.whistleblowing import read_identity, read_message, read_report
from bening.whistleblowing import proving, sealing, vault
from bening.whistleblowing.models import (
    IdentityLayer,
    KeyGrant,
    Message,
    PendingLeaf,
    Report,
    ReportState,
    SealedFile,
    SpentForm,
)
from tests.features.whistleblowing.reporting import (
    BOX,
    FORM,
    PROOF,
    SECRET,
    SEND,
    START,
    Handler,
    House,
    post,
    receipt_in,
    typed,
    upload,
)

Two = tuple[Handler, Handler]
DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1000
pytestmark = pytest.mark.django_db


def test_filed_and_read_by_the_handlers_alone(client: Client, two: Two) -> None:
    page = post(client, who="seorang petugas loket")

    assert page.status_code == 201
    report = Report.objects.get()
    for handler in two:
        content = read_report(sealing.unseal(bytes(report.sealed), handler.secret))
        assert (content.what, content.who) == (SECRET, "seorang petugas loket")
    with pytest.raises(sealing.WrongKey):
        sealing.unseal(bytes(report.sealed), sealing.new_key()[1])
    assert {grant.key_id for grant in KeyGrant.objects.all()} == {each.key.pk for each in two}


def test_debians_age_opens_a_report_with_the_handlers_key(
    client: Client, two: Two, tmp_path: Path
) -> None:
    age = shutil.which("age")
    assert age, "this test needs Debian's age"
    post(client)
    key = tmp_path / "key"
    key.write_text(two[0].secret)

    opened = subprocess.run(
        [age, "-d", "-i", key],
        input=bytes(Report.objects.get().sealed),
        capture_output=True,
        check=True,
    ).stdout

    assert json.loads(opened)["what"] == SECRET


def test_the_receipt_opens_the_box_and_nothing_else_does(client: Client, two: Two) -> None:
    digits = receipt_in(post(client))

    page = client.post(BOX, {"receipt": digits})

    assert page.status_code == 200
    assert "Diterima" in page.content.decode()
    assert digits not in page.content.decode()
    wrong = client.post(BOX, {"receipt": "1234567812345670"})
    assert wrong.status_code == 422
    assert "Tidak ada laporan" in wrong.content.decode()


def test_a_slip_of_the_pen_is_told(client: Client, two: Two) -> None:
    digits = receipt_in(post(client))
    slipped = digits[:5] + str((int(digits[5]) + 1) % 10) + digits[6:]

    assert "salah tulis" in client.post(BOX, {"receipt": slipped}).content.decode()


def test_neither_receipt_nor_text_stands_in_any_row(client: Client, two: Two) -> None:
    page = post(client, files=[upload("catatan.txt", b"rahasia di berkas")])
    digits = receipt_in(page)

    rows = [
        *Report.objects.values_list(),
        *SealedFile.objects.values_list(),
        *SpentForm.objects.values_list(),
        *PendingLeaf.objects.values_list(),
        *KeyGrant.objects.values_list(),
    ]
    stored = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows])
    stored += repr([vault.read(name) for name in vault.names()])
    for secret in (SECRET, digits, "rahasia di berkas", "catatan.txt"):
        assert secret not in stored


def test_no_row_holds_a_moment(client: Client, two: Two) -> None:
    """Days, and keys that are random: a key in the order of time would tell the moment.

    Keys in the order of time begin with 48 bits of milliseconds (RFC 9562 5.7); a key drawn by
    chance falls within a day of now once in a million times.
    """
    post(client, files=[upload("catatan.txt", b"isi")])
    now = time.time() * 1000

    for model in (Report, SealedFile, KeyGrant, PendingLeaf, SpentForm):
        assert all(field.get_internal_type() != "DateTimeField" for field in model._meta.fields)
        row = model.objects.first()
        assert row is not None
        assert abs((row.pk.int >> 80) - now) > DAY_IN_MILLISECONDS


def test_a_file_is_sealed_under_its_own_key_and_opens(client: Client, two: Two) -> None:
    post(client, files=[upload("catatan.txt", b"isi berkas")])

    report, file = Report.objects.get(), SealedFile.objects.get()
    content = read_report(sealing.unseal(bytes(report.sealed), two[1].secret))
    assert [(note.name, note.media_type) for note in content.files] == [
        ("catatan.txt", "text/plain")
    ]
    assert content.files[0].key == str(file.pk)
    assert sealing.unseal(vault.read(file.name), two[1].secret) == b"isi berkas"


def test_an_identity_opens_by_two_together_only(client: Client, two: Two) -> None:
    post(client, identity="confidential", name="Sari Utami", contact="0812")

    report = Report.objects.get()
    layers = {grant.key_id: grant.layer for grant in KeyGrant.objects.all()}
    inner = next(one for one in two if layers[one.key.pk] == IdentityLayer.INNER)
    outer = next(one for one in two if layers[one.key.pk] == IdentityLayer.OUTER)
    sealed = bytes(report.identity or b"")
    with pytest.raises(sealing.WrongKey):
        sealing.unseal(sealed, inner.secret)
    half = sealing.unseal(sealed, outer.secret)
    with pytest.raises(sealing.WrongKey):
        sealing.unseal(half, outer.secret)
    assert read_identity(sealing.unseal(half, inner.secret)).name == "Sari Utami"
    assert "Sari" not in repr(read_report(sealing.unseal(bytes(report.sealed), inner.secret)))


def test_an_identity_for_one_handler_alone_is_refused(client: Client, house: House) -> None:
    house.handler("Nanda Prasetyo")

    page = post(client, identity="confidential", name="Sari Utami")

    assert page.status_code == 422
    assert SECRET in page.content.decode(), "what was typed stays on the page"
    assert not Report.objects.exists()


def test_what_is_missing_is_said_in_a_sentence_that_leads_to_it(client: Client, two: Two) -> None:
    page = post(client, kind="", what="", answer="some")

    assert page.status_code == 422
    text = page.content.decode()
    assert '<a href="#kind">Pilih jenis pelanggaran.</a>' in text
    assert '<a href="#what">Tulis apa yang terjadi.</a>' in text
    assert '<a href="#answer_0">Centang siapa yang terlibat' in text
    assert 'id="answer_0"' in text
    assert 'aria-describedby="what_helptext what_error"' in text
    assert 'id="what_helptext"' in text
    assert 'id="what_error"' in text


def test_a_form_counts_once(client: Client, two: Two) -> None:
    sent = typed()
    assert client.post(FORM, sent).status_code == 201

    again = client.post(FORM, sent)

    assert again.status_code == 409
    assert Report.objects.count() == 1
    assert not any(sign.isdigit() for sign in again.content.decode().split("w-code")[0][-1:])


def test_a_message_goes_both_ways_and_answers_a_question(client: Client, two: Two) -> None:
    digits = receipt_in(post(client))
    report = Report.objects.get()
    report.state = ReportState.ASKED
    report.save()
    opened = client.post(BOX, {"receipt": digits}).content.decode()
    sent = {"ticket": _value(opened, "ticket"), "form": _value(opened, "form")}

    page = client.post(
        SEND, {**sent, "text": "Saya melihat sendiri.", "files": [upload("b.txt", b"bukti")]}
    )

    assert "Saya melihat sendiri." in page.content.decode()
    message = Message.objects.get()
    for handler in two:
        read = read_message(sealing.unseal(bytes(message.to_handlers), handler.secret))
        assert read.text == "Saya melihat sendiri."
    file = SealedFile.objects.get(message=message)
    assert sealing.unseal(vault.read(file.name), two[0].secret) == b"bukti"
    report.refresh_from_db()
    assert report.state == ReportState.TRIAGE
    client.post(SEND, {**sent, "text": "Saya melihat sendiri."})
    assert Message.objects.count() == 1, "a double tap"


def test_an_unsent_answer_lies_under_a_name_of_its_own_box(client: Client, two: Two) -> None:
    """The same each time the box is opened, another for another box, and no key of a row."""
    boxes = [receipt_in(post(client)) for _ in range(2)]
    names = [
        client.post(BOX, {"receipt": digits}).content.decode().split('data-draft="')[1][:16]
        for digits in (*boxes, boxes[0])
    ]

    assert names[0] == names[2] != names[1]
    for report in Report.objects.all():
        assert names[0] not in f"{report.pk.hex} {report.handle.hex}"


def test_a_ticket_lapses_and_belongs_to_its_site(client: Client, two: Two) -> None:
    digits = receipt_in(post(client))
    opened = client.post(BOX, {"receipt": digits}).content.decode()
    ticket = _value(opened, "ticket")

    assert client.post(PROOF, {"ticket": ticket[:-4] + "AAAA"}).status_code == 403
    assert client.post(SEND, {"ticket": "", "form": "x", "text": "x"}).status_code == 403


def test_the_proof_is_signed_says_no_content_and_waits_for_the_log(
    client: Client, two: Two
) -> None:
    digits = receipt_in(post(client))
    opened = client.post(BOX, {"receipt": digits}).content.decode()

    shown = client.post(PROOF, {"ticket": _value(opened, "ticket")}).content.decode()

    proof = proving.read_proof(shown)
    assert proving.is_genuine(proof, trusted=[proof.key])
    assert SECRET not in shown
    assert digits not in shown
    leaf, report = PendingLeaf.objects.get(), Report.objects.get()
    assert bytes(leaf.digest).hex() == json.loads(shown)["leaf"]
    assert 1 <= (leaf.due_on - report.filed_on).days <= proving.LATEST_DAYS
    altered = shown.replace(report.filed_on.isoformat(), "2020-01-01")
    assert not proving.is_genuine(proving.read_proof(altered), trusted=[proof.key])


def test_a_site_without_a_key_is_closed_and_names_others(client: Client, house: House) -> None:
    house.site.other_bodies = "Ombudsman Republik Indonesia"
    house.site.save()

    assert "Ombudsman" in client.get(START).content.decode()
    page = client.post(FORM, typed())
    assert page.status_code == 410
    assert not Report.objects.exists()


def _value(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]
