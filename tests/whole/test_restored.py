"""A whole installation, backed up and restored to the other database and back."""

import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.adapters.test_backup import files_of, rows_of
from tests.servers import bening, environment_for, serve


@pytest.fixture
def old(demo_data: Path, tmp_path: Path) -> dict[str, str]:
    """An installation with the demo, its events sealed."""
    folder = tmp_path / "old"
    shutil.copytree(demo_data, folder)
    with serve(folder, BENING_DEMO="ya") as running:
        assert running.ask("GET", "/masuk/")[0] == 200
    return environment_for(folder, 1, BENING_DEMO="ya")


def test_the_demo_moves_to_postgresql_and_back(
    old: dict[str, str], tmp_path: Path, postgres_url: str
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE moved")
    url = urlunsplit(urlsplit(postgres_url)._replace(path="/moved"))
    server = environment_for(tmp_path / "server", 1, DATABASE_URL=url)
    back = environment_for(tmp_path / "back", 1)
    first, second, third = (tmp_path / f"{number}.bening" for number in range(3))

    bening("backup", str(first), environment=old)
    bening("restore", str(first), environment=server)
    bening("backup", str(second), environment=server)
    bening("restore", str(second), environment=back)
    bening("backup", str(third), environment=back)

    taken = rows_of(first)
    assert len(taken["tables/evaluations.answer.jsonl.gz"]) > 1000
    assert len(files_of(old)) > 3
    for other in (second, third):
        found = rows_of(other)
        assert {name for name in taken if taken[name] != found[name]} == set()
    assert files_of(back) == files_of(old) == files_of(server)
    for environment in (server, back):
        assert "Traceback" not in bening("verify", environment=environment).stderr
        bening("upgrade", environment=environment)
        findings = json.loads(
            bening("doctor", "--json", environment=environment, check=False).stdout
        )
        wrong = {f["about"] for f in findings if f["level"] == "masalah"}
        # Nobody works there, and the demo may have been made a while ago.
        assert wrong - {"Tugas latar"} == {"Pekerja latar"}
