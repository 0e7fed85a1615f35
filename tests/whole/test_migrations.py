"""Migrations: none is missing, and all of them run up and down on both databases."""

from pathlib import Path

import pytest

from tests.servers import ROOT, bening, environment_for

APPS = ("programs", "evidence", "evaluations", "accounts", "agencies", "audit", "config")


def moved(folder: Path, url: str) -> None:
    more = {"DATABASE_URL": url} if url else {}
    environment = environment_for(folder, 1, **more)

    def run(*arguments: str) -> None:
        bening(*arguments, environment=environment)

    run("migrate", "--no-input", "-v", "0")
    for app in APPS:
        run("migrate", app, "zero", "--no-input", "-v", "0")
    run("migrate", "--no-input", "-v", "0")
    run("migrate", "--check")


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
