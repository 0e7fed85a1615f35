"""What the monitoring board costs with 5,000 units: its pages and files, and its figures.

    python -m bench.board [sqlite|postgresql] [UNITS]

One agency, one cycle, programs in all states with standings. The figures of the board are rolled
up by jobs; what fifty of them take is printed beside.
"""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench._table import Timing, show
from bench.http import Case, Client, Site, measure, sites

ROOT = Path(__file__).resolve().parent.parent
UNITS = 5000
GIVEN = "bench.json"
ASKED = "c=1: p95 < 300"


def prepare(environment: dict[str, str], *, units: int) -> None:
    """Fills the database and leaves what the clients must know in the data folder."""
    print(f"  {units:,} units…", flush=True)
    environment["BENING_REQUIRE_TWO_FACTOR"] = "tidak"
    made = subprocess.run(
        [sys.executable, "-m", "bench._seed_board", str(units)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    (Path(environment["BENING_DATA"]) / GIVEN).write_bytes(made.stdout)


def cases(session: str, units: int) -> list[Case]:
    """The figures asked for."""

    def sign_in(client: Client) -> None:
        client.cookies = {"bening_session": session}

    def get(address: str, client: Client) -> bytes:
        return client.get(address)

    pages = {
        "board, by gap": "/papan/",
        "board, last page": f"/papan/?hal={units // 50}",
        "board, most late first": "/papan/?urut=-late",
        "board, one step of the flow": "/papan/?tahap=tpi-1",
        "board, name contains": "/papan/?q=499",
        "board, near the minimum": "/papan/?dekat=1",
    }
    files = {"XLSX": "/papan/unduh.xlsx", "CSV": "/papan/unduh.csv"}
    alone = (1,)
    return [
        *(
            Case(name, partial(get, address), sign_in, clients=alone, asked=ASKED)
            for name, address in pages.items()
        ),
        *(
            Case(f"file of every row, {kind}", partial(get, address), sign_in, clients=alone)
            for kind, address in files.items()
        ),
    ]


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = next((one for one in sys.argv[1:] if not one.isdigit()), "")
    units = next((int(one) for one in sys.argv[1:] if one.isdigit()), UNITS)
    for site in sites(partial(prepare, units=units), wanted):
        with site as running:
            report(running, units)


def report(running: Site, units: int) -> None:
    """The pages of a running server, and what its seed measured."""
    given = json.loads((Path(running.environment["BENING_DATA"]) / GIVEN).read_text())
    measure(running, cases(given["session"], units))
    show(f"{running.name}, in a process of its own", [Timing(**given["computed"])])


if __name__ == "__main__":
    main()
