"""Fixtures for every test. Tests of the domain run with the database blocked."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import flushing
from tests.audit_guards import guards_step_aside_for_the_flush  # noqa: F401 - a fixture of all
from tests.examples import AGAIN, FAST, load_profile
from tests.servers import Shared, postgres

if TYPE_CHECKING:
    from tests.people import Cast

TESTS = Path(__file__).parent


LONGEST = "test_the_features_hold_on_postgresql"


UNREAD_IN_FAST = "test_any_request.py"
"""Reading it draws requests for every route of the interface."""

LEFT_IN_FAST = ("browser", "whole", "slow")
"""Marks of the tests that `./test fast` leaves to the whole run."""

LEFT_IN_AGAIN = ("browser", "once")
"""Marks of the tests whose second run, on PostgreSQL, would show nothing new."""

left_out = pytest.StashKey[set[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Nothing is left out yet."""
    load_profile()
    flushing.install()
    config.stash[left_out] = set()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """In fast, one file isn't read."""
    if FAST and collection_path.name == UNREAD_IN_FAST:
        config.stash[left_out].add(str(collection_path.relative_to(TESTS.parent)))
        return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks the tests of a folder for what they are; the longest one begins at once."""
    items.sort(key=lambda item: item.name != LONGEST)
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if folder in {"domain", "golden"}:
            item.add_marker(pytest.mark.domain)
        elif folder == "journeys":
            item.add_marker(pytest.mark.browser)
        elif folder == "whole":
            item.add_marker(pytest.mark.whole)
    if FAST:
        leave_out(config, items)
    if AGAIN:
        only_with_database(config, items)


def only_with_database(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Takes from `items` what would show the same again.

    That is what reaches no database of the run, drives a browser, or says so by `once`.
    """
    with_one = [
        item
        for item in items
        if (
            item.get_closest_marker("django_db")
            or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        )
        and not any(item.get_closest_marker(name) for name in LEFT_IN_AGAIN)
    ]
    kept = {id(item) for item in with_one}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = with_one


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Takes from `items` what fast leaves to the whole run, and remembers it."""
    left = [item for item in items if any(item.get_closest_marker(name) for name in LEFT_IN_FAST)]
    remembered: set[str] = config.stash[left_out]
    remembered.update(item.nodeid for item in left)
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the run what it left out."""
    if hasattr(session.config, "workeroutput"):
        told: set[str] = session.config.stash[left_out]
        session.config.workeroutput["left_out"] = sorted(told)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker left out. Every worker leaves the same."""
    node.config.stash[left_out] |= set(getattr(node, "workeroutput", {}).get("left_out", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says plainly what fast didn't run."""
    remembered: set[str] = terminalreporter.config.stash[left_out]
    left = sorted(remembered)
    if not FAST or not left:
        return
    files = [name for name in left if "::" not in name]
    tests = len(left) - len(files)
    terminalreporter.section("left to the whole run, ./test")
    terminalreporter.write_line(f"{tests} tests left to the whole run, and all of {files}:")
    for name in sorted({name.partition("::")[0] for name in left}):
        terminalreporter.write_line(f"  {name}")
    terminalreporter.write_line("Properties were tried on fewer examples than there.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nothing is skipped silently: only what SQLite can't do is left to the run on PostgreSQL."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and "SQLite" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is not allowed: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The processes of a run share what is made once."""
    base = tmp_path_factory.getbasetemp()
    Shared.folder = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty PostgreSQL database, for tests that need one whatever database the run uses.

    It doesn't wait for the disk: no test pulls its plug.
    """
    with postgres("fsync=off", "synchronous_commit=off", "full_page_writes=off") as url:
        yield url


@pytest.fixture
def cast(db: None) -> "Cast":
    """The people of `tests/people.py`, made in the database when first named."""
    from tests.people import Cast  # noqa: PLC0415  # needs the applications to be loaded

    return Cast()
