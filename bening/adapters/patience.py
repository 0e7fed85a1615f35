"""How long a connection may take to ask, and to take what it asked for."""

import asyncio
import socket
from contextlib import suppress
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADERS_WITHIN = 20.0  # seconds from the first byte, or from connecting, to the end of the headers
PROGRESS_WITHIN = 30.0  # seconds in which a reader must take at least something
UNANSWERED_WITHIN = 60_000  # milliseconds the kernel waits for a peer that is gone


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which by itself waits for ever for headers and for readers."""

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_headers()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._await_headers()

    def on_headers_complete(self) -> None:
        self._stop_waiting("_asking")
        super().on_headers_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stop_waiting("_taking")
        left = self.transport.get_write_buffer_size()
        self._taking = self.loop.call_later(PROGRESS_WITHIN, self._check_progress, left)

    def resume_writing(self) -> None:
        self._stop_waiting("_taking")
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting("_asking")
        self._stop_waiting("_taking")
        super().connection_lost(exc)

    def _await_headers(self) -> None:
        if self._asking is None:
            self._asking = self.loop.call_later(HEADERS_WITHIN, self.transport.abort)

    def _check_progress(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left >= before:
            self.transport.abort()
        else:
            self._taking = self.loop.call_later(PROGRESS_WITHIN, self._check_progress, left)

    def _stop_waiting(self, timer: str) -> None:
        handle = getattr(self, timer)
        if handle is not None:
            handle.cancel()
            setattr(self, timer, None)


def impatient_socket(listening: socket.socket) -> socket.socket:
    """Makes the kernel end accepted connections whose peer is gone (where it can)."""
    option: Any = getattr(socket, "TCP_USER_TIMEOUT", None)
    if option is not None:
        with suppress(OSError):
            listening.setsockopt(socket.IPPROTO_TCP, option, UNANSWERED_WITHIN)
    return listening
