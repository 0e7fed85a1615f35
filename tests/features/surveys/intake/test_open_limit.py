"""How many answers of an open link one address may give."""

import asyncio
import json
import uuid

import pytest
from pytest_django.fixtures import Settings

from bening.domain.surveys.tokens import token_text
from bening.surveys import open_limit
from bening.surveys.endpoint import Endpoint
from bening.surveys.intake import Intake
from bening.surveys.models import SpentToken, SurveyPeriod
from bening.surveys.open_limit import DAY, OpenLimit
from tests.features.surveys.intake.respondents import Answer, Posting, Request, form, invite, survey
from tests.features.surveys.intake.test_posting import this_year
from tests.people import Cast

PERIOD, OTHER = uuid.uuid4(), uuid.uuid4()
OFFICE, HOME = "203.0.113.7", "198.51.100.4"


def taken(limit: OpenLimit, count: int, address: str = OFFICE, moment: float = 0.0) -> int:
    return sum(limit.take(PERIOD, address, moment=moment) == 0 for _ in range(count))


def test_an_hours_answers_are_taken_at_once_then_one_by_one() -> None:
    limit = OpenLimit(60)
    assert taken(limit, 70) == 60
    assert limit.take(PERIOD, OFFICE, moment=0.0) == 60
    assert taken(limit, 5, moment=59.0) == 0
    assert taken(limit, 5, moment=121.0) == 2
    assert taken(limit, 100, moment=2 * 3600.0 + 121) == 60


def test_each_address_and_each_survey_has_its_own() -> None:
    limit = OpenLimit(3)
    assert taken(limit, 4) == 3
    assert taken(limit, 4, HOME) == 3
    assert limit.take(OTHER, OFFICE, moment=0.0) == 0


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("203.0.113.7", "::ffff:203.0.113.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("fe80::1%eth0", "fe80::1"),
        ("", ""),
    ],
)
def test_what_counts_as_one_address(one: str, same: str) -> None:
    limit = OpenLimit(1)
    assert (taken(limit, 1, one), taken(limit, 1, same)) == (1, 0)
    assert taken(limit, 1, "2001:db8:1:3::1") == 1


def test_what_was_no_answer_is_given_back() -> None:
    limit = OpenLimit(1)
    assert taken(limit, 1) == 1
    limit.give_back(PERIOD, OFFICE, moment=0.0)
    assert taken(limit, 2) == 1


def test_no_address_is_kept_and_each_day_has_a_key_of_its_own() -> None:
    limit = OpenLimit(5)
    taken(limit, 1)
    (bucket,) = limit._buckets
    assert len(bucket) == 32
    assert OFFICE.encode() not in bucket
    key = limit._key
    taken(limit, 1, moment=DAY)
    assert limit._key != key
    assert bucket not in limit._buckets


def test_the_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_limit, "MOST_KEPT", 10)
    limit = OpenLimit(5)
    for number in range(30):
        taken(limit, 1, f"192.0.2.{number}")
    assert len(limit._buckets) == 10


@pytest.fixture
def two_an_hour(settings: Settings) -> None:
    settings.SURVEY_OPEN_HOURLY = 2


@pytest.fixture
def period(cast: Cast, two_an_hour: None) -> SurveyPeriod:
    return survey(cast, has_open_link=True, **this_year())


def request(period: SurveyPeriod, client: str = OFFICE, token: str = "", **more: str) -> Request:
    fields = {**form(token=token), **more}
    return Request(period.slug, fields, client=client, accept="application/json")


def statuses(answers: list[Answer]) -> list[int]:
    return sorted(one.status for one in answers)


@pytest.mark.django_db(transaction=True)
def test_the_open_link_takes_so_many_of_one_address(period: SurveyPeriod) -> None:
    answers = Posting().send(*(request(period) for _ in range(5)), request(period, HOME))
    assert statuses(answers) == [201, 201, 201, 429, 429, 429]
    assert SpentToken.objects.count() == 3
    refused = next(one for one in answers if one.status == 429)
    assert 1700 < int(refused.headers["retry-after"]) <= 1800
    assert json.loads(refused.body)["title"] == "Terlalu banyak isian dari jaringan ini"


@pytest.mark.django_db(transaction=True)
def test_answers_with_a_token_and_repeated_ones_use_nothing_up(period: SurveyPeriod) -> None:
    by_token = [request(period, token=one) for one in invite(period, 4)]
    answers = Posting().send(*by_token, request(period), request(period))
    assert statuses(answers) == [201] * 6


@pytest.mark.django_db(transaction=True)
def test_what_is_repeated_or_refused_by_the_form_uses_nothing_up(period: SurveyPeriod) -> None:
    once = token_text(bytes(range(16)))
    answers = in_turn(
        request(period, **{"i-U1": "9"}),
        request(period, once=once),
        request(period, once=once),
        request(period),
        request(period),
    )
    assert [one.status for one in answers] == [422, 201, 201, 201, 429]
    assert SpentToken.objects.count() == 2


def in_turn(*requests: Request) -> list[Answer]:
    """One request after the other to one endpoint."""
    intake = Intake()

    async def all_of_them() -> list[Answer]:
        endpoint = Endpoint(intake)
        return [await one.ask(endpoint) for one in requests]

    with intake.running():
        return asyncio.run(all_of_them())
