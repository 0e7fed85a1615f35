"""Fixtures for every test. Tests of the domain run with the database blocked."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audit_guards import guards_step_aside_for_the_flush  # noqa: F401 - a fixture of all
from tests.servers import postgres

if TYPE_CHECKING:
    from tests.people import Cast

TESTS = Path(__file__).parent


LONGEST = "test_the_features_hold_on_postgresql"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nothing is skipped silently: only what SQLite can't do is left to the run on PostgreSQL."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and "SQLite" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is not allowed: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty PostgreSQL database, for tests that need one whatever database the run uses."""
    with postgres() as url:
        yield url


@pytest.fixture
def cast(db: None) -> "Cast":
    """The people of `tests/people.py`, made in the database when first named."""
    from tests.people import Cast  # noqa: PLC0415  # needs the applications to be loaded

    return Cast()
