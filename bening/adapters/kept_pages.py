"""Public pages that are the same for everybody, answered from memory without a page thread.

What is kept is what Django answered to a request without cookies: its headers and its body, with
places in it where visitors differ. A view says that its page may be kept (`keeping.keep`) and names
those places (`keeping.varying`); everything else goes to Django as ever. A kept page is drawn again
every few seconds while it is asked for, so a change shows after `LONGEST` at most.
"""

import asyncio
import io
import logging
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, parse_cookie
from django.middleware.gzip import re_accepts_gzip
from django.utils.translation import get_language_from_request

from bening.adapters.access_log import log_page
from bening.adapters.asgi import Headers, Receive, Scope, Send
from bening.adapters.gate import BODY, KIB, MIB
from bening.adapters.keeping import KEEPING, Keeping, Make
from bening.adapters.pages import Answer, Pages
from bening.adapters.placed_text import PlacedText

log = logging.getLogger("bening.pages")

FRESH = 2.0  # seconds after which a page that is asked for is drawn again
LONGEST = 4.0  # seconds after which it is given to nobody
SMALLEST, LARGEST = KIB, 512 * KIB  # of one page; Django packs no tiny ones
ROOM = 16 * MIB  # of all pages
DRAWN_AT_ONCE = 4

LONGEST_FORM = 8 * KIB
FORM = b"application/x-www-form-urlencoded"
HERE = "@"  # stands in the address of a page for the visitor's own part

_PLAIN_QUERY = re.compile(rb"(?:[a-z]{1,16}=[a-z]{1,8})?")

Values = Mapping[str, str]
OwnValues = Callable[[re.Match[str]], Awaitable[Values | None]]


@dataclass(frozen=True, slots=True)
class Own:
    """Addresses with a visitor's own part, the group `own` of `pattern`.

    `values` says what goes into the places of the page, None where Django has to look.
    """

    pattern: re.Pattern[str]
    values: OwnValues


_own: list[Own] = []


def register_own(pattern: str, values: OwnValues) -> None:
    """One page is kept for all paths that match `pattern` whole."""
    if not any(each.pattern.pattern == pattern for each in _own):
        _own.append(Own(re.compile(pattern), values))


@dataclass(frozen=True, slots=True)
class Posted:
    """A post that changes nothing: `body` is all that its page depends on, `values` the rest."""

    body: bytes
    values: Values


ReadPost = Callable[[re.Match[str], bytes, str], Posted | None]
_posts: dict[str, tuple[re.Pattern[str], ReadPost]] = {}


def register_post(pattern: str, read: ReadPost) -> None:
    """Pages that answer a form are kept too, by what `read(match, body, language)` makes of it.

    Asked about each form posted to a path that matches `pattern` whole; None is for Django.
    """
    _posts[pattern] = re.compile(pattern), read


@dataclass(frozen=True, slots=True)
class Key:
    """All that a page for strangers depends on; `body` is empty unless a form was posted."""

    scheme: str
    path: str
    query: bytes
    language: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be answered by a kept page."""

    key: Key
    path: str
    own: Own | None
    match: re.Match[str] | None
    values: Values
    takes_gzip: bool


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was drawn at `at`, seconds of the monotonic clock."""

    at: float
    route: str
    headers: tuple[tuple[bytes, bytes], ...]
    text: PlacedText
    places: Mapping[str, Make | None]


class KeptPages:
    """ASGI application in front of `pages`. Lives on one event loop."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self._kept: OrderedDict[Key, KeptPage] = OrderedDict()
        self._size = 0
        self._drawing: dict[Key, asyncio.Task[None]] = {}
        self._host = urlsplit(settings.BENING_PUBLIC_URL).netloc.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = asked_in(scope)
        if asked is None:
            await self.pages(scope, receive, send)
            return
        began = time.perf_counter()
        page = self._found(asked, scope)
        values = await _values(asked, page) if page else None
        if page is not None and values is not None:
            await _send(page, values, send, takes_gzip=asked.takes_gzip)
            log_page(scope["method"], page.route, int(HTTPStatus.OK), time.perf_counter() - began)
            return
        keeping = Keeping(is_drawing=False)
        await self.pages({**scope, KEEPING: keeping}, receive, send)
        if keeping.may_be_kept:
            self._draw(asked, scope)

    def _found(self, asked: Asked, scope: Scope) -> KeptPage | None:
        page = self._kept.get(asked.key)
        if page is None:
            return None
        age = time.monotonic() - page.at
        if age > LONGEST:
            return None
        if age > FRESH:
            self._draw(asked, scope)
        self._kept.move_to_end(asked.key)
        return page

    def _draw(self, asked: Asked, scope: Scope) -> None:
        """Draws the page of this address for a stranger, beside everything else."""
        if asked.key in self._drawing or len(self._drawing) >= DRAWN_AT_ONCE:
            return
        task = asyncio.get_running_loop().create_task(self._drawn(asked, scope))
        self._drawing[asked.key] = task
        task.add_done_callback(lambda done: self._end(asked.key, done))

    def _end(self, key: Key, done: "asyncio.Task[None]") -> None:
        self._drawing.pop(key, None)
        if not done.cancelled() and (error := done.exception()):
            log.error("a page to keep was not drawn: %s", type(error).__name__)

    async def _drawn(self, asked: Asked, scope: Scope) -> None:
        at, keeping = time.monotonic(), Keeping(is_drawing=True)
        body = asked.key.body
        headers = [(b"host", self._host), (b"accept-language", asked.key.language.encode())]
        if body:
            headers += [(b"content-type", FORM), (b"content-length", b"%d" % len(body))]
        stranger: Scope = {
            **{name: scope[name] for name in ("type", "asgi", "http_version") if name in scope},
            "server": scope.get("server"),
            "root_path": scope.get("root_path", ""),
            "scheme": asked.key.scheme,
            "method": "POST" if body else "GET",
            "path": asked.path,
            "query_string": asked.key.query,
            "headers": headers,
            BODY: io.BytesIO(body),
            KEEPING: keeping,
        }
        answer = await self.pages.answer(stranger)
        self._forget(asked.key)
        if keeping.may_be_kept and _is_for_keeping(answer):
            self._keep(asked.key, answer, keeping, at)

    def _forget(self, key: Key) -> None:
        page = self._kept.pop(key, None)
        self._size -= page.text.size if page else 0

    def _keep(self, key: Key, answer: Answer, keeping: Keeping, at: float) -> None:
        text = PlacedText(answer.body, keeping.places)
        headers = tuple(pair for pair in answer.headers if pair[0] != b"content-length")
        self._kept[key] = KeptPage(at, keeping.route, headers, text, keeping.places)
        self._size += text.size
        while self._size > ROOM:
            self._forget(next(iter(self._kept)))


def _is_for_keeping(answer: Answer) -> bool:
    names = {name for name, _value in answer.headers}
    return (
        answer.status == HTTPStatus.OK
        and not names & {b"set-cookie", b"content-encoding", b"etag"}
        and SMALLEST <= len(answer.body) <= LARGEST
    )


async def _values(asked: Asked, page: KeptPage) -> Values | None:
    made = {place: make() for place, make in page.places.items() if make}
    values = {**made, **asked.values}
    if asked.own is None or asked.match is None:
        return values
    own = await asked.own.values(asked.match)
    return None if own is None else {**values, **own}


async def _send(page: KeptPage, values: Values, send: Send, *, takes_gzip: bool) -> None:
    body = page.text.packed(values) if takes_gzip else page.text.filled(values)
    headers = [*page.headers, (b"content-length", b"%d" % len(body))]
    if takes_gzip:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": int(HTTPStatus.OK), "headers": headers})
    await send({"type": "http.response.body", "body": body})


def asked_in(scope: Scope) -> Asked | None:
    """What is asked for, in so far as kept pages may answer it: nobody is signed in."""
    headers: Headers = dict(scope["headers"])
    query = scope["query_string"]
    if len(headers) != len(scope["headers"]) or not _PLAIN_QUERY.fullmatch(query):
        return None
    cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    if settings.SESSION_COOKIE_NAME in cookies or not is_here(headers.get(b"host", b"")):
        return None
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = language_of(chosen, headers.get(b"accept-language", b""))
    path, own, match, posted = scope["path"], None, None, Posted(b"", {})
    if scope["method"] == "POST":
        read = _posted(scope, headers, language)
        if read is None:
            return None
        posted = read
    elif scope["method"] not in {"GET", "HEAD"}:
        return None
    else:
        path, own, match = _without_own(path)
    accepted = headers.get(b"accept-encoding", b"").decode("latin-1")
    return Asked(
        key=Key(scope.get("scheme", "http"), path, query, language, posted.body),
        path=scope["path"],
        own=own,
        match=match,
        values=posted.values,
        takes_gzip=re_accepts_gzip.search(accepted) is not None,
    )


def _without_own(path: str) -> tuple[str, Own | None, re.Match[str] | None]:
    for own in _own:
        if match := own.pattern.fullmatch(path):
            start, end = match.span("own")
            return f"{path[:start]}{HERE}{path[end:]}", own, match
    return path, None, None


def _posted(scope: Scope, headers: Headers, language: str) -> Posted | None:
    length = headers.get(b"content-length", b"")
    is_form = headers.get(b"content-type") == FORM and not scope["query_string"]
    if not is_form or not length.isdigit() or not 0 < int(length) <= LONGEST_FORM:
        return None
    for pattern, read in _posts.values():
        if match := pattern.fullmatch(scope["path"]):
            body = scope[BODY].read()
            scope[BODY].seek(0)
            return read(match, body, language)
    return None


@lru_cache(maxsize=256)
def is_here(host: bytes) -> bool:
    """Whether Django serves this host."""
    request = HttpRequest()
    request.META = {"HTTP_HOST": host.decode("latin-1")}
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


@lru_cache(maxsize=1024)
def language_of(chosen: str, accepted: bytes) -> str:
    """The language in which Django answers whoever chose one, or whose browser accepts some."""
    request = HttpRequest()
    request.META = {"HTTP_ACCEPT_LANGUAGE": accepted.decode("latin-1")}
    request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: chosen} if chosen else {}
    return get_language_from_request(request)
