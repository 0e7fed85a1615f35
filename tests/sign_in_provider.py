"""An OpenID Connect provider for tests: real HTTPS, real signatures, and faults on request."""

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.tls import Certificate

CLIENT, SECRET = "bening", "rahasia-klien"


@dataclass
class Provider:
    """Who is signed in there, and what the next tokens say instead of the truth."""

    port: int
    person: dict[str, Any] = field(default_factory=dict)
    id_token: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    grants: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"https://localhost:{self.port}"

    def configuration(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """The public key of its signatures."""
        found = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**found, "kid": "1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes next: back, with a code for the person who is signed in."""
        code = secrets.token_urlsafe(16)
        self.grants[code] = asked
        answer = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code that is used once, by whoever began; None is a refusal."""
        grant = self.grants.pop(asked.get("code", ""), None)
        if grant is None or (why := self._fault(asked, grant)):
            self.refused.append("code" if grant is None else why)
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            **self.person,
            **self.id_token,
        }
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "masuk", "token_type": "Bearer", "id_token": signed}

    def _fault(self, asked: dict[str, str], grant: dict[str, str]) -> str:
        """What of the request is not as it was when the code was asked for; empty if nothing."""
        if (asked.get("client_id"), asked.get("client_secret")) != (CLIENT, SECRET):
            return "client"
        if asked.get("redirect_uri") != grant["redirect_uri"]:
            return "redirect_uri"
        proof = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        return "" if challenge == grant.get("code_challenge") else "code_verifier"


class _Handler(BaseHTTPRequestHandler):
    server: "_Listener"

    def do_GET(self) -> None:
        kept, asked = self.server.kept, urlsplit(self.path)
        match asked.path:
            case "/.well-known/openid-configuration":
                self._json(kept.configuration())
            case "/jwks":
                self._json(kept.keys())
            case "/authorize":
                self.send_response(302)
                self.send_header("Location", kept.authorize(_flat(asked.query)))
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "/userinfo" if self.headers["Authorization"] == "Bearer masuk":
                self._json({**kept.person, **kept.userinfo})
            case _:
                self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = _flat(body)
        if (basic := self.headers.get("Authorization", "")).startswith("Basic "):
            name, _, secret = base64.b64decode(basic[6:]).decode().partition(":")
            asked |= {"client_id": name, "client_secret": secret}
        tokens = self.server.kept.token(asked)
        self._json(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

    def _json(self, found: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Nothing."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    kept: Provider


def _flat(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}


@contextmanager
def provider(certificate: Certificate) -> Iterator[Provider]:
    """Listens on a port of its own until the block ends."""
    with _Listener(("127.0.0.1", 0), _Handler) as listener:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate, certificate.key)
        listener.socket = context.wrap_socket(listener.socket, server_side=True)
        listener.kept = Provider(int(listener.server_address[1]))
        thread = threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield listener.kept
        listener.shutdown()
        thread.join()
