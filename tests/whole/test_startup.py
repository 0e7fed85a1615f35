"""`bening serve` as a process: what it loads, how it starts, what it refuses, how it dies."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import (
    ROOT,
    Running,
    bening,
    environment_for,
    free_port,
    make_ready,
    read_answer,
    serve,
)

# Imported where they are used, never by a server that has not been asked for their work.
HEAVY = {
    "numpy",
    "typst",
    "pypdfium2",
    "PIL",
    "xlsxwriter",
    "openpyxl",
    "python_calamine",
    "ruamel",
    "pyrage",
    "segno",
    "puremagic",
    "pikepdf",
    "pytest",
    "playwright",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serve() as running:
        yield running


def test_start_up_loads_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys, bening.config.asgi; from django.urls import get_resolver\n"
        "get_resolver().url_patterns\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    environment = environment_for(tmp_path, 8000)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stdout.split())
    assert "django" in loaded
    assert sorted(loaded & HEAVY) == []


def test_the_server_is_small_when_idle(server: Running) -> None:
    assert server.ask("GET", "/sehat/")[0] == 200
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    kilobytes = int(status.split("VmRSS:")[1].split()[0])

    assert kilobytes < 200 * 1024


def test_an_answer_names_neither_server_nor_framework(server: Running) -> None:
    _, headers, body = server.ask("GET", "/sehat/")

    assert body == b"ok"
    assert "server" not in headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    for name in (
        "x-content-type-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "x-frame-options",
    ):
        assert headers[name]


def test_a_host_that_is_not_ours_is_refused(server: Running) -> None:
    with server.connect() as line:
        line.sendall(b"GET /sehat/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert read_answer(line)[0] == 400


def test_static_files_are_kept_for_ever_under_their_hash(server: Running) -> None:
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

    storage = ManifestStaticFilesStorage(location=server.data / "static", base_url="/static/")
    name = storage.stored_name("ui/tokens.css")
    status, headers, _ = server.ask("GET", f"/static/{name}", extra="Accept-Encoding: gzip\r\n")

    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] == "gzip"


def test_twenty_trickling_uploads_leave_the_pages_free(server: Running) -> None:
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
    times = []
    for _ in range(20):
        began = time.perf_counter()
        assert server.ask("GET", "/sehat/")[0] == 200
        times.append(time.perf_counter() - began)
    stop.set()
    thread.join()
    for line in slow:
        line.close()

    assert max(times) < 5, "a page that waits for a thread waits for the slow ones, 20 seconds"


def test_a_second_process_on_sqlite_is_refused(server: Running) -> None:
    environment = {**server.environment, "BENING_PORT": str(free_port())}

    refused = bening("serve", environment=environment, check=False, timeout=30)

    assert refused.returncode == 1
    assert f"proses {server.process.pid}" in refused.stderr
    assert one_sentence(refused.stderr)


def one_sentence(text: str) -> bool:
    """True when the text is a line or two for people, without a traceback."""
    return "Traceback" not in text and text.strip().count("\n") <= 1


def test_a_taken_port_is_refused_with_another_to_try(server: Running, tmp_path: Path) -> None:
    environment = environment_for(tmp_path, server.port)
    make_ready(tmp_path, environment)

    refused = bening("serve", environment=environment, check=False, timeout=30)

    assert refused.returncode == 1
    assert f"Port {server.port} sedang dipakai" in refused.stderr
    assert f"--port {server.port + 1}" in refused.stderr
    assert one_sentence(refused.stderr)


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    refused = bening(
        "serve", environment=environment_for(tmp_path, free_port()), check=False, timeout=30
    )

    assert refused.returncode == 1
    assert "bening upgrade" in refused.stderr


def test_two_processes_on_sqlite_are_refused(tmp_path: Path) -> None:
    environment = environment_for(tmp_path, free_port(), BENING_PROCESSES="2")

    refused = bening("serve", environment=environment, check=False, timeout=30)

    assert refused.returncode == 1
    assert "SQLite dilayani oleh satu proses" in refused.stderr


def test_the_worker_alone_is_for_postgresql(tmp_path: Path) -> None:
    refused = bening("worker", environment=environment_for(tmp_path, 1), check=False, timeout=30)

    assert refused.returncode == 1
    assert "PostgreSQL" in refused.stderr


def test_a_signal_ends_it_in_good_order() -> None:
    with serve() as running:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(20) in {0, -signal.SIGTERM}
        said = (running.data / "log").read_text()
        with sqlite3.connect(running.data / "bening.sqlite3") as database:
            alive = database.execute("SELECT count(*) FROM config_heartbeat").fetchone()
    assert alive == (0,), "background work ended before the process"
    assert "Bening siap di" in said
    assert "Traceback" not in said


def test_lan_shows_the_address_as_qr_and_says_what_needs_https() -> None:
    with serve(BENING_LAN="ya") as running:
        said = (running.data / "log").read_text()
    assert re.search(r"Bening siap di http://[\d.]+:\d+|http://localhost", said)
    assert "█" in said or "▄" in said
    assert "Tanpa HTTPS" in said


def test_it_serves_https_with_a_certificate(tmp_path: Path) -> None:
    cert, key = make_certificate(tmp_path)
    with serve(BENING_TLS_CERT=str(cert), BENING_TLS_KEY=str(key)) as running:
        import ssl

        context = ssl.create_default_context(cafile=str(cert))
        with (
            socket.create_connection(("127.0.0.1", running.port), 10) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as line,
        ):
            line.sendall(running.head("GET", "/sehat/", 0, "Connection: close\r\n"))
            status, headers, _ = read_answer(line)

    assert status == 200
    assert "strict-transport-security" in headers


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost and its key."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(secret, hashes.SHA256())
    )
    cert, key = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert, key


def test_two_processes_and_a_worker_serve_postgresql(postgres_url: str, tmp_path: Path) -> None:
    with serve(
        tmp_path, DATABASE_URL=postgres_url, BENING_PROCESSES="2", BENING_EMBEDDED_WORKER="tidak"
    ) as running:
        for _ in range(20):
            assert running.ask("GET", "/sehat/")[0] == 200
        worker = subprocess.Popen(
            [sys.executable, "-m", "bening", "worker"], cwd=ROOT, env=running.environment
        )
        try:
            said = until_well(running)
        finally:
            worker.terminate()
            assert worker.wait(30) == 0
    assert "baik      Pekerja latar: Hidup." in said


def until_well(running: Running) -> str:
    """What the doctor says once nothing ails the installation; at most 30 s."""
    until = time.monotonic() + 30
    while True:
        found = bening("doctor", environment=running.environment, check=False)
        if found.returncode == 0 or time.monotonic() > until:
            return found.stdout
        time.sleep(1)


def test_the_access_log_names_no_path_query_or_address(tmp_path: Path) -> None:
    with serve(tmp_path, BENING_LOG_LEVEL="INFO") as running:
        running.ask("GET", "/sehat/?rahasia=1")
        running.ask("GET", "/rahasia/jalur/")
    said = (tmp_path / "log").read_text()

    assert re.search(r"bening.access: GET /sehat/ 200 \d+ ms", said)
    assert "rahasia" not in said
    assert "127.0.0.1" not in said


RUN = str(ROOT / "run")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--warna"], "tidak dikenal"),
        (["--port"], "memerlukan nilai"),
        (["--data", "/proc/tidak-ada"], "tidak dapat ditulisi"),
        (["--port", "99999"], "antara 1 dan 65535"),
    ],
)
def test_run_refuses_with_one_sentence(arguments: list[str], reason: str, tmp_path: Path) -> None:
    environment = environment_for(tmp_path, 8000)

    refused = subprocess.run(
        [RUN, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
    )

    assert refused.returncode == 1
    assert reason in refused.stderr
    assert one_sentence(refused.stderr)


def test_run_asks_for_a_newer_python(tmp_path: Path) -> None:
    """The same script beside a `.venv` that does not exist and Pythons that are too old."""
    old = tmp_path / "bin"
    old.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (old / name).write_text("#!/bin/sh\nexit 1\n")
        (old / name).chmod(0o755)
    (tmp_path / "scripts").mkdir()
    for name in ("run", "scripts/environment.sh", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "run").chmod(0o755)

    refused = subprocess.run(
        [str(tmp_path / "run")],
        env={**os.environ, "PATH": f"{old}:{os.environ['PATH']}", "BENING_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert refused.returncode == 1
    assert "Python 3.11" in refused.stderr
    assert one_sentence(refused.stderr)
