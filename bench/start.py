"""How long `bening serve` and a second `./run` take until a page answers, and what waits in memory.

    python -m bench.start

A data folder of its own with the instruments and without the demo. Memory is that of all processes
of the server, ten seconds after its first page: resident, and the share that is its alone. The
second `./run` is measured where a first one has prepared this folder.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.http import Client, family, used
from tests.servers import environment_for, free_port

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
IDLE = 10  # seconds
KIB = 1024


@dataclass(frozen=True)
class Start:
    """Milliseconds until `/sehat/` answered and processor time until then, of each run in order."""

    case: str
    asked: str
    took: list[int]
    cpu: list[int]


def start(case: str, command: list[str], data: Path, asked: str) -> tuple[Start, dict[str, int]]:
    """Starts the server several times; the memory of the last one, in MiB."""
    took, cpu, memory = [], [], {}
    for number in range(RUNS):
        port = free_port()
        environment = environment_for(data, port)
        began = time.perf_counter()
        with (data / "start.log").open("wb") as log:
            server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            await_page(port, server, data / "start.log")
            took.append(round((time.perf_counter() - began) * 1000))
            cpu.append(round(sum(used(one) for one in family(server.pid)) * 1000))
            if number == RUNS - 1:
                Client(port).get("/masuk/")
                time.sleep(IDLE)
                memory = resident(server.pid)
        finally:
            server.terminate()
            server.wait(30)
    return Start(case, asked, took, cpu), memory


def await_page(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until the health page answers. Raises RuntimeError with what the server said."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError, http.client.HTTPException, RuntimeError):
            Client(port).get("/sehat/")
            return
        time.sleep(0.01)
    raise RuntimeError(f"no page:\n{log.read_text(errors='replace')[-2000:]}")


def resident(process: int) -> dict[str, int]:
    """MiB in memory of a process and those below it: all pages, and shared ones by their share."""
    sums = {"Rss": 0, "Pss": 0}
    for number in family(process):
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()[1:]:
            name, _, rest = line.partition(":")
            if name in sums:
                sums[name] += int(rest.split()[0])
    return {name: size // KIB for name, size in sums.items()}


def main() -> None:
    """Prints the table and a line of JSON."""
    folder = Path(tempfile.mkdtemp(prefix="bening-start-"))
    bening = [sys.executable, "-m", "bening"]
    try:
        environment = environment_for(folder, free_port())
        subprocess.run([*bening, "upgrade"], cwd=ROOT, env=environment, check=True)
        starts = []
        found, memory = start("bening serve", [*bening, "serve"], folder, "< 3000")
        starts.append(found)
        if (ROOT / ".venv" / ".installed-run").exists():
            again, _ = start("second ./run", ["./run", "--empty"], folder, "< 5000")
            starts.append(again)
        else:
            print("second ./run: start ./run once in this folder, then measure again")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    load = os.getloadavg()[0]
    print(f"\n{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {load:.1f}")
    print(f"{'until a page answers, ms':28}{'best':>8}{'middle':>8}{'worst':>8}{'cpu':>8}  asked")
    for one in starts:
        times = sorted(one.took)
        middle = times[len(times) // 2]
        shown = f"{times[0]:8}{middle:8}{times[-1]:8}{min(one.cpu):8}"
        print(f"{one.case:28}{shown}  {one.asked}")
    print(
        f"{'idle memory, MiB':28}{memory['Rss']:8} resident, {memory['Pss']} its share  asked < 200"
    )
    print(json.dumps({"starts": [asdict(one) for one in starts], "memory": memory, "load": load}))


if __name__ == "__main__":
    main()
