"""Complaints: how many are filed a second, and the list of the desk over a hundred thousand.

    python -m bench.complaints [sqlite|postgresql] [ROWS]

One agency with forty units and 100,000 complaints of three years unless told otherwise, a tenth of
them open. Eight reporters send the last page of the form, each of a network of its own: one
network may send forty in an hour. Eight officers write down one after another, each again at once;
one coordinator narrows the list and reads on. SQLite has one process, PostgreSQL two.
"""

import json
import secrets
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.http import Case, Client, Site, measure, sites

ROOT = Path(__file__).resolve().parent.parent
ROWS = 100_000
CSRF = "b" * 32
GIVEN = "bench.json"
LIST = "/pengaduan/meja/"
STORY = "Selasa pagi di loket empat fotokopi saya ditolak padahal papan syarat membolehkan. " * 4


def prepare(environment: dict[str, str], *, rows: int) -> None:
    """Fills the database and leaves what the clients must know in the data folder."""
    environment["BENING_TRUSTED_PROXIES"] = "127.0.0.1"  # whose word for the network is taken
    print(f"  {rows} complaints…", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "bench._seed_complaints", str(rows)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    (Path(environment["BENING_DATA"]) / GIVEN).write_bytes(made.stdout)


def cases(site: Site) -> list[Case]:
    """The figures asked for."""
    given = json.loads((Path(site.environment["BENING_DATA"]) / GIVEN).read_text())

    def sign_in(client: Client) -> None:
        sessions = given["sessions"]
        client.cookies = {
            "bening_session": sessions[client.number % len(sessions)],
            "bening_csrf": CSRF,
        }

    def report(client: Client) -> None:
        form = {
            "step": "identity",
            "kind": "complaint",
            "topic": "time",
            "story": STORY,
            "outcome": "Berkas saya diterima.",
            "identity": "code",
            "retry_key": secrets.token_urlsafe(24),
        }
        network = f"10.{client.number}.{client.count >> 8 & 255}.{client.count & 255}"
        path = f"/pengaduan/kantor/{given['unit']}/tulis/"
        client.post(path, form, {"X-Forwarded-For": network})

    def write_down(client: Client) -> None:
        form = {
            "unit": given["unit"],
            "way": "letter",
            "kind": "complaint",
            "topic": "time",
            "story": STORY,
            "retry_key": secrets.token_urlsafe(18),
        }
        client.post(f"{LIST}catat/", form)

    narrowed = {
        "all, newest first": "",
        "to do": "?status=perlu",
        "closed, one class": "?status=closed&klas=ordinary",
        "one unit, in progress": f"?unit={given['unit']}&status=in_progress",
        "late": "?batas=terlambat",
        "my own": "?milik=saya",
        "by number": "?q=2025-0042",
        "far down": f"?sesudah={given['deep']}",
    }
    return [
        *(
            Case(
                f"list: {name}",
                partial(_get, f"{LIST}{asked}"),
                sign_in,
                clients=(1,),
                asked="c=1: p95 < 100",
            )
            for name, asked in narrowed.items()
        ),
        Case("filed by its reporter", report, asked="c=8: 100/s"),
        Case("written down by an officer", write_down, sign_in),
    ]


def _get(path: str, client: Client) -> None:
    client.get(path)


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = next((one for one in sys.argv[1:] if not one.isdigit()), "")
    rows = next((int(one) for one in sys.argv[1:] if one.isdigit()), ROWS)
    for site in sites(partial(prepare, rows=rows), wanted):
        with site as running:
            measure(running, cases(running))


if __name__ == "__main__":
    main()
