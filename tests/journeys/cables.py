"""A cable between a browser and the server that can be pulled: open streams break, too.

A browser that is told to be offline keeps the streams it has.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Cable:
    """Forwards a port of its own to another one, until it is pulled."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_pulled = False
        threading.Thread(target=self._accepts, daemon=True).start()

    def pull(self) -> None:
        """Every line breaks, and none comes about."""
        with self._lock:
            self._is_pulled = True
            ends, self._ends = self._ends, set()
        for end in ends:
            _shut(end)

    def plug_in(self) -> None:
        """Lines come about again."""
        with self._lock:
            self._is_pulled = False

    def is_gone(self) -> None:
        """For good."""
        self.pull()
        _shut(self._listening)

    def _accepts(self) -> None:
        while True:
            try:
                near, _address = self._listening.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._to), 30)
            except OSError:
                _shut(near)
                continue
            far.settimeout(None)
            with self._lock:
                if not self._is_pulled:
                    self._ends |= {near, far}
            if near not in self._ends:
                _shut(near)
                _shut(far)
                continue
            for ends in ((near, far), (far, near)):
                threading.Thread(target=_forwards, args=ends, daemon=True).start()


def _forwards(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(1 << 16):
            target.sendall(piece)
    _shut(source)
    _shut(target)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def cable(to: int) -> Iterator[Cable]:
    """One to that port of this machine, gone after the block."""
    made = Cable(to)
    try:
        yield made
    finally:
        made.is_gone()
