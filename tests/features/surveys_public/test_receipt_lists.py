"""The list of receipts as a file: whole, written once for each seal, in little memory."""

import asyncio
import json
import tracemalloc
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bening.adapters.asgi import endpoint_for
from bening.surveys.models import SurveyDay
from bening.surveys.receipt_lists import list_path, receipt_list
from tests.features.surveys_public.conftest import SLUG, Asked

pytestmark = pytest.mark.django_db
FILE = f"/survei/{SLUG}/tanda-terima.json"
DAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.BENING_DATA = tmp_path
    return tmp_path / "exports"


def ask(path: str, *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What the event loop answers."""
    assert endpoint_for(path) is receipt_list
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": sent}
    messages: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(receipt_list(scope, receive, send))
    start, *rest = messages
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], found, b"".join(one.get("body", b"") for one in rest)


def test_file_holds_each_day_under_its_root(asked: Asked, visitor: Client) -> None:
    first = asked.seal([1, 2, 3, 4, 5], DAY)
    second = asked.seal([6, 7, 8, 9, 10, 11], DAY + timedelta(days=1), position=2)

    lead = visitor.get(FILE)
    status, headers, body = ask(lead.headers["Location"])
    found = json.loads(body)

    assert (lead.status_code, status) == (302, 200)
    assert headers["content-type"] == "application/json"
    assert headers["content-disposition"].startswith("inline")
    assert (found["format"], found["period"]) == (1, SLUG)
    assert [one["day"] for one in found["days"]] == ["2026-04-14", "2026-04-15"]
    assert [one["size"] for one in found["days"]] == [5, 6]
    assert found["days"][0]["receipts"] == [one.hex() for one in first]
    assert found["days"][1]["receipts"] == [one.hex() for one in second]
    assert len(found["days"][0]["root"]) == len(found["days"][0]["before"]) == 64


def test_period_without_a_seal_has_an_empty_list(asked: Asked, visitor: Client) -> None:
    _ = asked.period

    found = json.loads(ask(visitor.get(FILE).headers["Location"])[2])

    assert found["days"] == []


def test_file_is_written_once_for_each_seal(
    asked: Asked, visitor: Client, own_folder: Path
) -> None:
    asked.seal([1, 2, 3, 4, 5], DAY)
    before = visitor.get(FILE).headers["Location"]
    (file,) = own_folder.iterdir()
    written = file.stat().st_ino

    assert visitor.get(FILE).headers["Location"] == before
    assert file.stat().st_ino == written
    asked.seal([6, 7, 8, 9, 10], DAY + timedelta(days=1), position=2)
    after = visitor.get(FILE).headers["Location"]
    assert after != before
    assert len(json.loads(ask(after)[2])["days"]) == 2
    assert len(json.loads(ask(before)[2])["days"]) == 1


def test_address_of_a_list_that_lies_there_no_more_leads_to_the_list_of_now(
    asked: Asked, visitor: Client, own_folder: Path
) -> None:
    asked.seal([1, 2, 3, 4, 5], DAY)
    address = visitor.get(FILE).headers["Location"]
    (file,) = own_folder.iterdir()
    etag = ask(address)[1]["etag"]
    assert ask(address, if_none_match=etag)[0] == 304
    file.unlink()

    status, headers, _body = ask(address)

    assert (status, headers["location"]) == (302, FILE)


@pytest.mark.parametrize(
    "path",
    [
        f"/survei/{SLUG}/../daftar.json",
        f"/survei/{SLUG}/%2e%2e/daftar.json",
        "/survei/../../etc/1/daftar.json",
        f"/survei/{SLUG}/1g/daftar.json",
        f"/survei/{SLUG}/{'a' * 41}/daftar.json",
    ],
)
def test_no_address_leads_out_of_the_folder(asked: Asked, path: str) -> None:
    _ = asked.period
    assert ask(path)[0] == 404


def test_list_is_only_read(asked: Asked) -> None:
    assert ask(list_path(asked.period), method="POST")[0] == 405


def test_many_receipts_take_little_memory_and_the_same_queries(
    asked: Asked, own_folder: Path
) -> None:
    days, each = 40, 5000

    def sealed(first: int, last: int) -> None:
        SurveyDay.objects.bulk_create(
            SurveyDay(
                period=asked.period,
                position=at,
                day=DAY + timedelta(days=at),
                size=each,
                root=at.to_bytes(32, "big"),
                before=bytes(32),
                commitments=b"",
                receipts=bytes(32 * each),
            )
            for at in range(first, last)
        )

    def asks() -> int:
        with CaptureQueriesContext(connection) as queries:
            list_path(asked.period)
        return len(queries)

    sealed(1, 3)
    few = asks()
    sealed(3, days + 1)
    tracemalloc.start()
    many = asks()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    size = max(file.stat().st_size for file in own_folder.iterdir())
    assert size > 32 * 2 * each * days
    assert many == few == 2
    assert peak < size / 8
