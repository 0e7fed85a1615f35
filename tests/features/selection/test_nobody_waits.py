"""While the decree is set, others write; a decision taken meanwhile stands."""

import pytest

from bening.documents.models import OfficialDocument
from bening.selection.models import SelectionRound
from bening.selection.refusals import RoundLocked
from tests.features.documents.watched import Watched, watched
from tests.features.evidence.conftest import no_previews
from tests.features.selection.test_selection import decided
from tests.people import Cast

__all__ = ["no_previews", "watched"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_decree_names_units_as_they_are_called_when_it_is_signed(
    cast: Cast, proposed: SelectionRound, watched: Watched
) -> None:
    decided(cast, proposed)
    watched.check_made_anew()


def test_of_two_decisions_the_first_stands(
    cast: Cast, proposed: SelectionRound, watched: Watched
) -> None:
    watched.meanwhile = lambda: decided(cast, proposed, number="188/13/2026")

    with pytest.raises(RoundLocked):
        decided(cast, proposed)

    proposed.refresh_from_db()
    assert proposed.decree == OfficialDocument.objects.get(number="188/13/2026")
    assert OfficialDocument.objects.count() == 1
