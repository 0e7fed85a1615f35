"""Tasks that try to reach beyond the limits of the limited process."""

import os
import subprocess
from pathlib import Path
from typing import BinaryIO

from bening.adapters.limited import Made


def spin(_file: BinaryIO) -> Made:
    while True:
        pass


def take_memory(_file: BinaryIO) -> Made:
    try:
        bytearray(3 << 30)
    except MemoryError:
        return Made({"stopped": True})
    return Made({"stopped": False})


def write_file(_file: BinaryIO) -> Made:
    path = Path(f"/tmp/limited-{os.getpid()}")  # noqa: S108  # nothing may come of it
    try:
        path.write_bytes(b"x")
    except OSError:
        return Made({"stopped": True})
    finally:
        path.unlink(missing_ok=True)
    return Made({"stopped": False})


def start_process(_file: BinaryIO) -> Made:
    if os.getuid() == 0:
        return Made({"stopped": True})  # the limit of processes does not bind root
    try:
        subprocess.run(["true"], check=False)  # noqa: S607
    except OSError:
        return Made({"stopped": True})
    return Made({"stopped": False})


def environment(_file: BinaryIO) -> Made:
    return Made({"names": sorted(os.environ)})
