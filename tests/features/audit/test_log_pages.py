"""The public pages of the integrity log: what they say of a receipt, and what they never keep."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bening.audit import leaves, receipts, signing, statements
from bening.audit.models import Leaf
from bening.domain.sealing.merkle import verify_consistency, verify_inclusion
from bening.domain.sealing.receipts import SignedStatement
from tests.features.audit.test_leaves import a_day, digest
from tests.features.audit.test_verify_command import verify
from tests.features.audit.trail import AT, lift_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed() -> SignedStatement:
    """A statement whose leaf waits."""
    statements.register_statement("test", "Tanda terima uji", {"number": "Nomor"})
    signed = receipts.state("test", {"number": "ADU-2026-0001", "filed_on": "2026-01-05"}, now=AT)
    leaves.add_leaf(signed.statement.digest, now=AT)
    return signed


def ask(text: str) -> tuple[int, str]:
    found = Client().post("/integritas/", {"teks": text})
    return found.status_code, found.content.decode()


def page_of(signed: SignedStatement) -> tuple[int, str]:
    found = Client().get(f"/integritas/{signed.statement.digest.hex()}/")
    return found.status_code, found.content.decode()


def test_the_page_says_what_is_proven_and_what_not() -> None:
    a_day(digest(1))

    text = Client().get("/integritas/").content.decode()

    assert "Yang dibuktikan" in text
    assert "Yang tidak dibuktikan" in text
    assert "Siapa pelapornya" in text
    assert "64 sidik" in text


def test_what_is_no_receipt_stays_typed_and_the_log_is_told_as_it_is() -> None:
    a_day(digest(1))

    answer = Client().post("/integritas/", {"teks": "{bukan tanda terima"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "{bukan tanda terima</textarea>" in text
    assert "64 sidik" in text
    assert "Kunci harian pertama belum terbit" not in text


def test_no_page_of_the_log_sets_a_cookie(filed: SignedStatement) -> None:
    client = Client()
    client.get("/integritas/")
    client.post("/integritas/", {"teks": receipts.receipt_of(filed).text()})
    client.get(f"/integritas/{filed.statement.digest.hex()}/")

    assert not client.cookies


def test_a_leaf_that_waits_then_stands(filed: SignedStatement) -> None:
    status, text = page_of(filed)
    assert status == 200
    assert "menunggu kunci harian" in text

    a_day()

    status, text = page_of(filed)
    assert status == 200
    assert "Tercatat." in text
    assert "5 Januari 2026" in text


def test_a_leaf_that_nobody_logged() -> None:
    found = Client().get(f"/integritas/{'a' * 64}/")

    assert found.status_code == 404
    assert "Sidik tidak ditemukan" in found.content.decode()


def test_a_receipt_as_file_or_text(filed: SignedStatement) -> None:
    a_day()
    text = receipts.receipt_of(filed).text()
    file = SimpleUploadedFile("bukti.json", text.encode(), "application/json")

    for found in (ask(text), _sent(file)):
        assert found[0] == 200
        assert "Cocok. Tanda terima ini asli." in found[1]
        assert "Tanda terima uji" in found[1]
        assert "ADU-2026-0001" in found[1]


def _sent(file: SimpleUploadedFile) -> tuple[int, str]:
    found = Client().post("/integritas/", {"berkas": file})
    return found.status_code, found.content.decode()


def test_an_older_copy_is_proven_by_what_the_log_knows_now(filed: SignedStatement) -> None:
    early = receipts.receipt_of(filed).text()
    assert "Asli, belum masuk log." in ask(early)[1]

    a_day()

    assert "Cocok. Tanda terima ini asli." in ask(early)[1]


def test_a_changed_receipt(filed: SignedStatement) -> None:
    a_day()
    raw = json.loads(receipts.receipt_of(filed).text())
    raw["statement"]["claims"]["number"] = "<script>alert(1)</script>"

    text = ask(json.dumps(raw))[1]

    assert "Tidak cocok." in text
    assert "tidak ditandatangani kunci instalasi ini" in text
    assert "<script>alert" not in text


def test_a_true_receipt_whose_leaf_was_removed(filed: SignedStatement) -> None:
    a_day()
    text = receipts.receipt_of(filed).text()
    lift_guards()
    Leaf.objects.filter(digest=filed.statement.digest).delete()

    assert "Asli, tetapi hilang dari log." in ask(text)[1]


@pytest.mark.parametrize(
    "text", ["", "x", "{}", "[]", '{"format": "bening-receipt-1"}', "[" * 9999]
)
def test_what_is_no_receipt(text: str) -> None:
    status, page = ask(text)

    assert status == 422
    assert "bukan tanda terima" in page


def test_what_is_too_long_is_not_read() -> None:
    assert _sent(SimpleUploadedFile("x.json", b" " * 600_000))[0] == 422


def test_a_digest_as_people_type_it(filed: SignedStatement) -> None:
    typed = filed.statement.digest.hex().upper()
    spaced = " ".join(typed[at : at + 4] for at in range(0, 64, 4))

    for found in (
        Client().post("/integritas/", {"teks": spaced}),
        Client().get("/integritas/", {"sidik": spaced}),
    ):
        assert found.status_code == 302
        assert filed.statement.digest.hex() in found["Location"]
    assert Client().get("/integritas/", {"sidik": "salah"}).status_code == 422


def test_paths_are_given_to_programs(filed: SignedStatement) -> None:
    a_day()
    a_day(digest(2), day=1)

    raw = Client().get(f"/integritas/{filed.statement.digest.hex()}.json").json()
    part = next(one for one in raw["checkpoint"]["parts"] if one["name"] == "leaves")
    path = [bytes.fromhex(one) for one in raw["proof"]["path"]]
    assert verify_inclusion(
        filed.statement.digest,
        raw["proof"]["position"],
        part["size"],
        path,
        bytes.fromhex(part["root"]),
    )

    grew = Client().get("/integritas/pertumbuhan.json?dari=2026-01-05&ke=2026-01-06").json()
    assert verify_consistency(
        grew["old"]["size"],
        grew["new"]["size"],
        bytes.fromhex(grew["old"]["root"]),
        bytes.fromhex(grew["new"]["root"]),
        [bytes.fromhex(one) for one in grew["path"]],
    )


@pytest.mark.parametrize(
    "days", ["", "dari=x&ke=y", "dari=2026-01-06&ke=2026-01-05", "dari=2020-01-01"]
)
def test_days_without_checkpoint_have_no_path(days: str) -> None:
    a_day()
    a_day(day=1)

    assert Client().get(f"/integritas/pertumbuhan.json?{days}").status_code == 404


# The command --------------------------------------------------------------------------------------


def test_the_command_checks_a_receipt(filed: SignedStatement, tmp_path: Path) -> None:
    a_day()
    paper = tmp_path / "tanda-terima.json"
    paper.write_text(receipts.receipt_of(filed).text())

    code, text = verify("--receipt", str(paper), "--public-key", signing.public_key().hex())

    assert code == 0
    assert "ADU-2026-0001" in text
    assert "masuk log pada titik periksa 5 Januari 2026" in text


def test_the_command_names_what_is_wrong(filed: SignedStatement, tmp_path: Path) -> None:
    a_day()
    raw = json.loads(receipts.receipt_of(filed).text())
    raw["proof"]["position"] ^= 1
    paper = tmp_path / "tanda-terima.json"
    paper.write_text(json.dumps(raw))

    code, text = verify("--receipt", str(paper))

    assert code == 1
    assert "jalurnya tidak menuju akar log" in text


def test_the_command_compares_with_the_checkpoint_that_was_kept(
    filed: SignedStatement, tmp_path: Path
) -> None:
    issued = a_day()
    paper, kept = tmp_path / "tanda-terima.json", tmp_path / "titik.json"
    paper.write_text(receipts.receipt_of(filed).text())
    raw = json.loads(issued.text)
    raw["signature"] = "00" * 64
    kept.write_text(json.dumps(raw))

    code, text = verify("--receipt", str(paper), "--checkpoint", str(kept))

    assert code == 1
    assert "berbeda dari yang disimpan di luar server" in text


def test_the_command_can_not_read_it(tmp_path: Path) -> None:
    paper = tmp_path / "x.json"
    paper.write_text("{}")

    code, _text = verify("--receipt", str(paper), "--public-key", "00" * 32)

    assert code == 2
