"""The screen on the wall of `bench.queue_day`: an open stream, and when each call came there."""

import http.client
import json
import threading

from bench._day_web import Hall
from tests.journeys import clock


class Display:
    """Reads until told to end; `lags` holds seconds of this machine from a call to the screen."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.seen: set[str] = set()
        self.lags: list[float] = []
        self._line = http.client.HTTPConnection("127.0.0.1", hall.port, timeout=30)
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._reads, daemon=True)
        self._thread.start()

    def ends(self) -> None:
        """Nobody looks any more."""
        self._end.set()
        self._thread.join(35)

    def _reads(self) -> None:
        while not self._end.is_set():
            try:
                self._line.request(
                    "GET",
                    f"/sse/antrean/{self.hall.slug}/layar/",
                    headers={"Host": f"localhost:{self.hall.port}"},
                )
                answer = self._line.getresponse()
                while text := answer.readline():
                    if self._end.is_set():
                        break
                    if text.startswith(b"data: "):
                        self._shows(json.loads(text[6:]))
            except (OSError, http.client.HTTPException):
                pass
            self._line.close()

    def _shows(self, state: dict[str, object]) -> None:
        calls = state.get("calls")
        now, speed = self.hall.now, clock.speed_of(self.hall.clock)
        for call in calls if isinstance(calls, list) else ():
            if call["id"] not in self.seen:
                self.seen.add(call["id"])
                self.lags.append((now.timestamp() - call["at"] / 1000) / speed)
