"""Everything a feature promises holds on PostgreSQL too."""

import os
import re
import subprocess
import sys

import pytest

from tests.servers import ROOT


def test_the_features_hold_on_postgresql(postgres_url: str) -> None:
    """The tests of the features that reach a database, in a run of their own; its end is shown."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/features"],
        cwd=ROOT,
        env={**kept, "DATABASE_URL": postgres_url, "BENING_TEST_AGAIN": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    summary = done.stdout.strip().rpartition("\n")[2]
    sys.stdout.write(f"PostgreSQL: {summary}\n")
    if done.returncode:
        pytest.fail(f"On PostgreSQL:\n{done.stdout[-20000:]}{done.stderr[-5000:]}", pytrace=False)
    passed = re.search(r"(\d+) passed", summary)
    assert passed, summary
    assert int(passed.group(1)) > 2000
    assert "skipped" not in summary
