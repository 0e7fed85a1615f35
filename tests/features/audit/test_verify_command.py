"""`bening verify` and `bening checkpoint`: words for people, members for programs, exit codes."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from bening.audit import actions, signing
from bening.audit.models import Checkpoint, Event, Seal
from bening.domain.sealing.findings import Kind
from tests.features.audit.trail import AT, DINAS, act, lift_guards, seal_three_batches

pytestmark = pytest.mark.django_db


def verify(*arguments: str) -> tuple[int, str]:
    """Exit code and output."""
    out = StringIO()
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    except CommandError as refused:
        return refused.returncode, str(refused)
    return 0, out.getvalue()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A checkpoint that was taken away before the attack."""
    seal_three_batches()
    issued = actions.issue_checkpoint(now=AT)
    assert issued is not None
    path = tmp_path / "titik-periksa-2026-01-05.json"
    path.write_text(issued.text)
    return path


def remove_one() -> None:
    lift_guards()
    Event.objects.filter(stream=str(DINAS), position=5).delete()


def test_a_clean_trail() -> None:
    seal_three_batches()
    act()

    code, text = verify()

    assert code == 0
    assert "2 rantai, 4 segel, 13 peristiwa bersegel" in text
    assert "1 peristiwa menunggu segel" in text
    assert "Tanpa titik periksa dari luar" in text
    assert text.strip().endswith("Bersih: tidak ada temuan.")


def test_an_empty_installation_is_clean() -> None:
    assert verify()[0] == 0


def test_findings_are_named_under_their_agency() -> None:
    seal_three_batches()
    remove_one()

    code, text = verify()

    assert code == 1
    assert f"Instansi {DINAS}\n  ! peristiwa pada posisi 5 dihapus (segel 2)" in text
    assert "! pengaman tabel “audit_event_kept” tidak terpasang" in text
    assert "Bersih" not in text


def test_the_agency_is_named_where_its_name_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "bening.audit.names._resolvers", {"agencies": lambda _keys: {DINAS: "Kota Tirtamaya"}}
    )
    seal_three_batches()
    remove_one()

    assert f"Kota Tirtamaya ({DINAS})" in verify()[1]


def test_findings_for_programs() -> None:
    seal_three_batches()
    lift_guards()
    changed = Event.objects.get(stream=str(DINAS), position=6)
    Event.objects.filter(pk=changed.pk).update(act="test.other")

    code, text = verify("--json")

    result = json.loads(text)
    assert code == 1
    assert (result["clean"], result["streams"], result["events"]) == (False, 2, 13)
    finding = next(one for one in result["findings"] if one["kind"] == "column_disagrees")
    assert finding["position"] == 6
    assert finding["event"] == str(changed.pk)
    assert finding["subject"] == {"type": "answer", "id": changed.subject_id}
    assert finding["detail"] == "act"
    assert "kolom “act” berbeda" in finding["sentence"]


def test_clean_for_programs(paper: Path) -> None:
    code, text = verify("--json", "--checkpoint", str(paper))

    assert code == 0
    assert json.loads(text) == {
        "clean": True, "streams": 2, "seals": 4, "events": 13, "waiting": 0, "checkpoints": 1,
        "given": 1, "signatures_checked": True, "records": {"leaves": 64}, "findings": [],
    }  # fmt: skip


def test_a_cut_tail_is_seen_with_the_paper(paper: Path) -> None:
    lift_guards()
    Event.objects.filter(stream=str(DINAS), position__gt=8).delete()
    Seal.objects.filter(stream=str(DINAS), number=3).delete()
    Checkpoint.objects.all().delete()

    without, text_without = verify("--json")
    with_paper, text = verify("--json", "--checkpoint", str(paper))

    kinds = {one["kind"] for one in json.loads(text_without)["findings"]}
    assert (without, kinds) == (1, {Kind.GUARD_MISSING})
    assert with_paper == 1
    told = [one["sentence"] for one in json.loads(text)["findings"]]
    assert "ekor dipotong: segel 3 ada pada titik periksa 2026-01-05, sekarang tidak ada" in told
    assert "titik periksa nomor 1 hilang" in told


def test_several_papers(paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "pretty.json"
    other.write_text(json.dumps(json.loads(paper.read_text()), indent=2))

    code, text = verify("--checkpoint", str(paper), str(other), "--checkpoint", str(paper))

    assert code == 0
    assert "3 dari luar" in text


def test_a_forged_paper_is_a_finding(paper: Path) -> None:
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()

    code, text = verify("--checkpoint", str(paper), "--public-key", stranger.hex())

    assert code == 1
    assert "titik periksa 2026-01-05 tidak ditandatangani kunci yang dipercaya" in text


def test_the_public_key_may_be_given_as_a_file(paper: Path, tmp_path: Path) -> None:
    pem = tmp_path / "kunci.pem"
    pem.write_text(signing.pem(signing.public_key()))
    signing.key_file().unlink()

    assert verify("--checkpoint", str(paper), "--public-key", str(pem))[0] == 0


def test_without_any_key_a_paper_can_not_be_judged(paper: Path) -> None:
    signing.key_file().unlink()

    code, text = verify("--checkpoint", str(paper))

    assert code == 2
    assert "--public-key" in text
    assert "Tanda tangan titik periksa tidak diperiksa" in verify()[1]


@pytest.mark.parametrize("content", ["", "{}", "[1]", "bukan json", "\ud800"])
def test_a_file_that_is_no_checkpoint(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content.encode(errors="surrogatepass"))

    code, text = verify("--checkpoint", str(path))

    assert code == 2
    assert "x.json bukan titik periksa" in text


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert verify("--checkpoint", str(tmp_path / "none"))[0] == 2


@pytest.mark.parametrize("key", ["zz", "00", "-----BEGIN PUBLIC KEY-----"])
def test_a_key_that_is_none(key: str) -> None:
    assert verify(f"--public-key={key}")[0] == 2


def test_a_key_file_that_others_may_read() -> None:
    signing.public_key()
    signing.key_file().chmod(0o640)

    assert verify()[0] == 2


def call(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_the_checkpoint_command_issues_once_a_day() -> None:
    act()

    first, second = call("checkpoint", "--issue"), call("checkpoint", "--issue")

    assert "diterbitkan" in first
    assert "sudah ada" in second
    assert Checkpoint.objects.count() == 1


def test_the_checkpoint_command_prints_and_changes_the_key() -> None:
    before = call("checkpoint", "--public-key")
    after = call("checkpoint", "--rotate-key")

    assert before.splitlines()[0] == signing.trusted_keys()[1].hex()
    assert after.splitlines()[0] == signing.public_key().hex()
    assert "BEGIN PUBLIC KEY" in after
    assert Event.objects.get(act="checkpoint_key.rotated").agency is None


def test_after_a_move_the_old_key_is_trusted_when_the_operator_says_so(paper: Path) -> None:
    old = signing.public_key()
    signing.key_file().unlink()
    signing.public_key()

    before, text = verify()
    call("checkpoint", "--trust-key", old.hex())

    assert before == 1
    assert "titik periksa 2026-01-05 tidak ditandatangani kunci yang dipercaya" in text
    assert verify("--checkpoint", str(paper))[0] == 0
    with pytest.raises(CommandError):
        call("checkpoint", "--trust-key", "zz")


def test_missing_guards_are_listed_and_put_back_on_record() -> None:
    whole = call("guards")
    lift_guards()
    with pytest.raises(CommandError) as missing:
        call("guards")
    installed = call("guards", "--install")

    assert "Semua pengaman terpasang" in whole
    assert missing.value.returncode == 1
    assert "audit_event_kept" in installed
    assert "audit_event_kept" in str(Event.objects.get(act="audit_guards.put_back").data["names"])
    assert "Semua pengaman terpasang" in call("guards")
