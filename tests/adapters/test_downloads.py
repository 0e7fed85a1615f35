"""Files from the event loop: rights of the ticket, ranges, safe headers, slow readers."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from django.core import signing
from django.test import RequestFactory

from bening.adapters.asgi import endpoint_for, register_endpoint
from bening.adapters.downloads import (
    PREFIX,
    TICKET_AGE,
    Download,
    UnknownFolder,
    downloads,
    parse_range,
    read_ticket,
    ticket_url,
)

KEY = "a" * 32
CONTENT = bytes(range(256)) * 4000  # 1,024,000 bytes


@pytest.fixture
def path(settings: Any, tmp_path: Path) -> Path:
    settings.STORAGE_FOLDER = tmp_path / "files"
    settings.BENING_DATA = tmp_path
    file: Path = settings.STORAGE_FOLDER / "content" / "ab" / "abcd"
    file.parent.mkdir(parents=True)
    file.write_bytes(CONTENT)
    return file


class Session:
    session_key = KEY


def url_of(download: Download) -> str:
    request = RequestFactory().get("/")
    request.session = Session()  # type: ignore[assignment]
    return ticket_url(request, download)


def ask(
    url: str, *, method: str = "GET", key: str = KEY, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    if key:
        sent.append((b"cookie", f"other=1; bening_session={key}".encode()))
    scope = {"type": "http", "method": method, "path": url, "headers": sent}
    messages: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(downloads(scope, receive, send))
    start, *rest = messages
    assert not rest[-1].get("more_body")
    answer = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], answer, b"".join(message.get("body", b"") for message in rest)


def test_the_whole_file_comes_with_safe_headers(path: Path) -> None:
    status, headers, body = ask(
        url_of(Download(path=path, name="Bukti “1”.pdf", content_type="application/pdf"))
    )

    assert (status, body) == (200, CONTENT)
    assert headers["content-length"] == str(len(CONTENT))
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["content-disposition"] == (
        "attachment; filename=\"Bukti _1_.pdf\"; filename*=UTF-8''Bukti%20%E2%80%9C1%E2%80%9D.pdf"
    )


@pytest.mark.parametrize(
    "name", ['a"; x="b.pdf', "a\r\nSet-Cookie: x=1", "../../etc/passwd", "a;b\\c", "文件.pdf", ""]
)
def test_no_name_breaks_out_of_its_header(path: Path, name: str) -> None:
    _, headers, _ = ask(url_of(Download(path=path, name=name)))

    disposition = headers["content-disposition"]
    assert "\r" not in disposition
    assert "\n" not in disposition
    assert disposition.count('"') == 2
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-9", (0, 9)),
        ("bytes=5-", (5, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-1000", (0, 99)),
        ("bytes=90-1000", (90, 99)),
        ("bytes=100-", "unsatisfiable"),
        ("bytes=-0", "unsatisfiable"),
        ("bytes=9-5", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=-", None),
        ("bytes=x-", None),
    ],
)
def test_ranges(asked: str, expected: object) -> None:
    assert parse_range(asked, 100) == expected


def test_a_part_is_sent_as_asked(path: Path) -> None:
    url = url_of(Download(path=path, name="x", etag="abcd"))

    status, headers, body = ask(url, range="bytes=1000-400999")
    assert (status, body) == (206, CONTENT[1000:401000])
    assert headers["content-range"] == f"bytes 1000-400999/{len(CONTENT)}"

    assert ask(url, range="bytes=9999999-")[0] == 416
    assert ask(url, range="bytes=0-1", if_range='"abcd"')[0] == 206
    assert ask(url, range="bytes=0-1", if_range='"old"')[0] == 200
    assert ask(url, method="HEAD")[2] == b""
    assert ask(url, method="POST")[0] == 405


def test_what_the_browser_has_is_not_sent_again(path: Path) -> None:
    url = url_of(Download(path=path, name="x", etag="abcd", cache_seconds=60))

    status, headers, body = ask(url, if_none_match='"abcd"')

    assert (status, body) == (304, b"")
    assert headers["cache-control"] == "private, max-age=60"


def test_an_empty_file_is_sent_empty(path: Path) -> None:
    empty = path.with_name("empty")
    empty.touch()

    assert ask(url_of(Download(path=empty, name="x")))[::2] == (200, b"")
    assert ask(url_of(Download(path=empty, name="x")), range="bytes=0-")[0] == 416


def test_a_ticket_works_for_its_session_alone(path: Path) -> None:
    url = url_of(Download(path=path, name="x"))

    assert ask(url)[0] == 200
    assert ask(url, key="b" * 32)[0] == 404
    assert ask(url, key="")[0] == 404


def test_a_ticket_for_nobody_is_worth_nothing(path: Path) -> None:
    request = RequestFactory().get("/")

    class NoSession:
        session_key = None

    request.session = NoSession()  # type: ignore[assignment]
    url = ticket_url(request, Download(path=path, name="x"))

    assert ask(url, key="")[0] == 404


def test_a_ticket_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = url_of(Download(path=path, name="x"))
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now + TICKET_AGE - 2)
    assert read_ticket(url, KEY)
    monkeypatch.setattr(time, "time", lambda: now + TICKET_AGE + 2)
    assert read_ticket(url, KEY) is None


def test_a_forged_ticket_is_refused(path: Path) -> None:
    url = url_of(Download(path=path, name="x"))
    ticket = url.removeprefix(PREFIX).split("/")[0]
    others = signing.dumps(["files", "../secret-key"], salt="something else")

    assert read_ticket(f"{PREFIX}{ticket[:-1]}{'A' if ticket[-1] != 'A' else 'B'}/x", KEY) is None
    assert read_ticket(f"{PREFIX}{others}/x", KEY) is None
    assert read_ticket(f"{PREFIX}", KEY) is None


def test_nothing_outside_the_two_folders_gets_a_ticket(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret-key"
    secret.write_text("x")
    link = path.with_name("link")
    link.symlink_to(secret)

    for outside in (secret, link, path.parent / ".." / ".." / ".." / "secret-key"):
        with pytest.raises(UnknownFolder):
            url_of(Download(path=outside, name="x"))


def test_a_link_planted_after_the_ticket_is_not_followed(path: Path, tmp_path: Path) -> None:
    url = url_of(Download(path=path, name="x"))
    secret = tmp_path / "secret-key"
    secret.write_text("x")
    path.unlink()
    path.symlink_to(secret)

    assert ask(url)[0] == 404


def test_a_slow_reader_holds_one_piece_in_memory(path: Path) -> None:
    sizes: list[int] = []
    scope: dict[str, Any] = {
        "method": "GET",
        "path": url_of(Download(path=path, name="x")),
        "headers": [(b"cookie", f"bening_session={KEY}".encode())],
    }

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def main() -> None:
        stand_still, came = asyncio.Event(), asyncio.Event()

        async def send(message: Any) -> None:
            if "body" in message:
                sizes.append(len(message["body"]))
                came.set()
                await stand_still.wait()

        sending = asyncio.create_task(downloads(scope, receive, send))
        await asyncio.wait_for(came.wait(), 20)
        await asyncio.sleep(0.2)
        assert len(sizes) == 1, "the next piece is read when the reader took the first"
        stand_still.set()
        await sending

    asyncio.run(main())
    assert sum(sizes) == len(CONTENT)
    assert max(sizes) <= 256 * 1024


def test_the_longest_prefix_answers() -> None:
    async def one(*_: Any) -> None: ...

    async def two(*_: Any) -> None: ...

    register_endpoint("/uji/", one)
    register_endpoint("/uji/dalam/", two)

    assert endpoint_for("/uji/x") is one
    assert endpoint_for("/uji/dalam/x") is two
    assert endpoint_for("/lain/") is None
    with pytest.raises(ValueError, match="two endpoints"):
        register_endpoint("/uji/", two)
    with pytest.raises(ValueError, match="prefix"):
        register_endpoint("/", one)
