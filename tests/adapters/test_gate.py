"""The gate under slow, large, broken and secret bodies."""

import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bening.adapters.gate.bodies import Body, Budget, has_room
from bening.adapters.gate.rules import KIB, MIB, Rule, register_rule, registered_rules
from tests.servers import Running, environment_for, free_port, process, read_answer

QUICK = 2.0  # seconds; a page takes 2 ms, and who waits for a thread waits 2.6 at least


@contextmanager
def gated(folder: Path, **environment: str) -> Iterator[Running]:
    port = free_port()
    env = environment_for(folder, port, **environment)

    def is_up() -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        return False

    with process([sys.executable, "-m", "tests.adapters.gated"], folder, is_up, env=env) as child:
        yield Running(port, folder, child, env)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with gated(tmp_path_factory.mktemp("gated")) as running:
        yield running


def slowest_page(server: Running, count: int = 30) -> float:
    """Seconds of the slowest of `count` pages."""
    times = []
    for _ in range(count):
        began = time.perf_counter()
        assert server.ask("GET", "/")[0] == 200
        times.append(time.perf_counter() - began)
    return max(times)


def waiting_files(server: Running) -> int:
    return len(list((server.data / "in").iterdir()))


def test_twenty_trickling_uploads_hold_no_page_thread(server: Running) -> None:
    stop, slow = threading.Event(), [server.connect() for _ in range(20)]

    def trickle() -> None:
        for line in slow:
            line.sendall(server.head("POST", "/", 100_000))
        while not stop.wait(0.2):
            for line in slow:
                line.sendall(b"x")

    thread = threading.Thread(target=trickle)
    thread.start()
    time.sleep(0.4)
    slowest = slowest_page(server)
    stop.set()
    thread.join()

    assert slowest < QUICK
    assert {read_answer(line)[0] for line in slow} == {408}


def test_standing_readers_hold_no_page_thread(server: Running) -> None:
    readers = [server.connect(receive_buffer=4096) for _ in range(12)]
    for line in readers:
        line.sendall(server.head("GET", "/large/", 0))
    time.sleep(0.4)

    assert slowest_page(server, 20) < QUICK
    for line in readers:
        line.close()


def test_a_reader_that_takes_nothing_is_cut_off(server: Running) -> None:
    with server.connect(receive_buffer=4096) as line:
        line.sendall(server.head("GET", "/large/", 0))
        time.sleep(8)  # progress is asked for every three seconds in this server
        taken = 0
        with suppress(ConnectionResetError):
            while piece := line.recv(1 << 16):
                taken += len(piece)

    assert taken < 8 * MIB


def test_headers_that_never_end_are_cut_off(server: Running) -> None:
    with server.connect() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        began = time.monotonic()
        with suppress(ConnectionResetError):
            assert line.recv(100) == b""
        assert time.monotonic() - began < 10


@pytest.mark.parametrize("size", [0, 1, 500_000, 3 * MIB])
def test_body_arrives_whole(server: Running, size: int) -> None:
    status, _, body = server.ask("POST", "/", b"x" * size)

    assert (status, body) == (200, str(size).encode())
    assert waiting_files(server) == 0


def test_chunked_body_gets_a_length(server: Running) -> None:
    with server.connect() as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n")
        line.sendall(b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
        assert read_answer(line)[2] == b"5"


@pytest.mark.parametrize(
    ("path", "limit"),
    [("/", 10 * MIB), ("/small/", 64 * KIB), ("/sealed/", 25 * MIB), ("/nothing/", 0)],
)
def test_too_large_is_refused_and_the_sender_reads_why(
    server: Running, path: str, limit: int
) -> None:
    status, headers, body = server.ask("POST", path, b"x" * (limit + 1))
    assert status == 413
    assert headers["content-type"].startswith("text/html")
    assert "Kiriman terlalu besar" in body.decode()

    with server.connect() as line:  # no length declared
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\n".encode())
        line.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
        with suppress(OSError):
            line.sendall(b"%x\r\n" % (limit + 1) + b"x" * (limit + 1) + b"\r\n0\r\n\r\n")
        assert read_answer(line)[0] == 413


@pytest.mark.parametrize(
    ("path", "accepts"), [("/small/", "Accept: application/json\r\n"), ("/api/small/", "")]
)
def test_a_program_is_refused_in_problem_json(server: Running, path: str, accepts: str) -> None:
    status, headers, body = server.ask("POST", path, b"x" * 100_000, accepts)

    assert status == 413
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body)["code"] == "too_large"


def test_a_visitor_in_english_is_refused_in_english(server: Running) -> None:
    body = server.ask("POST", "/nothing/", b"x", "Cookie: django_language=en\r\n")[2]

    assert '<html lang="en">' in body.decode()


def test_a_length_that_is_no_number_is_refused(server: Running) -> None:
    with server.connect() as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n")
        assert read_answer(line)[0] == 400


def test_a_header_with_an_underscore_does_not_pose_as_another(server: Running) -> None:
    seen = json.loads(server.ask("GET", "/headers/", extra="X_Forwarded_For: 10.0.0.1\r\n")[2])

    assert "HTTP_X_FORWARDED_FOR" not in seen


def test_clients_that_leave_leave_nothing(server: Running) -> None:
    for sent in (0, 1000, 2 * MIB):
        with server.connect() as line:
            line.sendall(server.head("POST", "/", 3 * MIB) + b"x" * sent)
    with server.connect() as line:
        line.sendall(server.head("GET", "/?nap=0.3", 0))
    until = time.monotonic() + 20
    while waiting_files(server) and time.monotonic() < until:
        time.sleep(0.05)

    assert waiting_files(server) == 0
    assert slowest_page(server, 5) < QUICK


def test_sealed_body_is_never_written(server: Running) -> None:
    def written() -> tuple[int, int]:
        found = json.loads(server.ask("GET", "/writes/")[2])
        return found["opened"], found["bytes"]

    before = written()
    assert server.ask("POST", "/sealed/", b"s" * 20 * MIB)[2] == str(20 * MIB).encode()
    after = written()
    assert after[0] == before[0]
    assert after[1] - before[1] < 100_000

    server.ask("POST", "/", b"x" * 3 * MIB)
    control = written()
    assert control[0] > after[0], "the recorder sees the file of an ordinary body"
    assert control[1] - after[1] >= 3 * MIB


def test_a_fifth_sealed_body_waits_politely(server: Running) -> None:
    answers: list[tuple[int, dict[str, str], bytes]] = []
    posts = [
        threading.Thread(
            target=lambda: answers.append(server.ask("POST", "/sealed/?nap=1.5", b"x"))
        )
        for _ in range(6)
    ]
    for post in posts:
        post.start()
    for post in posts:
        post.join()

    assert sorted(status for status, _, _ in answers) == [200] * 4 + [503] * 2
    assert {h["retry-after"] for status, h, _ in answers if status == 503} == {"60"}


def test_full_disk_is_said_and_small_posts_still_work(tmp_path: Path) -> None:
    with gated(tmp_path, LARGEST_FILE=str(2 * MIB)) as small:
        status, _, body = small.ask("POST", "/", b"x" * 3 * MIB)
        assert status == 507
        assert "Penyimpanan sedang penuh" in body.decode()
        assert small.ask("POST", "/", b"x" * 100_000)[0] == 200


def test_bodies_together_keep_within_the_memory_budget(tmp_path: Path) -> None:
    budget = Budget(2 * MIB)
    bodies = [Body(budget, tmp_path) for _ in range(5)]
    for body in bodies:
        body.write(b"x" * 600_000)
        assert budget.used <= budget.total
    for body in bodies:
        body.finish()
        assert len(body.file.read()) == 600_000
        body.close()

    assert budget.used == 0


def test_a_sealed_body_beyond_the_budget_is_refused_in_memory() -> None:
    budget = Budget(1000)
    body = Body(budget, None)
    body.write(b"x" * 900)
    with pytest.raises(MemoryError):
        body.write(b"x" * 200)
    body.close()

    assert budget.used == 0


def test_the_last_of_the_disk_is_kept_free(tmp_path: Path) -> None:
    assert has_room(tmp_path, 1)
    assert not has_room(tmp_path, 1 << 60)


def test_two_different_rules_for_one_prefix_are_a_mistake() -> None:
    register_rule(Rule(prefix="/only-a-test/", limit=5))
    register_rule(Rule(prefix="/only-a-test/", limit=5))

    with pytest.raises(ValueError, match="two rules"):
        register_rule(Rule(prefix="/only-a-test/", limit=6))
    assert registered_rules()[-1].prefix == "/"
    with pytest.raises(ValueError, match="slash"):
        Rule(prefix="x")
    with pytest.raises(ValueError, match="nothing pass"):
        Rule(prefix="/x/", at_once=0)
