"""Sign-in through a live OpenID Connect provider, step by step as a browser goes."""

import http.client
import shutil
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.servers import Running, serve
from tests.sign_in_provider import CLIENT, SECRET, Provider, provider
from tests.tls import make_certificate
from tests.whole.test_killed import rows
from tests.whole.visitor import Reply, Visitor

PIC = "pic.dukcapil@tirtamaya.example"
HEAD = "kepala.dukcapil@tirtamaya.example"


@dataclass
class World:
    """Bening, the provider, and how a browser trusts the provider."""

    running: Running
    provider: Provider
    trust: ssl.SSLContext

    def visitor(self) -> Visitor:
        return Visitor(self.running.url, self.running.port)

    def begin(self, visitor: Visitor) -> str:
        """Where the sign-in page sends the browser: an address of the provider."""
        visitor.get("/masuk/")
        sent = visitor.post("/masuk/sso/login/")
        assert sent.status == 302, sent.text
        return sent.location

    def at_provider(self, address: str) -> str:
        """Where the provider sends the browser: back to Bening, as a path."""
        line = http.client.HTTPSConnection(
            "localhost", self.provider.port, timeout=20, context=self.trust
        )
        parts = urlsplit(address)
        assert parts.port == self.provider.port
        line.request("GET", f"{parts.path}?{parts.query}")
        back = urlsplit(line.getresponse().headers["Location"])
        line.close()
        assert f"{back.scheme}://{back.netloc}" == self.running.url
        return f"{back.path}?{back.query}"

    def sign_in(self, visitor: Visitor) -> Reply:
        """Bening's answer when the browser comes back."""
        return visitor.get(self.at_provider(self.begin(visitor)))


@pytest.fixture(scope="module")
def world(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("sso")
    shutil.copytree(demo_data, folder / "data")
    certificate = make_certificate(folder)
    with provider(certificate) as found:
        settings: Any = {
            "BENING_DEMO": "ya",
            "BENING_OIDC_ISSUER": found.issuer,
            "BENING_OIDC_CLIENT_ID": CLIENT,
            "BENING_OIDC_CLIENT_SECRET": SECRET,
            "REQUESTS_CA_BUNDLE": str(certificate.certificate),
        }
        with serve(folder / "data", **settings) as running:
            trust = ssl.create_default_context(cafile=str(certificate.certificate))
            yield World(running, found, trust)


@pytest.fixture(autouse=True)
def honest(world: World) -> None:
    """Each test begins with a provider that says the truth about the PIC."""
    world.provider.person = {"sub": "pegawai-1", "email": PIC, "email_verified": True}
    world.provider.id_token, world.provider.userinfo = {}, {}
    world.provider.refused.clear()


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/akun/").status == 200


def tied(world: World) -> list[str]:
    accounts = "SELECT uid FROM socialaccount_socialaccount ORDER BY uid"
    return [uid for (uid,) in rows(world.running.data, accounts)]


def test_an_invited_person_signs_in_and_comes_again(world: World) -> None:
    for _again in range(2):
        visitor = world.visitor()
        answer = world.sign_in(visitor)

        assert (answer.status, answer.location) == (302, "/")
        assert is_signed_in(visitor)
        assert PIC in visitor.get("/akun/").text
        assert tied(world) == ["pegawai-1"]
    assert world.provider.refused == []


def test_the_code_is_bound_to_who_began(world: World) -> None:
    asked = parse_qs(urlsplit(world.begin(world.visitor())).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["client_id"] == [CLIENT]
    assert asked["redirect_uri"] == [f"{world.running.url}/masuk/sso/login/callback/"]


HOUR = 3600


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "aplikasi-lain"},
        {"iss": "https://penyedia.lain.example"},
        {"exp": int(time.time()) - HOUR, "iat": int(time.time()) - 2 * HOUR},
        {"sub": "pegawai-2"},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_for_somebody_or_something_else_is_refused(
    world: World, claims: dict[str, object]
) -> None:
    world.provider.id_token = claims
    before, visitor = tied(world), world.visitor()

    answer = world.sign_in(visitor)

    assert answer.status < 500
    assert not is_signed_in(visitor)
    assert tied(world) == before


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "pegawai-9", "email": "siapa@luar.example", "email_verified": True},
        {"sub": "pegawai-9", "email": HEAD, "email_verified": False},
        {"sub": "pegawai-9", "email": HEAD},
        {"sub": "pegawai-9"},
    ],
    ids=["unknown", "unverified", "unsaid", "without"],
)
def test_an_address_that_is_not_ours_is_sent_back_with_the_reason(
    world: World, person: dict[str, object]
) -> None:
    world.provider.person = person
    visitor = world.visitor()

    answer = world.sign_in(visitor)

    assert answer.location == "/masuk/"
    assert "belum terdaftar di Bening" in visitor.get("/masuk/").text
    assert not is_signed_in(visitor)
    assert "pegawai-9" not in tied(world)


def test_an_answer_belongs_to_the_browser_that_asked(world: World) -> None:
    back = world.at_provider(world.begin(world.visitor()))
    victim = world.visitor()
    world.begin(victim)

    answer = victim.get(back)

    assert answer.status < 500
    assert not is_signed_in(victim)


def test_a_code_of_another_sign_in_is_refused(world: World) -> None:
    stolen = parse_qs(urlsplit(world.at_provider(world.begin(world.visitor()))).query)["code"][0]
    thief = world.visitor()
    own = urlsplit(world.at_provider(world.begin(thief)))
    state = parse_qs(own.query)["state"][0]

    answer = thief.get(f"{own.path}?code={stolen}&state={state}")

    assert answer.status < 500
    assert world.provider.refused == ["code_verifier"]
    assert not is_signed_in(thief)


def test_an_answer_counts_once(world: World) -> None:
    visitor = world.visitor()
    back = world.at_provider(world.begin(visitor))
    visitor.get(back)
    again = world.visitor()
    again.cookies = dict(visitor.cookies)
    again.post("/keluar/")

    answer = again.get(back)

    assert answer.status < 500
    assert not is_signed_in(again)
