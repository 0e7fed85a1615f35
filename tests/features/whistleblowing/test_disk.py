"""What reaches the disk while 20 MB are filed, and after a crash in the middle."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client

from bening.whistleblowing import vault
from bening.whistleblowing.models import Report, SpentForm
from tests.features.whistleblowing.reporting import SECRET, Handler, post, upload
from tests.servers import ROOT

SEED = """
import django, os
django.setup()
from django.utils import timezone
from bening.accounts.models import Person
from bening.agencies.models import Agency, AgencyKind
from bening.whistleblowing.models import HandlerKey, ReportSite
from bening.whistleblowing.sealing import new_key
now = timezone.now()
agency = Agency.objects.create(name="Kota Tirtamaya", kind=AgencyKind.REGIONAL, created_at=now)
ReportSite.objects.create(agency=agency, slug="tirtamaya", is_open=True, salt=os.urandom(16))
one = Person.objects.create(agency=agency, email="a@tirtamaya.example", name="A B", date_joined=now)
HandlerKey.objects.create(
    agency=agency, person=one, public=new_key()[0], wrapped=b"", given_by=one, made_at=now
)
"""
WRITTEN = re.compile(r'"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE)')


@pytest.mark.whole
@pytest.mark.parametrize("kind", ["sealed", "careless"])
def test_nothing_readable_reaches_the_disk(tmp_path: Path, kind: str) -> None:
    """Strace sees every file opened for writing, also from C. The other kind is the control."""
    strace = shutil.which("strace")
    assert strace, "this test needs strace"
    data, scratch = tmp_path / "data", tmp_path / "tmp"
    scratch.mkdir()
    environment = {
        **os.environ,
        "BENING_DATA": str(data),
        "DATABASE_URL": "",
        "BENING_ALLOWED_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "bening.config.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(scratch),
    }
    for command in (["-m", "bening", "upgrade"], ["-c", SEED]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    trace = tmp_path / "trace"
    watch = [strace, "-f", "-qq", "-e", "trace=open,openat,creat,memfd_create", "-o", str(trace)]
    program = "tests.features.whistleblowing.disk_site"

    done = subprocess.run(
        [*watch, sys.executable, "-m", program, kind],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    opened = {Path(name) for name in WRITTEN.findall(trace.read_text())}
    places = {path for path in opened if path.is_relative_to(tmp_path)}
    foreign = opened - places - {path for path in opened if path.is_relative_to("/dev")}
    if kind == "careless":
        assert any(path.is_relative_to(data / "incoming") for path in places)
        return
    assert done.stdout == "201\n"
    database = {data / f"bening.sqlite3{end}" for end in ("", "-wal", "-shm", "-journal", ".lock")}
    vaulted = {path for path in places if path.is_relative_to(data / "files" / "whistleblowing")}
    keys = {path for path in places if path.is_relative_to(data / "keys")}
    assert len(vaulted) == 1
    assert places - database - vaulted - keys - {data / "secret-key"} == set()
    assert not foreign
    ours = (path for path in data.rglob("*") if not path.is_relative_to(data / "static"))
    stored = b"".join(path.read_bytes() for path in ours if path.is_file())
    assert len(stored) > 20 << 20
    for secret in (SECRET.encode(), b"Bambang", b"surat.pdf", b"%PDF"):
        assert secret not in stored


@pytest.mark.django_db
def test_a_crash_while_filing_leaves_nothing_readable(
    client: Client, two: tuple[Handler, Handler]
) -> None:
    """The database fails after the files were sealed: nothing is left, the form can be sent."""
    with mock.patch(
        "bening.whistleblowing.filing.KeyGrant.objects.bulk_create", side_effect=OperationalError
    ):
        page = post(client, files=[upload("catatan.txt", b"isi berkas")])

    assert page.status_code == 503
    assert not Report.objects.exists()
    assert not SpentForm.objects.exists()
    assert list(vault.names()) == []


@pytest.mark.django_db
def test_what_a_killed_process_left_is_sealed_and_swept(
    client: Client, two: tuple[Handler, Handler]
) -> None:
    """As `kill -9` between the file and the row: no clean-up runs."""
    from datetime import UTC, datetime, timedelta

    with (
        mock.patch("bening.whistleblowing.filing.drop_files"),
        mock.patch(
            "bening.whistleblowing.filing.KeyGrant.objects.bulk_create",
            side_effect=OperationalError,
        ),
    ):
        post(client, files=[upload("catatan.txt", b"isi berkas")])

    (left,) = vault.names()
    assert b"isi berkas" not in vault.read(left)
    assert vault.sweep(set(), before=datetime.now(UTC) - timedelta(hours=1)) == 0
    assert vault.sweep(set(), before=datetime.now(UTC) + timedelta(hours=1)) == 1
