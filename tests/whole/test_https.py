"""Behind HTTPS, by a certificate of its own or by a proxy: cookies, headers, origins, passkeys."""

import re
import shutil
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.servers import bening, environment_for, free_port, serve
from tests.tls import PUBLIC_NAME, make_certificate
from tests.whole.visitor import Visitor

PIC = "pic.dukcapil@tirtamaya.example"
PASSWORD = "Sungai-jernih-77"
PUBLIC = f"https://{PUBLIC_NAME}"
PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


@contextmanager
def own_certificate(data: Path, folder: Path) -> Iterator[Visitor]:
    """`--cert` and `--key`: the server speaks TLS itself."""
    made, port = make_certificate(folder), free_port()
    files: Any = {"BENING_TLS_CERT": str(made.certificate), "BENING_TLS_KEY": str(made.key)}
    with serve(data, port=port, BENING_DEMO="ya", **files) as running:
        trust = ssl.create_default_context(cafile=str(made.certificate))
        yield Visitor(f"https://localhost:{running.port}", running.port, trust)


@contextmanager
def behind_a_proxy(data: Path, _folder: Path) -> Iterator[Visitor]:
    """A proxy ends TLS and says so in headers."""
    settings: Any = {"BENING_PUBLIC_URL": PUBLIC, "BENING_TRUSTED_PROXIES": "127.0.0.1"}
    with serve(data, BENING_DEMO="ya", **settings) as running:
        yield Visitor(PUBLIC, running.port, extra=PROXY)


Way = Callable[[Path, Path], AbstractContextManager[Visitor]]


@pytest.mark.parametrize("way", [own_certificate, behind_a_proxy])
def test_a_session_over_https(demo_data: Path, tmp_path: Path, way: Way) -> None:
    data = tmp_path / "data"
    shutil.copytree(demo_data, data)
    with way(data, tmp_path) as visitor:
        page = visitor.get("/masuk/")
        assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "unsafe" not in page.headers["Content-Security-Policy"]

        stranger = Visitor(visitor.base, visitor.port, visitor.trust, visitor.extra)
        assert stranger.sign_in(PIC, PASSWORD, origin="https://jahat.example").status == 403
        assert stranger.sign_in(PIC, PASSWORD, visitor.base.replace("https", "http")).status == 403
        assert "bening_session" not in stranger.cookies

        assert visitor.sign_in(PIC, PASSWORD).location == "/"
        for name in ("bening_session", "bening_csrf"):
            cookie = visitor.cookies[name]
            assert cookie["secure"], name
            assert cookie["httponly"], name
            assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
        assert visitor.get("/").status == 200

        options = Visitor(visitor.base, visitor.port, visitor.trust, visitor.extra)
        asked = options.get("/masuk/kunci-sandi/", Accept="application/json").text
        host = visitor.base.removeprefix("https://").partition(":")[0]
        assert re.findall(r'"rpId": ?"([^"]*)"', asked) == [host]


def test_what_a_stranger_says_about_the_proxy_is_not_believed(
    demo_data: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(demo_data, data)
    settings: Any = {"BENING_PUBLIC_URL": PUBLIC, "BENING_TRUSTED_PROXIES": "192.0.2.1"}
    with serve(data, BENING_DEMO="ya", **settings) as running:
        visitor = Visitor(PUBLIC, running.port, extra=PROXY)
        assert "Strict-Transport-Security" not in visitor.get("/masuk/").headers
        other_name = Visitor("https://lain.example", running.port, extra=PROXY)
        assert other_name.get("/masuk/").status == 400


def test_doctor_notes_a_proxy_that_is_not_named(demo_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(demo_data, data)

    def said(**more: str) -> str:
        environment = environment_for(data, 1, BENING_PUBLIC_URL=PUBLIC, **more)
        return bening("doctor", environment=environment, check=False).stdout

    assert "BENING_TRUSTED_PROXIES" in said()
    assert "BENING_TRUSTED_PROXIES" not in said(BENING_TRUSTED_PROXIES="127.0.0.1")
