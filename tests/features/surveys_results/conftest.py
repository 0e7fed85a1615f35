"""A worked-out period, its reviewers, and papers without typesetting."""

import pytest

from bening.accounts.models import Person
from bening.surveys.actions.results import confirm_result, process_period
from bening.surveys.models import SurveyPeriod
from tests.features.documents.conftest import own_folders
from tests.features.surveys_results.making import answered, make_services, make_tpi
from tests.people import NOW, Cast

__all__ = ["own_folders"]


@pytest.fixture
def period(cast: Cast) -> SurveyPeriod:
    """A closed period with forty honest answers."""
    make_services(cast)
    return answered(cast)


@pytest.fixture
def tpi(cast: Cast) -> Person:
    """An evaluator of TPI, assigned to the unit."""
    return make_tpi(cast)


@pytest.fixture
def confirmed(cast: Cast, period: SurveyPeriod) -> SurveyPeriod:
    """The same, worked out and confirmed."""
    result = process_period(period=period, by=cast.pic, now=NOW)
    return confirm_result(period=period, result=result, by=cast.unit_head, now=NOW)
