"""Runs code that opens files from outside in a process of its own, with limits.

The child gets the file as its standard input, opened for reading, and nothing else: no settings,
no secrets of the environment, no database. It takes its limits before it touches a byte. What it
finds comes back as one JSON line, followed by the bytes of what it made.
"""

import json
import os
import struct
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from bening.adapters.limited import child; child(sys.argv[2], sys.argv[3])"
)
_MEMORY = 2 << 30  # bytes of address space
_OUTPUT = 64 << 20  # bytes taken from the child


class LimitReached(Exception):
    """The child died, ran out of time or memory, or answered nonsense."""


@dataclass(frozen=True)
class Made:
    """What a task in the child returns: plain values, and files by name."""

    values: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)


def run_limited(task: str, file: BinaryIO, *, seconds: int, **arguments: Any) -> Made:
    """Runs `task` (``"package.module:function"``) on `file` and returns what it made.

    The function is called with the opened file and `arguments` (plain JSON values). Raises
    LimitReached.
    """
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    call = json.dumps({"seconds": seconds, "arguments": arguments})
    try:
        answer = subprocess.run(  # noqa: S603  # our own interpreter and code
            [sys.executable, "-I", "-B", "-c", _START, _ROOT, task, call],
            stdin=file,
            capture_output=True,
            timeout=seconds * 2,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise LimitReached(f"{task}: no answer within {seconds * 2} s") from error
    if answer.returncode != 0:
        last = answer.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise LimitReached(f"{task}: ended with {answer.returncode}: {last[:200]}")
    return _read(answer.stdout, task)


def _read(output: bytes, task: str) -> Made:
    try:
        (length,) = struct.unpack_from(">I", output)
        head = json.loads(output[4 : 4 + length])
        files, at = {}, 4 + length
        for name, size in head["files"]:
            files[str(name)] = output[at : at + size]
            at += size
        if at != len(output):
            raise LimitReached(f"{task}: answered nonsense")
        return Made(values=dict(head["values"]), files=files)
    except (struct.error, ValueError, KeyError, TypeError) as error:
        raise LimitReached(f"{task}: answered nonsense") from error


def child(task: str, call: str) -> None:
    """The other side: takes the limits, runs the task, writes what it made."""
    asked = json.loads(call)
    _take_limits(asked["seconds"])
    from importlib import import_module  # noqa: PLC0415  # after the limits

    module, _, function = task.partition(":")
    # What libraries print must not get into the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with os.fdopen(0, "rb") as file:
        made: Made = getattr(import_module(module), function)(file, **asked["arguments"])
    if sum(map(len, made.files.values())) > _OUTPUT:
        raise SystemExit("made too much")
    names = [(name, len(content)) for name, content in made.files.items()]
    head = json.dumps({"values": made.values, "files": names}).encode()
    with answer:
        answer.write(struct.pack(">I", len(head)) + head)
        for content in made.files.values():
            answer.write(content)


def _take_limits(seconds: int) -> None:
    import resource  # noqa: PLC0415  # only the child needs it

    for limit, value in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),  # writes no file; the answer is a pipe
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (value, value))
