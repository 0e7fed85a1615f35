"""A start that finds the demo uses it: it is made once, and its sign-ins are shown again."""

import shutil
import sqlite3
from pathlib import Path

from tests.servers import bening, environment_for

COUNTED = ("agencies_agency", "accounts_person", "audit_event", "documents_officialdocument")


def counts(data: Path) -> dict[str, int]:
    with sqlite3.connect(f"file:{data / 'bening.sqlite3'}?mode=ro", uri=True) as kept:
        return {
            name: kept.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in COUNTED
        }


def test_the_second_start_makes_no_second_demo(demo_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(demo_data, data)
    before = counts(data)
    assert before["agencies_agency"] == 1
    assert before["documents_officialdocument"] > 20

    again = bening("upgrade", "--demo", environment=environment_for(data, 1, BENING_DEMO="ya"))

    assert "Memuat data contoh" not in again.stdout
    assert (data / "demo-sign-ins.txt").read_text(encoding="utf-8").strip() in again.stdout
    assert counts(data) == before
