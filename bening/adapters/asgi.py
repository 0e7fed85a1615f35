"""The shapes of ASGI, and the table in which features enter endpoints that hold no page thread."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Mapping[bytes, bytes]

_endpoints: dict[tuple[str, str], Application] = {}


def register_endpoint(prefix: str, application: Application, *, suffix: str = "") -> None:
    """Serves every path below `prefix` by `application`, on the event loop, behind the gate.

    With `suffix` only those that end so: other paths below `prefix` stay pages.
    """
    if not (prefix.startswith("/") and prefix.endswith("/") and len(prefix) > 1):
        raise ValueError(f"an endpoint lives below a prefix such as /berkas/: {prefix!r}")
    if _endpoints.setdefault((prefix, suffix), application) is not application:
        raise ValueError(f"two endpoints for {prefix}")


def endpoint_for(path: str) -> Application | None:
    """The endpoint whose prefix begins `path`; the longest wins."""
    found = [key for key in _endpoints if path.startswith(key[0]) and path.endswith(key[1])]
    return _endpoints[max(found, key=lambda key: tuple(map(len, key)))] if found else None


def is_from_elsewhere(headers: Headers) -> bool:
    """Whether another site sent a visitor's browser here."""
    return headers.get(b"sec-fetch-site") == b"cross-site"


def wants_json(headers: Headers) -> bool:
    """Whether a program asks."""
    return b"json" in headers.get(b"accept", b"")


def client_address(scope: Scope) -> str:
    """Where the connection comes from; empty where the server does not know."""
    client = scope.get("client")
    return str(client[0]) if client else ""
