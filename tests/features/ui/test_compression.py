"""Pages travel compressed: a cheap phone on a bad line waits for a tenth of the bytes."""

import gzip

from django.test import Client

SIGN_IN = "/masuk/"


def ask(encoding: str) -> tuple[str, bytes]:
    answer = Client(headers={"accept-encoding": encoding}).get(SIGN_IN)
    assert answer.status_code == 200
    return answer.headers.get("Content-Encoding", ""), answer.content


def test_a_page_is_compressed_for_who_takes_it(db: None) -> None:
    encoding, body = ask("gzip, br")
    assert encoding == "gzip"
    plain = gzip.decompress(body)
    assert b"</html>" in plain
    assert len(body) < len(plain) / 2


def test_a_page_is_plain_for_who_does_not(db: None) -> None:
    encoding, body = ask("identity")
    assert encoding == ""
    assert b"</html>" in body


def test_the_length_of_a_page_tells_nothing_exact(db: None) -> None:
    names = {ask("gzip")[1][10:].split(b"\0", 1)[0] for _ in range(12)}
    assert ask("gzip")[1][3] & 8, "no name, which is of random length, stands in the head"
    assert len({len(name) for name in names}) > 3
