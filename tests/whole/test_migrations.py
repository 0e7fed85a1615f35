"""Migrations: none is missing, and all of them run up and down on both databases."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT, bening, environment_for

APPS = ("programs", "evidence", "evaluations", "accounts", "agencies", "audit", "config")
MOVES = """
import sys
import django
from django.core.management import call_command

django.setup()


def migrate(*arguments, **options):
    call_command("migrate", *arguments, interactive=False, verbosity=0, **options)


migrate()
for app in sys.argv[1:]:
    migrate(app, "zero")
migrate()
migrate(check_unapplied=True)
"""
"""All up, each app down, all up again; the last line fails when one is not applied."""


def moved(folder: Path, url: str) -> None:
    more = {"DATABASE_URL": url} if url else {}
    environment = environment_for(folder, 1, **more)
    done = subprocess.run(
        [sys.executable, "-c", MOVES, *APPS],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_migrations_run_up_and_down_on_sqlite(tmp_path: Path) -> None:
    moved(tmp_path, "")


@pytest.mark.postgres
def test_migrations_run_up_and_down_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    moved(tmp_path, postgres_url)


def test_no_migration_is_missing(tmp_path: Path) -> None:
    bening("makemigrations", "--check", "--dry-run", environment=environment_for(tmp_path, 1))


def test_migrations_are_named_by_intent() -> None:
    files = sorted((ROOT / "bening").glob("*/migrations/0*.py"))

    assert files
    assert not [file.name for file in files if "_auto_" in file.name]
