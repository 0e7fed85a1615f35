"""The least that a message to many streams costs, with the server that the project runs.

`python -m bench._live_floor PORT SIZE`: GET opens a stream, POST sends so many bytes to each.
"""

import asyncio
import sys

import uvicorn

from bening.adapters.asgi import Receive, Scope, Send
from bening.adapters.patience import PatientProtocol


class Floor:
    """ASGI application that knows nothing but its streams."""

    def __init__(self, size: int) -> None:
        self.size, self.number = size, 0
        self.waiting: list[asyncio.Future[bytes]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = b"text/event-stream" if scope["method"] == "GET" else b"text/plain"
        head = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]}
        if scope["method"] == "GET":
            await send(head)
            await send(_body(self._message()))
            while True:
                news: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
                self.waiting.append(news)
                await send(_body(await news))
        self.number += 1
        told, self.waiting = self.waiting, []
        message = self._message()
        for one in told:
            one.set_result(message)
        await send(head)
        await send({"type": "http.response.body", "body": b""})

    def _message(self) -> bytes:
        head = f"id: {self.number}\ndata: "
        return f"{head}{'x' * (self.size - len(head) - 2)}\n\n".encode()


def _body(content: bytes) -> dict[str, object]:
    return {"type": "http.response.body", "body": content, "more_body": True}


def main() -> None:
    """Serves until it is ended."""
    port, size = map(int, sys.argv[1:3])
    uvicorn.run(
        Floor(size),
        port=port,
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
