import pytest

from tests.features.queues.halls import SmallHall, make_hall
from tests.people import Cast


@pytest.fixture
def hall(cast: Cast) -> SmallHall:
    """An opened hall of the cast's unit."""
    return make_hall(cast)
