"""The application answers any request its OpenAPI document allows, and many it doesn't."""

import json
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings

from bening.accounts.actions import make_token
from bening.config.api import api
from bening.evaluations.models import EvaluationSheet
from tests.people import Cast

schema = schemathesis.openapi.from_dict(api.get_openapi_schema())


@pytest.fixture
def token(cast: Cast, sheet: EvaluationSheet) -> str:
    return make_token(name="uji", days=1, by=cast.agency_admin, now=timezone.now()).text


@schema.parametrize()
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.django_db
def test_no_shape_of_request_breaks_the_server(
    case: schemathesis.Case[Any], token: str, sheet: EvaluationSheet
) -> None:
    parameters = dict(case.path_parameters or {})
    if "key" in parameters and "/lembar/" in case.path:
        parameters["key"] = str(sheet.pk)
    path = case.path
    for name, value in parameters.items():
        path = path.replace(f"{{{name}}}", quote(str(value), safe="") or "-")
    sent: dict[str, Any] = {}
    if isinstance(case.body, dict | list | str | int):
        sent = {"data": json.dumps(case.body, default=str), "content_type": "application/json"}

    answer = Client().generic(
        case.method.upper(),
        path,
        query_params=dict(case.query or {}),
        headers={"Authorization": f"Bearer {token}"},
        **sent,
    )

    assert answer.status_code < 500
    if answer.status_code >= 400 and answer.status_code != 405:
        assert answer["Content-Type"] == "application/problem+json"
