"""A survey that is open, tokens for it, and answers as a form posts them."""

import asyncio
import io
import random
import threading
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import transaction

from bening.adapters.gate import BODY
from bening.agencies.models import WorkUnit
from bening.domain.surveys.tokens import read_token
from bening.instruments.surveys import load_survey, survey_document
from bening.services.models import Service
from bening.surveys import batches, sealing
from bening.surveys.batches import Judge, Outcome, Post
from bening.surveys.day_key import day_keys
from bening.surveys.endpoint import Endpoint, read_post
from bening.surveys.intake import Intake
from bening.surveys.models import (
    PeriodState,
    Questionnaire,
    QuestionnaireState,
    SurveyPeriod,
    SurveyToken,
)
from bening.surveys.open_periods import PeriodForIntake, read_period
from bening.surveys.tokens_made import issue_tokens
from tests.people import NOW, Cast

FORM = "skm-1"
MIDNIGHT = NOW + timedelta(hours=15)
"""One in the morning of the next day where the unit is."""


def questionnaire(slug: str = FORM) -> Questionnaire:
    """A shipped form, approved."""
    instrument = load_survey(slug)
    found, _made = Questionnaire.objects.get_or_create(
        agency=None,
        slug=slug,
        version=1,
        defaults={
            "title": instrument.title["id"],
            "content": survey_document(slug),
            "sha256": instrument.sha256,
            "state": QuestionnaireState.APPROVED,
            "made_at": NOW,
            "approved_at": NOW,
        },
    )
    return found


def survey(cast: Cast, slug: str = "skm-2026-2", **values: Any) -> SurveyPeriod:
    """An open period of the cast's unit."""
    unit: WorkUnit = values.pop("unit", cast.unit)
    given: dict[str, Any] = {
        "questionnaire": questionnaire(),
        "name": "Triwulan II 2026",
        "starts_on": date(2026, 4, 1),
        "ends_on": date(2026, 6, 30),
        "state": PeriodState.OPEN,
        "opens_at": time(8),
        "closes_at": time(16),
        **values,
    }
    return SurveyPeriod.objects.create(
        agency=unit.agency, unit=unit, slug=slug, made_by=cast.pic, made_at=NOW, **given
    )


def service(cast: Cast, code: str) -> Service:
    return Service.objects.create(
        agency=cast.agency, unit=cast.unit, code=code, name=code, added_at=NOW
    )


def invite(period: SurveyPeriod, count: int) -> tuple[str, ...]:
    """The messages that went out."""
    with transaction.atomic():
        return issue_tokens(period=period, count=count)


def form(value: int | Sequence[int] = 4, **fields: str) -> dict[str, str]:
    """The fields of a filled form: one value for all items, or one for each."""
    items = load_survey(FORM).items
    values = [value] * len(items) if isinstance(value, int) else value
    answers = {f"i-{item.code}": str(one) for item, one in zip(items, values, strict=True)}
    return {**answers, "mode": "self", "language": "id", **fields}


def known(period: SurveyPeriod) -> PeriodForIntake:
    """The period as intake reads it."""
    found = read_period(period.slug)
    assert found is not None
    return found


def post(period: PeriodForIntake, fields: Mapping[str, str], address: str = "") -> Post:
    """What a posted form means."""
    return read_post(period, {name: [value] for name, value in fields.items()}, address)


def answer(
    period: SurveyPeriod,
    tokens: Sequence[str],
    values: Sequence[int | Sequence[int]] | int = 4,
    *,
    now: datetime = NOW,
    judge: Judge | None = None,
    **fields: str,
) -> list[Outcome]:
    """Each token's answer in a batch of its own."""
    intake_period, judge = known(period), judge or Judge()
    each = [values] * len(tokens) if isinstance(values, int) else values
    found = []
    for at, (token, value) in enumerate(zip(tokens, each, strict=True)):
        one = post(intake_period, form(value, token=token, **fields))
        found += batches.write([one], judge=judge, keys=day_keys(), now=now, moment=at * 60.0)
    return found


def seal(period: SurveyPeriod, *, now: datetime = MIDNIGHT) -> int:
    """All of it: the period is closed. How many answers were sealed."""
    SurveyPeriod.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)
    return sum(day.size for day in sealing.seal_ended(now=now))


def unspent() -> int:
    return SurveyToken.objects.count()


def secret_of(token: str) -> bytes:
    return read_token(token)


class Posting:
    """An endpoint with a writer of its own, called as the server calls it."""

    def __init__(self, intake: Intake | None = None) -> None:
        self.intake = intake or Intake()

    def send(self, *requests: "Request") -> list["Answer"]:
        """All requests at once, and the answers in their order."""

        async def together() -> list[Answer]:
            endpoint = Endpoint(self.intake)
            return list(await asyncio.gather(*(one.ask(endpoint) for one in requests)))

        with self.intake.running():
            return asyncio.run(together())


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""

    async def take(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            self.body += message.get("body", b"")


class Request:
    """A form post as it stands behind the gate."""

    def __init__(
        self,
        slug: str,
        fields: Mapping[str, str],
        *,
        method: str = "POST",
        client: str = "127.0.0.1",
        **headers: str,
    ) -> None:
        given = {"content-type": "application/x-www-form-urlencoded", **headers}
        self.scope: dict[str, Any] = {
            "type": "http",
            "method": method,
            "path": f"/survei/{slug}/kirim/",
            "client": (client, 50000),
            "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()],
        }
        self.body = urlencode(fields).encode()

    async def ask(self, endpoint: Endpoint) -> Answer:
        answer = Answer()
        await endpoint({**self.scope, BODY: io.BytesIO(self.body)}, _nothing, answer.take)
        return answer


async def _nothing() -> dict[str, Any]:
    raise AssertionError("the body was collected before")


def in_threads(count: int, work: Any) -> None:
    """`work(number)` in so many threads at once."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def some_values(seed: int) -> list[int]:
    chosen = random.Random(seed)
    return [chosen.randint(1, 4) for _ in load_survey(FORM).items]
