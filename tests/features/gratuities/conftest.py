"""The UPG of the cast."""

import pytest

from tests.features.gratuities.gifts import Gifts
from tests.people import Cast


@pytest.fixture
def gifts(cast: Cast, db: None) -> Gifts:
    return Gifts(cast)
