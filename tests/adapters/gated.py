"""A small site behind the gate, for the tests of the gate: `python -m tests.adapters.gated`."""

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.staticfiles"],
    STATIC_URL="/static/",
    LANGUAGE_CODE="id",
    LANGUAGES=[("id", "Bahasa Indonesia"), ("en", "English")],
    LOCALE_PATHS=[Path(__file__).parents[2] / "bening" / "locale"],
)
django.setup()

import uvicorn

from bening.adapters.gate import MIB, Gate, Rule
from bening.adapters.pages import Pages
from bening.adapters.patience import PatientProtocol

opened_for_writing: list[str] = []


def record(event: str, arguments: tuple[Any, ...]) -> None:
    """Remembers every file that is opened for writing, whatever opens it."""
    if event == "open" and len(arguments) > 2 and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        opened_for_writing.append(str(arguments[0]))


def written() -> int:
    """Bytes the process has given to write(2) and its kin."""
    counters = Path("/proc/self/io").read_text()
    return int(counters.split("wchar: ")[1].split()[0])


def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    path, query = environ["PATH_INFO"], parse_qs(environ["QUERY_STRING"])
    answer = b"page"
    if path == "/large/":
        answer = b"x" * 8 * MIB
    elif path == "/writes/":
        answer = json.dumps({"opened": len(opened_for_writing), "bytes": written()}).encode()
    elif path == "/headers/":
        answer = json.dumps({k: v for k, v in environ.items() if isinstance(v, str)}).encode()
    elif environ["REQUEST_METHOD"] == "POST":
        answer = str(len(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))).encode()
    time.sleep(float(query.get("nap", ["0"])[0]))
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]


RULES = [
    Rule(prefix="/", limit=10 * MIB, patience=4),
    Rule(prefix="/small/", limit=64 * 1024),
    Rule(prefix="/api/small/", limit=64 * 1024),
    Rule(prefix="/nothing/", limit=0),
    Rule(prefix="/sealed/", limit=25 * MIB, sealed=True, at_once=4),
]

if __name__ == "__main__":
    application = Gate(
        Pages(site, threads=8),
        RULES,
        folder=Path(os.environ["BENING_DATA"]) / "in",
        memory=64 * MIB,
    )
    sys.addaudithook(record)
    if limit := int(os.environ.get("LARGEST_FILE", "0")):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    from bening.adapters import patience

    patience.HEADERS_WITHIN = 2.0
    patience.PROGRESS_WITHIN = 3.0
    uvicorn.run(
        application,
        host="127.0.0.1",
        port=int(os.environ["BENING_PORT"]),
        http=PatientProtocol,
        log_level="error",
        access_log=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
