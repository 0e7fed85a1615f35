"""How a command speaks: results on stdout, faults on stderr one a line, exit codes."""

import os
import sys
from collections.abc import Iterable

DONE = 0
REFUSED = 2


def say(text: str) -> None:
    """Print a result.

    Characters the terminal can't show are replaced; a reader that has gone is no error.
    """
    _write(sys.stdout, text)


def refuse(faults: Iterable[object]) -> int:
    """Print faults on stderr, one a line, and give the exit code of a refusal."""
    for fault in faults:
        _write(sys.stderr, str(fault).replace("\n", " "))
    return REFUSED


def unreadable(path: object, error: OSError) -> str:
    """The line for a file that the system would not give."""
    return f"{path}: berkas tidak dapat dibaca ({error.strerror or error})"


def _write(stream: object, text: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    shown = text.encode(encoding, "replace").decode(encoding)
    try:
        print(shown, file=stream, flush=True)  # type: ignore[call-overload]
    except BrokenPipeError:
        # The reader has gone; keep the interpreter from complaining while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
