"""The tools that read the whole program: what they find is in the failure."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT

BIN = Path(sys.executable).parent
SCRIPTS = [".ci/run", "run", "test", "scripts/environment.sh", "scripts/test-programs.sh"]


def told(*command: str) -> None:
    """Fails with what the tool printed."""
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)


def test_types_hold() -> None:
    told("mypy")


def test_ruff_finds_nothing() -> None:
    told("ruff", "check", "--no-fix", ".")


def test_ruff_has_formatted_everything() -> None:
    told("ruff", "format", "--check", ".")


def test_nobody_imports_against_the_layers() -> None:
    told("lint-imports", "--no-cache")


def test_templates_are_well_formed() -> None:
    told("djlint", "--lint", "--quiet", "bening")


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_posix_shell(script: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-n", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_the_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-kiosk.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert len(pinned) > 20
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert set(re.findall(r"--([a-z-]+)", text)) == {"hash"}, "an option beside the hashes"
