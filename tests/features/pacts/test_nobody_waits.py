"""While a charter or a pact is set, others write; what they change is in the charter."""

from dataclasses import asdict

import pytest

from bening.documents.models import OfficialDocument
from bening.pacts import jobs
from bening.pacts.models import Declaration, PactPaper
from bening.programs.models import Designation, ProgramState, ZoneProgram
from bening.programs.refusals import ProgramRefused
from tests.features.documents.watched import Watched, watched
from tests.features.evidence.conftest import no_previews
from tests.features.pacts.conftest import staff
from tests.features.pacts.test_declaring import declare, program, ready  # noqa: F401
from tests.features.pacts.test_signing import Sign
from tests.people import NOW, Cast

__all__ = ["no_previews", "watched"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_charter_says_the_target_when_it_is_signed(
    cast: Cast,
    ready: ZoneProgram,  # noqa: F811
    watched: Watched,
) -> None:
    aimed = Designation(ready.target)
    other = next(one for one in Designation if one != aimed)
    stored = ZoneProgram.objects.select_related("unit__agency").get(pk=ready.pk)
    watched.meanwhile = lambda: ZoneProgram.objects.filter(pk=stored.pk).update(target=other)

    made = declare(cast, ready)

    [letter] = watched.letters.values()
    assert list(watched.made.values()) == [2]
    assert str(other.label) in str(asdict(letter))
    assert str(aimed.label) not in str(asdict(letter)).replace(str(other.label), "")
    assert made.charter == OfficialDocument.objects.get()


def test_of_two_declarations_the_first_stands(
    cast: Cast,
    ready: ZoneProgram,  # noqa: F811
    watched: Watched,
) -> None:
    watched.meanwhile = lambda: declare(cast, ready)

    with pytest.raises(ProgramRefused, match="out_of_order"):
        declare(cast, ZoneProgram.objects.select_related("unit__agency").get(pk=ready.pk))

    assert Declaration.objects.get().charter == OfficialDocument.objects.get()
    ready.refresh_from_db()
    assert ready.state == ProgramState.DECLARED


def test_a_pact_is_made_once_though_two_jobs_make_it(
    cast: Cast, sign: Sign, watched: Watched
) -> None:
    [person] = staff(cast, 1)
    signature = sign(person)

    def another_job() -> None:
        later = NOW + jobs.GIVEN_UP_AFTER * 2
        assert jobs.make_paper(signature, by=person, now=later)

    watched.meanwhile = another_job

    assert not jobs.make_paper(signature, by=person, now=NOW)

    assert PactPaper.objects.get().document == OfficialDocument.objects.get()
