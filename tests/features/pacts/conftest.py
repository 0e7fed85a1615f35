"""A published pact, a campaign, staff posted in the unit, and their sessions."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from bening.accounts.models import Person, Posting
from bening.agencies.models import WorkUnit
from bening.pacts import actions, jobs
from bening.pacts.identity import Identification
from bening.pacts.models import Identified, PactSignature, PactText, SigningCampaign
from bening.pacts.wording import BODY, TITLE
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401
from tests.people import NOW, TODAY, Cast, make_person

FRESH = Identification(Identified.PASSWORD, NOW - timedelta(minutes=1))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "606060000000050001a5f645400000000049454e44ae426082"
)


def picture() -> io.BytesIO:
    """The smallest picture, as a proof that is sent."""
    return io.BytesIO(PNG)


def published(cast: Cast, body: str = BODY) -> PactText:
    """The next version of the pact, in force."""
    made = actions.draft_text(
        agency=cast.agency, title=TITLE, body=body, by=cast.agency_admin, now=NOW
    )
    return actions.publish_text(text=made, by=cast.agency_admin, now=NOW)


def opened(cast: Cast, text: PactText, unit: WorkUnit | None, **values: object) -> SigningCampaign:
    """A campaign of this month."""
    given: dict[str, object] = {
        "opens_on": TODAY - timedelta(days=5),
        "closes_on": TODAY + timedelta(days=10),
        **values,
    }
    return actions.open_campaign(
        agency=cast.agency,
        text=text,
        unit=unit,
        by=cast.agency_admin,
        now=NOW,
        **given,  # type: ignore[arg-type]
    )


def post(
    person: Person, unit: WorkUnit, *, since: date = date(2025, 1, 1), until: date | None = None
) -> Posting:
    """The person works in the unit."""
    return Posting.objects.create(
        agency=unit.agency,
        person=person,
        unit=unit,
        starts_on=since,
        ends_on=until,
        entered_at=NOW,
    )


def staff(cast: Cast, count: int, unit: WorkUnit | None = None) -> list[Person]:
    """People without any role who work in the unit, with employee numbers."""
    made = []
    for number in range(count):
        where = unit or cast.unit
        person = make_person(f"Pegawai {where.code} {number}", agency=cast.agency)
        person.employee_number = f"1980{where.code.zfill(6)}{number:03d}"
        person.save()
        post(person, where)
        made.append(person)
    return made


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What jobs were asked for; none runs by itself, as making a paper takes its time."""
    given: list[tuple[str, ...]] = []
    task = SimpleNamespace(func=jobs.make_papers.func, enqueue=lambda *keys: given.append(keys))
    monkeypatch.setattr(jobs, "make_papers", task)
    return given


@pytest.fixture
def text(cast: Cast) -> PactText:
    return published(cast)


@pytest.fixture
def campaign(cast: Cast, text: PactText) -> SigningCampaign:
    return opened(cast, text, cast.unit)


@pytest.fixture
def sign(campaign: SigningCampaign) -> Callable[..., PactSignature]:
    """Signs as somebody; any value can be another."""

    def act(person: Person, **values: object) -> PactSignature:
        given: dict[str, object] = {
            "campaign": campaign,
            "person": person,
            "read_sha256": campaign.text.sha256,
            "identified": FRESH,
            "by": person,
            "now": NOW,
            **values,
        }
        return actions.sign_pact(**given)  # type: ignore[arg-type]

    return act
