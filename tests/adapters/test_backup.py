"""Backup and restore: everything comes back, on either database, or nothing does."""

import gzip
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pyrage
import pytest

from tests.servers import ROOT, bening, environment_for, make_ready

Environment = dict[str, str]

# Runs in a process of its own, on the data folder of the test.
FILL = """
import django
django.setup()
from datetime import timedelta
from uuid import uuid4
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.audit import record
from bening.adapters import personal_data
from bening.config.models import Heartbeat

personal_data.keep("Ani", row=uuid4())
now = timezone.now()
agency = Agency.objects.create(name="Instansi Contoh", kind="central", created_at=now)
for number in range(700):
    Person.objects.create(agency=agency, email=f"p{number}@contoh.go.id", date_joined=now,
                          name=f"Orang “{number}” 😀\\n\\\\", password="x")
person = Person.objects.first()
with transaction.atomic():
    record(act="checkpoint_key.rotated", by=person.pk, agency=agency.pk,
           subject=("agency", agency.pk), at=now, data={"teks": "“é”", "angka": 3})
Session.objects.create(session_key="k" * 32, session_data="x", expire_date=now)
Heartbeat.objects.create(name="lama", seen_at=now - timedelta(days=9))
"""


def run_script(script: str, environment: Environment) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def installation(folder: Path, database_url: str = "") -> Environment:
    """The environment of an installation that does not exist yet."""
    more = {"DATABASE_URL": database_url} if database_url else {}
    return environment_for(folder, 1, **more)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An installation on SQLite with people and evidence."""
    folder = tmp_path_factory.mktemp("old")
    environment = installation(folder)
    make_ready(folder, environment)
    run_script(FILL, environment)
    for content in (os.urandom(3_000_000), b"bukti kecil"):
        name = hashlib.sha256(content).hexdigest()
        shelf = store(environment) / name[:2]
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / name).write_bytes(content)
    return environment


def store(environment: Environment) -> Path:
    return Path(environment["BENING_DATA"]) / "files" / "content"


def files_of(environment: Environment) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store(environment).glob("??/*")}


def backup_of(environment: Environment, target: Path, *arguments: str) -> Path:
    bening("backup", str(target), *arguments, environment=environment)
    return target


def rows_of(backup: Path) -> dict[str, list[Any]]:
    """Every row of every table in a backup, in the order of their texts.

    PostgreSQL keeps no order of the keys inside a JSON value.
    """
    found = {}
    with tarfile.open(backup) as tar:
        for member in tar:
            if member.name.startswith("tables/"):
                content = tar.extractfile(member)
                assert content
                lines = gzip.decompress(content.read()).decode().splitlines()
                found[member.name] = sorted(
                    json.dumps(json.loads(line), sort_keys=True) for line in lines
                )
    return found


@pytest.fixture(scope="module")
def taken(old: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return backup_of(old, tmp_path_factory.mktemp("taken") / "satu.bening")


def fresh_database(url: str, name: str) -> str:
    """A new empty database on the server of `url`."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def people_of(environment: Environment) -> int:
    script = "import django; django.setup()\nfrom bening.accounts.models import Person\n"
    return int(run_script(f"{script}print(Person.objects.count())", environment))


def rows_left(environment: Environment) -> dict[str, int]:
    """Tables on SQLite that hold rows, with how many; not those that making the tables fills."""
    file = Path(environment["BENING_DATA"]) / "bening.sqlite3"
    if not file.exists():
        return {}
    with closing(sqlite3.connect(file)) as database:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        names = [name for (name,) in database.execute(asked)]
        counts = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
        }
    made = {"django_migrations", "django_content_type", "auth_permission"}
    return {name: count for name, count in counts.items() if count and name not in made}


def test_everything_comes_back_and_the_server_can_go_on(
    old: Environment, taken: Path, tmp_path: Path
) -> None:
    new = installation(tmp_path / "new")

    said = bening("restore", str(taken), environment=new).stdout
    again = backup_of(new, tmp_path / "dua.bening")

    assert "2 berkas bukti" in said
    assert rows_of(again) == rows_of(taken)
    assert len(rows_of(taken)["tables/accounts.person.jsonl.gz"]) == 700
    assert files_of(new) == files_of(old)
    assert not bening("upgrade", environment=new).stdout.count("Mencadangkan")


def test_a_backup_of_sqlite_restores_to_postgresql_and_back(
    taken: Path, tmp_path: Path, postgres_url: str
) -> None:
    new = installation(tmp_path / "pg", fresh_database(postgres_url, "restored"))
    bening("restore", str(taken), environment=new)
    there = backup_of(new, tmp_path / "pg.bening")
    back = installation(tmp_path / "back")
    bening("restore", str(there), environment=back)

    assert rows_of(there) == rows_of(taken)
    assert rows_of(backup_of(back, tmp_path / "back.bening")) == rows_of(taken)

    # Numbered keys go on after the highest that came back.
    run_script(
        "import django; django.setup()\nfrom django.contrib.auth.models import Group\n"
        "from django.contrib.contenttypes.models import ContentType\n"
        "ContentType.objects.create(app_label='uji', model='uji')",
        new,
    )


def test_what_is_over_or_secret_stays_out(old: Environment, taken: Path) -> None:
    names = set(rows_of(taken))
    with tarfile.open(taken) as tar:
        members = tar.getnames()
    secret = (Path(old["BENING_DATA"]) / "secret-key").read_bytes()

    assert "tables/sessions.session.jsonl.gz" not in names
    assert "tables/config.heartbeat.jsonl.gz" not in names
    assert not [name for name in names if "axes" in name]
    assert not [name for name in members if "key" in name and not name.startswith("tables/")]
    assert secret not in taken.read_bytes()
    assert taken.stat().st_mode & 0o077 == 0


def test_a_sealed_backup_opens_with_its_key_alone(
    old: Environment, taken: Path, tmp_path: Path
) -> None:
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    for name, identity in (("key", key), ("other", other)):
        (tmp_path / name).write_text(f"# kunci\n{identity}\n")
    sealed = backup_of(old, tmp_path / "sealed.bening", "--age", str(key.to_public()))

    assert b"contoh.go.id" not in sealed.read_bytes()
    for arguments, reason in (
        ([], "tersegel"),
        (["--identity", str(tmp_path / "other")], "tidak membuka"),
        (["--identity", os.devnull], "tidak memuat kunci"),
    ):
        empty = installation(tmp_path / "empty")
        refused = bening("restore", str(sealed), *arguments, environment=empty, check=False)
        assert refused.returncode == 1
        assert reason in refused.stderr

    new = installation(tmp_path / "new")
    bening("restore", str(sealed), "--identity", str(tmp_path / "key"), environment=new)
    assert rows_of(backup_of(new, tmp_path / "dua.bening")) == rows_of(taken)
    key_of_old, key_of_new = (
        Path(each["BENING_DATA"], "keys", "personal-data.key").read_bytes() for each in (old, new)
    )
    assert key_of_new == key_of_old
    assert key_of_old not in taken.read_bytes()


def test_a_damaged_backup_restores_nothing(taken: Path, tmp_path: Path) -> None:
    whole = taken.read_bytes()
    last_row = whole.rindex(b"manifest.json")
    damaged = {
        "cut": whole[: len(whole) // 2],
        "no sums": whole[: last_row - (last_row % 512)] + bytes(1024),
        "one bit": whole[:-3_000_000] + bytes([whole[-3_000_000] ^ 1]) + whole[-2_999_999:],
        "other": b"PK\x03\x04" + bytes(2000),
        "empty": b"",
    }
    for name, content in damaged.items():
        (tmp_path / name).write_bytes(content)
        new = installation(tmp_path / f"new {name}")
        refused = bening("restore", str(tmp_path / name), environment=new, check=False)
        assert refused.returncode == 1, name
        assert "cadangan" in refused.stderr.lower(), name
        assert rows_left(new) == {}, name
    # It had begun to come back when the fault was met; the folder can be used all the same.
    begun = installation(tmp_path / "new one bit")
    bening("upgrade", environment=begun)
    assert people_of(begun) == 0


def test_data_is_never_overwritten(old: Environment, taken: Path) -> None:
    refused = bening("restore", str(taken), environment=old, check=False)
    assert refused.returncode == 1
    assert "sudah berisi" in refused.stderr

    refused = bening("backup", str(taken), environment=old, check=False)
    assert refused.returncode == 1
    assert "sudah ada" in refused.stderr
    assert people_of(old) == 700


def test_a_backup_of_a_newer_version_is_refused(taken: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.bening"
    with tarfile.open(taken) as source, tarfile.open(newer, "w") as target:
        for member in source:
            content = source.extractfile(member)
            assert content
            text = content.read()
            if member.name == "bening.json":
                head = json.loads(text)
                head["migrations"].append(["accounts", "9999_later"])
                text = json.dumps(head).encode()
                member.size = len(text)
            target.addfile(member, io.BytesIO(text))
    new = installation(tmp_path / "new")
    refused = bening("restore", str(newer), environment=new, check=False)

    assert refused.returncode == 1
    assert "lebih baru" in refused.stderr


def test_a_full_disk_leaves_no_half_backup(old: Environment, tmp_path: Path) -> None:
    limit = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (1_000_000,) * 2)\n"
    target = tmp_path / "besar.bening"
    start = f"import sys, runpy; sys.argv = ['bening', 'backup', {str(target)!r}]\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{limit}{start}runpy.run_module('bening', run_name='__main__')"],
        env=old,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "tidak dapat ditulis" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_recipient_that_is_none_is_refused(old: Environment, tmp_path: Path) -> None:
    target = tmp_path / "x.bening"
    refused = bening("backup", str(target), "--age", "age1salah", environment=old, check=False)

    assert refused.returncode == 1
    assert "bukan kunci penerima" in refused.stderr
    assert not target.exists()
