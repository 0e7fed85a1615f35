"""Protected reports in a backup: restored elsewhere they open to their handlers and nobody else."""

import gzip
import json
import subprocess
import sys
import tarfile
from pathlib import Path

from tests.features.whistleblowing_desk.world import PASSPHRASE, SECRET
from tests.servers import ROOT, bening, environment_for, make_ready

NAME, FILE, CONTENT = "Umar Hadikusumo", "bukti rahasia.txt", "uang di dalam amplop"

# Both run in processes of their own, on the data folder of the test.
FILED = f"""
import json, django
django.setup()
from django.db import transaction
from bening.domain.whistleblowing import IdentityContent
from bening.whistleblowing.cleaning import CleanFile
from tests.features.whistleblowing_desk.world import World
from tests.people import Cast
with transaction.atomic():
    world = World(Cast())
    world.handler("Nanda Prasetyo")
    world.handler("Oki Ramadhan")
    world.file(
        identity=IdentityContent({NAME!r}),
        files=[CleanFile({FILE!r}, "text/plain", {CONTENT.encode()!r})],
    )
print(json.dumps(str(world.filed.receipt)))
"""
OPENED = f"""
import json, django
django.setup()
from bening.accounts.models import Person
from bening.whistleblowing.desk import reading, unlocking
from bening.whistleblowing.models import Report
from tests.people import NOW
handler = Person.objects.get(name="Nanda Prasetyo")
cookie = unlocking.unlock(passphrase={PASSPHRASE!r}, by=handler, now=NOW)
keys = unlocking.opened(cookie=cookie, by=handler, now=NOW)
report = Report.objects.get()
note, content = reading.read_file(
    report=report, file=report.files.get().pk, keys=keys, by=handler, on=NOW.date()
)
print(json.dumps([reading.content_of(report, keys).what, note.name, content.decode()]))
"""


def answer(script: str, environment: dict[str, str]) -> list[str] | str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told: list[str] | str = json.loads(done.stdout)
    return told


def members(backup: Path) -> bytes:
    """All that a backup holds, unpacked."""
    found = b""
    with tarfile.open(backup) as tar:
        for member in tar:
            content = tar.extractfile(member)
            assert content
            packed = content.read()
            found += gzip.decompress(packed) if member.name.endswith(".gz") else packed
    return found


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_reports_restored_elsewhere_stay_sealed(tmp_path: Path) -> None:
    old, new = (environment_for(tmp_path / name, 1) for name in ("old", "new"))
    make_ready(tmp_path / "old", old)
    receipt = answer(FILED, old)
    backup = tmp_path / "satu.bening"
    bening("backup", str(backup), environment=old)
    bening("restore", str(backup), environment=new)

    hidden = (SECRET, NAME, FILE, CONTENT, PASSPHRASE, "AGE-SECRET-KEY", str(receipt))
    for held in (members(backup), everything(tmp_path / "new")):
        assert b"whistleblowing" in held
        assert [words for words in hidden if words.encode() in held] == []
    kept = list((tmp_path / "new" / "files" / "whistleblowing").glob("??/*"))
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o077 == 0
    assert kept[0].parent.stat().st_mode & 0o077 == 0
    assert answer(OPENED, new) == [SECRET, FILE, CONTENT]
