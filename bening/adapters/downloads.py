"""Files sent from the event loop: no page thread is held, however slowly they are taken.

A page view checks who may have the file and answers with a redirect to `ticket_url(...)`. The
address it leads to is signed, ends after `TICKET_AGE` and works only with the session cookie of
that visitor, or with the token that asked for it, so the endpoint needs no database.
"""

import asyncio
import os
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from bening.adapters.asgi import Headers, Receive, Scope, Send

PREFIX = "/berkas/"
TICKET_AGE = 900  # seconds; a film asks again for each part that is looked at
PIECE = 256 * 1024  # bytes in memory for one reader
_SALT = "bening.adapters.downloads"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
# Opening and reading wait for the disk, never for the network: few threads serve many readers.
_disk = ThreadPoolExecutor(max_workers=4, thread_name_prefix="disk")

SAFE_HEADERS: Mapping[bytes, bytes] = {
    b"x-content-type-options": b"nosniff",
    b"content-security-policy": b"default-src 'none'; sandbox; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
}


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file and how it is named. `inline` only for pictures the program has drawn itself."""

    path: Path
    name: str
    content_type: str = "application/octet-stream"
    etag: str = ""
    inline: bool = False
    cache_seconds: int = 0


class UnknownFolder(ValueError):
    """The file lies in none of the folders that may be sent."""


def folders() -> dict[str, Path]:
    """The folders files may be sent from: the evidence store, and exports made on request."""
    return {"files": settings.STORAGE_FOLDER, "exports": settings.BENING_DATA / "exports"}


def ticket_url(request: HttpRequest, download: Download) -> str:
    """The address that hands `download` to this visitor. Rights were checked before."""
    path = download.path.resolve()
    for name, folder in folders().items():
        if path.is_relative_to(folder.resolve()):
            place = [name, str(path.relative_to(folder.resolve()))]
            break
    else:
        raise UnknownFolder(str(download.path))
    ticket = signing.dumps(
        [
            *place,
            download.name,
            download.content_type,
            download.etag,
            download.inline,
            download.cache_seconds,
            _bound_to(_asking(request)),
        ],
        salt=_SALT,
        compress=True,
    )
    return f"{PREFIX}{ticket}/{quote(download.name, safe='')}"


def _asking(request: HttpRequest) -> str:
    """Who asks: the token of a program, else the session."""
    return request.headers.get("Authorization", "") or request.session.session_key or ""


def _bound_to(session_key: str) -> str:
    return salted_hmac(_SALT, session_key).hexdigest()[:32]


def read_ticket(path: str, session_key: str) -> Download | None:
    """What the ticket in `path` stands for; None when forged, too old or another visitor's."""
    ticket = path.removeprefix(PREFIX).split("/", 1)[0]
    try:
        folder, place, name, kind, etag, inline, cache, bound = signing.loads(
            ticket, salt=_SALT, max_age=TICKET_AGE
        )
    except (signing.BadSignature, ValueError):
        return None
    if not session_key or not constant_time_compare(bound, _bound_to(session_key)):
        return None
    return Download(
        path=folders()[folder] / place,
        name=name,
        content_type=kind,
        etag=etag,
        inline=inline,
        cache_seconds=cache,
    )


async def downloads(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI endpoint below `PREFIX`."""
    headers = dict(scope["headers"])
    if scope["method"] not in {"GET", "HEAD"}:
        await answer_empty(send, 405, [(b"allow", b"GET, HEAD")])
        return
    download = read_ticket(scope["path"], _session_key(headers))
    if download is None:
        await answer_empty(send, 404)
        return
    await serve_file(scope, receive, send, download)


def _session_key(headers: Headers) -> str:
    if token := headers.get(b"authorization", b"").decode("latin-1"):
        return token
    with suppress(CookieError):
        cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        if settings.SESSION_COOKIE_NAME in cookie:
            return str(cookie[settings.SESSION_COOKIE_NAME].value)
    return ""


async def serve_file(scope: Scope, _receive: Receive, send: Send, download: Download) -> None:
    """Sends the file in pieces as the reader takes them; one range, and 304 by `etag`."""
    loop = asyncio.get_running_loop()
    headers = dict(scope["headers"])
    try:
        descriptor = await loop.run_in_executor(_disk, _open, download.path)
    except OSError:
        await answer_empty(send, 404)
        return
    try:
        status = os.fstat(descriptor)
        etag = f'"{download.etag}"'.encode() if download.etag else b""
        common = [*_headers(download, status.st_mtime), *([(b"etag", etag)] if etag else [])]
        if etag and etag in headers.get(b"if-none-match", b""):
            await answer_empty(send, 304, common)
            return
        first, last = 0, status.st_size - 1
        code = 200
        asked = headers.get(b"range", b"").decode("latin-1")
        if asked and headers.get(b"if-range", etag) == etag:
            part = parse_range(asked, status.st_size)
            if part == "unsatisfiable":
                beyond = (b"content-range", f"bytes */{status.st_size}".encode())
                await answer_empty(send, 416, [*common, beyond])
                return
            if isinstance(part, tuple):
                (first, last), code = part, 206
                span = f"bytes {first}-{last}/{status.st_size}".encode()
                common.append((b"content-range", span))
        common.append((b"content-length", str(last - first + 1).encode()))
        await send({"type": "http.response.start", "status": code, "headers": common})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        await _send_part(send, descriptor, first, last)
    finally:
        os.close(descriptor)


async def _send_part(send: Send, descriptor: int, first: int, last: int) -> None:
    loop = asyncio.get_running_loop()
    place = first
    while place <= last:
        size = min(PIECE, last + 1 - place)
        piece = await loop.run_in_executor(_disk, os.pread, descriptor, size, place)
        if not piece:
            raise OSError("the file became shorter while it was sent")
        place += len(piece)
        # `send` returns when the connection takes more: one piece in memory for each reader.
        await send({"type": "http.response.body", "body": piece, "more_body": place <= last})
    if last < first:
        await send({"type": "http.response.body", "body": b""})


def parse_range(asked: str, size: int) -> tuple[int, int] | str | None:
    """First and last byte of a single range; "unsatisfiable"; None for what is to be ignored."""
    match = _RANGE.match(asked.strip())
    if not match or match.groups() == ("", ""):
        return None
    begin, end = match.groups()
    if not begin:
        first, last = max(0, size - int(end)), size - 1
        return "unsatisfiable" if not int(end) or not size else (first, last)
    first, last = int(begin), min(int(end), size - 1) if end else size - 1
    if first >= size:
        return "unsatisfiable"
    return None if end and int(end) < first else (first, last)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)


def _headers(download: Download, modified: float) -> list[tuple[bytes, bytes]]:
    disposition = "inline" if download.inline else "attachment"
    plain = re.sub(r'[^\w.\- ()]|["\\]', "_", download.name, flags=re.ASCII)
    cache = f"private, max-age={download.cache_seconds}" if download.cache_seconds else "no-store"
    named = f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(download.name, safe='')}"
    return [
        (b"content-type", download.content_type.encode("latin-1")),
        (b"content-disposition", named.encode("ascii")),
        (b"last-modified", formatdate(modified, usegmt=True).encode()),
        (b"accept-ranges", b"bytes"),
        (b"cache-control", cache.encode()),
        *SAFE_HEADERS.items(),
    ]


async def answer_empty(
    send: Send, status: int, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    """An answer without content."""
    lines: list[tuple[bytes, bytes]] = list(headers or [])
    if status != 304:
        lines.append((b"content-length", b"0"))
    if status in {404, 405}:
        lines += [(b"cache-control", b"no-store"), *SAFE_HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": b""})
