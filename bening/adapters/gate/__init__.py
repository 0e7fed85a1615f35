"""The gate: collects a request's body before a page thread is taken.

A sender that trickles holds a coroutine and nothing else. What a path accepts stands in its `Rule`.
Slow headers and idle connections are ended by `bening.adapters.patience`, slow readers by none:
a page's answer lies in memory, and files go through `bening.adapters.downloads`.
"""

import asyncio
import io
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bening.adapters.asgi import Application, Headers, Receive, Scope, Send
from bening.adapters.gate.bodies import SPILL, Body, Budget, has_room
from bening.adapters.gate.refusals import (
    BUSY,
    MALFORMED,
    NO_ROOM,
    TOO_LARGE,
    TOO_SLOW,
    BodyRefused,
    refuse,
)
from bening.adapters.gate.rules import KIB, MIB, Rule, register_rule, registered_rules

__all__ = ["KIB", "MIB", "Gate", "Rule", "register_rule", "registered_rules"]

BODY = "bening.body"  # scope key of the collected body, a binary file at position 0


class ClientLeft(Exception):
    """The client went away before its body was complete."""


class Gate:
    """ASGI application around `application`, which finds every body whole in `scope[BODY]`.

    `rules` must hold one for "/". `folder` takes bodies over 1 MiB; `memory` bytes bound the rest.
    """

    def __init__(
        self, application: Application, rules: Iterable[Rule], *, folder: Path, memory: int
    ) -> None:
        self.application = application
        self.rules = sorted(rules, key=lambda rule: -len(rule.prefix))
        if not self.rules or self.rules[-1].prefix != "/":
            raise ValueError("a rule for / is missing")
        self.folder = folder
        self.budget = Budget(memory)
        self.at_work: Counter[tuple[str, bool]] = Counter()
        folder.mkdir(parents=True, exist_ok=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        # WSGI can't tell X_Name from X-Name: a header with an underscore could pose as another.
        scope["headers"] = [pair for pair in scope["headers"] if b"_" not in pair[0]]
        headers = dict(scope["headers"])
        if b"transfer-encoding" not in headers and headers.get(b"content-length", b"0") == b"0":
            scope[BODY] = io.BytesIO()
            await self.application(scope, receive, send)
            return
        try:
            await self._with_body(scope, headers, receive, send)
        except BodyRefused as refusal:
            await refuse(refusal, scope["path"], headers, receive, send)
        except ClientLeft:
            return

    def rule_for(self, path: str) -> Rule:
        return next(rule for rule in self.rules if path.startswith(rule.prefix))

    async def _with_body(
        self, scope: Scope, headers: Headers, receive: Receive, send: Send
    ) -> None:
        rule = self.rule_for(scope["path"])
        is_small = _is_small(headers, rule)
        counted = rule.prefix, is_small
        if self.at_work[counted] >= (rule.small_at_once if is_small else rule.at_once):
            raise BodyRefused(BUSY, "busy", retry=60)
        self.at_work[counted] += 1
        body = Body(self.budget, None if rule.sealed else self.folder)
        try:
            self._check_length(headers, rule)
            await collect(receive, body, rule)
            length = str(body.size).encode()
            kept = [
                pair
                for pair in scope["headers"]
                if pair[0] not in {b"content-length", b"transfer-encoding"}
            ]
            complete = {
                **scope,
                BODY: body.file,
                "headers": [*kept, (b"content-length", length)],
            }
            await self.application(complete, receive, send)
        finally:
            body.close()
            self.at_work[counted] -= 1

    def _check_length(self, headers: Headers, rule: Rule) -> None:
        announced = headers.get(b"content-length", b"0")
        if not announced.isdigit():
            raise BodyRefused(MALFORMED, "malformed")
        length = int(announced)
        if length > rule.limit:
            raise BodyRefused(TOO_LARGE, "too_large", limit=rule.limit)
        if length > SPILL and not rule.sealed and not has_room(self.folder, length):
            raise BodyRefused(NO_ROOM, "disk_full")


def _is_small(headers: Headers, rule: Rule) -> bool:
    """Whether a body says that it is small; the server cuts one that says less than it sends."""
    announced = headers.get(b"content-length", b"")
    return rule.small > 0 and announced.isdigit() and int(announced) <= rule.small


async def collect(receive: Receive, body: Body, rule: Rule) -> None:
    """Writes what comes into `body` and finishes it; raises `BodyRefused` or `ClientLeft`."""
    began, more = time.monotonic(), True
    while more:
        left = began + rule.patience + body.size / rule.rate - time.monotonic()
        try:
            async with asyncio.timeout(left):  # wait_for would start a task for each piece
                message = await receive()
        except TimeoutError:
            raise BodyRefused(TOO_SLOW, "too_slow") from None
        if message["type"] == "http.disconnect":
            raise ClientLeft
        piece, more = message.get("body", b""), message.get("more_body", False)
        if body.size + len(piece) > rule.limit:
            raise BodyRefused(TOO_LARGE, "too_large", limit=rule.limit)
        try:
            body.write(piece)  # to the page cache where it is a file: far below a millisecond
        except MemoryError:
            raise BodyRefused(BUSY, "busy", retry=60) from None
        except OSError:
            raise BodyRefused(NO_ROOM, "disk_full") from None
    try:
        body.finish()
    except OSError:
        raise BodyRefused(NO_ROOM, "disk_full") from None
