"""What tests of people share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    """Rate limits count in the cache: each test starts at none."""
    cache.clear()
    yield
    cache.clear()
