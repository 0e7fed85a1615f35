"""Pages: a WSGI application served from a fixed pool of threads behind the gate.

A thread reads a body that is already whole and leaves its answer whole in memory: neither a slow
sender nor a slow reader keeps it. Files and streams therefore never go through here.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from a2wsgi.wsgi import build_environ

from bening.adapters.asgi import Receive, Scope, Send
from bening.adapters.gate import BODY

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Pages:
    """ASGI application that answers each request by `wsgi` in one of `threads` threads."""

    def __init__(self, wsgi: WSGI, *, threads: int) -> None:
        self.wsgi = wsgi
        self.threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self.answer(scope)
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        )
        await send({"type": "http.response.body", "body": answer.body})

    async def answer(self, scope: Scope) -> "Answer":
        """What the pages answer to a request."""
        environ: dict[str, Any] = dict(build_environ(scope, None))  # type: ignore[arg-type]  # the shapes of ASGI are ours
        environ["wsgi.input"] = scope[BODY]
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, self._answer, environ)

    def _answer(self, environ: dict[str, Any]) -> "Answer":
        answer = Answer()
        pieces = self.wsgi(environ, answer.start)
        try:
            answer.body = b"".join(pieces)
        finally:
            close = getattr(pieces, "close", None)
            if close:
                close()
        return answer


class Answer:
    """Status, headers and body of one page."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = b""

    def start(
        self, status: str, headers: list[tuple[str, str]], _exc_info: object = None
    ) -> Callable[[bytes], object]:
        """What WSGI calls `start_response`."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [
            (name.strip().lower().encode("latin-1"), value.strip().encode("latin-1"))
            for name, value in headers
        ]
        return self._write

    def _write(self, _piece: bytes) -> object:
        raise NotImplementedError("the pages return their body")
