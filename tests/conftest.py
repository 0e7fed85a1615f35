"""Fixtures for every test. Tests of the domain run with the database blocked."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of a folder for what they are."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if folder in {"domain", "golden"}:
            item.add_marker(pytest.mark.domain)
        elif folder == "journeys":
            item.add_marker(pytest.mark.browser)
        elif folder == "whole":
            item.add_marker(pytest.mark.whole)
