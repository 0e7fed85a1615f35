"""What the sheet of a busy unit costs through the whole server: pages, and one answer saved.

    python -m bench.sheet [sqlite|postgresql]

One sheet of 113 answered questions with notes and 300 files, eight people who fill it. All eight
save into this one sheet, each into questions of their own: the hardest case, since they share its
lock. SQLite runs in one process, PostgreSQL with two processes behind one port.
"""

import json
import re
import subprocess
import sys
from collections import deque
from pathlib import Path

from bench.http import Case, Client, Site, measure, sites

ROOT = Path(__file__).resolve().parent.parent
CSRF = "b" * 32
SEEN = re.compile(rb'name="seen"[^>]* value="(\d+)"')
GIVEN = "bench.json"


def prepare(environment: dict[str, str]) -> None:
    """Fills the database and leaves what the clients must know in the data folder."""
    print("  113 answers and 300 files…", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "bench._seed"],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "bening.config.settings"},
        stdout=subprocess.PIPE,
        check=True,
    )
    (Path(environment["BENING_DATA"]) / GIVEN).write_bytes(made.stdout)


class Saver:
    """One person who answers the questions of their share in turn, the other option each time."""

    def __init__(self, sheet: str, choices: dict[str, list[str]], sessions: list[str]) -> None:
        self.sheet, self.choices, self.sessions = sheet, choices, sessions
        self.turn: deque[tuple[str, int, int]] = deque()  # code, option to give, version seen

    def sign_in(self, client: Client) -> None:
        """A session of the client's own person."""
        person = client.number % len(self.sessions)
        client.cookies = {"bening_session": self.sessions[person], "bening_csrf": CSRF}

    def begin(self, client: Client) -> None:
        """Signs in and reads which version each of the person's answers has."""
        self.sign_in(client)
        codes = sorted(self.choices)[client.number :: len(self.sessions)]
        for code in codes:
            page = client.get(self.place(code), {"HX-Request": "true"})
            found = SEEN.search(page)
            assert found, f"{code} shows no version"
            self.turn.append((code, int(found[1]) % 2, int(found[1])))

    def place(self, code: str) -> str:
        return f"/lembar-kerja/{self.sheet}/butir/{code}/"

    def save(self, client: Client) -> None:
        """One answer with its note, as the page sends it."""
        code, option, seen = self.turn.popleft()
        form = {
            "value": self.choices[code][option],
            "note": f"Notula rapat triwulan terlampir, versi {seen}.",
            "seen": str(seen),
        }
        headers = {"HX-Request": "true", "X-CSRFToken": CSRF}
        client.post(f"{self.place(code)}jawaban/", form, headers)
        self.turn.append((code, 1 - option, seen + 1))


def cases(site: Site) -> list[Case]:
    """The figures asked for."""
    given = json.loads((Path(site.environment["BENING_DATA"]) / GIVEN).read_text())
    saver = Saver(**given)
    sheet = f"/lembar-kerja/{given['sheet']}/"
    return [
        Case(
            "one area",
            lambda client: client.get(f"{sheet}?area=5"),
            saver.sign_in,
            asked="c=1: p95 < 40",
        ),
        Case(
            "whole sheet",
            lambda client: client.get(f"{sheet}?lembar=penuh"),
            saver.sign_in,
            asked="c=1: p95 < 80; c=8, two processes: 30/s",
        ),
        Case(
            "one answer saved, with its event",
            saver.save,
            saver.begin,
            asked="c=1: p95 < 30; c=8: 100/s, p95 < 150, worst < 500",
        ),
    ]


def main() -> None:
    """Both databases, or the one that is named."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    for site in sites(prepare, wanted):
        with site as running:
            measure(running, cases(running))


if __name__ == "__main__":
    main()
