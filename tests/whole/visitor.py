"""A visitor of a running server who keeps cookies as a browser does and follows nothing."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import Morsel, SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def location(self) -> str:
        """Where it sends the visitor."""
        return self.headers.get("Location") or ""

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


@dataclass
class Visitor:
    """`base` is what the browser shows; `extra` are headers that a proxy in between adds."""

    base: str
    port: int
    trust: ssl.SSLContext | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, "Morsel[str]"] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Reply:
        """One request to the server at 127.0.0.1, under the name of `base`."""
        line: http.client.HTTPConnection
        if self.trust:
            line = http.client.HTTPSConnection(
                "localhost", self.port, timeout=60, context=self.trust
            )
        else:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Host": urlsplit(self.base).netloc, **self.extra, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{m.key}={m.value}" for m in self.cookies.values())
        line.request(method, path, body or None, sent)
        answer = line.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read().decode())
        line.close()
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.update(SimpleCookie(header))
        return reply

    def get(self, path: str, **headers: str) -> Reply:
        """A page."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, origin: str = "", **form: str) -> Reply:
        """A form of a page of ours, or, with `origin`, of a page from elsewhere."""
        token = self.cookies["bening_csrf"].value if "bening_csrf" in self.cookies else ""
        return self.ask(
            "POST",
            path,
            urlencode({"csrfmiddlewaretoken": token, **form}),
            **{
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": origin or self.base,
            },
        )

    def sign_in(self, email: str, password: str, origin: str = "") -> Reply:
        """What the sign-in page answers to a password."""
        self.get("/masuk/")
        return self.post("/masuk/", origin, login=email, password=password)
