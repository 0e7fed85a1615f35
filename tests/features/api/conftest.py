"""Programs that call the interface with somebody's token."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bening.accounts.actions import make_token
from bening.accounts.models import Person
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationSheet, InstrumentVersion
from tests.features.evaluations.conftest import make_sheet
from tests.people import Cast

Call = Callable[..., Any]
ROOT = "/api/v1"


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
    """`call(person, "put", "/unit/…", {...})`: a call with the token of a person."""
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
        return getattr(Client(), method)(f"{ROOT}{path}", headers=headers, **more)

    return called
