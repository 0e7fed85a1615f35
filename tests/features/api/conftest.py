"""Programs that call the interface with somebody's token."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.test import Client

from bening.accounts.actions import make_token
from bening.accounts.models import Person
from bening.config.api import api
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationSheet, InstrumentVersion
from tests.features.evaluations.conftest import make_sheet
from tests.people import Cast

Call = Callable[..., Any]
ROOT = "/api/v1"


@cache
def told_answers() -> dict[tuple[str, str], dict[int | str, Any]]:
    """The answers of each operation in the OpenAPI document, by method and address."""
    return {
        (method, path): told["responses"]
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, told in methods.items()
    }


def assert_told(answer: Any, method: str) -> None:
    """The document tells of the status, and of the media type where it is a refusal."""
    route = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", answer.resolver_match.route)
    answers = told_answers().get((method, route))
    if answers is None:  # no operation of the interface
        return
    assert answer.status_code in answers, (method, route)
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json", (method, route)


@pytest.fixture
def version(db: None) -> InstrumentVersion:
    from django.utils import timezone  # noqa: PLC0415 - tokens are checked against the clock

    store_shipped(now=timezone.now())
    return InstrumentVersion.objects.get(slug="lke-2021")


@pytest.fixture
def sheet(cast: Cast, version: InstrumentVersion) -> EvaluationSheet:
    return make_sheet(cast, version)


@pytest.fixture
def call() -> Call:
    """`call(person, "put", "/unit/…", {...})`: a call with the token of a person.

    No answer has a status that the OpenAPI document does not tell.
    """
    from django.utils import timezone  # noqa: PLC0415

    tokens: dict[Any, str] = {}

    def called(
        person: Person | None, method: str, path: str, body: object = None, **more: Any
    ) -> Any:
        headers = {}
        if person is not None:
            if person.pk not in tokens:
                made = make_token(name="uji", days=1, by=person, now=timezone.now())
                tokens[person.pk] = made.text
            headers["Authorization"] = f"Bearer {tokens[person.pk]}"
        if body is not None:
            more |= {"data": body, "content_type": "application/json"}
        answer = getattr(Client(), method)(f"{ROOT}{path}", headers=headers, **more)
        assert_told(answer, method)
        return answer

    return called
