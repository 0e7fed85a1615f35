"""`./run` and `./test`: what they refuse, and what they say when something is missing."""

import os
import stat
import subprocess

import pytest

from tests.servers import ROOT


def shell(script: str) -> "subprocess.CompletedProcess[str]":
    """Runs `script` with the parts of ./test loaded."""
    loaded = ". scripts/environment.sh; . scripts/test-programs.sh; set -eu"
    return subprocess.run(
        ["/bin/sh", "-c", f"{loaded}\n{script}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


MISSING = (
    "has() { false; }\nhas_postgres() { false; }\nhas_writer() { false; }\nid() { echo 1000; }\n"
)


def test_missing_programs_stop_the_run_with_the_command_that_mends_it() -> None:
    refused = shell(f"{MISSING}unset BENING_TEST_CHROMIUM; need_programs")

    assert refused.returncode == 1
    wanted = "chromium libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils age strace"
    assert f"sudo apt install {wanted}" in refused.stderr
    assert "postgresql" not in refused.stderr, "the wheels serve without root"


def test_nothing_missing_goes_on_without_a_word() -> None:
    done = shell(
        "has() { true; }\nhas_postgres() { true; }\nhas_writer() { true; }\n"
        "need_programs; echo lanjut"
    )

    assert done.stdout == "lanjut\n"


def test_root_installs_what_is_missing() -> None:
    done = shell(
        'has() { [ "$1" = apt-get ] || [ -n "${made-}" ]; }\n'
        'has_postgres() { [ -n "${made-}" ]; }\nhas_writer() { [ -n "${made-}" ]; }\n'
        "id() { echo 0; }\n"
        'install_packages() { echo "pasang: $1"; made=ya; }\n'
        "unset BENING_TEST_CHROMIUM; need_programs"
    )

    assert done.returncode == 0
    assert done.stdout.split() == [
        "pasang:",
        "postgresql",
        "redis-server",
        "chromium",
        "libreoffice-calc-nogui",
        "libreoffice-writer-nogui",
        "poppler-utils",
        "age",
        "strace",
    ]


def test_what_apt_can_not_install_is_said() -> None:
    refused = shell(
        'has() { [ "$1" = apt-get ]; }\nhas_postgres() { false; }\nid() { echo 0; }\n'
        "install_packages() { :; }\nneed_programs"
    )

    assert refused.returncode == 1
    assert "tidak dapat dipasang" in refused.stderr


@pytest.mark.parametrize("name", ["run", "test", ".ci/run", "manage.py"])
def test_commands_can_be_run(name: str) -> None:
    assert (ROOT / name).stat().st_mode & stat.S_IXUSR


def test_continuous_integration_runs_the_same_as_people() -> None:
    assert "/../test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_help_is_shown_without_setting_anything_up() -> None:
    done = subprocess.run(
        [str(ROOT / "run"), "--help"],
        cwd=os.sep,
        capture_output=True,
        text=True,
        check=True,
        timeout=10,
    )

    for option in ("--port", "--data", "--empty", "--lan", "--cert", "--key"):
        assert option in done.stdout
