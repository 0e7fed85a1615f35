"""Whoever may not do an act is told so, and nothing of what is wrong with what they sent."""

from typing import Any

import pytest
from django.db import transaction

from bening.accounts.models import Role
from bening.config.api import api
from tests.features.api.conftest import ROOT, Call
from tests.features.api.test_every_route import UPLOADS, World, ask, world
from tests.people import Cast, give, make_person

__all__ = ["world"]

NAMED_IN_BODY = {
    ("post", "/bukti/berkas"): "the unit of the evidence",
    ("post", "/bukti/tautan"): "the unit of the evidence",
    ("post", "/bukti/{key}/pakai"): "the sheet and the question",
    ("post", "/gratifikasi"): "the unit where the gift was received",
    ("post", "/program"): "the unit and the cycle",
    ("post", "/risiko/daftar"): "the unit of the register",
    ("post", "/ruang-layanan"): "the unit of the hall",
    ("post", "/siklus"): "the instrument",
    ("post", "/unit"): "the unit above",
}
"""The right, or whether a thing exists for the caller, hangs on what the body names."""
DOCUMENT = api.get_openapi_schema()
REFUSED = {403, 404}
WRONG: list[list[object]] = [[]]  # of no shape that any field has


def misshapen() -> dict[tuple[str, str], dict[str, object] | None]:
    """For each operation that takes a body: one with every field wrong; None: no file at all."""
    found: dict[tuple[str, str], dict[str, object] | None] = {}
    for path, methods in DOCUMENT["paths"].items():
        for method, told in methods.items():
            content = told.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                part = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
                fields = DOCUMENT["components"]["schemas"][part]["properties"]
                found[method, path.removeprefix(ROOT)] = dict.fromkeys(fields, WRONG)
            elif content:
                found[method, path.removeprefix(ROOT)] = None
    return found


def undone(call: Call, *asked: Any, **sent: Any) -> Any:
    """The answer to a call; nothing of it stays."""
    with transaction.atomic():
        answer = call(*asked, **sent)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize(
    "who",
    [
        "outsider",
        "outside_admin",
        "stranger",
        "colleague",
        "area_member",
        "pic",
        "unit_head",
        "agency_admin",
        "inspector",
    ],
)
def test_a_wrong_body_is_spoken_of_to_those_and_only_those_who_may(
    cast: Cast, call: Call, world: World, who: str
) -> None:
    if who == "stranger":
        person = make_person("Yuda Pratama", agency=cast.agency)
        give(person, Role.UNIT_PIC, unit=cast.other_unit)
    else:
        person = getattr(cast, who)
    assert call(person, "get", "/saya").status_code == 200  # the token is made, to stay
    assert world.own_instrument
    told: dict[tuple[str, str], Any] = {}

    for (method, path), body in misshapen().items():
        proper = undone(ask, call, person, world, method, path).status_code
        sent = {"data": {}} if (method, path) in UPLOADS else {"body": body}
        answer = undone(call, person, method, world.fill(path), **sent)
        if (proper in REFUSED) != (answer.status_code in REFUSED):
            told[method, path] = proper, answer.json()

    assert {route: why for route, why in told.items() if route not in NAMED_IN_BODY} == {}


def test_with_the_right_every_field_that_is_wrong_is_told(
    cast: Cast, call: Call, world: World
) -> None:
    fields = misshapen()["put", "/risiko/{key}/penilaian"]

    answer = call(cast.pic, "put", world.fill("/risiko/{key}/penilaian"), fields)

    assert answer.status_code == 422
    places = {fault["where"].split(".")[2] for fault in answer.json()["faults"]}
    assert fields is not None
    assert places == set(fields)


def test_a_misshapen_address_is_all_that_is_told(cast: Cast, call: Call) -> None:
    answer = call(cast.outsider, "put", "/risiko/bukan-kunci/penilaian", {"likelihood": "x"})

    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.json()["faults"]] == ["path.key"]
