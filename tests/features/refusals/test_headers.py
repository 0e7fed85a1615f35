"""What leaves the server: kept by nobody, framed by nobody, without scripts of others."""

import pytest
from django.test import Client

from tests.people import Cast, sign_in

PRIVATE = ("/", "/papan/", "/bukti/", "/akun/", "/akun/sesi/", "/akun/token/", "/akun/keamanan/")


@pytest.mark.parametrize("address", [*PRIVATE, "/masuk/", "/tidak-ada/"])
def test_no_page_is_kept(cast: Cast, address: str) -> None:
    cast.unit  # noqa: B018 - made before it is shown
    answer = sign_in(Client(), cast.pic).get(address)

    assert "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
