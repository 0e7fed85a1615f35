"""Data of an older version: backed up, migrated, and still the same."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.test_backup import backup_of, rows_of
from tests.servers import ROOT, bening, environment_for

LATER = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Landmark",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("name", models.CharField(max_length=20)),
            ],
        ),
    ]
"""
BROKEN = LATER.replace(
    "    ]\n", "        migrations.RunPython(lambda *_: 1 / 0, elidable=True),\n    ]\n"
)


def newer(folder: Path, migration: str) -> Path:
    """A later version of the program: this one with one migration more."""
    shutil.copytree(ROOT / "bening", folder / "bening")
    (folder / "bening/agencies/migrations/0002_landmarks.py").write_text(migration)
    return folder


def upgrade(program: Path, data: Path, *, check: bool = True) -> "subprocess.CompletedProcess[str]":
    environment = environment_for(data, 1, BENING_DEMO="ya", PYTHONPATH=str(program))
    done = subprocess.run(
        [sys.executable, "-m", "bening", "upgrade", "--demo"],
        cwd=program,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is check, done.stdout + done.stderr
    return done


@pytest.fixture
def old(demo_data: Path, tmp_path: Path) -> Path:
    data = tmp_path / "data lama"
    shutil.copytree(demo_data, data)
    return data


def rows(data: Path, target: Path) -> dict[str, list[object]]:
    found = rows_of(backup_of(environment_for(data, 1, BENING_DEMO="ya"), target))
    return {name: lines for name, lines in found.items() if "migration" not in name}


def test_older_data_is_backed_up_then_migrated_and_the_same(old: Path, tmp_path: Path) -> None:
    before = rows(old, tmp_path / "before.bening")
    program = newer(tmp_path / "program baru", LATER)

    said = upgrade(program, old).stdout

    [kept] = (old / "backups").iterdir()
    assert f"Mencadangkan data lama ke {kept}" in said
    assert kept.stat().st_mode & 0o077 == 0
    assert {name: lines for name, lines in rows_of(kept).items() if name in before} == before

    # The older program refuses data that is ahead of it; its own backup brings it back.
    restored = environment_for(tmp_path / "kembali", 1, BENING_DEMO="ya")
    bening("restore", str(kept), environment=restored)
    assert rows(tmp_path / "kembali", tmp_path / "again.bening") == before
    bening("verify", environment=restored)

    assert "Mencadangkan" not in upgrade(program, old).stdout
    assert len(list((old / "backups").iterdir())) == 1


def test_a_migration_that_fails_leaves_the_backup_and_the_data(old: Path, tmp_path: Path) -> None:
    before = rows(old, tmp_path / "before.bening")
    program = newer(tmp_path / "program rusak", BROKEN)

    upgrade(program, old, check=False)

    assert rows_of(next((old / "backups").iterdir()))
    assert rows(old, tmp_path / "after.bening") == before
    bening("migrate", "--check", environment=environment_for(old, 1))
