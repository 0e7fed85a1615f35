"""Which pages are kept, for whom, and for how long."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest

from bening.adapters import kept_pages
from bening.adapters.gate import BODY
from bening.adapters.keeping import keep, keeping_of, varying
from bening.adapters.kept_pages import KeptPages
from bening.adapters.pages import Answer, Pages

PAGE = "<p>page</p>" * 200


class Site:
    """A site that counts what it is asked; its pages may be kept unless `is_kept` is off."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.drawn = 0
        self.status = "200 OK"
        self.more: list[tuple[str, str]] = []
        self.page = PAGE
        self.is_kept = True
        self.once = iter(range(1000))

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = WSGIRequest(environ)
        keeping = keeping_of(request)
        if keeping and keeping.is_drawing:
            self.drawn += 1
        else:
            self.asked.append(environ["REQUEST_METHOD"] + " " + request.get_full_path())
        if self.is_kept:
            keep(request)
        once = varying(request, "@once@", self.make) or self.make()
        body = f"{self.page}{once} {environ.get('HTTP_ACCEPT_LANGUAGE')}".encode()
        start_response(self.status, [("Content-Length", str(len(body))), *self.more])
        return [body]

    def make(self) -> str:
        return str(next(self.once))


def visit(method: str = "GET", path: str = "/page/", query: bytes = b"", **headers: str) -> Any:
    given = {"host": "localhost", **headers}
    return {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in given.items()
        ],
        BODY: io.BytesIO(),
    }


async def answered(application: KeptPages, scope: Any) -> Answer:
    """What a visitor gets, after everything that goes on beside it has ended."""
    answer = Answer()

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], message["headers"]
        else:
            answer.body += message["body"]

    async def receive() -> Any:
        raise AssertionError("the body is whole")

    await application(scope, receive, send)
    await asyncio.gather(*application._drawing.values(), return_exceptions=True)
    return answer


def visited(site: Site, *scopes: Any, between: Callable[[], object] = lambda: None) -> list[Answer]:
    """The answers to visits one after the other."""

    async def all_of_them() -> list[Answer]:
        application = KeptPages(Pages(site, threads=2))
        found = []
        for scope in scopes:
            found.append(await answered(application, scope))
            between()
        return found

    return asyncio.run(all_of_them())


@pytest.fixture
def site() -> Site:
    return Site()


def test_second_visitor_is_answered_from_memory_with_a_number_of_their_own(site: Site) -> None:
    first, second, third = visited(site, visit(), visit(), visit("HEAD"))

    assert site.asked == ["GET /page/"]
    assert site.drawn == 1
    assert [one.status for one in (first, second, third)] == [200] * 3
    assert len({one.body for one in (first, second, third)}) == 3
    assert second.headers == [(b"content-length", b"%d" % len(second.body))]


def test_languages_are_kept_apart(site: Site) -> None:
    found = visited(
        site,
        visit(),
        visit(accept_language="en-GB,en;q=0.9"),
        visit(),
        visit(accept_language="en"),
        visit(cookie="django_language=en"),
    )

    assert len(site.asked) == 2
    assert [one.body.split()[-1] for one in found[2:]] == [b"id", b"en", b"en"]


@pytest.mark.parametrize(
    "scope",
    [
        visit("POST"),
        visit("DELETE"),
        visit(cookie="bening_session=someone"),
        visit(host="elsewhere.example"),
        visit(host=""),
        visit(query=b"a=b&c=d"),
        visit(query=b"n=0000"),
        visit(query=b"bahasa=%00"),
        visit(path="/other/"),
        {**visit(), "scheme": "https"},
        {**visit(), "headers": [*visit()["headers"], (b"host", b"localhost")]},
    ],
    ids=lambda scope: f"{scope['method']} {scope['path']} {scope['query_string']!r}",
)
def test_what_is_not_the_kept_page_goes_to_django(site: Site, scope: Any) -> None:
    visited(site, visit(), scope)
    assert len(site.asked) == 2


def test_nothing_is_kept_that_the_view_does_not_offer(site: Site) -> None:
    site.is_kept = False
    visited(site, visit(), visit())
    assert len(site.asked) == 2
    assert site.drawn == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "404 Not Found"),
        ("status", "302 Found"),
        ("more", [("Set-Cookie", "a=b")]),
        ("more", [("ETag", '"1"')]),
        ("more", [("Content-Encoding", "gzip")]),
        ("page", "short"),
        ("page", "x" * kept_pages.LARGEST),
    ],
)
def test_page_that_is_not_the_same_for_all_is_not_kept(site: Site, name: str, value: Any) -> None:
    setattr(site, name, value)
    visited(site, visit(), visit())
    assert len(site.asked) == 2


def test_page_that_is_too_old_is_given_to_nobody(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "LONGEST", -1.0)
    visited(site, visit(), visit())
    assert len(site.asked) == 2


def test_page_that_is_asked_for_is_drawn_again_and_then_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "FRESH", -1.0)
    changes = iter([PAGE, PAGE * 2, PAGE * 2, PAGE * 2])

    def change() -> None:
        site.page = next(changes)

    found = visited(site, *[visit() for _ in range(4)], between=change)

    assert len(site.asked) == 1
    assert [PAGE.encode() * 2 in one.body for one in found] == [False, False, False, True]


def test_page_that_is_offered_no_more_is_forgotten(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "FRESH", -1.0)

    def change() -> None:
        site.is_kept = False

    visited(site, *[visit() for _ in range(3)], between=change)
    assert len(site.asked) == 2, "the second visitor got the kept page, the third Django's"


def test_all_kept_pages_together_have_their_limit(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_pages, "ROOM", 3 * len(PAGE))
    paths = [f"/{number}/" for number in range(5)]
    visited(site, *[visit(path=path) for path in [*paths, paths[-1], paths[0]]])
    assert site.asked == [f"GET {path}" for path in [*paths, paths[0]]]


def test_many_visitors_at_once_draw_the_page_once(site: Site) -> None:
    async def crowd() -> None:
        application = KeptPages(Pages(site, threads=4))
        visits: list[Awaitable[Answer]] = [answered(application, visit()) for _ in range(20)]
        await asyncio.gather(*visits)

    asyncio.run(crowd())
    assert site.drawn == 1


def test_failed_drawing_leaves_the_page_to_django(site: Site, caplog: Any) -> None:
    def fails(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        keeping = keeping_of(WSGIRequest(environ))
        if keeping and keeping.is_drawing:
            raise RuntimeError("/page/?secret")
        return site(environ, start_response)

    async def twice() -> None:
        application = KeptPages(Pages(fails, threads=1))
        for _ in range(2):
            assert (await answered(application, visit())).status == 200

    asyncio.run(twice())
    assert len(site.asked) == 2
    assert "a page to keep was not drawn: RuntimeError" in caplog.text
    assert "secret" not in caplog.text
