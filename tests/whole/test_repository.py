"""What the repository holds: small modules, nothing of one machine, no words that have no place."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.servers import ROOT

MOST_LINES = 400
LONGER: dict[str, str] = {}
"""Modules above 400 lines and why they stay one."""

HOSTS = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org")
OWN_FOLDERS = ("home", "root", "Users")
SHARED_FOLDERS = ("work",)
MACHINE = re.compile(
    rf"(?<![\w.])/(?:{'|'.join(OWN_FOLDERS)})/[\w.-]+/|(?<![\w./])/(?:{'|'.join(SHARED_FOLDERS)})/"
)
"""Paths of one machine: below somebody's own folder, or in one that only some machines have."""
OTHERS = re.compile(
    "|".join(
        "".join(parts)
        for parts in (
            (r"\bchat", "gpt"),
            (r"\bopen", "ai\\b"),
            (r"\banth", "ropic"),
            (r"\bcla", "ude\\b"),
            (r"\bco", "pilot"),
            (r"\bgem", "ini\\b"),
            (r"\bLL", "Ms?\\b"),
            (r"artificial intelli", "gence"),
            (r"language mo", "dels?\\b"),
        )
    ),
    re.IGNORECASE,
)
NOT_OURS = ("bening/ui/static/ui/vendor/", "tests/vendor/")


def tracked() -> list[str]:
    done = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the git of whoever runs the tests
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Each text file of the repository that was written here, with its content."""
    for name in tracked():
        if name.startswith(NOT_OURS):
            continue
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def found(pattern: re.Pattern[str]) -> list[str]:
    here = Path(__file__).relative_to(ROOT).as_posix()
    return [
        f"{name}:{number}"
        for name, text in texts()
        if name != here
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_module_is_too_long_without_its_reason() -> None:
    long = {
        name
        for name, text in texts()
        if name.startswith("bening/")
        and name.endswith(".py")
        and "/migrations/" not in name
        and len(text.splitlines()) > MOST_LINES
    }

    assert long == set(LONGER)


def test_no_registry_or_mirror_is_named() -> None:
    assert found(HOSTS) == []


def test_no_path_of_one_machine_is_named() -> None:
    assert found(MACHINE) == []


def test_the_project_speaks_of_itself_only() -> None:
    assert found(OTHERS) == []


def test_locks_carry_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-kiosk.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_no_lock_that_records_addresses_is_kept() -> None:
    names = {Path(name).name for name in tracked()}

    assert not names & {"uv.lock", "poetry.lock", "package-lock.json", "yarn.lock"}


def test_nothing_secret_is_kept() -> None:
    names = tracked()

    assert not [name for name in names if name.endswith((".sqlite3", ".key", ".age"))]
    assert not [name for name in names if Path(name).name in {"secret-key", ".env"}]
